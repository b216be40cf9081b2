#include "gateway/store/store.hpp"

namespace gw::store {

Store::Store(Options options, std::unique_ptr<StoreThread> writer, std::array<std::unique_ptr<StoreThread>, 2> readers)
    : file_(std::move(options.file)), post_(std::move(options.post)), writer_(std::move(writer)), readers_(std::move(readers)) {}

Result<std::unique_ptr<Store>> Store::open(Options options) {
    StoreThread::Options writing;
    writing.sqlite = {.file = options.file, .readOnly = false, .busyTimeoutMs = options.busyTimeoutMs};
    writing.name = "store-writer";
    writing.firstMax = options.writerQueue;
    writing.secondMax = options.shipperQueue;
    // The writer first: it makes the file and its write-ahead log.
    auto writer = StoreThread::start(writing);
    if (!writer) return fail(writer.error());

    std::array<std::unique_ptr<StoreThread>, 2> readers;
    for (std::size_t i = 0; i < readers.size(); ++i) {
        StoreThread::Options reading;
        reading.sqlite = {.file = options.file, .readOnly = true, .busyTimeoutMs = options.busyTimeoutMs};
        reading.name = "store-reader-" + std::to_string(i);
        reading.firstMax = options.readerQueue;
        reading.finishQueued = false;
        auto reader = StoreThread::start(reading);
        if (!reader) return fail(reader.error());
        readers[i] = std::move(*reader);
    }
    return std::unique_ptr<Store>(new Store(std::move(options), std::move(*writer), std::move(readers)));
}

tl::unexpected<Error> Store::stopped() {
    return fail(ErrorCode::cancelled, ErrorSource::store, Retry::never, "The database is being closed.");
}

tl::unexpected<Error> Store::refused() {
    return fail(ErrorCode::tooBusy, ErrorSource::store, Retry::never, "Too many database jobs are waiting: try again in a moment.");
}

tl::unexpected<Error> Store::threw(const char* what) {
    return fail(ErrorCode::internal, ErrorSource::store, Retry::never, what);
}

}  // namespace gw::store
