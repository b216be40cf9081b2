// The keys that came lately and their SHA-256, so that a key that comes with request after request is hashed once. Knows
// nothing about what a key may do, which the snapshot is asked for each time. One a worker, its thread only.
#pragma once

#include "gateway/base/digest.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace gw::pipeline {

class KeyMemo {
 public:
    KeyMemo() = default;
    KeyMemo(const KeyMemo&) = delete;
    KeyMemo& operator=(const KeyMemo&) = delete;
    /// Wipes what it knows.
    ~KeyMemo();

    /// Takes the same time whatever the secrets kept here are, as long as they are as long. Null: it must be hashed.
    const Digest256* find(std::string_view secret) const noexcept;
    /// For secrets that have opened something: strangers push nobody out.
    void keep(std::string_view secret, const Digest256& hash);

 private:
    static constexpr std::size_t kPlaces = 256;
    struct Place {
        std::string secret;  ///< empty: nothing
        Digest256 hash{};
    };
    static std::size_t placeOf(std::string_view secret) noexcept;

    std::array<Place, kPlaces> places_;
};

}  // namespace gw::pipeline
