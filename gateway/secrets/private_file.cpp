#include "gateway/secrets/private_file.hpp"

#include "gateway/base/random_id.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace gw::secrets {

namespace {

/// A key file is one line; anything longer is another file.
constexpr std::size_t kFileMax = 4096;

tl::unexpected<Error> refuse(const char* verb, const std::filesystem::path& file, int error) {
    return fail(ErrorCode::secretsFailed, ErrorSource::internal, Retry::never,
                std::string("Cannot ") + verb + " " + file.string() + ": " + std::strerror(error) + ".", file.string());
}

/// What a name in the directory stands for is on disk only when the directory is.
void syncDirectory(const std::filesystem::path& file) {
    const int descriptor = ::open(file.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

Result<std::filesystem::path> writeBeside(const std::filesystem::path& file, std::string_view text) {
    std::filesystem::path beside = file.string() + "." + randomHex(8);
    const int descriptor = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0) return refuse("make", beside, errno);
    const bool written = ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
    const int error = errno;
    ::close(descriptor);
    if (written) return beside;
    ::unlink(beside.c_str());
    return refuse("write", beside, error);
}

}  // namespace

Result<std::optional<Secret>> readSecretFile(const std::filesystem::path& file, std::vector<std::string>& warnings) {
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        if (errno == ENOENT) return std::nullopt;
        return refuse("read", file, errno);
    }
    struct ::stat about {};
    if (::fstat(descriptor, &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        warnings.push_back(file.string() + " can be read by other users: chmod 600 it.");
    }
    std::string text(kFileMax, '\0');
    const auto size = ::read(descriptor, text.data(), text.size());
    const int error = errno;
    ::close(descriptor);
    if (size < 0) return refuse("read", file, error);
    Secret secret(std::string_view(text).substr(0, static_cast<std::size_t>(size)));
    wipe(text);
    return secret;
}

Result<void> writeNewFile(const std::filesystem::path& file, std::string_view text) {
    auto beside = writeBeside(file, text);
    if (!beside) return fail(beside.error());
    const bool linked = ::link(beside->c_str(), file.c_str()) == 0;
    const int error = errno;
    ::unlink(beside->c_str());
    if (!linked) return refuse("make", file, error);
    syncDirectory(file);
    return {};
}

Result<void> replaceFile(const std::filesystem::path& file, std::string_view text) {
    auto beside = writeBeside(file, text);
    if (!beside) return fail(beside.error());
    if (::rename(beside->c_str(), file.c_str()) != 0) {
        const int error = errno;
        ::unlink(beside->c_str());
        return refuse("write", file, error);
    }
    syncDirectory(file);
    return {};
}

Result<void> removeSecretFile(const std::filesystem::path& file) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (descriptor < 0) {
        if (errno == ENOENT) return {};
        return refuse("remove", file, errno);
    }
    struct ::stat about {};
    if (::fstat(descriptor, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0 && about.st_size <= static_cast<off_t>(kFileMax)) {
        const std::string blank(static_cast<std::size_t>(about.st_size), '0');
        if (::write(descriptor, blank.data(), blank.size()) < 0) { /* the removal below is what counts */ }
        ::fsync(descriptor);
    }
    ::close(descriptor);
    if (::unlink(file.c_str()) != 0) return refuse("remove", file, errno);
    syncDirectory(file);
    return {};
}

}  // namespace gw::secrets
