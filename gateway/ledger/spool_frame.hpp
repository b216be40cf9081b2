// The frame around each spool record and the head of a segment file, and the reader that never passes over damage in
// silence. A segment: a head of 24 bytes (magic, format version, worker, salt, CRC-32C), written twice so
// that one bad byte there costs nothing, then frames of length (4, little endian), type (1), CRC-32C (4) and payload. The CRC is seeded with the segment's random salt, so that text inside a
// payload can never pass for a record when damage is skipped. Pure functions on bytes, any thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gw::ledger {

enum class RecordType : std::uint8_t { reservation = 1, settled = 2 };

inline constexpr std::size_t kSegmentHeadBytes = 48;
inline constexpr std::size_t kFrameHeadBytes = 9;

struct SegmentHead {
    std::uint32_t worker = 0;
    std::uint32_t salt = 0;
};

std::string segmentHead(const SegmentHead& head);
/// nullopt: not a segment, another format version, or a damaged head.
std::optional<SegmentHead> parseSegmentHead(std::string_view bytes);

/// Writes the kFrameHeadBytes before a payload.
void putFrameHead(char* head, RecordType type, std::string_view payload, std::uint32_t salt);
/// Appends one frame to `out`.
void appendFrame(std::string& out, RecordType type, std::string_view payload, std::uint32_t salt);

struct Frame {
    RecordType type = RecordType::reservation;
    std::string_view payload;
    std::size_t offset = 0;  ///< of the frame, in the reader's bytes
    std::size_t end = 0;
};

/// Walks the frames of one block of bytes (without the segment's head). Stops at the first frame that is not whole and
/// sound; `resume` looks for the next sound one behind it.
class FrameReader {
   public:
    FrameReader(std::string_view bytes, std::uint32_t salt) : bytes_(bytes), salt_(salt) {}

    /// The next sound frame; nullopt at the end or at damage (see damaged()).
    std::optional<Frame> next();
    /// True when the reader stands before bytes that are no sound frame.
    bool damaged() const { return damaged_; }
    /// Where the reader stands: the end of the last sound frame, that is the first bad byte when damaged().
    std::size_t position() const { return position_; }
    /// True when the frame at position() claims more bytes than there are: a torn tail, or more data to come.
    bool incomplete() const;
    /// Moves to the next sound frame behind the damage. False when there is none: the rest is a torn tail.
    bool resume();

   private:
    std::optional<Frame> frameAt(std::size_t offset) const;

    std::string_view bytes_;
    std::uint32_t salt_;
    std::size_t position_ = 0;
    bool damaged_ = false;
};

}  // namespace gw::ledger
