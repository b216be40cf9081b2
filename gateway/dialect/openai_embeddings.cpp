// OpenAI embeddings: no output tokens, no stream.
#include "gateway/dialect/openai_dialect.hpp"
#include "gateway/dialect/registry.hpp"

namespace gw::dialect {

const Dialect& openAiEmbeddings() {
    static const OpenAiDialect dialect("openai_embeddings", "/v1/embeddings", RequestForm::embedding);
    return dialect;
}

}  // namespace gw::dialect
