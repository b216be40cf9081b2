// What chat calls and relays share in dealing with an upstream: what its status means, how long it may take, how much of
// a reply is collected. Pure functions, the worker's thread.
#pragma once

#include "gateway/base/error.hpp"
#include "gateway/config/settings.hpp"
#include "gateway/pipeline/ports.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace gw::pipeline {

/// A plain reply up to this size is looked at as a whole before it goes out; a larger one is relayed.
inline constexpr std::size_t kCollectMax = 4 * 1024 * 1024;
inline constexpr std::size_t kErrorMax = 1024 * 1024;

/// What a reply's status means for the request; nothing for 2xx.
std::optional<Error> errorOfStatus(int status);
/// Whose Retry-After is a wish to be left alone: 429, 503, and 529 (overloaded, of Anthropic and what is compatible with it).
constexpr bool mayAskForRest(int status) noexcept { return status == 429 || status == 503 || status == 529; }
/// What the end of an attempt says of the upstream.
enum class Verdict : std::uint8_t { works, fails, rests, unknown };
Verdict verdictOf(const std::optional<Error>& error);
/// Whether a last attempt's error reply is handed on: redirects and refused credentials are not.
bool isHandedOn(const Error& error, int status);
/// OpenAI's way of saying that an account is not paid: a 429 whose body names insufficient_quota. It is the gateway's account, and
/// the word means a budget of the client's own elsewhere. @return upstreamAuth.
std::optional<Error> accountSpent(int status, std::string_view body);
/// The provider's own times, else the settings'.
UpstreamTimeouts timeoutsFor(const config::Provider& provider, const config::Settings& settings);
/// Whether an upstream repeats the gateway's credential in `text`: that must not go on to a client.
bool tellsCredential(std::string_view text, const config::Provider& provider);
/// Whether a reply came compressed although it was not asked for so.
bool isEncoded(const UpstreamHead& head);

}  // namespace gw::pipeline
