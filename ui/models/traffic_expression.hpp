// The filter line of the live traffic page: `status>=500 and provider=openai and not (latency<5000 or model~mini)`.
// Parsed once, then asked for each row. Pure values and functions; any thread.
#pragma once

#include "ui/models/traffic_row.hpp"

#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace ui::models {

/// Where an expression cannot be read, and why in the interface language.
struct ExpressionProblem {
    qsizetype at = 0;
    qsizetype length = 0;
    QString text;
    bool isLimit = false;  // it could be read, but is longer or deeper than this filter goes
};

class TrafficExpression {
public:
    /// One comparison or one joining word; defined in the .cpp.
    struct Node;

    struct Parsed;
    /// Empty text is an expression that accepts everything.
    static Parsed parse(const QString& text);

    bool isEmpty() const { return !root_; }
    /// As it was written; empty when nothing is compared.
    const QString& text() const { return text_; }
    bool accepts(const TrafficRow& row) const;

private:
    friend class ExpressionParser;
    std::shared_ptr<const Node> root_;
    QString text_;
};

struct TrafficExpression::Parsed {
    TrafficExpression expression;
    std::optional<ExpressionProblem> problem;
};

/// status, provider, model, key, ip, trace, latency, ttft, tokens, cost, error, route, attempts.
QStringList expressionFields();
bool isNumberField(const QString& field);

/// `text and field op value`, the value quoted where it must be; `text` gets brackets when it holds an `or`.
QString withCondition(const QString& text, const QString& field, const QString& op, const QString& value);

/// What may be typed at the cursor, for the completer.
struct ExpressionPlace {
    enum class Wants { field, op, value, joiner };
    Wants wants = Wants::field;
    QString field;     // of the comparison under way; empty before it
    qsizetype at = 0;  // the word being typed
    QString word;
};
ExpressionPlace expressionPlace(const QString& text, qsizetype cursor);

}  // namespace ui::models
