// One segment file of one worker as its three threads share it: the worker appends, the sync thread makes durable, the
// shipper reads what is durable. Plain atomics, each with one writer; held by shared_ptr because the last of the three to be
// done with it is not known beforehand.
#pragma once

#include "gateway/ledger/spool_files.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

namespace gw::ledger {

struct Segment {
    Segment(SpoolFiles& where, std::filesystem::path file, unsigned ofWorker, std::uint64_t at, std::uint32_t seed)
        : files(where), path(std::move(file)), worker(ofWorker), number(at), salt(seed) {}
    ~Segment() {
        if (fd >= 0) files.close(fd);
    }
    Segment(const Segment&) = delete;
    Segment& operator=(const Segment&) = delete;

    SpoolFiles& files;
    const std::filesystem::path path;
    const unsigned worker;
    const std::uint64_t number;
    const std::uint32_t salt;
    int fd = -1;              ///< set before the segment is shared; -1 for one left by an earlier run
    bool knownDamaged = false;  ///< recovery has counted bad places in it; set before the segment is shared

    std::atomic<std::uint64_t> written{0};  ///< worker: bytes handed to the kernel
    std::atomic<std::uint64_t> durable{0};  ///< sync thread: bytes that survive a power cut
    std::atomic<bool> sealed{false};        ///< worker: no more will be written
    std::atomic<bool> failed{false};        ///< sync thread: an fsync failed; `durable` is final
};

/// "000042.seg" and back; nullopt-like 0 for any other name.
std::string segmentName(std::uint64_t number);
std::uint64_t segmentNumber(const std::string& name);

}  // namespace gw::ledger
