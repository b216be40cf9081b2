#include "gateway/base/error.hpp"

#include <array>

namespace gw {

namespace {

struct CodeFacts {
    std::string_view text;
    int status;
    std::string_view sentence;
};

constexpr std::array kFacts{
#define GW_ERROR(name, code, status, sentence) CodeFacts{code, status, sentence},
#include "gateway/base/error_codes.def"
#undef GW_ERROR
};

const CodeFacts& factsOf(ErrorCode code) noexcept { return kFacts[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view codeText(ErrorCode code) noexcept { return factsOf(code).text; }
std::string_view codeSentence(ErrorCode code) noexcept { return factsOf(code).sentence; }
int httpStatus(ErrorCode code) noexcept { return factsOf(code).status; }

std::string describe(const Error& error) {
    std::string text{codeSentence(error.code)};
    if (!error.detail.empty()) text.append(" ").append(error.detail);
    return text;
}

}  // namespace gw
