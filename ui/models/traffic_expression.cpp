#include "ui/models/traffic_expression.hpp"

#include "ui/models/expression_number.hpp"
#include "ui/models/expression_words.hpp"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

using Row = TrafficRow;
using Word = ExpressionWord;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::models::TrafficExpression)
};

enum class Op { equal, unequal, greater, greaterEqual, less, lessEqual, contains };

struct OpName {
    const char* text;
    Op op;
};
constexpr std::array kOps{OpName{"=", Op::equal},    OpName{"==", Op::equal}, OpName{"!=", Op::unequal},
                          OpName{">", Op::greater},  OpName{">=", Op::greaterEqual}, OpName{"<", Op::less},
                          OpName{"<=", Op::lessEqual}, OpName{"~", Op::contains}};

struct Field {
    const char* name;
    std::optional<qint64> (*number)(const Row&);  // nullptr: a field of text
    /// The texts a row may be known by; any of them may match.
    std::array<QString, 3> (*texts)(const Row&);
};

using Number = std::optional<qint64>;
using Texts = std::array<QString, 3>;

constexpr std::array kFields{
    Field{"status", [](const Row& row) { return Number(row.status); }, nullptr},
    Field{"provider", nullptr, [](const Row& row) { return Texts{row.provider, row.provider, row.provider}; }},
    Field{"model", nullptr, [](const Row& row) { return Texts{row.model, row.upstreamModel, row.model}; }},
    Field{"key", nullptr, [](const Row& row) { return Texts{row.keyName, row.keyPrefix, row.keyId}; }},
    Field{"ip", nullptr, [](const Row& row) { return Texts{row.ip, row.ip, row.ip}; }},
    Field{"trace", nullptr, [](const Row& row) { return Texts{row.traceId, row.clientRequestId, row.traceId}; }},
    Field{"latency", [](const Row& row) { return Number(row.latencyMs); }, nullptr},
    Field{"ttft", [](const Row& row) { return row.ttftMs; }, nullptr},
    Field{"tokens", [](const Row& row) { return Number(row.tokens()); }, nullptr},
    Field{"cost", [](const Row& row) { return row.costNanoUsd; }, nullptr},
    Field{"error", nullptr, [](const Row& row) { return Texts{row.errorCode, row.errorCode, row.errorCode}; }},
    Field{"route", nullptr, [](const Row& row) { return Texts{row.route, row.route, row.route}; }},
    Field{"attempts", [](const Row& row) { return Number(row.attempts); }, nullptr},
};

const Field* findField(const QString& name) {
    for (const Field& field : kFields) {
        if (name.compare(QLatin1StringView(field.name), Qt::CaseInsensitive) == 0) return &field;
    }
    return nullptr;
}

bool compare(qint64 value, Op op, qint64 with) {
    switch (op) {
        case Op::equal: return value == with;
        case Op::unequal: return value != with;
        case Op::greater: return value > with;
        case Op::greaterEqual: return value >= with;
        case Op::less: return value < with;
        case Op::lessEqual: return value <= with;
        case Op::contains: return false;
    }
    return false;
}

bool isWord(const Word& word, const char* text) {
    return word.kind == Word::Kind::name && !word.quoted && word.text.compare(QLatin1StringView(text), Qt::CaseInsensitive) == 0;
}

}  // namespace

struct TrafficExpression::Node {
    enum class Join { comparison, both, either, inverse };
    Join join = Join::comparison;
    std::shared_ptr<const Node> left, right;
    const Field* field = nullptr;
    Op op = Op::equal;
    qint64 number = 0;
    int hundreds = 0;  // status=5xx
    QString text;

    bool accepts(const Row& row) const {
        switch (join) {
            case Join::both: return left->accepts(row) && right->accepts(row);
            case Join::either: return left->accepts(row) || right->accepts(row);
            case Join::inverse: return !left->accepts(row);
            case Join::comparison: return field->number ? acceptsNumber(row) : acceptsText(row);
        }
        return false;
    }

    bool acceptsNumber(const Row& row) const {
        const Number value = field->number(row);
        // What is not known differs from every number and is neither above nor below one.
        if (!value) return op == Op::unequal;
        if (hundreds > 0) return (*value / 100 == hundreds) == (op == Op::equal);
        return compare(*value, op, number);
    }

    bool acceptsText(const Row& row) const {
        bool found = false;
        for (const QString& candidate : field->texts(row)) {
            found = found || (op == Op::contains ? candidate.contains(text, Qt::CaseInsensitive)
                                                 : candidate.compare(text, Qt::CaseInsensitive) == 0);
        }
        return found == (op != Op::unequal);
    }
};

/// Recursive descent; `or` binds weakest, then `and`, then `not`.
class ExpressionParser {
public:
    using Node = TrafficExpression::Node;
    using NodePtr = std::shared_ptr<const Node>;

    explicit ExpressionParser(const QString& text) : words_(expressionWords(text)) {}

    TrafficExpression::Parsed run() {
        TrafficExpression::Parsed parsed;
        if (word().kind == Word::Kind::end) return parsed;
        NodePtr root = either();
        if (!problem_ && word().kind != Word::Kind::end) complainOfRest();
        parsed.problem = problem_;
        if (!problem_) parsed.expression.root_ = std::move(root);
        return parsed;
    }

private:
    const Word& word() const { return words_[at_]; }

    NodePtr complain(const Word& where, const QString& text) {
        if (!problem_) problem_ = ExpressionProblem{where.at, std::max<qsizetype>(where.length, 1), text, false};
        return {};
    }

    NodePtr tooMuch(const QString& text) {
        complain(word(), text);
        problem_->isLimit = true;
        return {};
    }

    void complainOfRest() {
        if (word().kind == Word::Kind::close) {
            complain(word(), Words::tr("there is no opening bracket for this one"));
        } else {
            complain(word(), Words::tr("expected “and” or “or” here"));
        }
    }

    static NodePtr joined(Node::Join join, NodePtr left, NodePtr right) {
        auto node = std::make_shared<Node>();
        node->join = join;
        node->left = std::move(left);
        node->right = std::move(right);
        return node;
    }

    NodePtr either() {
        NodePtr left = both();
        while (!problem_ && isWord(word(), "or")) {
            ++at_;
            left = joined(Node::Join::either, std::move(left), both());
        }
        return left;
    }

    NodePtr both() {
        NodePtr left = single();
        while (!problem_ && isWord(word(), "and")) {
            ++at_;
            left = joined(Node::Join::both, std::move(left), single());
        }
        return left;
    }

    NodePtr single() {
        if (++depth_ > kDepthMax) return tooMuch(Words::tr("too many brackets within each other"));
        NodePtr node = isWord(word(), "not") ? inverse() : word().kind == Word::Kind::open ? bracket() : comparison();
        --depth_;
        return node;
    }

    NodePtr inverse() {
        ++at_;
        return joined(Node::Join::inverse, single(), {});
    }

    NodePtr bracket() {
        const Word open = words_[at_++];
        NodePtr inside = either();
        if (problem_) return {};
        if (word().kind != Word::Kind::close) return complain(open, Words::tr("this bracket is never closed"));
        ++at_;
        return inside;
    }

    NodePtr comparison() {
        const Word& name = word();
        if (name.kind != Word::Kind::name) return complain(name, Words::tr("expected a field here"));
        if (++comparisons_ > kComparisonsMax) return tooMuch(Words::tr("more than %1 comparisons in one filter").arg(kComparisonsMax));
        auto node = std::make_shared<Node>();
        node->field = findField(name.text);
        if (!node->field) return complain(name, Words::tr("there is no field “%1”").arg(name.text));
        ++at_;
        const Word& sign = word();
        const auto* op = std::find_if(kOps.begin(), kOps.end(), [&](const OpName& one) {
            return sign.kind == Word::Kind::op && sign.text == QLatin1StringView(one.text);
        });
        if (op == kOps.end()) return complain(sign, Words::tr("expected one of = != > >= < <= ~ here"));
        node->op = op->op;
        if (!checkOperator(*node, sign)) return {};
        ++at_;
        return value(std::move(node));
    }

    bool checkOperator(const Node& node, const Word& sign) {
        const bool number = node.field->number != nullptr;
        if (number && node.op == Op::contains) {
            complain(sign, Words::tr("~ searches text, and this field is a number"));
        } else if (!number && node.op != Op::equal && node.op != Op::unequal && node.op != Op::contains) {
            complain(sign, Words::tr("%1 compares numbers, and this field is text").arg(sign.text));
        }
        return !problem_;
    }

    NodePtr value(std::shared_ptr<Node> node) {
        const Word& given = word();
        if (given.kind == Word::Kind::unclosedQuote) return complain(given, Words::tr("this quotation mark is never closed"));
        if (given.kind != Word::Kind::name) return complain(given, Words::tr("expected a value here"));
        node->text = given.text;
        if (node->field->number) {
            const QString name = QString::fromLatin1(node->field->name);
            const bool mayBeClass = name == "status"_L1 && (node->op == Op::equal || node->op == Op::unequal);
            const auto hundreds = mayBeClass ? statusClass(given.text) : std::nullopt;
            const auto number = expressionNumber(name, given.text);
            if (!hundreds && !number) return complain(given, Words::tr("“%1” is not a number").arg(given.text));
            node->hundreds = hundreds.value_or(0);
            node->number = number.value_or(0);
        }
        ++at_;
        return node;
    }

    // A chain is as deep as it is long: each row is asked, and the tree is freed, by a walk down it.
    static constexpr int kDepthMax = 64;
    static constexpr int kComparisonsMax = 256;
    std::vector<Word> words_;
    size_t at_ = 0;
    int depth_ = 0;
    int comparisons_ = 0;
    std::optional<ExpressionProblem> problem_;
};

TrafficExpression::Parsed TrafficExpression::parse(const QString& text) {
    Parsed parsed = ExpressionParser(text).run();
    if (parsed.expression.root_) parsed.expression.text_ = text;
    return parsed;
}

bool TrafficExpression::accepts(const TrafficRow& row) const { return !root_ || root_->accepts(row); }

QStringList expressionFields() {
    QStringList names;
    for (const Field& field : kFields) names << QString::fromLatin1(field.name);
    return names;
}

bool isNumberField(const QString& field) {
    const Field* found = findField(field);
    return found && found->number;
}

}  // namespace ui::models
