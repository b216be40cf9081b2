#include "gateway/secrets/console_key.hpp"

#include "gateway/base/random_id.hpp"
#include "gateway/secrets/key_note.hpp"
#include "gateway/secrets/private_file.hpp"
#include "gateway/secrets/sealed_key_file.hpp"

#include <optional>
#include <utility>

namespace gw::secrets {

namespace {

constexpr std::size_t kEntryBytes = 8;

/// One look for the key: what lies in the data directory is read first, then the keychain is asked, then it is decided.
class Search {
   public:
    explicit Search(const ConsoleKeyOptions& options)
        : options_(options), keychain_(options.keychain), dir_(options.base.dataDir), plainFile_(dir_ / "master.key"),
          sealedFile_(dir_ / "master.key.sealed") {}
    Result<LoadedMasterKey> run();

   private:
    using Loaded = Result<LoadedMasterKey>;
    Result<void> look();
    Loaded fromKeychain();
    Loaded found(const MasterKey& key);
    Loaded whileLocked();
    Loaded without();
    Loaded makeInKeychain();
    Loaded moveFile();
    Loaded useFile(const std::string& why);
    Loaded openSealed();
    Loaded seal(const MasterKey& key);
    Loaded session();
    Loaded done(const MasterKey& key, KeyPlace place);
    tl::unexpected<Error> ask(ErrorCode code, const char* question, std::string text) const;
    tl::unexpected<Error> askPassphrase();
    tl::unexpected<Error> lost() const;
    Result<void> keepInKeychain(const MasterKey& key);
    bool fileIsAnother() const { return !note_.place.empty() && !note_.check.empty() && masterKeyCheck(*fileKey_) != note_.check; }
    bool wants(KeyAnswer::Wish wish) const { return options_.answer.wish == wish; }
    bool hasPassphrase() const { return !options_.answer.passphrase.empty(); }

    const ConsoleKeyOptions& options_;
    Keychain& keychain_;
    const std::filesystem::path dir_, plainFile_, sealedFile_;
    KeyNote note_;
    std::optional<MasterKey> fileKey_;
    std::optional<Secret> sealed_;
    KeychainStatus status_;
    std::vector<std::string> warnings_;
};

Result<LoadedMasterKey> Search::run() {
    if (!options_.base.text.empty() || !options_.base.file.empty()) return loadMasterKey(options_.base);
    if (auto looked = look(); !looked) return fail(looked.error());
    if (wants(KeyAnswer::Wish::session)) return session();
    if (options_.trial && note_.place.empty() && !sealed_) return loadMasterKey(options_.base);
    if (wants(KeyAnswer::Wish::unlock)) keychain_.unlock();
    status_ = keychain_.status();
    if (sealed_ && hasPassphrase()) return openSealed();
    switch (status_.state) {
        case KeychainState::open: return fromKeychain();
        case KeychainState::locked: return whileLocked();
        case KeychainState::absent: break;
    }
    return without();
}

Result<void> Search::look() {
    auto note = readKeyNote(dir_);
    if (!note) return fail(note.error());
    note_ = std::move(*note);
    auto plain = readSecretFile(plainFile_, warnings_);
    if (!plain) return fail(plain.error());
    if (*plain) {
        auto key = parseMasterKey((*plain)->reveal());
        if (!key) return fail(ErrorCode::secretsFailed, ErrorSource::internal, Retry::never, plainFile_.string() + ": " + key.error().detail, plainFile_.string());
        fileKey_.emplace(*key);
    }
    auto sealed = readSecretFile(sealedFile_, warnings_);
    if (!sealed) return fail(sealed.error());
    sealed_ = std::move(*sealed);
    return {};
}

Result<LoadedMasterKey> Search::done(const MasterKey& key, KeyPlace place) {
    LoadedMasterKey loaded{key, std::move(warnings_), place, {}, {}, note_.sessionUsed};
    if (place == KeyPlace::keychain) loaded.entry = note_.entry;
    loaded.reason = status_.reason;
    return loaded;
}

tl::unexpected<Error> Search::ask(ErrorCode code, const char* question, std::string text) const {
    if (!status_.reason.empty()) text += " (" + status_.reason + ")";
    return fail(code, ErrorSource::internal, Retry::never, std::move(text), std::string(question) + " " + keychainStateText(status_.state));
}

tl::unexpected<Error> Search::askPassphrase() {
    if (sealed_) return ask(ErrorCode::passphraseNeeded, "open", "The master key is sealed: enter its passphrase.");
    if (fileKey_) return ask(ErrorCode::passphraseNeeded, "file", "The master key lies in the clear in " + plainFile_.string() + " and no keychain can keep it: choose a passphrase that seals it.");
    return ask(ErrorCode::passphraseNeeded, "new", "No keychain can keep the master key: choose a passphrase that seals it.");
}

tl::unexpected<Error> Search::lost() const {
    const bool sealed = note_.place == "sealed";
    const std::string text = sealed ? sealedFile_.string() + " is gone: put a copy of it back."
                                    : "The keychain has no entry " + note_.entry + " of gatehouse: put it back, or set GATEWAY_MASTER_KEY to a copy of the key.";
    return ask(ErrorCode::masterKeyMissing, "lost", text);
}

Result<LoadedMasterKey> Search::fromKeychain() {
    if (!note_.entry.empty()) {
        auto text = keychain_.read(note_.entry);
        if (!text) {
            status_ = {KeychainState::absent, text.error().detail};
            return without();
        }
        if (*text) {
            auto key = parseMasterKey((*text)->reveal());
            if (!key || masterKeyCheck(*key) != note_.check) return ask(ErrorCode::masterKeyMissing, "lost", "The keychain's entry " + note_.entry + " holds another key than the one this data was sealed with.");
            return found(*key);
        }
    }
    if (fileKey_) return options_.trial || fileIsAnother() ? useFile("it is another key than the one this data was sealed with") : moveFile();
    if (sealed_) return askPassphrase();
    if (!note_.place.empty()) return lost();
    return makeInKeychain();
}

/// The entry is good; what an interrupted move has left is finished.
Result<LoadedMasterKey> Search::found(const MasterKey& key) {
    if (options_.trial) return done(key, KeyPlace::keychain);
    if (note_.place != "keychain") {
        note_.place = "keychain";
        if (auto kept = writeKeyNote(dir_, note_); !kept) return fail(kept.error());
    }
    if (fileKey_ && sameKey(*fileKey_, key)) {
        if (auto removed = removeSecretFile(plainFile_); !removed) warnings_.push_back(removed.error().detail);
    } else if (fileKey_) {
        warnings_.push_back(plainFile_.string() + " holds another key than the keychain: it is not used, and left as it is.");
    }
    return done(key, KeyPlace::keychain);
}

Result<LoadedMasterKey> Search::whileLocked() {
    if (fileKey_ && !fileIsAnother()) return useFile("the keychain is locked");
    if (sealed_) return askPassphrase();
    if (note_.place == "keychain") return ask(ErrorCode::keychainUnavailable, "unlock", "The master key lies in the desktop's keychain, which is locked: unlock it.");
    if (!note_.place.empty()) return lost();
    return hasPassphrase() ? seal(newMasterKey()) : Loaded(askPassphrase());
}

Result<LoadedMasterKey> Search::without() {
    if (sealed_) return askPassphrase();
    if (fileKey_ && !fileIsAnother()) {
        if (options_.trial || wants(KeyAnswer::Wish::keepFile)) return useFile("there is no keychain");
        return hasPassphrase() ? seal(*fileKey_) : Loaded(askPassphrase());
    }
    if (note_.place == "keychain") return ask(ErrorCode::keychainUnavailable, "unlock", "The master key lies in the desktop's keychain, which does not answer.");
    if (!note_.place.empty()) return lost();
    return hasPassphrase() ? seal(newMasterKey()) : Loaded(askPassphrase());
}

/// The entry's name and the key's check are on disk before the entry is made; the place only after it was read back.
Result<void> Search::keepInKeychain(const MasterKey& key) {
    if (note_.entry.empty()) note_.entry = "master-key-" + randomHex(kEntryBytes);
    note_.check = masterKeyCheck(key);
    if (auto kept = writeKeyNote(dir_, note_); !kept) return kept;
    std::string text = masterKeyText(key);
    const Secret secret(text);
    wipe(text);
    if (auto written = keychain_.write(note_.entry, secret); !written) return written;
    auto back = keychain_.read(note_.entry);
    if (!back) return fail(back.error());
    if (!*back || !(**back == secret)) return fail(ErrorCode::keychainUnavailable, "The keychain did not give back what it was given.");
    note_.place = "keychain";
    return writeKeyNote(dir_, note_);
}

Result<LoadedMasterKey> Search::makeInKeychain() {
    const auto key = newMasterKey();
    auto kept = keepInKeychain(key);
    if (kept) return done(key, KeyPlace::keychain);
    status_ = {KeychainState::absent, kept.error().detail};
    return without();
}

Result<LoadedMasterKey> Search::moveFile() {
    const auto before = note_;
    if (auto kept = keepInKeychain(*fileKey_); !kept) {
        status_ = {KeychainState::absent, kept.error().detail};
        note_ = before;
        return useFile("the keychain did not take the key: " + kept.error().detail);
    }
    if (auto removed = removeSecretFile(plainFile_); !removed) warnings_.push_back(removed.error().detail);
    else warnings_.push_back("The master key was moved from " + plainFile_.string() + " into the desktop's keychain, entry " + note_.entry + " of gatehouse.");
    return done(*fileKey_, KeyPlace::keychain);
}

Result<LoadedMasterKey> Search::useFile(const std::string& why) {
    if (!options_.trial) warnings_.push_back("The master key lies in the clear in " + plainFile_.string() + ": " + why + ".");
    return done(*fileKey_, KeyPlace::file);
}

Result<LoadedMasterKey> Search::openSealed() {
    auto key = openKey(sealed_->reveal(), options_.answer.passphrase);
    if (!key) return key.error().code == ErrorCode::passphraseWrong ? Loaded(ask(ErrorCode::passphraseWrong, "open", key.error().detail)) : Loaded(fail(key.error()));
    const bool moves = wants(KeyAnswer::Wish::keychain) && !options_.trial && status_.state == KeychainState::open;
    if (!moves) return done(*key, KeyPlace::sealedFile);
    if (auto kept = keepInKeychain(*key); !kept) {
        warnings_.push_back("The keychain did not take the master key, the sealed file stays: " + kept.error().detail);
        return done(*key, KeyPlace::sealedFile);
    }
    if (auto removed = removeSecretFile(sealedFile_); !removed) warnings_.push_back(removed.error().detail);
    return done(*key, KeyPlace::keychain);
}

/// Written, opened again from what is on disk, and only then is a file in the clear removed.
Result<LoadedMasterKey> Search::seal(const MasterKey& key) {
    auto text = sealKey(key, options_.answer.passphrase);
    if (!text) return fail(text.error());
    note_.place = "sealed";
    note_.entry.clear();
    note_.check = masterKeyCheck(key);
    if (auto written = writeNewFile(sealedFile_, *text); !written) return fail(written.error());
    auto back = readSecretFile(sealedFile_, warnings_);
    if (!back) return fail(back.error());
    auto opened = *back ? openKey((*back)->reveal(), options_.answer.passphrase) : fail(ErrorCode::secretsFailed, sealedFile_.string() + " is gone.");
    if (!opened || !sameKey(*opened, key)) return fail(ErrorCode::secretsFailed, sealedFile_.string() + " cannot be read back.");
    if (auto kept = writeKeyNote(dir_, note_); !kept) return fail(kept.error());
    if (fileKey_) {
        if (auto removed = removeSecretFile(plainFile_); !removed) warnings_.push_back(removed.error().detail);
    }
    return done(key, KeyPlace::sealedFile);
}

Result<LoadedMasterKey> Search::session() {
    note_.sessionUsed = true;
    if (auto kept = writeKeyNote(dir_, note_); !kept) return fail(kept.error());
    warnings_.push_back("The master key lives in memory only: credentials entered in this session cannot be read after it.");
    return done(newMasterKey(), KeyPlace::session);
}

}  // namespace

Result<LoadedMasterKey> loadConsoleKey(const ConsoleKeyOptions& options) { return Search(options).run(); }

}  // namespace gw::secrets
