#include "app/demo/demo_replies.hpp"

#include "app/demo/demo_chat.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <random>
#include <vector>

namespace gw::demo {
namespace {

namespace json = boost::json;

constexpr std::size_t kDimensions = 64;
constexpr std::string_view kModels[] = {"demo-small", "demo-large", "demo-embed"};

using Vector = std::array<float, kDimensions>;

/// FNV-1a: stable over machines and runs, unlike std::hash.
std::uint32_t textSeed(std::string_view text) {
    std::uint32_t hash = 2166136261U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
}

Vector embed(std::string_view text) {
    std::mt19937 source(textSeed(text));
    Vector out{};
    double square = 0;
    for (float& x : out) {
        x = static_cast<float>(source()) / static_cast<float>(std::mt19937::max()) - 0.5F;
        square += static_cast<double>(x) * static_cast<double>(x);
    }
    const auto length = static_cast<float>(std::sqrt(square));
    for (float& x : out) x /= length;
    return out;
}

std::string base64(const Vector& vector) {
    static constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    for (const float x : vector) {
        const auto bits = std::bit_cast<std::uint32_t>(x);
        for (unsigned shift = 0; shift < 32; shift += 8) bytes += static_cast<char>((bits >> shift) & 0xffU);
    }
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - at);
        for (std::size_t i = 0; i < 3; ++i) {
            group = (group << 8U) | (i < count ? static_cast<unsigned char>(bytes[at + i]) : 0U);
        }
        for (std::size_t i = 0; i < 4; ++i) out += i <= count ? kAlphabet[(group >> (18U - 6U * i)) & 63U] : '=';
    }
    return out;
}

/// The texts of `input`: one string or an array of them; empty when it is anything else.
std::vector<std::string> inputTexts(const json::value& input) {
    std::vector<std::string> texts;
    if (const auto* one = input.if_string()) texts.emplace_back(*one);
    if (const auto* many = input.if_array()) {
        for (const json::value& item : *many) {
            if (!item.is_string()) return {};
            texts.emplace_back(item.get_string());
        }
    }
    return texts;
}

json::object embeddingRow(const std::string& text, std::size_t index, bool asBase64) {
    const Vector vector = embed(text);
    json::object row{{"object", "embedding"}, {"index", index}};
    if (asBase64) {
        row["embedding"] = base64(vector);
    } else {
        row["embedding"] = json::array(vector.begin(), vector.end());
    }
    return row;
}

}  // namespace

Result<JsonReply> answerEmbeddings(std::string_view body) {
    boost::system::error_code ec;
    const json::value root = json::parse(json::string_view(body.data(), body.size()), ec);
    if (ec || !root.is_object())
        return fail(ErrorCode::badJson, ErrorSource::downstream, Retry::never, "The body is not a JSON object.");
    const json::object& object = root.get_object();
    const json::value* model = object.if_contains("model");
    if (!model || !model->is_string())
        return fail(ErrorCode::missingField, ErrorSource::downstream, Retry::never, "model is missing.", "model");
    if (model->get_string() != "demo-embed") {
        return fail(ErrorCode::unknownModel, ErrorSource::downstream, Retry::never,
                    "Embeddings come from the model demo-embed.", "model");
    }
    const json::value* input = object.if_contains("input");
    const std::vector<std::string> texts = input ? inputTexts(*input) : std::vector<std::string>();
    if (texts.empty())
        return fail(ErrorCode::missingField, ErrorSource::downstream, Retry::never,
                    "input must be a string or an array of strings.", "input");
    const json::value* format = object.if_contains("encoding_format");
    const bool asBase64 = format && format->is_string() && format->get_string() == "base64";
    json::array rows;
    std::int64_t tokens = 0;
    for (const std::string& text : texts) {
        tokens += countTokens(text);
        rows.push_back(embeddingRow(text, rows.size(), asBase64));
    }
    const json::object reply{{"object", "list"},
                             {"model", "demo-embed"},
                             {"data", std::move(rows)},
                             {"usage", {{"prompt_tokens", tokens}, {"total_tokens", tokens}}}};
    return JsonReply{200, json::serialize(reply)};
}

JsonReply listModels() {
    json::array rows;
    for (const std::string_view name : kModels) {
        rows.push_back({{"id", name}, {"object", "model"}, {"created", 1767700800}, {"owned_by", "gatehouse-demo"}});
    }
    return {200, json::serialize(json::object{{"object", "list"}, {"data", std::move(rows)}})};
}

JsonReply errorReply(unsigned status, std::string_view type, std::string_view code, std::string_view message) {
    const json::object body{{"error", {{"message", message}, {"type", type}, {"param", nullptr}, {"code", code}}}};
    return {status, json::serialize(body)};
}

JsonReply errorReply(const Error& error) {
    const bool unknown = error.code == ErrorCode::unknownModel;
    json::object body{
        {"message", error.detail}, {"type", "invalid_request_error"}, {"param", nullptr}, {"code", nullptr}};
    if (!error.field.empty()) body["param"] = error.field;
    if (unknown) body["code"] = "model_not_found";
    return {unknown ? 404U : 400U, json::serialize(json::object{{"error", std::move(body)}})};
}

}  // namespace gw::demo
