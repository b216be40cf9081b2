#include "gateway/admin/request_export.hpp"

#include "gateway/admin/csv_text.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/base/log.hpp"

#include <boost/json/serialize.hpp>

#include <utility>
#include <vector>

namespace gw::admin {
namespace {

namespace json = boost::json;

constexpr std::chrono::milliseconds kClientBehind{10};

std::string plainText(const json::value& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return {value.as_string().data(), value.as_string().size()};
    return json::serialize(value);
}

}  // namespace

std::string exportHeading(ExportFormat format) {
    if (format == ExportFormat::jsonl) return {};
    std::vector<std::string> names;
    for (const auto& member : requestJson(store::RequestRow{})) names.emplace_back(member.key());
    return csvLine(names);
}

std::string exportLine(ExportFormat format, const store::RequestRow& row) {
    const auto object = requestJson(row);
    if (format == ExportFormat::jsonl) return json::serialize(object) + "\n";
    std::vector<std::string> cells;
    for (const auto& member : object) cells.push_back(plainText(member.value()));
    return csvLine(cells);
}

RequestExport::RequestExport(Services& services, std::shared_ptr<Exchange> exchange, store::RequestFilter filter,
                             ExportFormat format, std::shared_ptr<int> running)
    : services_(services), exchange_(std::move(exchange)), filter_(std::move(filter)), format_(format), running_(std::move(running)) {
    ++*running_;
}

RequestExport::~RequestExport() {
    --*running_;
    if (sink_ && !ended_) sink_->breakStream();
}

void RequestExport::readPage() {
    const auto job = [filter = filter_, format = format_, page = store::PageRequest{kPageRows, cursor_}](store::Database& database) -> Result<Part> {
        const auto rows = store::listRequests(database, filter, page);
        if (!rows) return gw::fail(rows.error());
        Part part;
        for (const auto& row : rows->items) part.text += exportLine(format, row);
        part.next = rows->nextCursor;
        return part;
    };
    auto took = [self = shared_from_this()](const Result<Part>& part) { self->take(part); };
    services_.ready().store.read(job, exchange_->then(std::move(took)));
}

void RequestExport::take(const Result<Part>& part) {
    if (!part) {
        if (!sink_) return exchange_->fail(part.error());
        log::admin().warn("export broken off id={} detail={}", exchange_->request().requestId, log::quoted(log::redacted(part.error().detail)));
        return;  // nothing holds this export any more: the stream is broken off
    }
    if (!sink_) begin();
    text_ += part->text;
    cursor_ = part->next.value_or("");
    last_ = !part->next;
    if (last_) text_ += exchange_->endMark();
    hand();
}

void RequestExport::begin() {
    const bool csv = format_ == ExportFormat::csv;
    auto head = replyHead(200, csv ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson", exchange_->request().requestId);
    head.fields.emplace_back("content-disposition", csv ? "attachment; filename=\"requests.csv\"" : "attachment; filename=\"requests.jsonl\"");
    sink_ = exchange_->takeSink();
    sink_->startStream(std::move(head));
    text_ = exportHeading(format_);
}

void RequestExport::hand() {
    if (sink_->gone()) return;
    // The sink takes nothing of a text it refuses.
    if (!text_.empty() && !sink_->chunk(text_)) {
        auto again = [self = shared_from_this()] { self->hand(); };
        return services_.after(kClientBehind, exchange_->then(std::move(again)));
    }
    text_.clear();
    if (!last_) return readPage();
    ended_ = true;
    sink_->endStream();
}

}  // namespace gw::admin
