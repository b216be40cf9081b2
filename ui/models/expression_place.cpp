// Writing an expression: what may follow at the cursor, and adding a condition to one that is there.
#include "ui/models/expression_words.hpp"
#include "ui/models/traffic_expression.hpp"

#include <algorithm>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

using Word = ExpressionWord;
using Wants = ExpressionPlace::Wants;

bool isJoiner(const Word& word) {
    return word.kind == Word::Kind::name && !word.quoted &&
           (word.text.compare("and"_L1, Qt::CaseInsensitive) == 0 || word.text.compare("or"_L1, Qt::CaseInsensitive) == 0 ||
            word.text.compare("not"_L1, Qt::CaseInsensitive) == 0);
}

/// What may follow once `words` are complete.
void follow(const std::vector<Word>& words, ExpressionPlace& place) {
    place.wants = Wants::field;
    for (const Word& word : words) {
        if (word.kind == Word::Kind::open || (place.wants != Wants::value && isJoiner(word))) {
            place.wants = Wants::field;
        } else if (word.kind == Word::Kind::op) {
            place.wants = Wants::value;
        } else if (word.kind == Word::Kind::name && place.wants == Wants::field) {
            place.wants = Wants::op;
            place.field = word.text.toLower();
        } else {
            place.wants = Wants::joiner;
        }
    }
    if (place.wants == Wants::field || place.wants == Wants::joiner) place.field.clear();
}

QString written(const QString& value) {
    // A sign of equality would be read as a part of the operator before it.
    const bool plain = !value.isEmpty() && !value.startsWith(u'=') && std::none_of(value.begin(), value.end(), [](QChar c) {
        return c.isSpace() || c == u'(' || c == u')' || c == u'"';
    });
    if (plain) return value;
    QString inside = value;
    inside.replace(u'\\', "\\\\"_L1).replace(u'"', "\\\""_L1);
    return u'"' + inside + u'"';
}

}  // namespace

ExpressionPlace expressionPlace(const QString& text, qsizetype cursor) {
    std::vector<Word> words = expressionWords(text.left(cursor));
    words.pop_back();  // the end
    ExpressionPlace place;
    place.at = cursor;
    // The word that touches the cursor is still being typed.
    const bool typing = !words.empty() && words.back().at + words.back().length == cursor &&
                        (words.back().kind == Word::Kind::name || words.back().kind == Word::Kind::unclosedQuote);
    if (typing) {
        place.at = words.back().at;
        place.word = words.back().text;
        words.pop_back();
    }
    follow(words, place);
    return place;
}

QString withCondition(const QString& text, const QString& field, const QString& op, const QString& value) {
    const QString condition = field + op + written(value);
    const QString before = text.trimmed();
    if (before.isEmpty()) return condition;
    const std::vector<Word> words = expressionWords(before);
    const bool either = std::any_of(words.begin(), words.end(), [](const Word& word) {
        return word.kind == Word::Kind::name && !word.quoted && word.text.compare("or"_L1, Qt::CaseInsensitive) == 0;
    });
    return (either ? u'(' + before + u')' : before) + u" and "_s + condition;
}

}  // namespace ui::models
