// The chunked transfer coding (RFC 9112 §7.1): a strict incremental decoder that hands payload through without copying,
// and the encoder's size line. One decoder a body, any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gw::net {

class ChunkedDecoder {
 public:
    static constexpr std::size_t kExtensionMax = 256;     ///< bytes of extensions a chunk
    static constexpr std::size_t kExtensionsMax = 16384;  ///< and a body: they buy nothing but work
    static constexpr std::size_t kTrailerMax = 8192;
    static constexpr unsigned kTrailerFieldsMax = 32;

    enum class State : std::uint8_t { more, payload, complete, malformed };
    struct Step {
        State state = State::more;
        std::size_t consumed = 0;
        std::string_view payload;  ///< inside the input
    };

    /// Takes from `bytes` up to the next piece of payload, the end of the body or the end of the input.
    Step feed(std::string_view bytes);
    bool done() const noexcept { return at_ == At::done; }

 private:
    enum class At : std::uint8_t {
        size,
        sizeMore,
        extension,
        extensionName,
        extensionNameMore,
        extensionEquals,
        extensionValue,
        extensionToken,
        extensionQuoted,
        extensionEscape,
        extensionEnd,
        sizeLf,
        data,
        dataCr,
        dataLf,
        trailerStart,
        trailerName,
        trailerValue,
        trailerLf,
        endLf,
        done,
        failed
    };
    At step(char c);
    At sizeStep(char c);
    At extensionStep(char c);
    At trailerStep(char c);

    std::uint64_t left_ = 0;
    std::uint32_t extensionBytes_ = 0, extensionsBytes_ = 0, trailerBytes_ = 0;
    std::uint16_t trailerFields_ = 0;
    std::uint8_t digits_ = 0;
    At at_ = At::size;
};

/// "1a2\r\n" for a chunk of `size` bytes (> 0), in `buffer`.
std::string_view chunkSizeLine(std::size_t size, std::array<char, 24>& buffer) noexcept;

inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace gw::net
