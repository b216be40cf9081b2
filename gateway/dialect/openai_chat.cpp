// OpenAI chat completions.
#include "gateway/dialect/openai_dialect.hpp"
#include "gateway/dialect/registry.hpp"

namespace gw::dialect {

const Dialect& openAiChat() {
    static const OpenAiDialect dialect("openai_chat", "/v1/chat/completions", RequestForm::chat);
    return dialect;
}

}  // namespace gw::dialect
