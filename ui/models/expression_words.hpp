// Cuts a filter expression into words: names, operators, values, brackets. For traffic_expression only.
// Pure functions; any thread.
#pragma once

#include <QString>

#include <vector>

namespace ui::models {

struct ExpressionWord {
    enum class Kind { name, op, open, close, end, unclosedQuote };
    Kind kind = Kind::end;
    qsizetype at = 0;
    qsizetype length = 0;
    QString text;         // without quotes
    bool quoted = false;
};

/// Always ends with a word of kind end. A word is anything up to a blank, a bracket, a quote or an operator sign; after an
/// operator only blanks, brackets and quotes end it, so that values may hold any sign.
std::vector<ExpressionWord> expressionWords(const QString& text);

}  // namespace ui::models
