// An owned file descriptor, closed when it goes out of scope. A value: any thread, one owner.
#pragma once

#include <utility>

namespace gw::net {

class Fd {
 public:
    Fd() = default;
    explicit Fd(int value) noexcept : value_(value) {}
    Fd(Fd&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
    Fd& operator=(Fd&& other) noexcept {
        if (this != &other) reset(std::exchange(other.value_, -1));
        return *this;
    }
    Fd(const Fd&) = delete;
    Fd& operator=(const Fd&) = delete;
    ~Fd() { reset(); }

    int get() const noexcept { return value_; }
    explicit operator bool() const noexcept { return value_ >= 0; }
    int release() noexcept { return std::exchange(value_, -1); }
    void reset(int value = -1) noexcept;

 private:
    int value_ = -1;
};

}  // namespace gw::net
