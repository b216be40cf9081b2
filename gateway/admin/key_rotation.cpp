#include "gateway/admin/key_rotation.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <system_error>

namespace gw::admin {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 6> kNames{"private.pem",     "public.pem",     "private_old.pem",
                                            "public_old.pem", "private_new.pem", "public_new.pem"};

struct Files {
    fs::path directory;
    bool has(const char* name) const {
        std::error_code ec;
        return fs::exists(directory / name, ec);
    }
    bool pair(const char* privateName, const char* publicName) const {
        return readKeyPair(directory / privateName, directory / publicName).has_value();
    }
    Result<void> move(const char* from, const char* to) const {
        if (!has(from)) return {};
        if (::rename((directory / from).c_str(), (directory / to).c_str()) == 0) return {};
        return fail(ErrorCode::secretsFailed,
                    (directory / from).string() + " cannot be renamed to " + to + ": " + std::generic_category().message(errno));
    }
    /// What was renamed stays renamed after a power cut.
    void sync() const {
        const int fd = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0) return;
        ::fsync(fd);
        ::close(fd);
    }
};

tl::unexpected<Error> conflict(std::string what) {
    return fail(ErrorCode::conflict, ErrorSource::downstream, Retry::never, std::move(what));
}

/// After the third move only public_new.pem is left to go.
bool lastMoveIsLeft(const Files& files) {
    return !files.has("private_new.pem") && !files.has("public.pem") && files.pair("private.pem", "public_new.pem");
}

Result<void> prepare(const Files& files) {
    const bool someNew = files.has("private_new.pem") || files.has("public_new.pem");
    if (someNew && (files.pair("private_new.pem", "public_new.pem") || lastMoveIsLeft(files))) return {};
    if (someNew) {
        return conflict("private_new.pem and public_new.pem in the security directory are no matching pair: remove them, or "
                        "finish the rotation by hand.");
    }
    if (!files.pair("private.pem", "public.pem")) {
        return conflict("private.pem and public.pem in the security directory are no matching pair: put them right first.");
    }
    const auto fresh = RsaKey::generate();
    if (!fresh) return fail(fresh.error());
    if (auto written = writeSecretFile(files.directory / "private_new.pem", fresh->privatePem()); !written) return written;
    return writeSecretFile(files.directory / "public_new.pem", fresh->publicPem());
}

Result<void> moveAll(const Files& files) {
    if (files.has("private_new.pem")) {
        if (auto moved = files.move("private.pem", "private_old.pem"); !moved) return moved;
        if (auto moved = files.move("public.pem", "public_old.pem"); !moved) return moved;
        if (auto moved = files.move("private_new.pem", "private.pem"); !moved) return moved;
    }
    return files.move("public_new.pem", "public.pem");
}

void removeOld(const Files& files) {
    std::error_code ec;
    for (const char* name : {"private_old.pem", "public_old.pem"}) fs::remove(files.directory / name, ec);
    files.sync();
}

}  // namespace

Result<TokenKeysPtr> rotateKeyFiles(const fs::path& directory, bool keepOld) {
    const Files files{directory};
    if (auto ready = prepare(files); !ready) return fail(ready.error());
    if (auto moved = moveAll(files); !moved) return fail(moved.error());
    files.sync();
    if (!keepOld) removeOld(files);
    return TokenKeys::open(directory);
}

Result<TokenKeysPtr> retireKeyFiles(const fs::path& directory) {
    const Files files{directory};
    if (!files.pair("private.pem", "public.pem")) {
        return conflict("The old pair still signs, because private.pem and public.pem are no matching pair: finish the rotation first.");
    }
    removeOld(files);
    return TokenKeys::open(directory);
}

KeyFilesState lookAtKeyFiles(const fs::path& directory) {
    KeyFilesState state;
    for (const char* name : kNames) {
        struct stat facts {};
        KeyFile file{name, ::stat((directory / name).c_str(), &facts) == 0, 0};
        if (file.present) file.mode = facts.st_mode & 0777U;
        state.files.push_back(std::move(file));
    }
    const auto there = [&](std::size_t at) { return state.files[at].present; };
    if (!there(0) || !there(1)) {
        state.step = RotationStep::halfDone;
    } else if (there(4) && there(5)) {
        state.step = RotationStep::prepared;
    }
    return state;
}

}  // namespace gw::admin
