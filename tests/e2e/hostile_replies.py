"""Replies of an upstream that lies or breaks, by category, each with what the gateway's client may see of it: for a plain call and for a stream.

Outcomes: whole (the right answer), error (the dialect's error, with an HTTP status when nothing was sent yet, else as the last event and an
unclean end), cut (the framing shows that something is missing). MARK00 in a reply becomes the mark of the call that it answers.
"""
import gzip
import json
from dataclasses import dataclass, field

from scripted_upstream import Script

RAW = "raw-upstream-canary-71f0c2"          # in each text that only the upstream said: never in a log
CREDENTIAL = "sk-upstream-canary-c3f1d86b20e94a57"
WORDS = ["MARK00", " one", " two"]
USAGE = {"prompt_tokens": 6, "completion_tokens": 3, "total_tokens": 9}


def plain_body(usage=USAGE, **more):
    reply = {"id": "c-1", "object": "chat.completion", "created": 1, "model": "m", "choices": [{"index": 0, "message": {"role": "assistant", "content": "".join(WORDS)}, "finish_reason": "stop"}]}
    if usage != "absent":
        reply["usage"] = usage
    return json.dumps({**reply, **more}).encode()


def event_texts(usage=USAGE, each=None, finish="stop"):
    head = {"id": "c-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    events = [{**head, "choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": None}]}]
    events += [{**head, "choices": [{"index": 0, "delta": {"content": word}, "finish_reason": None}]} for word in WORDS]
    if finish:
        events.append({**head, "choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    if each is not None:
        events = [{**event, "usage": each} for event in events]
    if usage != "absent":
        events.append({**head, "choices": [], "usage": usage})
    return [json.dumps(event) for event in events]


def sse(events=None, done=True, end="\n\n"):
    events = event_texts() if events is None else events
    return "".join(f"data: {event}{end}" for event in [*events, *(["[DONE]"] if done else [])]).encode()


JSON_TYPE, SSE_TYPE = b"content-type: application/json", b"content-type: text/event-stream"


def chunk(data):
    return b"%x\r\n%b\r\n" % (len(data), data)


def head(*lines, status=b"HTTP/1.1 200 OK"):
    return b"\r\n".join([status, *lines]) + b"\r\n\r\n"


def framed(body, media, *lines, status=b"HTTP/1.1 200 OK", by="length"):
    if by == "length":
        return head(media, b"content-length: %d" % len(body), *lines, status=status) + body
    if by == "chunked":
        return head(media, b"transfer-encoding: chunked", *lines, status=status) + chunk(body) + b"0\r\n\r\n"
    return head(media, *lines, status=status) + body


@dataclass
class Case:
    category: str
    name: str
    plain: Script | None
    stream: Script | None
    want_plain: tuple = ("whole",)
    want_stream: tuple = ("whole",)
    source: str | None = None                   # usage_source of the row
    tokens: tuple | None = None                 # (in, out) of the row
    absent: tuple = ()                          # header names that the client must not see
    statuses: tuple = field(default_factory=tuple)


BODIES = ((plain_body(), JSON_TYPE), (sse(), SSE_TYPE))
WHOLE, ERROR = ("whole",), ("error",)
BROKEN_STREAM = ("error", "cut")                # begun already: the error event, and the end is unclean


def both(category, name, make, want, end="keep", want_stream=None, **more):
    """make(body, media) → bytes or pieces."""
    scripts = [Script(data if isinstance(data, list) else [data], end) for data in (make(*pair) for pair in BODIES)]
    return Case(category, name, *scripts, want, want_stream or want, **more)


def raw_head(text, **more):
    return lambda body, media: text + b"\r\n" + media + b"\r\ncontent-length: %d\r\n\r\n" % len(body) + body


def heads():
    for line in (b"HTTP/1.1 abc OK", b"HTTP/1.1 2000 OK", b"HTTP/1.1 20 OK", b"HTTP/2.0 200 OK", b"HTTP/3 200 OK", b"ICY 200 OK", b"HTTP/1.1200 OK", b"200 OK", b"", b"HTTP/1.1  200 OK", b"http/1.1 200 OK",
                 b"HTTP/1.1 200 O\0K", b"HTTP/1.1 099 x", b"HTTP/1.1 600 x", b"HTTP/1.1 200\tOK", b"HTTP/0.9 200 OK", b" HTTP/1.1 200 OK", b"HTTP/1.1 -20 OK", b"HTTP/1.1 200 " + b"r" * 100_000):
        yield both("status line", repr(line[:40]), raw_head(line), ERROR, "close")
    for line in (b"HTTP/1.1 200", b"HTTP/1.1 200 ", b"HTTP/1.1 200 \xe4\xb8\xad", b"HTTP/1.1 200 " + RAW.encode(), b"HTTP/1.1 201 Made", b"HTTP/1.1 299 x"):
        yield both("status line", f"good {line[:16]!r}", raw_head(line), WHOLE)
    for name, line in {"300 KB": b"x-a: " + b"a" * 300_000, "1,000 fields": b"\r\n".join(b"x-%d: a" % i for i in range(1000)), "folded": b"x-a: b\r\n c", "folded first": b" x-a: b", "NUL": b"x-a: \0",
                       "CR": b"x-a: b\rc", "LF": b"x-a: b\nx-c: d", "space before the colon": b"x-a : b", "no colon": b"words", "empty name": b": b", "space in a name": b"x a: b", "control byte": b"x-a: \x01"}.items():
        yield both("fields", name, lambda body, media, line=line: framed(body, media, line), ERROR, "close")
    unwanted = {"set-cookie": b"a=b; Path=/", "keep-alive": b"timeout=1", "proxy-authenticate": b"Basic", "upgrade": b"h2c", "trailer": b"x-a", "te": b"trailers", "server": b"lies/1.0 " + RAW.encode(),
                "www-authenticate": b"Bearer", "openai-organization": b"org-" + RAW.encode(), "strict-transport-security": b"max-age=1", "access-control-allow-origin": b"*", "alt-svc": b'h3=":443"',
                "x-secret-hop": b"1", "location": b"/else", "refresh": b"0;url=/else", "proxy-connection": b"keep-alive", "x-request-id": b"upstream-" + RAW.encode()}
    lines = [b"connection: keep-alive, x-secret-hop", *(name.encode() + b": " + value for name, value in unwanted.items())]
    yield both("fields", "of hops and sessions", lambda body, media: framed(body, media, *lines), WHOLE, absent=tuple(name for name in unwanted if name not in ("x-request-id", "keep-alive")))
    n = lambda body: b"content-length: %d" % len(body)
    for name, make in {
            "two different": lambda body, media: head(media, n(body), b"content-length: 5") + body, "list": lambda body, media: head(media, b"content-length: 5, 5") + body,
            "negative": lambda body, media: head(media, b"content-length: -5") + body, "text": lambda body, media: head(media, b"content-length: many") + body, "2^70": lambda body, media: head(media, b"content-length: %d" % 2**70) + body,
            "hexadecimal": lambda body, media: head(media, b"content-length: 0x5") + body, "empty": lambda body, media: head(media, b"content-length:") + body,
            "with chunked": lambda body, media: head(media, n(body), b"transfer-encoding: chunked") + chunk(body) + b"0\r\n\r\n", "chunked with": lambda body, media: head(media, b"transfer-encoding: chunked", n(body)) + chunk(body) + b"0\r\n\r\n",
            "gzip, chunked": lambda body, media: head(media, b"transfer-encoding: gzip, chunked") + chunk(body) + b"0\r\n\r\n", "identity": lambda body, media: head(media, b"transfer-encoding: identity") + body,
            "chunked twice": lambda body, media: head(media, b"transfer-encoding: chunked", b"transfer-encoding: chunked") + chunk(body) + b"0\r\n\r\n",
            "chunked in HTTP/1.0": lambda body, media: head(media, b"transfer-encoding: chunked", status=b"HTTP/1.0 200 OK") + chunk(body) + b"0\r\n\r\n"}.items():
        yield both("lengths", name, make, ERROR, "close")
    yield both("lengths", "none, until the end", lambda body, media: framed(body, media, by="close"), WHOLE, "close")
    yield both("lengths", "none, HTTP/1.0", lambda body, media: framed(body, media, status=b"HTTP/1.0 200 OK", by="close"), WHOLE, "close")
    yield both("lengths", "chunked", lambda body, media: framed(body, media, by="chunked"), WHOLE)
    yield both("lengths", "trailing bytes", lambda body, media: framed(body, media) + b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nWRONG!", WHOLE)
    yield both("lengths", "trailing bytes behind chunks", lambda body, media: framed(body, media, by="chunked") + b"WRONG!" * 100, WHOLE)
    yield both("lengths", "longer than what comes", lambda body, media: head(media, b"content-length: %d" % (len(body) + 50)) + body, ERROR, "close", ("whole", "error"))
    # Half of it comes, then nothing more; or it is declared as half, and the rest lies behind.
    yield both("lengths", "half of what comes", lambda body, media: head(media, b"content-length: %d" % (len(body) // 2)) + body, ERROR, "close", BROKEN_STREAM)


def interim_and_ends():
    yield both("interim", "one 100", lambda body, media: head(status=b"HTTP/1.1 100 Continue") + framed(body, media), WHOLE)
    yield both("interim", "103 with fields", lambda body, media: head(b"link: </a>", status=b"HTTP/1.1 103 Early") * 3 + framed(body, media), WHOLE)
    yield both("interim", "a flood", lambda body, media: head(status=b"HTTP/1.1 100 Continue") * 5000 + framed(body, media), ERROR, "close")
    yield both("interim", "101", lambda body, media: head(b"upgrade: h2c", status=b"HTTP/1.1 101 Switching") + framed(body, media), ERROR, "close")
    yield both("interim", "only 100", lambda body, media: head(status=b"HTTP/1.1 100 Continue"), ERROR, "hang")
    for end in ("close", "reset", "hang"):
        yield both("ends", f"no byte, {end}", lambda body, media: [], ERROR, end)
        yield both("ends", f"half a status line, {end}", lambda body, media: b"HTTP/1.1 20", ERROR, end)
        yield both("ends", f"half a head, {end}", lambda body, media: b"HTTP/1.1 200 OK\r\n" + media, ERROR, end)
        yield both("ends", f"a head, {end}", lambda body, media: head(media, b"content-length: %d" % len(body)), ERROR, end, ("error", "cut"))
        yield both("ends", f"half a body, {end}", lambda body, media: framed(body, media)[:-len(body) // 2], ERROR, end, BROKEN_STREAM)
        yield both("ends", f"half a chunk, {end}", lambda body, media: framed(body, media, by="chunked")[:-len(body) // 2], ERROR, end, BROKEN_STREAM)
    yield both("ends", "the last chunk is missing", lambda body, media: framed(body, media, by="chunked")[:-5], ERROR, "close", ("whole", "error"))
    for name, line in {"letter": b"zz", "prefix": b"0x5", "sign": b"+5", "space": b" 5", "huge": b"f" * 17, "LF": b"5\nab", "NUL": b"5\0"}.items():
        yield both("chunks", f"size {name}", lambda body, media, line=line: head(media, b"transfer-encoding: chunked") + chunk(body[:-40]) + line + b"\r\n" + body[-40:] + b"\r\n0\r\n\r\n", ERROR, "close", BROKEN_STREAM)
    yield both("chunks", "no line end behind", lambda body, media: head(media, b"transfer-encoding: chunked") + b"5\r\n" + body[:5] + body[5:], ERROR, "close")
    yield both("chunks", "one byte each", lambda body, media: head(media, b"transfer-encoding: chunked") + b"".join(chunk(body[i:i + 1]) for i in range(body.index(b"MARK00"))) + chunk(body[body.index(b"MARK00"):]) + b"0\r\n\r\n", WHOLE)
    yield both("chunks", "with extensions and trailers", lambda body, media: head(media, b"transfer-encoding: chunked") + b"%x;a=b\r\n%b\r\n0;c\r\nx-a: b\r\nset-cookie: c=d\r\n\r\n" % (len(body), body), WHOLE, absent=("set-cookie",))


def statuses():
    envelope = json.dumps({"error": {"message": f"Says {RAW}.", "type": "t", "param": None, "code": "c"}}).encode()
    for status in (400, 401, 402, 403, 404, 405, 408, 409, 413, 418, 422, 429, 451, 499, 500, 502, 503, 504, 529, 599):
        yield both("statuses", f"{status} with an envelope", lambda body, media, status=status: framed(envelope, JSON_TYPE, status=b"HTTP/1.1 %d x" % status), ERROR)
    for status in (401, 403, 429, 500, 503):
        yield both("statuses", f"{status} with a page", lambda body, media, status=status: framed(b"<html>" + RAW.encode(), b"content-type: text/html", status=b"HTTP/1.1 %d x" % status), ERROR)
        yield both("statuses", f"{status} with 3 MB", lambda body, media, status=status: framed(b"x" * 3_000_000, JSON_TYPE, status=b"HTTP/1.1 %d x" % status), ERROR)
    yield both("statuses", "400 with a page", lambda body, media: framed(b"<html>" + RAW.encode(), b"content-type: text/html", status=b"HTTP/1.1 400 x"), ERROR)
    yield both("statuses", "400 without a body", lambda body, media: framed(b"", JSON_TYPE, status=b"HTTP/1.1 400 x"), ERROR)
    yield both("statuses", "400 cut", lambda body, media: framed(envelope, JSON_TYPE, status=b"HTTP/1.1 400 x")[:-10], ERROR, "close")
    telling = json.dumps({"error": {"message": f"Incorrect API key provided: {CREDENTIAL}", "type": "t", "param": None, "code": "c"}}).encode()
    for status in (400, 401, 403, 404, 422, 429, 500, 503):
        yield both("secrets", f"{status} that repeats the credential", lambda body, media, status=status: framed(telling, JSON_TYPE, status=b"HTTP/1.1 %d x" % status), ERROR)
    yield Case("secrets", "an error event that repeats the credential", None, Script([framed(sse([*event_texts()[:3], telling.decode()], done=False), SSE_TYPE)]), want_stream=ERROR)
    yield Case("secrets", "a field that repeats the credential", Script([framed(plain_body(), JSON_TYPE, b"x-ratelimit-note: " + CREDENTIAL.encode())]), None)
    for status in (301, 302, 303, 307, 308, 300, 305):
        yield both("redirects", str(status), lambda body, media, status=status: framed(body, media, b"location: http://127.0.0.1:%d/elsewhere" % TRAP[0], status=b"HTTP/1.1 %d x" % status), ERROR)
    yield both("empty", "204", lambda body, media: head(status=b"HTTP/1.1 204 No Content"), ERROR)
    yield both("empty", "204 with a body", lambda body, media: framed(body, media, status=b"HTTP/1.1 204 No Content"), ERROR)
    yield both("empty", "304", lambda body, media: head(b"etag: x", status=b"HTTP/1.1 304 Not Modified"), ERROR)
    yield both("empty", "205", lambda body, media: head(b"content-length: 0", status=b"HTTP/1.1 205 Reset"), ERROR)
    packed = gzip.compress(plain_body())
    yield Case("compressed", "gzip that is gzip", Script([framed(packed, JSON_TYPE, b"content-encoding: gzip")]), None, want_plain=("packed",), source="estimated")
    yield Case("compressed", "a stream", None, Script([framed(gzip.compress(sse()), SSE_TYPE, b"content-encoding: gzip")]), want_stream=("packed",), source="estimated")


TRAP = [9]      # the port of a listener that must see no connection; the test sets it


def plain_bodies():
    wrong = {"empty": b"", "null": b"null", "list": b"[]", "number": b"42", "text": b'"' + RAW.encode() + b'"', "page": b"<html>" + RAW.encode() + b"</html>", "half": plain_body()[:-30], "garbage": bytes(range(256)) * 8,
             "text behind": plain_body() + b"x", "two objects": plain_body() * 2, "NUL inside": plain_body().replace(b" one", b" o\0ne"), "deep": b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}", "trailing comma": plain_body()[:-1] + b",}",
             "single quotes": b"{'choices': []}", "error with 200": json.dumps({"error": {"message": RAW, "type": "t", "code": "c"}}).encode(), "UTF-16": plain_body().decode().encode("utf-16")}
    for name, body in wrong.items():
        yield Case("plain bodies", name, Script([framed(body, JSON_TYPE)]), None, want_plain=ERROR)
    for name, body in {"unknown fields": plain_body(future={"a": [1, None]}), "blanks around": b" \r\n\t" + plain_body() + b"\n\n", "3 MB": plain_body(filler="f" * 3_000_000), "6 MB": plain_body(filler="f" * 6_000_000)}.items():
        yield Case("plain bodies", f"good: {name}", Script([framed(body, JSON_TYPE)]), None)
    yield Case("plain bodies", "6 MB, half of it", Script([framed(plain_body(filler="f" * 6_000_000), JSON_TYPE)[:-3_000_000]], "close"), None, want_plain=("cut",))
    yield Case("plain bodies", "a stream that was not asked for", Script([framed(sse(), SSE_TYPE)]), None, want_plain=("whole", "error"))


def streams():
    events = event_texts()
    good = {"CR LF": sse(end="\r\n\r\n"), "CR": sse(end="\r\r"), "comments": b": hello\n\n" + sse().replace(b"\n\ndata", b"\n\n: ping\n\ndata"), "BOM": b"\xef\xbb\xbf" + sse(), "fields": sse().replace(b"data: {", b"event: message\nid: 1\nretry: 5\ndata: {"),
            "no blank behind the colon": sse().replace(b"data: ", b"data:"), "two data lines": sse([event.replace(', "choices"', ',\ndata: "choices"') for event in events]), "event without data": b"event: ping\n\n" + sse(), "blank lines": b"\n\n\n" + sse(),
            "choices null": sse([*events[:-1], events[-1].replace('"choices": []', '"choices": null')]), "512 KB event": sse([events[0][:-1] + ', "obfuscation": "' + "o" * 500_000 + '"}', *events[1:]]),
            "3 MB event": sse([events[0][:-1] + ', "obfuscation": "' + "o" * 3_000_000 + '"}', *events[1:]]), "events behind the end": sse() + sse(["{}"], done=True), "two ends": sse() + b"data: [DONE]\n\n",
            "finish, no [DONE]": sse(done=False), "unknown fields": sse([event[:-1] + ', "future": {"a": [1]}}' for event in events]), "10,000 comments": b": c\n\n" * 10_000 + sse()}
    for name, body in good.items():
        for by in ("length", "chunked") if len(body) < 100_000 else ("chunked",):
            yield Case("streams", f"good: {name}, {by}", None, Script([framed(body, SSE_TYPE, by=by)]))
    data = framed(sse(), SSE_TYPE, by="chunked")
    at = data.index(b"MARK00")
    yield Case("streams", "good: byte by byte", None, Script([*(data[i:i + 1] for i in range(at)), data[at:at + 6], *(data[i:i + 1] for i in range(at + 6, len(data)))]))
    yield Case("streams", "good: split CR LF", None, Script([part for piece in framed(sse(end="\r\n\r\n"), SSE_TYPE, by="close").split(b"\n") for part in (piece, b"\n")], "close"))
    yield Case("streams", "good: parameters of the type", None, Script([framed(sse(), b"content-type: Text/Event-Stream; charset=utf-8")]))
    broken = {"broken JSON": sse([*events[:3], '{"choices": [{"delta": ', *events[3:]]), "list": sse([*events[:3], "[]", *events[3:]]), "text": sse([*events[:3], RAW, *events[3:]]), "NUL": sse([*events[:2], events[2].replace("one", "o\0ne"), *events[3:]]),
              "error object": sse([*events[:3], '{"error": {"message": "says", "type": "t", "code": "c"}}'], done=False), "error text": sse([*events[:3], '{"error": "says"}'], done=False), "error, then [DONE]": sse([*events[:3], '{"error": {"message": "says", "code": "c"}}']),
              "no finish, no [DONE]": sse(events[:3], done=False), "cut in an event": sse()[:-150], "invalid UTF-8": sse([*events[:3], "MARK"], done=False).replace(b"MARK", b'{"choices":[{"index":0,"delta":{"content":"\xff\xfe"}}]}')}
    for name, body in broken.items():
        for by in ("length", "chunked"):
            yield Case("streams", f"broken: {name}, {by}", None, Script([framed(body, SSE_TYPE, by=by)]), want_stream=("error",))
    first = {"error object": sse(['{"error": {"message": "says", "type": "t", "code": "c"}}'], done=False), "broken JSON": sse(["{"]), "page": b"<html>", "nothing": b"", "comments only": b": a\n\n: b\n\n", "plain JSON": plain_body(), "binary": bytes(range(256)) * 50}
    for name, body in first.items():
        yield Case("streams", f"from the start: {name}", None, Script([framed(body, SSE_TYPE)]), want_stream=("error",))
    yield Case("streams", "plain JSON of its own type", None, Script([framed(plain_body(), JSON_TYPE)]))
    yield Case("streams", "events as application/json", None, Script([framed(sse(), JSON_TYPE)]), want_stream=("error",))
    yield Case("streams", "stall in the middle", None, Script([head(SSE_TYPE, b"transfer-encoding: chunked") + chunk(sse(events[:3], done=False))], "hang"), want_stream=("error",))
    yield Case("streams", "an endless event", None, Script([head(SSE_TYPE) + b"data: {" + b"a" * 8_000_000], "close"), want_stream=("error", "cut"))


def usages():
    bad = {"negative": {"prompt_tokens": -6, "completion_tokens": 3}, "2^63": {"prompt_tokens": 2**63, "completion_tokens": 3}, "10^30": {"prompt_tokens": 10**30, "completion_tokens": 10**30}, "fraction": {"prompt_tokens": 6.5, "completion_tokens": 3},
           "text": {"prompt_tokens": "6", "completion_tokens": "3"}, "list": [6, 3], "number": 9, "empty": {}, "true": {"prompt_tokens": True, "completion_tokens": 3}, "null counts": {"prompt_tokens": None, "completion_tokens": None},
           "more cached than read": {"prompt_tokens": 6, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": 7}}, "more thought than said": {"prompt_tokens": 6, "completion_tokens": 3, "completion_tokens_details": {"reasoning_tokens": 4}},
           "negative cached": {"prompt_tokens": 6, "completion_tokens": 3, "prompt_tokens_details": {"cached_tokens": -1}}}
    for name, usage in bad.items():
        yield Case("usage", name, Script([framed(plain_body(usage), JSON_TYPE)]), Script([framed(sse(event_texts(usage)), SSE_TYPE)]), source="estimated")
    good = {"plain": (USAGE, (6, 3)), "zero": ({"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}, (0, 0)), "a thousand million": ({"prompt_tokens": 10**9, "completion_tokens": 10**9}, (10**9, 10**9)),
            "cached": ({**USAGE, "prompt_tokens_details": {"cached_tokens": 5}}, (6, 3)), "unknown counts": ({**USAGE, "martian_tokens": -5}, (6, 3))}
    for name, (usage, tokens) in good.items():
        yield Case("usage", f"good: {name}", Script([framed(plain_body(usage), JSON_TYPE)]), Script([framed(sse(event_texts(usage)), SSE_TYPE)]), source="reported_zero" if tokens == (0, 0) else "reported", tokens=tokens)
    yield Case("usage", "absent", Script([framed(plain_body("absent"), JSON_TYPE)]), Script([framed(sse(event_texts("absent")), SSE_TYPE)]), source="estimated")
    twice = plain_body().replace(b'"usage": ', b'"usage": {"prompt_tokens": 600, "completion_tokens": 300}, "usage": ')
    yield Case("usage", "two objects", Script([framed(twice, JSON_TYPE)]), None)
    doubled = plain_body().replace(b'"prompt_tokens": 6', b'"prompt_tokens": 6, "prompt_tokens": 600')
    yield Case("usage", "a count twice", Script([framed(doubled, JSON_TYPE)]), None, source="estimated")
    yield Case("usage", "in each event", None, Script([framed(sse(event_texts("absent", each=USAGE)), SSE_TYPE)]), source="reported", tokens=(6, 3))
    yield Case("usage", "in each event and at the end", None, Script([framed(sse(event_texts(USAGE, each={"prompt_tokens": 6, "completion_tokens": 1})), SSE_TYPE)]), source="reported", tokens=(6, 3))
    yield Case("usage", "twice at the end", None, Script([framed(sse([*event_texts(), event_texts()[-1]]), SSE_TYPE)]), source="reported", tokens=(6, 3))


def replies():
    for make in (heads, interim_and_ends, statuses, plain_bodies, streams, usages):
        yield from make()
