// One spelling for all JSON texts that say the same: members by name, no white space, numbers and strings behind their
// spellings. What the response cache's keys are made of. One writer a worker, so that its buffers are made once.
#pragma once

#include "gateway/dialect/json_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace gw::dialect {

struct CanonicalRules {
    /// Members of the document that change nothing about the answer: left out.
    std::span<const std::string_view> beside{};
    /// Members that, when they are true, make the call do something beside answering.
    std::span<const std::string_view> effects{};
};

enum class CanonicalOutcome : std::uint8_t { ok, hasEffect, notJson };

class CanonicalWriter {
 public:
    /// Appends the canonical text of `text` to `out`. Members of one name keep their order. Numbers that are not whole are told
    /// apart as far as a double goes.
    CanonicalOutcome append(JsonReader& reader, std::string_view text, const CanonicalRules& rules, std::string& out);

    /// Where a member stands in the text that is written: its name with quotes, then colon and value.
    struct Member {
        std::size_t begin = 0, nameEnd = 0, end = 0;
    };
    struct Open {
        std::size_t firstMember;  ///< of `members`; an array has none
        bool object;
    };
    /// What is noted while one text is walked.
    struct Notes {
        std::vector<Member> members;  ///< of all objects that are open
        std::vector<Open> open;
        std::string sorted;

        void clear();
    };

 private:
    Notes notes_;
};

}  // namespace gw::dialect
