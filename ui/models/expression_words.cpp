#include "ui/models/expression_words.hpp"

namespace ui::models {

namespace {

using Word = ExpressionWord;

bool isOperatorSign(QChar c) { return c == u'=' || c == u'!' || c == u'<' || c == u'>' || c == u'~'; }
bool endsWord(QChar c) { return c.isSpace() || c == u'(' || c == u')' || c == u'"'; }

Word readQuoted(const QString& text, qsizetype at) {
    Word word{Word::Kind::unclosedQuote, at, 0, {}, true};
    qsizetype i = at + 1;
    for (; i < text.size(); ++i) {
        if (text[i] == u'\\' && i + 1 < text.size()) {
            word.text += text[++i];
        } else if (text[i] == u'"') {
            word.kind = Word::Kind::name;
            ++i;
            break;
        } else {
            word.text += text[i];
        }
    }
    word.length = i - at;
    return word;
}

Word readOperator(const QString& text, qsizetype at) {
    qsizetype i = at + 1;
    if (i < text.size() && text[at] != u'~' && text[i] == u'=') ++i;
    return {Word::Kind::op, at, i - at, text.mid(at, i - at), false};
}

Word readBare(const QString& text, qsizetype at, bool isValue) {
    qsizetype i = at;
    while (i < text.size() && !endsWord(text[i]) && (isValue || !isOperatorSign(text[i]))) ++i;
    return {Word::Kind::name, at, i - at, text.mid(at, i - at), false};
}

}  // namespace

std::vector<ExpressionWord> expressionWords(const QString& text) {
    std::vector<Word> words;
    qsizetype at = 0;
    while (at < text.size()) {
        const QChar c = text[at];
        const bool afterOperator = !words.empty() && words.back().kind == Word::Kind::op;
        if (c.isSpace()) {
            ++at;
            continue;
        }
        if (c == u'(') {
            words.push_back({Word::Kind::open, at, 1, text.mid(at, 1), false});
        } else if (c == u')') {
            words.push_back({Word::Kind::close, at, 1, text.mid(at, 1), false});
        } else if (c == u'"') {
            words.push_back(readQuoted(text, at));
        } else if (isOperatorSign(c) && !afterOperator) {
            words.push_back(readOperator(text, at));
        } else {
            words.push_back(readBare(text, at, afterOperator));
        }
        at += words.back().length;
    }
    words.push_back({Word::Kind::end, text.size(), 0, {}, false});
    return words;
}

}  // namespace ui::models
