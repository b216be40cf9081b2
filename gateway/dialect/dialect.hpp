// What the pipeline asks of a wire protocol: understand a request, read usage out of replies and streams, speak of
// errors. Each dialect is one leaf behind this interface (dialects.def). No I/O, no threads: objects belong to the
// calling worker.
#pragma once

#include "gateway/base/result.hpp"
#include "gateway/dialect/canonical_json.hpp"
#include "gateway/dialect/json_reader.hpp"
#include "gateway/dialect/output_tally.hpp"
#include "gateway/dialect/splice.hpp"
#include "gateway/dialect/usage_reading.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gw::dialect {

/// A request as far as the gateway has to know it; positions are bytes of the body it was read from.
struct Request {
    std::string model;
    std::size_t modelBegin = 0, modelEnd = 0;  ///< the literal, quotes included
    bool stream = false;
    bool usageAsked = false;  ///< the client wants the usage chunk itself
    std::optional<Tokens> outputMax;
    Tokens choices = 1;
    std::optional<double> temperature;
    Tokens inputEstimate = 0;
    /// However wrong the estimate is: a token takes a byte at least. Unset where the body is not all of it (pictures, search …).
    std::optional<Tokens> inputMost;
    /// Members that would make an upstream proxy call somewhere else (reliability.md A9); taken out.
    std::vector<Splice> cuts;
    /// Makes the upstream send its usage at the end of a stream; used when `stream` and not `usageAsked`.
    Splice askUsage;

    bool hidesUsage() const noexcept { return stream && !usageAsked; }
    /// What changes on the way to an upstream that calls the model `upstreamModel`, sorted.
    std::vector<Splice> splicesFor(std::string_view upstreamModel) const;
};

/// What a complete reply, or one event of a stream, says.
struct Payload {
    bool isObject = false;      ///< valid JSON, and an object
    bool error = false;         ///< a truthy top-level `error`
    bool choicesEmpty = false;  ///< absent, null or []
    bool dataEmpty = true;      ///< the list `data` (embeddings): absent, null or []
    bool finished = false;      ///< some choice has its finish reason, or the embeddings are there: an answer, not a part of one
    bool said = false;          ///< more than the opening of an answer: text, a tool call, anything but the role
    bool toolCall = false;      ///< it asks the client to act
    UsageReading usage;
    OutputTally tally;
};

struct StreamFacts {
    /// At least one data event was handed on. What only opens an answer (a role, empty texts) is held back until more comes,
    /// at most kHeldEventsMax events or kHeldBytesMax bytes: until then the upstream may still fail unseen.
    bool content = false;
    bool finished = false;  ///< a finish reason was seen
    bool done = false;      ///< the end marker was seen; it rests in `tail`
    UsageReading usage;
    bool usageFinal = false;
    bool toolCall = false;  ///< it asks the client to act
    OutputTally tally;
    /// Why the stream cannot go on: upstreamProtocol (an event is not JSON) or upstreamError (the upstream says so).
    std::optional<Error> fault;
    /// The end marker (ours where a finished stream came without one) or the upstream's error event: leaves after the
    /// settlement.
    std::string tail;
};

inline constexpr std::size_t kHeldEventsMax = 64;
inline constexpr std::size_t kHeldBytesMax = 256 * 1024;

/// Reads one streamed reply as it arrives.
class StreamScan {
 public:
    virtual ~StreamScan() = default;
    /// Takes the next bytes and appends what may go to the client, byte-true; views live until the next call.
    virtual void feed(std::string_view bytes, std::vector<std::string_view>& relay) = 0;
    /// The upstream has ended: takes an unterminated last event for one.
    virtual void end(std::vector<std::string_view>& relay) = 0;
    virtual const StreamFacts& facts() const noexcept = 0;
};

class Dialect {
 public:
    virtual ~Dialect() = default;
    /// The word in column gateway_log.dialect.
    virtual std::string_view name() const noexcept = 0;
    /// Behind the endpoint's prefix.
    virtual std::string_view upstreamPath() const noexcept = 0;
    /// @return badJson (with the byte position), missingField, invalidRequest (with the field).
    virtual Result<Request> parse(JsonReader& reader, std::string_view body) const = 0;
    /// How two bodies are found to ask the same thing.
    virtual CanonicalRules canonicalRules() const noexcept { return {}; }
    virtual Payload readReply(JsonReader& reader, std::string_view body) const = 0;
    virtual std::unique_ptr<StreamScan> openStream(JsonReader& reader, bool hideUsage) const = 0;
    virtual std::string errorBody(const Error& error) const = 0;
    /// The event that tells a client in mid-stream; the connection then ends uncleanly.
    virtual std::string errorEvent(const Error& error) const = 0;
};

}  // namespace gw::dialect
