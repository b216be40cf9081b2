// What OpenAI's chat, completions and embeddings calls share: one envelope of errors, one shape of replies and streams
// (dialects.md O1–O12). The leaves give it their name, path and form. Constants, any thread.
#pragma once

#include "gateway/dialect/dialect.hpp"
#include "gateway/dialect/openai_request.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace gw::dialect {

class OpenAiDialect final : public Dialect {
 public:
    constexpr OpenAiDialect(std::string_view name, std::string_view path, RequestForm form)
        : name_(name), path_(path), form_(form) {}

    std::string_view name() const noexcept override { return name_; }
    std::string_view upstreamPath() const noexcept override { return path_; }
    Result<Request> parse(JsonReader& reader, std::string_view body) const override;
    CanonicalRules canonicalRules() const noexcept override;
    Payload readReply(JsonReader& reader, std::string_view body) const override;
    std::unique_ptr<StreamScan> openStream(JsonReader& reader, bool hideUsage) const override;
    std::string errorBody(const Error& error) const override;
    std::string errorEvent(const Error& error) const override;

 private:
    const std::string_view name_, path_;
    const RequestForm form_;
};

}  // namespace gw::dialect
