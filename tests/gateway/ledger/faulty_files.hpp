// Real files whose k-th call fails, whose disk has a size, and whose power can be cut: what was not synced is gone then.
// For one thread at a time (the tests turn the sync thread by hand) or guarded by its own mutex.
#pragma once

#include "gateway/ledger/spool_files.hpp"

#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace gw::test {

enum class Call { create, write, claim, sync, truncate, syncDirectory, remove, rename, read, list, syncFile, makeDirectory };

class FaultyFiles final : public ledger::SpoolFiles {
   public:
    /// Asked before each call with its running number (from 1): 0 lets it through, a negative errno fails it, kShort makes a
    /// write take half of its bytes.
    static constexpr int kShort = 1;
    std::function<int(Call, std::uint64_t)> fault;
    std::uint64_t capacity = std::numeric_limits<std::uint64_t>::max();
    std::uint64_t calls = 0;
    std::map<Call, std::uint64_t> count;

    int create(const std::filesystem::path& path) override {
        if (const int error = ask(Call::create); error < 0) return error;
        const std::lock_guard lock(mutex_);
        const int fd = real_.create(path);
        if (fd >= 0) {
            open_[fd] = path;
            facts_[path] = {};
        }
        return fd;
    }
    long write(int fd, std::string_view bytes) override {
        const int error = ask(Call::write);
        if (error < 0) return error;
        const std::lock_guard lock(mutex_);
        if (error == kShort) bytes = bytes.substr(0, bytes.size() / 2);
        const auto room = capacity - std::min(used(), capacity);
        if (room == 0 && !bytes.empty()) return -ENOSPC;
        const long count_ = real_.write(fd, bytes.substr(0, room));
        if (count_ > 0) facts_[open_[fd]].length += static_cast<std::uint64_t>(count_);
        return count_;
    }
    int claim(int fd, std::uint64_t bytes) override {
        if (const int error = ask(Call::claim)) return error;
        const std::lock_guard lock(mutex_);
        static_cast<void>(fd);
        return used() + bytes > capacity ? -ENOSPC : 0;
    }
    int sync(int fd) override {
        const int error = ask(Call::sync);
        const std::lock_guard lock(mutex_);
        auto& facts = facts_[open_[fd]];
        // A failed fsync may have dropped the pages: nothing behind the last good one will ever be believed.
        if (error) facts.lost = true;
        else if (!facts.lost) facts.synced = facts.length;
        return error;
    }
    int truncate(int fd, std::uint64_t length) override {
        if (const int error = ask(Call::truncate)) return error;
        const std::lock_guard lock(mutex_);
        auto& facts = facts_[open_[fd]];
        facts.length = length;
        facts.synced = std::min(facts.synced, length);
        return real_.truncate(fd, length);
    }
    int close(int fd) override {
        const std::lock_guard lock(mutex_);
        open_.erase(fd);
        return real_.close(fd);
    }
    int syncFile(const std::filesystem::path& path) override {
        if (const int error = ask(Call::syncFile)) return error;
        return real_.syncFile(path);
    }
    int remove(const std::filesystem::path& path) override {
        if (const int error = ask(Call::remove)) return error;
        const std::lock_guard lock(mutex_);
        facts_.erase(path);
        return real_.remove(path);
    }
    int rename(const std::filesystem::path& from, const std::filesystem::path& to) override {
        if (const int error = ask(Call::rename)) return error;
        return real_.rename(from, to);
    }
    int syncDirectory(const std::filesystem::path& path) override {
        if (const int error = ask(Call::syncDirectory)) return error;
        const std::lock_guard lock(mutex_);
        for (auto& [file, facts] : facts_) facts.named = facts.named || file.parent_path() == path;
        return 0;
    }
    int makeDirectory(const std::filesystem::path& path) override {
        if (const int error = ask(Call::makeDirectory)) return error;
        return real_.makeDirectory(path);
    }
    int read(const std::filesystem::path& path, std::uint64_t offset, std::size_t bytes, std::string& out) override {
        if (const int error = ask(Call::read)) return error;
        return real_.read(path, offset, bytes, out);
    }
    int list(const std::filesystem::path& path, std::vector<std::string>& names) override {
        if (const int error = ask(Call::list)) return error;
        return real_.list(path, names);
    }

    /// The disk after the power came back: each file ends where it was last synced, unnamed files are gone.
    void cutPower() {
        const std::lock_guard lock(mutex_);
        for (const auto& [path, facts] : facts_) {
            if (!std::filesystem::exists(path)) continue;
            if (!facts.named) std::filesystem::remove(path);
            else std::filesystem::resize_file(path, facts.synced);
        }
    }
    std::uint64_t bytesUsed() {
        const std::lock_guard lock(mutex_);
        return used();
    }

   private:
    struct Facts {
        std::uint64_t length = 0, synced = 0;
        bool named = false, lost = false;
    };
    int ask(Call call) {
        const std::lock_guard lock(mutex_);
        ++calls;
        const auto number = ++count[call];
        return fault ? fault(call, number) : 0;
    }
    std::uint64_t used() const {
        std::uint64_t sum = 0;
        for (const auto& [path, facts] : facts_) sum += facts.length;
        return sum;
    }

    ledger::SpoolFiles& real_ = ledger::posixFiles();
    std::mutex mutex_;
    std::map<int, std::filesystem::path> open_;
    std::map<std::filesystem::path, Facts> facts_;
};

}  // namespace gw::test
