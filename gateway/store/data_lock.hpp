// The data directory belongs to one process: an flock(2) on DIR/gatehouse.lock, held as long as this object lives (the
// kernel drops it when the process dies, so that a crash leaves nothing to clean up). Taken at start, before the database.
#pragma once

#include "gateway/base/result.hpp"

#include <filesystem>
#include <memory>

namespace gw::store {

class DataLock {
   public:
    /// Makes the directory (0700) when it is missing.
    /// @return storeLocked with the holder's pid and program name; storeFailed when the directory cannot be written.
    static Result<DataLock> take(const std::filesystem::path& dataDir);

    DataLock(DataLock&& other) noexcept : file_(other.file_) { other.file_ = -1; }
    DataLock& operator=(DataLock&&) = delete;
    ~DataLock();

   private:
    explicit DataLock(int file) : file_(file) {}
    int file_ = -1;
};

/// Who holds the lock, read from the lock file; pid 0 when nobody does.
struct LockHolder {
    int pid = 0;
    std::string program;
};
LockHolder lockHolder(const std::filesystem::path& dataDir);

}  // namespace gw::store
