#include "ui/models/log_query.hpp"

#include "ui/models/expression_number.hpp"
#include "ui/models/expression_words.hpp"

#include <QCoreApplication>
#include <QMap>
#include <QUrl>

#include <algorithm>

namespace ui::models {

using namespace Qt::StringLiterals;

namespace {

using Word = ExpressionWord;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::models::LogQuery)
};

bool isJoiner(const Word& word, QLatin1StringView text) {
    return word.kind == Word::Kind::name && !word.quoted && word.text.compare(text, Qt::CaseInsensitive) == 0;
}

/// The parts that all must hold. One part only when an "or" stands outside of brackets.
std::vector<std::vector<Word>> conjuncts(const QString& text) {
    std::vector<std::vector<Word>> parts(1);
    int depth = 0;
    bool afterOperator = false;
    bool either = false;
    for (const Word& word : expressionWords(text)) {
        if (word.kind == Word::Kind::end) break;
        if (word.kind == Word::Kind::open) ++depth;
        if (word.kind == Word::Kind::close) --depth;
        const bool joins = depth == 0 && !afterOperator;
        either = either || (joins && isJoiner(word, "or"_L1));
        afterOperator = word.kind == Word::Kind::op;
        if (joins && isJoiner(word, "and"_L1)) {
            parts.emplace_back();
        } else {
            parts.back().push_back(word);
        }
    }
    if (!either) return parts;
    // Only its text is wanted.
    return {expressionWords(text)};
}

class QueryBuilder {
public:
    explicit QueryBuilder(const AsLogged& asLogged) : asLogged_(asLogged) {}

    void addChips(const TrafficFilter& filter) {
        const QStringList classes = classNames(filter.classes);
        if (classes.size() == 1) {
            set(u"status"_s, classes.first().toLower(), u"status="_s + classes.first());
        } else if (!classes.isEmpty()) {
            result_.left << Words::tr("status %1", "several, of which any may be").arg(classes.join(u" / "_s));
        }
        if (filter.slowerThanMs) slowerThan(*filter.slowerThanMs + 1, u"latency>%1ms"_s.arg(*filter.slowerThanMs));
        if (!filter.tracePrefix.isEmpty()) result_.left << Words::tr("trace id begins with %1").arg(filter.tracePrefix);
    }

    void addExpression(const QString& text) {
        for (const auto& part : conjuncts(text)) {
            if (part.empty()) continue;
            const Word& last = part.back();
            const QString source = text.mid(part.front().at, last.at + last.length - part.front().at).trimmed();
            if (!isComparison(part) || !addComparison(part, source)) result_.left << source;
        }
    }

    LogQuery take() {
        QStringList pairs;
        for (auto at = values_.cbegin(); at != values_.cend(); ++at) {
            pairs << at.key() + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(at.value()));
        }
        result_.query = pairs.join(u'&');
        return result_;
    }

private:
    /// 4xx takes 429 in.
    static QStringList classNames(unsigned classes) {
        QStringList names;
        if (classes & TrafficFilter::success) names << u"2xx"_s;
        if (classes & TrafficFilter::clientError) names << u"4xx"_s;
        if ((classes & TrafficFilter::rateLimited) && !(classes & TrafficFilter::clientError)) names << u"429"_s;
        if (classes & TrafficFilter::serverError) names << u"5xx"_s;
        return names;
    }

    static bool isComparison(const std::vector<Word>& part) {
        return part.size() == 3 && part[0].kind == Word::Kind::name && part[1].kind == Word::Kind::op && part[2].kind == Word::Kind::name;
    }

    bool addComparison(const std::vector<Word>& part, const QString& source) {
        const QString field = part[0].text.toLower();
        const QString& op = part[1].text;
        const QString& value = part[2].text;
        if (field == "status"_L1) return addStatus(op, value, source);
        if (field == "latency"_L1) return addLatency(op, value, source);
        if (op != "="_L1 && op != "=="_L1) return false;
        if (field == "provider"_L1 || field == "model"_L1) return set(field, asLogged_(field, value), source);
        if (field == "error"_L1) return set(u"error_code"_s, value.toUpper(), source);
        if (field == "trace"_L1) return set(u"trace_id"_s, asLogged_(field, value), source);
        // The log knows a key's prefix and id, not its name.
        if (field == "key"_L1 && value.startsWith("gw-"_L1)) return set(field, value, source);
        return false;
    }

    bool addStatus(const QString& op, const QString& value, const QString& source) {
        const bool equal = op == "="_L1 || op == "=="_L1;
        const std::optional<int> hundreds = statusClass(value);
        const qint64 number = expressionNumber(u"status"_s, value).value_or(0);
        if (equal && hundreds && *hundreds <= 5) return set(u"status"_s, u"%1xx"_s.arg(*hundreds), source);
        if (equal && number >= 100 && number < 600) return set(u"status"_s, QString::number(number), source);
        const bool serverError = (op == ">="_L1 && number == 500) || (op == ">"_L1 && number == 499);
        return serverError && set(u"status"_s, u"5xx"_s, source);
    }

    bool addLatency(const QString& op, const QString& value, const QString& source) {
        const auto ms = expressionNumber(u"latency"_s, value);
        if (!ms || (op != ">"_L1 && op != ">="_L1)) return false;
        return slowerThan(op == ">"_L1 ? *ms + 1 : *ms, source);
    }

    /// Of two bounds the higher one holds.
    bool slowerThan(qint64 leastMs, const QString& source) {
        constexpr qint64 kMostMs = 86'400'000;  // of the route
        if (leastMs < 0 || leastMs > kMostMs) {
            result_.left << source;
            return true;
        }
        const qint64 other = values_.value(u"min_latency_ms"_s).toLongLong();
        values_[u"min_latency_ms"_s] = QString::number(std::max(leastMs, other));
        result_.asked << source;
        return true;
    }

    /// The route takes each name once.
    bool set(const QString& name, const QString& value, const QString& source) {
        if (value.isEmpty() || values_.value(name, value) != value) return false;
        values_[name] = value;
        result_.asked << source;
        return true;
    }

    const AsLogged& asLogged_;
    QMap<QString, QString> values_;
    LogQuery result_;
};

}  // namespace

LogQuery logQuery(const TrafficFilter& filter, const AsLogged& asLogged) {
    QueryBuilder builder(asLogged);
    builder.addChips(filter);
    builder.addExpression(filter.expression.text());
    return builder.take();
}

}  // namespace ui::models
