#include "gateway/admin/token_keys.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

namespace gw::admin {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kFileMax = 64 * 1024;

std::optional<std::string> readFile(const fs::path& file) {
    std::error_code ec;
    if (!fs::is_regular_file(file, ec) || fs::file_size(file, ec) > kFileMax || ec) return std::nullopt;
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return in ? std::optional(text.str()) : std::nullopt;
}

tl::unexpected<Error> refused(const fs::path& file, std::string_view what) {
    return fail(ErrorCode::secretsFailed, file.string() + ": " + std::string(what));
}

bool writeAll(int fd, std::string_view text) {
    while (!text.empty()) {
        const auto written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

Result<void> writeSecretFile(const fs::path& file, const std::string& text) {
    const fs::path draft = file.string() + "." + std::to_string(::getpid()) + ".draft";
    const int fd = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR);
    if (fd < 0) return refused(draft, std::string("cannot be written: ") + std::generic_category().message(errno));
    const bool whole = writeAll(fd, text) && ::fsync(fd) == 0;
    ::close(fd);
    const bool placed = whole && (::link(draft.c_str(), file.c_str()) == 0 || errno == EEXIST);
    const auto why = std::generic_category().message(errno);
    ::unlink(draft.c_str());
    if (!placed) return refused(file, "cannot be written: " + why);
    return {};
}

namespace {

void tighten(const fs::path& path, mode_t mode, std::vector<std::string>& warnings) {
    struct stat state {};
    if (::stat(path.c_str(), &state) != 0 || (state.st_mode & 0777U & ~mode) == 0) return;
    if (::chmod(path.c_str(), mode) == 0) return;
    warnings.push_back(path.string() + " may be read by others: restrict it to its owner");
}

struct Pair {
    const char* privateName;
    const char* publicName;
};
// In the order of preference; the third is what the handbook's first `mv` leaves behind.
constexpr std::array<Pair, 3> kPairs{{{"private.pem", "public.pem"},
                                      {"private_old.pem", "public_old.pem"},
                                      {"private_old.pem", "public.pem"}}};

}  // namespace

std::optional<RsaKey> readKeyPair(const fs::path& privateFile, const fs::path& publicFile) {
    const auto secret = readFile(privateFile);
    const auto open = readFile(publicFile);
    if (!secret || !open) return std::nullopt;
    auto signer = RsaKey::fromPrivatePem(*secret);
    const auto verifier = RsaKey::fromPublicPem(*open);
    if (!signer || !verifier || signer->id() != verifier->id()) return std::nullopt;
    // The self-test also catches a private key whose own halves do not match.
    if (!verifier->verifies("gatehouse", signer->sign("gatehouse"))) return std::nullopt;
    return std::move(*signer);
}

namespace {

Result<void> makeMissing(const fs::path& directory) {
    const auto has = [&](const char* name) { return fs::exists(directory / name); };
    if (has("public.pem") || has("private_old.pem") || has("public_old.pem")) return {};
    if (!has("private.pem")) {
        const auto fresh = RsaKey::generate();
        if (!fresh) return fail(fresh.error());
        if (auto written = writeSecretFile(directory / "private.pem", fresh->privatePem()); !written) return written;
    }
    const auto secret = readFile(directory / "private.pem");
    const auto signer = secret ? RsaKey::fromPrivatePem(*secret) : RsaKey::fromPrivatePem({});
    if (!signer) return refused(directory / "private.pem", describe(signer.error()));
    return writeSecretFile(directory / "public.pem", signer->publicPem());
}

}  // namespace

Result<void> TokenKeys::load(const fs::path& directory) {
    if (auto made = makeMissing(directory); !made) return made;
    for (const auto& pair : kPairs) {
        signer_ = readKeyPair(directory / pair.privateName, directory / pair.publicName);
        if (!signer_) continue;
        for (const char* name : {"private.pem", "private_old.pem", "private_new.pem"}) tighten(directory / name, 0600, warnings_);
        if (&pair != kPairs.data()) {
            warnings_.push_back(directory.string() + ": private.pem and public.pem are no pair, signing with " +
                                pair.privateName + "; finish the key rotation");
        }
        break;
    }
    if (!signer_) {
        return refused(directory / "private.pem",
                       "does not belong to public.pem, or one of the two is missing or damaged: put the matching pair "
                       "back, or move all .pem files away to have fresh keys made (everybody signs in again)");
    }
    verifiers_.push_back(*signer_);
    const auto old = readFile(directory / "public_old.pem");
    if (!old) return {};
    auto verifier = RsaKey::fromPublicPem(*old);
    if (!verifier) {
        warnings_.push_back((directory / "public_old.pem").string() + " is no RSA public key and is not used");
    } else if (verifier->id() != signer_->id()) {
        verifiers_.push_back(std::move(*verifier));
    }
    return {};
}

Result<std::shared_ptr<const TokenKeys>> TokenKeys::open(const fs::path& directory) {
    std::error_code ec;
    const bool existed = fs::is_directory(directory, ec);
    if (!existed) {
        fs::create_directories(directory.parent_path(), ec);
        if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST) {
            return refused(directory, "cannot be made: " + std::generic_category().message(errno));
        }
    }
    std::shared_ptr<TokenKeys> keys(new TokenKeys);
    keys->directory_ = directory;
    tighten(directory, 0700, keys->warnings_);
    if (auto loaded = keys->load(directory); !loaded) return fail(loaded.error());
    return std::shared_ptr<const TokenKeys>(std::move(keys));
}

const RsaKey* TokenKeys::find(std::string_view id) const {
    for (const auto& key : verifiers_) {
        if (key.id() == id) return &key;
    }
    return nullptr;
}

}  // namespace gw::admin
