#include "app/demo/demo_chat.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>

namespace gw::demo {
namespace {

namespace json = boost::json;

constexpr std::int64_t kTokensPerMessage = 4;
constexpr std::size_t kWordsSmall = 24;
constexpr std::size_t kWordsLarge = 96;
constexpr std::size_t kQuotedWords = 8;

bool isSpace(char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; }

/// The words of `text`, each with the white space that stands before it, so that joining them gives the text again.
std::vector<std::string> words(std::string_view text) {
    std::vector<std::string> out;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        while (at < text.size() && isSpace(text[at])) ++at;
        if (at == text.size()) break;
        while (at < text.size() && !isSpace(text[at])) ++at;
        out.emplace_back(text.substr(begin, at - begin));
    }
    return out;
}

/// Text of a message's content: a string, or the text parts of an array.
std::string textOf(const json::value& content) {
    if (const auto* text = content.if_string()) return std::string(*text);
    std::string out;
    const auto* parts = content.if_array();
    if (!parts) return out;
    for (const json::value& part : *parts) {
        const auto* object = part.if_object();
        const json::value* text = object ? object->if_contains("text") : nullptr;
        if (text && text->is_string()) {
            if (!out.empty()) out += ' ';
            out += std::string_view(text->get_string());
        }
    }
    return out;
}

json::value exampleOf(const json::value& schema) {
    const auto* object = schema.if_object();
    const json::value* type = object ? object->if_contains("type") : nullptr;
    const std::string_view name = type && type->is_string() ? std::string_view(type->get_string()) : "string";
    if (const json::value* choices = object ? object->if_contains("enum") : nullptr;
        choices && choices->is_array() && !choices->get_array().empty()) {
        return choices->get_array().front();
    }
    if (name == "number" || name == "integer") return 1;
    if (name == "boolean") return true;
    if (name == "array") return json::array();
    if (name == "object") return json::object();
    return "demo";
}

/// Takes the first function of `tools` into the request.
void chooseTool(const json::value& tools, ChatRequest& request) {
    const auto* list = tools.if_array();
    if (!list || list->empty() || !list->front().is_object()) return;
    const json::value* function = list->front().get_object().if_contains("function");
    if (!function || !function->is_object()) return;
    const json::value* name = function->get_object().if_contains("name");
    if (!name || !name->is_string()) return;
    request.toolName = std::string(name->get_string());
    json::object arguments;
    const json::value* parameters = function->get_object().if_contains("parameters");
    const json::value* properties =
        parameters && parameters->is_object() ? parameters->get_object().if_contains("properties") : nullptr;
    if (properties && properties->is_object()) {
        for (const auto& [key, schema] : properties->get_object()) arguments[key] = exampleOf(schema);
    }
    request.toolArguments = json::serialize(arguments);
}

bool asksForTool(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower.find("use the tool") != std::string::npos;
}

void readMessages(const json::array& messages, ChatRequest& request) {
    for (const json::value& message : messages) {
        const auto* object = message.if_object();
        const json::value* content = object ? object->if_contains("content") : nullptr;
        request.lastText = content ? textOf(*content) : std::string();
        request.promptTokens += kTokensPerMessage + countTokens(request.lastText);
    }
}

void readOptions(const json::object& body, ChatRequest& request) {
    if (const json::value* stream = body.if_contains("stream"))
        request.stream = stream->is_bool() && stream->get_bool();
    if (const json::value* options = body.if_contains("stream_options"); options && options->is_object()) {
        const json::value* usage = options->get_object().if_contains("include_usage");
        request.includeUsage = usage && usage->is_bool() && usage->get_bool();
    }
    for (const char* name : {"max_completion_tokens", "max_tokens"}) {
        const json::value* limit = body.if_contains(name);
        if (limit && limit->is_int64() && limit->get_int64() > 0) {
            request.maxTokens = limit->get_int64();
            break;
        }
    }
    const json::value* tools = body.if_contains("tools");
    if (tools && asksForTool(request.lastText)) chooseTool(*tools, request);
}

std::string replyText(const ChatRequest& request) {
    std::string quoted;
    const std::vector<std::string> asked = words(request.lastText);
    for (std::size_t i = 0; i < std::min(asked.size(), kQuotedWords); ++i) quoted += asked[i];
    std::string text = "You asked:" + (quoted.empty() ? " nothing." : (isSpace(quoted.front()) ? "" : " ") + quoted);
    static constexpr std::array<std::string_view, 6> kSentences{
        " This answer is made by the demo upstream inside Gatehouse.",
        " No provider was called and nothing was billed.",
        " Each word is one token and travels in one chunk.",
        " Open the traffic page to see this request with its usage and its latency.",
        " Freeze the key and the next call is refused at once.",
        " Point a preset at a real provider when you are ready.",
    };
    const std::size_t wordsMax = request.model == "demo-large" ? kWordsLarge : kWordsSmall;
    std::size_t count = words(text).size();
    for (std::size_t i = 0; count < wordsMax; ++i) {
        const std::string_view sentence = kSentences[i % kSentences.size()];
        text += sentence;
        count += words(sentence).size();
    }
    return text;
}

std::vector<std::string> fragments(const std::string& text) {
    constexpr std::size_t kFragmentBytes = 8;
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size(); at += kFragmentBytes) out.push_back(text.substr(at, kFragmentBytes));
    return out;
}

json::object usageJson(const DemoUsage& usage) {
    return {{"prompt_tokens", usage.promptTokens},
            {"completion_tokens", usage.completionTokens},
            {"total_tokens", usage.promptTokens + usage.completionTokens},
            {"prompt_tokens_details", {{"cached_tokens", 0}}},
            {"completion_tokens_details", {{"reasoning_tokens", 0}}}};
}

std::string callId(std::string_view id) { return "call_" + std::string(id.substr(id.find('-') + 1)); }

json::object chunkHead(const ChatRequest& request, std::string_view id, std::int64_t created) {
    return {{"id", id},
            {"object", "chat.completion.chunk"},
            {"created", created},
            {"model", request.model},
            {"system_fingerprint", "fp_demo"}};
}

std::string event(const json::value& data) { return "data: " + json::serialize(data) + "\n\n"; }

json::object pieceDelta(const ChatReply& reply, const std::string& piece) {
    if (reply.toolName.empty()) return {{"content", piece}};
    return {{"tool_calls", json::array{{{"index", 0}, {"function", {{"arguments", piece}}}}}}};
}

json::object firstDelta(const ChatReply& reply, std::string_view id) {
    if (reply.toolName.empty()) return {{"role", "assistant"}, {"content", ""}};
    return {{"role", "assistant"},
            {"content", nullptr},
            {"tool_calls", json::array{{{"index", 0},
                                        {"id", callId(id)},
                                        {"type", "function"},
                                        {"function", {{"name", reply.toolName}, {"arguments", ""}}}}}}};
}

}  // namespace

std::int64_t countTokens(std::string_view text) {
    std::int64_t count = 0;
    bool inWord = false;
    for (const char c : text) {
        if (!isSpace(c) && !inWord) ++count;
        inWord = !isSpace(c);
    }
    return count;
}

Result<ChatRequest> parseChat(std::string_view body) {
    boost::system::error_code ec;
    const json::value root = json::parse(json::string_view(body.data(), body.size()), ec);
    if (ec || !root.is_object())
        return fail(ErrorCode::badJson, ErrorSource::downstream, Retry::never, "The body is not a JSON object.");
    const json::object& object = root.get_object();
    const json::value* model = object.if_contains("model");
    if (!model || !model->is_string())
        return fail(ErrorCode::missingField, ErrorSource::downstream, Retry::never, "model is missing.", "model");
    const json::value* messages = object.if_contains("messages");
    if (!messages || !messages->is_array() || messages->get_array().empty()) {
        return fail(ErrorCode::missingField, ErrorSource::downstream, Retry::never, "messages is missing or empty.",
                    "messages");
    }
    ChatRequest request;
    request.model = std::string(model->get_string());
    if (request.model != "demo-small" && request.model != "demo-large") {
        return fail(ErrorCode::unknownModel, ErrorSource::downstream, Retry::never,
                    "The model `" + request.model + "` does not exist; there are demo-small and demo-large.", "model");
    }
    readMessages(messages->get_array(), request);
    readOptions(object, request);
    return request;
}

ChatReply answerChat(const ChatRequest& request) {
    ChatReply reply;
    reply.toolName = request.toolName;
    reply.pieces = request.toolName.empty() ? words(replyText(request)) : fragments(request.toolArguments);
    reply.finishReason = request.toolName.empty() ? "stop" : "tool_calls";
    if (request.maxTokens && static_cast<std::int64_t>(reply.pieces.size()) > *request.maxTokens) {
        reply.pieces.resize(static_cast<std::size_t>(*request.maxTokens));
        reply.finishReason = "length";
    }
    reply.usage = {request.promptTokens, static_cast<std::int64_t>(reply.pieces.size())};
    return reply;
}

std::string chatJson(const ChatRequest& request, const ChatReply& reply, std::string_view id, std::int64_t created) {
    std::string text;
    for (const std::string& piece : reply.pieces) text += piece;
    json::object message{{"role", "assistant"}, {"content", nullptr}};
    if (reply.toolName.empty()) {
        message["content"] = text;
    } else {
        message["tool_calls"] = json::array{
            {{"id", callId(id)}, {"type", "function"}, {"function", {{"name", reply.toolName}, {"arguments", text}}}}};
    }
    json::object choice{
        {"index", 0}, {"message", std::move(message)}, {"logprobs", nullptr}, {"finish_reason", reply.finishReason}};
    const json::object root{{"id", id},
                            {"object", "chat.completion"},
                            {"created", created},
                            {"model", request.model},
                            {"system_fingerprint", "fp_demo"},
                            {"choices", json::array{std::move(choice)}},
                            {"usage", usageJson(reply.usage)}};
    return json::serialize(root);
}

std::vector<std::string> chatEvents(const ChatRequest& request, const ChatReply& reply, std::string_view id,
                                    std::int64_t created) {
    std::vector<std::string> events;
    events.reserve(reply.pieces.size() + 4);
    const auto add = [&](json::object delta, const json::value& finish) {
        json::object chunk = chunkHead(request, id, created);
        json::object choice{
            {"index", 0}, {"delta", std::move(delta)}, {"logprobs", nullptr}, {"finish_reason", finish}};
        chunk["choices"] = json::array{std::move(choice)};
        // OpenAI sends `usage: null` on every chunk but the last when usage was asked for.
        if (request.includeUsage) chunk["usage"] = nullptr;
        events.push_back(event(chunk));
    };
    add(firstDelta(reply, id), nullptr);
    for (const std::string& piece : reply.pieces) add(pieceDelta(reply, piece), nullptr);
    add(json::object{}, json::value(reply.finishReason));
    if (request.includeUsage) {
        json::object chunk = chunkHead(request, id, created);
        chunk["choices"] = json::array{};
        chunk["usage"] = usageJson(reply.usage);
        events.push_back(event(chunk));
    }
    events.emplace_back("data: [DONE]\n\n");
    return events;
}

}  // namespace gw::demo
