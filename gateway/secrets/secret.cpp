#include "gateway/secrets/secret.hpp"

#include "gateway/base/digest.hpp"

#include <sodium.h>

#include <utility>

namespace gw::secrets {

void wipe(std::string& text) noexcept {
    // Up to the capacity: a text that was longer before leaves its tail behind the end.
    if (text.capacity() > 0) {
        text.resize(text.capacity());
        sodium_memzero(text.data(), text.size());
    }
    text.clear();
}

Secret::Secret(std::string_view text) : text_(text) {}

Secret::Secret(const Secret& other) : text_(other.text_) {}

Secret::Secret(Secret&& other) noexcept : text_(std::move(other.text_)) {
    // Short texts are copied by the move and stay behind in the source.
    other.wipe();
}

Secret& Secret::operator=(const Secret& other) {
    if (this == &other) return *this;
    wipe();
    text_ = other.text_;
    return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this == &other) return *this;
    wipe();
    text_ = std::move(other.text_);
    other.wipe();
    return *this;
}

Secret::~Secret() { wipe(); }

void Secret::wipe() noexcept { secrets::wipe(text_); }

bool operator==(const Secret& a, const Secret& b) noexcept { return equalConstantTime(a.reveal(), b.reveal()); }

}  // namespace gw::secrets
