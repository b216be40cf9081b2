#include "gateway/pipeline/key_memo.hpp"

#include <openssl/crypto.h>

#include <functional>

namespace gw::pipeline {

KeyMemo::~KeyMemo() {
    for (Place& place : places_) OPENSSL_cleanse(place.secret.data(), place.secret.size());
}

std::size_t KeyMemo::placeOf(std::string_view secret) noexcept { return std::hash<std::string_view>{}(secret) % kPlaces; }

const Digest256* KeyMemo::find(std::string_view secret) const noexcept {
    const Place& place = places_[placeOf(secret)];
    return !place.secret.empty() && equalConstantTime(secret, place.secret) ? &place.hash : nullptr;
}

void KeyMemo::keep(std::string_view secret, const Digest256& hash) {
    Place& place = places_[placeOf(secret)];
    OPENSSL_cleanse(place.secret.data(), place.secret.size());
    place.secret.assign(secret);
    place.hash = hash;
}

}  // namespace gw::pipeline
