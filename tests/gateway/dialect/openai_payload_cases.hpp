// Payloads and what is seen in them: the table of openai_payload_test.cpp. Test data only.
#pragma once

namespace gw::dialect::cases {

struct Row {
    const char* name;
    const char* text;
    const char* facts;
    unsigned bytes = 0;
};
inline const Row kRows[] = {
    {"chunk", R"({"id":"c","choices":[{"index":0,"delta":{"content":"Hello"},"finish_reason":null}]})", "o", 5},
    {"two choices", R"({"choices":[{"delta":{"content":"ab"}},{"delta":{"content":"cde"}}]})", "o", 5},
    {"finish", R"({"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]})", "of"},
    {"tool", R"({"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"name":"f","arguments":"{\"a\":"}}]}}]})", "o", 7},
    {"reasoning", R"({"choices":[{"delta":{"reasoning_content":"hmm"}}]})", "o", 3},
    {"speech", R"({"choices":[{"delta":{"audio":{"id":"a","data":"UklGRg==","transcript":"Hi there"}}}]})", "o", 8},
    {"tool of its own", R"({"choices":[{"delta":{"tool_calls":[{"index":0,"custom":{"name":"f","input":"abc"}}]}}]})", "o", 3},
    {"finished by an error", R"({"choices":[{"delta":{},"finish_reason":"error"}]})", "o"},
    {"usage chunk", R"({"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}})", "oc"},
    {"choices null", R"({"choices":null,"usage":{"prompt_tokens":1,"completion_tokens":2}})", "oc"},
    {"no choices", R"({"object":"x"})", "oc"},
    {"reply", R"({"choices":[{"message":{"role":"assistant","content":"Hi!"},"finish_reason":"stop"}],"usage":null})", "of", 3},
    {"prompt text outside is not counted", R"({"content":"xxxx","choices":[{"message":{"content":null}}]})", "o"},
    {"error", R"({"error":{"message":"no"}})", "oec"},
    {"error text", R"({"error":"no"})", "oec"},
    {"error null", R"({"error":null,"choices":[{"delta":{}}]})", "o"},
    {"error false", R"({"error":false,"choices":[{"delta":{}}]})", "o"},
    {"error inside", R"({"choices":[{"delta":{"content":"x"},"error":{"a":1}}]})", "o", 1},
    {"finish_reason as content", R"({"choices":[{"delta":{"content":"finish_reason"}}]})", "o", 13},
    {"logprobs are not content", R"({"choices":[{"delta":{"content":"x"},"logprobs":{"content":[{"token":"x"}]}}]})", "o", 1},
    {"array", "[]", "c"},
    {"cut", R"({"choices":[{"delta")", ""},
    {"text", "ping", "c"},
    {"empty", "", "c"},
};

}  // namespace gw::dialect::cases
