#include "gateway/ledger/spool_files.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace gw::ledger {

namespace {

int outcome(int result) { return result < 0 ? -errno : result; }

/// Opens, runs `use` on the descriptor, closes.
template <class Use>
int withFile(const std::filesystem::path& path, int flags, Use use) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    if (fd < 0) return -errno;
    const int result = use(fd);
    ::close(fd);
    return result;
}

class PosixFiles final : public SpoolFiles {
   public:
    int create(const std::filesystem::path& path) override {
        return outcome(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600));
    }
    long write(int fd, std::string_view bytes) override {
        for (;;) {
            const auto count = ::write(fd, bytes.data(), bytes.size());
            if (count >= 0) return count;
            if (errno != EINTR) return -errno;
        }
    }
    int claim(int fd, std::uint64_t bytes) override {
        struct stat facts {};
        if (::fstat(fd, &facts) < 0) return -errno;
        return outcome(::fallocate(fd, FALLOC_FL_KEEP_SIZE, facts.st_size, static_cast<off_t>(bytes)));
    }
    int sync(int fd) override { return outcome(::fdatasync(fd)); }
    int truncate(int fd, std::uint64_t length) override { return outcome(::ftruncate(fd, static_cast<off_t>(length))); }
    int close(int fd) override { return outcome(::close(fd)); }
    int syncFile(const std::filesystem::path& path) override {
        return withFile(path, O_RDONLY, [](int fd) { return outcome(::fdatasync(fd)); });
    }
    int remove(const std::filesystem::path& path) override { return outcome(::unlink(path.c_str())); }
    int rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
        return outcome(::rename(from.c_str(), to.c_str()));
    }
    int syncDirectory(const std::filesystem::path& path) override {
        return withFile(path, O_RDONLY | O_DIRECTORY, [](int fd) { return outcome(::fsync(fd)); });
    }
    int makeDirectory(const std::filesystem::path& path) override;
    int read(const std::filesystem::path& path, std::uint64_t offset, std::size_t count, std::string& out) override;
    int list(const std::filesystem::path& path, std::vector<std::string>& names) override;
};

int PosixFiles::makeDirectory(const std::filesystem::path& path) {
    if (::mkdir(path.c_str(), 0700) == 0) return 0;
    if (errno == EEXIST) return std::filesystem::is_directory(path) ? 0 : -ENOTDIR;
    if (errno != ENOENT || !path.has_parent_path()) return -errno;
    const int parent = makeDirectory(path.parent_path());
    if (parent < 0) return parent;
    return outcome(::mkdir(path.c_str(), 0700));
}

int PosixFiles::read(const std::filesystem::path& path, std::uint64_t offset, std::size_t count, std::string& out) {
    return withFile(path, O_RDONLY, [&](int fd) {
        struct stat facts {};
        if (::fstat(fd, &facts) < 0) return -errno;
        const auto size = static_cast<std::uint64_t>(facts.st_size);
        count = static_cast<std::size_t>(std::min<std::uint64_t>(count, size > offset ? size - offset : 0));
        out.resize(count);
        std::size_t have = 0;
        int failure = 0;
        while (have < count) {
            const auto got = ::pread(fd, out.data() + have, count - have, static_cast<off_t>(offset + have));
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) failure = -errno;
            if (got <= 0) break;
            have += static_cast<std::size_t>(got);
        }
        out.resize(have);
        return failure;
    });
}

int PosixFiles::list(const std::filesystem::path& path, std::vector<std::string>& names) {
    DIR* directory = ::opendir(path.c_str());
    if (!directory) return -errno;
    names.clear();
    errno = 0;
    while (const dirent* entry = ::readdir(directory)) {
        const std::string name = entry->d_name;
        if (name != "." && name != "..") names.push_back(name);
        errno = 0;
    }
    const int failure = -errno;
    ::closedir(directory);
    return failure;
}

}  // namespace

SpoolFiles& posixFiles() {
    static PosixFiles files;
    return files;
}

std::string errnoText(int negative) {
    const int code = negative < 0 ? -negative : negative;
    return std::generic_category().message(code) + " (" + std::to_string(code) + ")";
}

}  // namespace gw::ledger
