// The whole request log that matches a filter, streamed newest first: one page of rows at a time by keyset, read and written
// down on a store reader, handed to the client no faster than it reads. Memory: one page and the sink's 256 KiB, whatever the
// log's size. A stream that cannot be completed is broken off, never ended, so that half a log does not look whole.
// Control's thread; keeps itself alive by its callbacks.
#pragma once

#include "gateway/admin/exchange.hpp"
#include "gateway/admin/services.hpp"
#include "gateway/store/usage_table.hpp"

#include <memory>
#include <optional>
#include <string>

namespace gw::admin {

enum class ExportFormat : std::uint8_t { csv, jsonl };

/// One row as it stands in the file, with its line end.
std::string exportLine(ExportFormat format, const store::RequestRow& row);
/// The first line; empty for JSON lines.
std::string exportHeading(ExportFormat format);

class RequestExport : public std::enable_shared_from_this<RequestExport> {
   public:
    static constexpr std::size_t kPageRows = 250;
    static constexpr int kAtOnceMax = 4;

    /// @param running counts the exports under way; the caller has seen that there is room.
    RequestExport(Services& services, std::shared_ptr<Exchange> exchange, store::RequestFilter filter, ExportFormat format,
                  std::shared_ptr<int> running);
    ~RequestExport();
    RequestExport(const RequestExport&) = delete;
    RequestExport& operator=(const RequestExport&) = delete;

    /// The first page is read before the head goes out: a refused filter is an error reply.
    void readPage();

   private:
    struct Part {
        std::string text;
        std::optional<std::string> next;
    };
    void take(const Result<Part>& part);
    void begin();
    /// Hands `text_` over, or tries again soon while the client is behind.
    void hand();

    Services& services_;
    std::shared_ptr<Exchange> exchange_;
    store::RequestFilter filter_;
    ExportFormat format_;
    std::shared_ptr<int> running_;
    std::shared_ptr<pipeline::AdminReplySink> sink_;
    std::string cursor_;
    std::string text_;
    bool last_ = false;
    bool ended_ = false;
};

}  // namespace gw::admin
