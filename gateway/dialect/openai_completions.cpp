// OpenAI completions: the older call whose prompt is one text, several, or tokens.
#include "gateway/dialect/openai_dialect.hpp"
#include "gateway/dialect/registry.hpp"

namespace gw::dialect {

const Dialect& openAiCompletions() {
    static const OpenAiDialect dialect("openai_completions", "/v1/completions", RequestForm::completion);
    return dialect;
}

}  // namespace gw::dialect
