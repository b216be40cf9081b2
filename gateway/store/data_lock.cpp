#include "gateway/store/data_lock.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gw::store {

namespace {

std::filesystem::path lockPath(const std::filesystem::path& dataDir) { return dataDir / "gatehouse.lock"; }

std::string ownProgram() {
    std::ifstream file("/proc/self/comm");
    std::string name;
    std::getline(file, name);
    return name.empty() ? "gatehouse" : name;
}

tl::unexpected<Error> cannot(const std::string& what, const std::filesystem::path& path) {
    return fail(ErrorCode::storeFailed, ErrorSource::store, Retry::never, what + " " + path.string() + ": " + std::strerror(errno) + ".",
                path.string());
}

/// "PID PROGRAM" as take() wrote it.
LockHolder readHolder(int file) {
    std::array<char, 128> text{};
    const auto size = ::pread(file, text.data(), text.size(), 0);
    LockHolder holder;
    if (size <= 0) return holder;
    const char* end = text.data() + size;
    const auto [rest, ec] = std::from_chars(text.data(), end, holder.pid);
    if (ec != std::errc{} || rest == end) return holder;
    holder.program.assign(rest + 1, end);
    while (!holder.program.empty() && holder.program.back() == '\n') holder.program.pop_back();
    return holder;
}

bool writeHolder(int file) {
    const std::string text = std::to_string(::getpid()) + " " + ownProgram() + "\n";
    return ::ftruncate(file, 0) == 0 && ::pwrite(file, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size());
}

}  // namespace

Result<DataLock> DataLock::take(const std::filesystem::path& dataDir) {
    std::error_code error;
    if (std::filesystem::create_directories(dataDir, error)) {
        std::filesystem::permissions(dataDir, std::filesystem::perms::owner_all, error);
    }
    const auto path = lockPath(dataDir);
    const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0) return cannot("Cannot open", path);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
        // Closed by hand: a DataLock empties the file at its end, and the holder's name must stay in it.
        const int refused = errno;
        const LockHolder holder = readHolder(file);
        ::close(file);
        errno = refused;
        if (refused != EWOULDBLOCK) return cannot("Cannot lock", path);
        return fail(ErrorCode::storeLocked, ErrorSource::store, Retry::never,
                    dataDir.string() + " is used by " + (holder.program.empty() ? "another process" : holder.program) +
                        " (pid " + std::to_string(holder.pid) + "): stop it, or choose another data directory.",
                    dataDir.string());
    }
    DataLock lock(file);
    if (!writeHolder(file)) return cannot("Cannot write", path);
    return lock;
}

DataLock::~DataLock() {
    if (file_ < 0) return;
    // Emptied before it is let go, so that a reader never takes us for the holder.
    [[maybe_unused]] const int emptied = ::ftruncate(file_, 0);
    ::close(file_);
}

LockHolder lockHolder(const std::filesystem::path& dataDir) {
    const int file = ::open(lockPath(dataDir).c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return {};
    LockHolder holder;
    if (::flock(file, LOCK_SH | LOCK_NB) != 0) holder = readHolder(file);
    ::close(file);
    return holder;
}

}  // namespace gw::store
