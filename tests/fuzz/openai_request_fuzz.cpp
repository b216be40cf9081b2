#include "gateway/dialect/openai_request.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace gw::dialect;

// What is accepted must still be accepted, with the new model and the usage wish, after its splices.
void checkForm(JsonReader& reader, const std::string& body, RequestForm form) {
    const auto request = parseOpenAiRequest(reader, body, form);
    if (!request) {
        if (request.error().source != gw::ErrorSource::downstream) std::abort();
        return;
    }
    if (form == RequestForm::relay && request->model.empty()) return;
    if (request->model.empty() || request->inputEstimate < 0 || request->choices < 1) std::abort();
    const auto splices = request->splicesFor("other-model");
    std::string sent;
    for (const auto piece : splicedPieces(body, splices)) sent += piece;
    const auto again = parseOpenAiRequest(reader, sent, form);
    if (!again || again->model != "other-model" || again->stream != request->stream || !again->cuts.empty()) std::abort();
    if (again->stream && !again->usageAsked) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static JsonReader reader;
    const std::string body(reinterpret_cast<const char*>(data), size);
    for (const auto form : {RequestForm::chat, RequestForm::completion, RequestForm::embedding, RequestForm::relay})
        checkForm(reader, body, form);
    return 0;
}
