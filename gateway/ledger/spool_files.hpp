// The file system as the spool uses it, so that tests can make the k-th call fail. PosixFiles is the real one; stateless,
// any thread. Calls return 0 or a count, or -errno.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace gw::ledger {

class SpoolFiles {
   public:
    virtual ~SpoolFiles() = default;
    /// A file that must not exist yet, 0600, append-only, close-on-exec. @return the descriptor or -errno.
    virtual int create(const std::filesystem::path& path) = 0;
    /// One write(2); may be short.
    virtual long write(int fd, std::string_view bytes) = 0;
    /// Claims disk space behind the end without changing the length. -EOPNOTSUPP where the file system cannot.
    virtual int claim(int fd, std::uint64_t bytes) = 0;
    virtual int sync(int fd) = 0;
    virtual int truncate(int fd, std::uint64_t length) = 0;
    virtual int close(int fd) = 0;
    /// fdatasync of a file that is not open.
    virtual int syncFile(const std::filesystem::path& path) = 0;
    virtual int remove(const std::filesystem::path& path) = 0;
    virtual int rename(const std::filesystem::path& from, const std::filesystem::path& to) = 0;
    virtual int syncDirectory(const std::filesystem::path& path) = 0;
    /// Makes a directory and its parents, 0700; 0 when it exists.
    virtual int makeDirectory(const std::filesystem::path& path) = 0;
    /// At most `count` bytes from `offset`; short only at the end of the file.
    virtual int read(const std::filesystem::path& path, std::uint64_t offset, std::size_t count, std::string& out) = 0;
    /// Names in a directory, unsorted.
    virtual int list(const std::filesystem::path& path, std::vector<std::string>& names) = 0;
};

SpoolFiles& posixFiles();

/// "No space left on device (28)" for a negative result.
std::string errnoText(int negative);

}  // namespace gw::ledger
