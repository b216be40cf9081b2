#include "ui/models/traffic_json.hpp"

#include <QDateTime>

#include <simdjson.h>

#include <array>
#include <charconv>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace ui::models {

namespace {

namespace sj = simdjson::ondemand;

constexpr size_t kWordsMax = 50'000;

struct TextHash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

QString textOf(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

int digits(std::string_view text, size_t at, size_t count) {
    int value = -1;
    const char* end = text.data() + at + count;
    const auto [stop, error] = std::from_chars(text.data() + at, end, value);
    return error == std::errc() && stop == end ? value : -1;
}

/// "2026-01-06T12:00:00.123Z" as the engine writes it; anything else the slow way.
qint64 millisOf(std::string_view text) {
    if (text.size() == 24 && text[10] == 'T' && text[23] == 'Z') {
        const QDate day(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
        const QTime time(digits(text, 11, 2), digits(text, 14, 2), digits(text, 17, 2), digits(text, 20, 3));
        constexpr qint64 kEpochDay = 2'440'588;
        if (day.isValid() && time.isValid()) return (day.toJulianDay() - kEpochDay) * 86'400'000 + time.msecsSinceStartOfDay();
    }
    const QDateTime at = QDateTime::fromString(textOf(text), Qt::ISODateWithMs);
    return at.isValid() ? at.toMSecsSinceEpoch() : 0;
}

/// Texts that many rows share, by their bytes.
class Words {
public:
    QString shared(std::string_view text) {
        if (text.empty()) return {};
        if (const auto found = words_.find(text); found != words_.end()) return found->second;
        if (words_.size() >= kWordsMax) words_.clear();
        return words_.emplace(std::string(text), textOf(text)).first->second;
    }

private:
    std::unordered_map<std::string, QString, TextHash, std::equal_to<>> words_;
};

void readText(sj::value value, std::string_view& out) {
    std::string_view text;
    if (value.get_string().get(text) == simdjson::SUCCESS) out = text;
}

struct Place {
    TrafficRow& row;
    Words& words;
};

template <QString TrafficRow::*Member>
void own(Place to, sj::value value) {
    std::string_view text;
    readText(value, text);
    to.row.*Member = textOf(text);
}

template <QString TrafficRow::*Member>
void common(Place to, sj::value value) {
    std::string_view text;
    readText(value, text);
    to.row.*Member = to.words.shared(text);
}

template <auto Member>
void number(Place to, sj::value value) {
    std::int64_t read = 0;
    if (value.get_int64().get(read) == simdjson::SUCCESS) to.row.*Member = static_cast<std::remove_reference_t<decltype(to.row.*Member)>>(read);
}

template <bool TrafficRow::*Member>
void flag(Place to, sj::value value) {
    bool read = false;
    if (value.get_bool().get(read) == simdjson::SUCCESS) to.row.*Member = read;
}

void time(Place to, sj::value value) {
    std::string_view text;
    readText(value, text);
    if (!text.empty()) to.row.atMs = millisOf(text);
}

struct Field {
    std::string_view name;
    void (*read)(Place, sj::value);
};

using Row = TrafficRow;

/// In the order the engine writes them, so that the next field is nearly always the one asked for first.
constexpr std::array<Field, 26> kFields{{{"trace_id", own<&Row::traceId>},
                                         {"client_request_id", own<&Row::clientRequestId>},
                                         {"created_at", time},
                                         {"key_id", common<&Row::keyId>},
                                         {"key_prefix", common<&Row::keyPrefix>},
                                         {"key_name", common<&Row::keyName>},
                                         {"ip", common<&Row::ip>},
                                         {"route", common<&Row::route>},
                                         {"dialect", common<&Row::dialect>},
                                         {"model", common<&Row::model>},
                                         {"preset_id", common<&Row::presetId>},
                                         {"provider", common<&Row::provider>},
                                         {"upstream_model", common<&Row::upstreamModel>},
                                         {"status", number<&Row::status>},
                                         {"error_code", common<&Row::errorCode>},
                                         {"stream", flag<&Row::stream>},
                                         {"attempts", number<&Row::attempts>},
                                         {"tokens_in", number<&Row::tokensIn>},
                                         {"tokens_out", number<&Row::tokensOut>},
                                         {"tokens_cached", number<&Row::tokensCached>},
                                         {"tokens_reasoning", number<&Row::tokensReasoning>},
                                         {"cost_nanousd", [](Place to, sj::value value) {
                                              std::int64_t read = 0;
                                              if (value.get_int64().get(read) == simdjson::SUCCESS) to.row.costNanoUsd = read;
                                          }},
                                         {"estimated", flag<&Row::estimated>},
                                         {"ttft_ms", [](Place to, sj::value value) {
                                              std::int64_t read = 0;
                                              if (value.get_int64().get(read) == simdjson::SUCCESS) to.row.ttftMs = read;
                                          }},
                                         {"latency_ms", number<&Row::latencyMs>},
                                         {"upstream_ms", number<&Row::upstreamMs>}}};

const Field* fieldOf(std::string_view name, size_t& next) {
    for (size_t tried = 0; tried < kFields.size(); ++tried) {
        const size_t at = (next + tried) % kFields.size();
        if (kFields[at].name != name) continue;
        next = at + 1;
        return &kFields[at];
    }
    return nullptr;
}

}  // namespace

struct TrafficJson::Impl {
    sj::parser parser;
    Words words;
    std::vector<TrafficRow> rows;

    bool readRow(sj::object object);
    bool readAll(simdjson::padded_string_view text);
};

bool TrafficJson::Impl::readRow(sj::object object) {
    TrafficRow row;
    size_t next = 0;
    for (auto entry : object) {
        std::string_view name;
        sj::value value;
        if (entry.unescaped_key().get(name) != simdjson::SUCCESS || entry.value().get(value) != simdjson::SUCCESS) return false;
        if (name == "node") {
            common<&Row::node>({row, words}, value);
        } else if (const Field* field = fieldOf(name, next)) {
            field->read({row, words}, value);
        }
    }
    if (!row.traceId.isEmpty()) rows.push_back(std::move(row));
    return true;
}

bool TrafficJson::Impl::readAll(simdjson::padded_string_view text) {
    sj::document document;
    sj::array items;
    if (parser.iterate(text).get(document) != simdjson::SUCCESS) return false;
    if (document["items"].get_array().get(items) != simdjson::SUCCESS) return false;
    for (auto item : items) {
        sj::object object;
        if (item.get_object().get(object) != simdjson::SUCCESS || !readRow(object)) return false;
    }
    return true;
}

TrafficJson::TrafficJson() : impl_(std::make_unique<Impl>()) {}

TrafficJson::~TrafficJson() = default;

std::vector<TrafficRow> TrafficJson::rows(const QByteArray& data) {
    const simdjson::padded_string padded(data.constData(), static_cast<size_t>(data.size()));
    impl_->readAll(padded);  // what is broken ends the batch; the rows before it are good
    return std::exchange(impl_->rows, {});
}

}  // namespace ui::models
