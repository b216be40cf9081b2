#include "gateway/admin/audit_export.hpp"

#include "gateway/admin/csv_text.hpp"
#include "gateway/admin/row_json.hpp"
#include "gateway/base/log.hpp"

#include <boost/json/serialize.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace gw::admin {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kRowsAtOnce = 500;
/// How soon a client that has not taken the last piece is looked at again.
constexpr auto kPause = 20ms;

std::string csvHead() {
    const std::vector<std::string> names{"seq",       "created_at",  "actor",   "actor_id", "actor_role", "source",
                                         "ip",        "action",      "target_type", "target_id", "target_name", "outcome",
                                         "reason",    "before",      "after",   "previous_hash", "hash"};
    return csvLine(names);
}

std::string csvRow(const store::AuditRow& row) {
    const std::vector<std::string> cells{std::to_string(row.seq), rfc3339(row.createdAt), row.actor, row.actorId, row.actorRole,
                                         row.source, row.ip, row.action, row.targetType, row.targetId, row.targetName, row.outcome,
                                         row.reason, row.before, row.after, row.previousHash, row.hash};
    return csvLine(cells);
}

std::string jsonRow(const store::AuditRow& row) {
    auto object = auditJson(row);
    object["actor_id"] = textOrNull(row.actorId);
    object["previous_hash"] = row.previousHash;
    return boost::json::serialize(object) + "\n";
}

class AuditExport : public std::enable_shared_from_this<AuditExport> {
   public:
    AuditExport(Services& services, ExchangePtr exchange, store::AuditFilter filter, ExportFormat format, ExportSlot slot)
        : services_(services), exchange_(std::move(exchange)), filter_(std::move(filter)), format_(format), slot_(std::move(slot)) {}

    /// The client must not take a file that breaks off for a whole one.
    ~AuditExport() {
        if (sink_ && !ended_) sink_->breakStream();
    }
    AuditExport(const AuditExport&) = delete;
    AuditExport& operator=(const AuditExport&) = delete;

    void start() {
        auto read = [self = shared_from_this()](const Result<std::optional<store::AuditRow>>& last) {
            if (!last) return self->exchange_->fail(last.error());
            self->open(*last);
        };
        services_.ready().store.read([](store::Database& database) { return store::lastAudit(database); },
                                     exchange_->then(std::move(read)));
    }

   private:
    void open(const std::optional<store::AuditRow>& last) {
        const bool csv = format_ == ExportFormat::csv;
        auto head = replyHead(200, csv ? "text/csv; charset=utf-8" : "application/x-ndjson", exchange_->request().requestId);
        head.fields.emplace_back("content-disposition", csv ? "attachment; filename=\"audit.csv\"" : "attachment; filename=\"audit.jsonl\"");
        head.fields.emplace_back("x-audit-chain-head", last ? std::to_string(last->seq) + ":" + last->hash : "0:");
        sink_ = exchange_->takeSink();
        if (!sink_) return;
        sink_->startStream(std::move(head));
        if (csv) sink_->chunk(csvHead());
        readOn();
    }

    void readOn() {
        const auto job = [filter = filter_, after = after_](store::Database& database) {
            return store::auditRange(database, filter, after, kRowsAtOnce);
        };
        auto got = [self = shared_from_this()](const Result<std::vector<store::AuditRow>>& rows) { self->take(rows); };
        services_.ready().store.read(job, exchange_->then(std::move(got)));
    }

    void take(const Result<std::vector<store::AuditRow>>& rows) {
        if (!rows) {
            log::admin().error("audit export broke off id={} error={}", exchange_->request().requestId, log::quoted(describe(rows.error())));
            return;  // nothing holds this export any more: the stream is broken off
        }
        if (rows->empty()) {
            ended_ = true;
            return sink_->endStream();
        }
        after_ = rows->back().seq;
        std::string text;
        for (const auto& row : *rows) text += format_ == ExportFormat::csv ? csvRow(row) : jsonRow(row);
        send(std::move(text));
    }

    void send(std::string text) {
        if (sink_->gone()) return;
        if (sink_->chunk(text)) return readOn();
        services_.after(kPause, exchange_->then([self = shared_from_this(), text = std::move(text)]() mutable { self->send(std::move(text)); }));
    }

    Services& services_;
    const ExchangePtr exchange_;
    const store::AuditFilter filter_;
    const ExportFormat format_;
    const ExportSlot slot_;
    std::int64_t after_ = 0;
    bool ended_ = false;
    std::shared_ptr<pipeline::AdminReplySink> sink_;
};

}  // namespace

void exportAudit(Services& services, const ExchangePtr& exchange, const store::AuditFilter& filter, ExportFormat format, ExportSlot slot) {
    std::make_shared<AuditExport>(services, exchange, filter, format, std::move(slot))->start();
}

}  // namespace gw::admin
