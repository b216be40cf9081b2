// Requests and what an upstream gets of them: the table of openai_request_test.cpp. Test data only.
#pragma once

namespace gw::dialect::cases {

struct Change {
    const char* name;
    const char* body;
    const char* sent;
};
inline const Change kChanges[] = {
    {"model renamed", R"({"a": 1, "model" : "m",  "z":[ ]})", R"({"a": 1, "model" : "up\"x",  "z":[ ]})"},
    {"escaped model", R"({"m\u006fdel":"\u006d"})", R"({"m\u006fdel":"up\"x"})"},
    {"stream without options", R"( {"model":"m","stream":true})", R"( {"stream_options":{"include_usage":true},"model":"up\"x","stream":true})"},
    {"options null", R"({"stream_options":null,"model":"m","stream":true})",
     R"({"stream_options":{"include_usage":true},"model":"up\"x","stream":true})"},
    {"options empty", R"({"stream_options":{ },"model":"m","stream":true})",
     R"({"stream_options":{"include_usage":true },"model":"up\"x","stream":true})"},
    {"options merged", R"({"model":"m","stream":true,"stream_options":{"include_obfuscation":false}})",
     R"({"model":"up\"x","stream":true,"stream_options":{"include_usage":true,"include_obfuscation":false}})"},
    {"usage refused", R"({"model":"m","stream":true,"stream_options":{"include_usage": false , "b":{"include_usage":1}}})",
     R"({"model":"up\"x","stream":true,"stream_options":{"include_usage": true , "b":{"include_usage":1}}})"},
    {"usage null", R"({"model":"m","stream":true,"stream_options":{"include_usage":null}})",
     R"({"model":"up\"x","stream":true,"stream_options":{"include_usage":true}})"},
    {"usage asked", R"({"model":"m","stream":true,"stream_options":{"include_usage":true}})",
     R"({"model":"up\"x","stream":true,"stream_options":{"include_usage":true}})"},
    {"not a stream", R"({"model":"m","stream":false,"stream_options":null})", R"({"model":"up\"x","stream":false,"stream_options":null})"},
    {"stream null", R"({"model":"m","stream":null})", R"({"model":"up\"x","stream":null})"},
    {"override first", R"({"api_base":"http://127.0.0.1","model":"m"})", R"({"model":"up\"x"})"},
    {"override last", R"({"model":"m" , "base_url" : {"a":[1]} })", R"({"model":"up\"x" })"},
    {"overrides around", R"({"api_base":1, "proxy":[1,2], "model":"m", "callback_url":"x","extra_headers":{"a":1}, "k":1})",
     R"({"model":"up\"x", "k":1})"},
    {"override escaped", R"({"model":"m","api\u005fbase":"x"})", R"({"model":"up\"x"})"},
    {"override and stream", R"({"api_key":"k","model":"m","stream":true})",
     R"({"stream_options":{"include_usage":true},"model":"up\"x","stream":true})"},
    {"override inside stays", R"({"model":"m","metadata":{"api_base":"x"}})", R"({"model":"up\"x","metadata":{"api_base":"x"}})"},
};

}  // namespace gw::dialect::cases
