"""Requests that a strict HTTP/1 server must judge, made in code by category, each with the outcome that RFC 9110 and RFC 9112 ask for.

In each request KEY stands for the client's API key and CASE0 for the `user` of its body; the test puts values of the same length there. Behind what
must be refused stands SMUGGLED: a whole request that only a server out of step would read.
"""
from dataclasses import dataclass

PATH = b"/v1/chat/completions"
LINE = b"POST " + PATH + b" HTTP/1.1\r\n"
HOST = b"Host: gate\r\n"
KEY = b"gw-" + b"K" * 43
AUTH = b"Authorization: Bearer " + KEY + b"\r\n"
TYPE = b"Content-Type: application/json\r\n"
TE = b"Transfer-Encoding: chunked\r\n"
CLOSE = b"Connection: close\r\n"
BODY_MAX = 65536            # the test's GATEWAY_MAX_BODY_BYTES
LINE_MAX, HEAD_MAX, FIELDS_MAX = 16 * 1024, 64 * 1024, 200      # reliability.md A4


def json_body(user=b"CASE0", words=1, size=0):
    body = b'{"model":"any","user":"' + user + b'","messages":[{"role":"user","content":"' + b" ".join([b"w"] * words)
    tail = b'"}]}'
    return body + b"x" * max(0, size - len(body) - len(tail)) + tail


BODY = json_body()


def length(body=BODY):
    return b"Content-Length: %d\r\n" % len(body)


def chunk(data, line=None):
    return (b"%x" % len(data) if line is None else line) + b"\r\n" + data + b"\r\n"


def chunked(body=BODY, last=b"0\r\n\r\n"):
    return chunk(body) + last


CL = length()
CHUNKED = chunked()


def post(*fields, body=BODY, line=LINE, host=HOST, auth=AUTH, media=TYPE):
    return line + host + auth + media + b"".join(fields) + b"\r\n" + body


SMUGGLED = post(length(json_body(b"SMUGG")), CLOSE, body=json_body(b"SMUGG"))
FOLLOW = post(length(json_body(b"FOLLO")), CLOSE, body=json_body(b"FOLLO"))


@dataclass
class Case:
    category: str
    name: str
    data: bytes
    want: str               # refuse: an error, then closed | serve: `calls` answers of 200 | early: an error, the body skipped or the connection closed
    statuses: tuple = ()    # that may stand in the first answer of refuse and early
    calls: int = 1
    open: bool = True       # serve: the connection takes another request afterwards
    words: tuple = (1,)     # prompt words of each call, in order
    continued: bytes = b""  # sent when 100 Continue has come


ANY4XX = tuple(range(400, 418)) + (431, 501, 505)


def refuse(category, name, data, *statuses, behind=SMUGGLED):
    return Case(category, name, data + behind, "refuse", statuses or (400,))


def serve(category, name, data, **more):
    return Case(category, name, data, "serve", **more)


def early(category, name, data, *statuses):
    return Case(category, name, data, "early", statuses)


def line_ends():
    lines = [LINE[:-2], HOST[:-2], TYPE[:-2], AUTH[:-2], CL[:-2], b""]
    for place, where in enumerate(("request line", "host", "content-type", "authorization", "content-length", "end of head")):
        for name, ending in (("LF", b"\n"), ("CR", b"\r"), ("LF CR", b"\n\r"), ("CR CR LF", b"\r\r\n"), ("CR LF with VT", b"\x0b\r\n"), ("FF", b"\x0c"), ("NUL CR LF", b"\0\r\n")):
            head = b"".join(line + (ending if i == place else b"\r\n") for i, line in enumerate(lines))
            if where == "end of head" and ending in (b"\r", b"\x0c"):
                head += b"X"    # so that the next byte is no line feed
            yield refuse("line ends", f"{name} behind the {where}", head + BODY)
    yield refuse("line ends", "LF everywhere", post(CL).replace(b"\r\n", b"\n"))
    yield refuse("line ends", "LF before the request line", b"\n" + post(CL))
    yield refuse("line ends", "space before the request line", b" " + post(CL))
    yield refuse("line ends", "NUL before the request line", b"\0" + post(CL))
    yield serve("line ends", "CR LF before the request line", b"\r\n" + post(CL))


def folding():
    for name, blank in (("space", b" "), ("tab", b"\t"), ("many", b" \t  ")):
        yield refuse("folding", f"{name} in front of the first field", post(CL, host=blank + HOST))
        yield refuse("folding", f"{name} in a value", post(CL, b"X-A: one\r\n" + blank + b"two\r\n"))
        yield refuse("folding", f"{name} in Host", post(CL, host=b"Host:\r\n" + blank + b"gate\r\n"))
        yield refuse("folding", f"{name} in Content-Length", post(b"Content-Length:\r\n" + blank + b"%d\r\n" % len(BODY)))
        yield refuse("folding", f"{name} in Transfer-Encoding", post(b"Transfer-Encoding:\r\n" + blank + b"chunked\r\n", body=CHUNKED))
        yield refuse("folding", f"{name} alone on a line", post(CL, blank + b"\r\n"))
    yield refuse("folding", "Transfer-Encoding behind a fold", post(CL, b"X-A: b\r\n Transfer-Encoding: chunked\r\n", body=CHUNKED))


def lengths():
    n = b"%d" % len(BODY)
    bad = {"sign": b"+" + n, "minus": b"-" + n, "minus one": b"-1", "hexadecimal": b"0x%x" % len(BODY), "list of the same": n + b", " + n, "list without space": n + b"," + n,
           "trailing comma": n + b",", "leading comma": b"," + n, "fraction": n + b".0", "exponent": b"1e2", "empty": b"", "quotes": b'"' + n + b'"', "text behind": n + b"abc",
           "text before": b"a" + n, "inner space": n[:1] + b" " + n[1:], "parameter": n + b";a=b", "full-width digits": "１２".encode(), "vertical tab": b"\x0b" + n,
           "form feed": n + b"\x0c", "no-break space": b"\xa0" + n, "NUL": n + b"\0", "underscore": n[:1] + b"_" + n[1:], "octal prefix": b"0o7", "bracket": b"[" + n + b"]"}
    for name, value in bad.items():
        yield refuse("lengths", f"Content-Length {name}", post(b"Content-Length: " + value + b"\r\n"))
    for name, value in {"20 nines": b"9" * 20, "2^64 and the length": b"%d" % (2**64 + len(BODY)), "200 digits": b"1" * 200}.items():
        yield refuse("lengths", f"Content-Length {name}", post(b"Content-Length: " + value + b"\r\n"), 400, 413)
    for name, first, second in (("same", n, n), ("zero first", b"0", n), ("zero second", n, b"0"), ("shorter", n, b"5"), ("longer", b"5", n)):
        yield refuse("lengths", f"two Content-Lengths {name}", post(b"Content-Length: %b\r\ncontent-LENGTH: %b\r\n" % (first, second)))
    for name, field in {"leading zeros": b"Content-Length: 000" + n, "blanks": b"Content-Length: \t " + n + b" \t", "no blank": b"Content-Length:" + n, "case": b"cOnTeNt-lEnGtH: " + n}.items():
        yield serve("lengths", f"Content-Length {name}", post(field + b"\r\n"))
    yield early("lengths", "POST without a length", post(body=b"") + FOLLOW, 400, 411)
    yield serve("lengths", "Content-Length named by Connection", post(CL, b"Connection: Content-Length\r\n"))
    yield early("lengths", "Content_Length is another field", post(b"Content_Length: " + n + b"\r\n", body=b""), 400, 411)


def codings():
    bad = ["xchunked", "chunkedx", "chunked,", ",chunked", "chunked;", "chunked;q=1", "chunked ; a", "'chunked'", '"chunked"', "chunked, identity", "identity, chunked", "gzip, chunked",
           "chunked, chunked", "chunked, gzip", "gzip", "identity", "deflate", "trailers", "", "chunk", "chunked chunked", "chunked\0", "\x0bchunked", "\x0cchunked", "chunked\x0b", "chunked\x7f",
           "\xa0chunked", "chunked\x85", "(chunked)", "chunked#", "x, chunked", "br,chunked", "{chunked}"]
    for value in bad:
        field = b"Transfer-Encoding: " + value.encode("latin-1") + b"\r\n"
        yield refuse("codings", f"Transfer-Encoding {value!r}", post(field, body=CHUNKED), 400, 501)
        if value in ("xchunked", "identity", "", "chunked, identity", "gzip", "\x0bchunked", "chunked;", "trailers"):
            yield refuse("codings", f"Transfer-Encoding {value!r} and Content-Length", post(field, CL), 400, 501)
    for value in (b"chunked", b"CHUNKED", b"Chunked", b"chunkeD"):
        yield serve("codings", f"Transfer-Encoding {value.decode()}", post(b"Transfer-Encoding: " + value + b"\r\n", body=CHUNKED))
        yield serve("codings", f"Transfer-Encoding {value.decode()} in blanks", post(b"TRANSFER-encoding: \t" + value + b"\t \r\n", body=CHUNKED))
    for name, fields in {"TE then CL": (TE, CL), "CL then TE": (CL, TE), "CL zero then TE": (b"Content-Length: 0\r\n", TE), "TE then CL of the chunks": (TE, length(CHUNKED)), "TE CL TE": (TE, CL, TE)}.items():
        yield refuse("codings", name, post(*fields, body=CHUNKED))
    yield refuse("codings", "two Transfer-Encodings", post(TE, TE, body=CHUNKED))
    yield refuse("codings", "chunked, then identity", post(TE, b"Transfer-Encoding: identity\r\n", body=CHUNKED))
    for name, field in {"space before the colon": b"Transfer-Encoding : chunked", "tab before the colon": b"Transfer-Encoding\t: chunked", "space before the name": b" Transfer-Encoding: chunked",
                        "NUL in the name": b"Transfer\0-Encoding: chunked", "no-break space in the name": b"Transfer\xa0Encoding: chunked", "no colon": b"Transfer-Encoding chunked",
                        "CR in front": b"X-A: b\rTransfer-Encoding: chunked"}.items():
        yield refuse("codings", f"Transfer-Encoding with {name}", post(field + b"\r\n", body=CHUNKED))
        yield refuse("codings", f"CL and Transfer-Encoding with {name}", post(CL, field + b"\r\n"))
    yield serve("codings", "CL and Transfer_Encoding, another field", post(CL, b"Transfer_Encoding: chunked\r\n"))
    yield serve("codings", "CL and X-Transfer-Encoding", post(CL, b"X-Transfer-Encoding: chunked\r\n"))
    old = LINE.replace(b"1.1", b"1.0")
    yield refuse("HTTP/1.0", "with Transfer-Encoding", post(TE, body=CHUNKED, line=old))
    yield refuse("HTTP/1.0", "with both", post(CL, TE, body=CHUNKED, line=old))
    yield refuse("HTTP/1.0", "with Transfer-Encoding and keep-alive", post(TE, b"Connection: keep-alive\r\n", body=CHUNKED, line=old))
    yield serve("HTTP/1.0", "with Content-Length", post(CL, line=old) + FOLLOW, open=False)
    yield serve("HTTP/1.0", "without Host", post(CL, line=old, host=b""), open=False)
    yield serve("HTTP/1.0", "with keep-alive", post(CL, b"Connection: keep-alive\r\n", line=old))
    yield serve("HTTP/1.0", "with Expect, which it does not mean", post(CL, b"Expect: 100-continue\r\n", line=old), open=False)


def chunks():
    half, rest = BODY[:5], BODY[5:]
    mark = BODY.index(b"CASE0") + 5     # the marked part stays in one piece
    for name, size in {"empty": b"", "letter": b"g", "prefix": b"0x5", "plus": b"+5", "minus": b"-5", "space before": b" 5", "tab before": b"\t5", "NUL behind": b"5\0", "comma": b"5,", "quotes": b'"5"',
                       "dot": b"5.0", "17 digits": b"f" * 17, "2^64 and 5": b"10000000000000005", "LF": b"5\n", "CR CR": b"5\r", "VT": b"5\x0b", "bare extension NUL": b"5;\0",
                       "extension with a control byte": b"5;a=\x01", "extension with LF": b"5;a\nb", "extension with CR": b"5;a\rb", "DEL": b"5\x7f", "space and text": b"5 x", "h": b"5h"}.items():
        yield refuse("chunks", f"size {name}", post(TE, body=chunk(half, size) + chunk(rest) + b"0\r\n\r\n"))
    for name, data in {"too short": b"4\r\n" + half + b"\r\n", "too long": b"6\r\n" + half + b"\r\n", "ends with LF": b"5\r\n" + half + b"\n", "ends with CR": b"5\r\n" + half + b"\rX", "no end": b"5\r\n" + half,
                       "text for an end": b"5\r\n" + half + b"XX", "size line ends with LF": b"5\n" + half + b"\r\n", "size line ends with CR": b"5\r" + half + b"\r\n"}.items():
        yield refuse("chunks", f"data {name}", post(TE, body=data + chunk(rest) + b"0\r\n\r\n"))
    for name, last in {"without its last CR LF": b"0\r\n", "last size with LF": b"0\n\r\n", "ends with LF": b"0\r\n\n", "bad trailer": b"0\r\nbad trailer\r\n\r\n", "folded trailer": b"0\r\nX-A: b\r\n c\r\n\r\n",
                       "NUL in a trailer": b"0\r\nX-A: \0\r\n\r\n", "trailer without a name": b"0\r\n: b\r\n\r\n", "trailer ends with LF": b"0\r\nX-A: b\n\r\n", "minus zero": b"-0\r\n\r\n",
                       "20 KiB of trailers": b"0\r\n" + b"X-A: " + b"b" * 20480 + b"\r\n\r\n"}.items():
        yield refuse("chunks", f"last {name}", post(TE, body=chunked(last=last)), 400, 413, 431)
    yield refuse("chunks", "extensions of 20 KiB", post(TE, body=chunk(half, b"5;a=" + b"b" * 20480) + chunk(rest) + b"0\r\n\r\n"), 400, 413, 431)
    good = {"extension": chunk(half, b"5;a") + chunk(rest) + b"0\r\n\r\n", "extension with a value": chunk(half, b"5;a=b") + chunk(rest) + b"0\r\n\r\n",
            "quoted extension": chunk(half, b'5;a="b;\\" c"') + chunk(rest) + b"0\r\n\r\n", "two extensions": chunk(half, b"5;a=b;c") + chunk(rest) + b"0\r\n\r\n",
            "blanks in an extension": chunk(half, b"5 ; a = b") + chunk(rest) + b"0\r\n\r\n", "zeros": chunk(half, b"0000005") + chunk(rest) + b"0\r\n\r\n", "many zeros in the last": chunk(BODY) + b"00000\r\n\r\n",
            "capital digits": chunk(BODY, b"%X" % len(BODY)) + b"0\r\n\r\n", "one byte each": chunk(BODY[:mark]) + b"".join(chunk(BODY[i:i + 1]) for i in range(mark, len(BODY))) + b"0\r\n\r\n",
            "trailer": chunked(last=b"0\r\nX-A: b\r\nX-C:\r\n\r\n"), "trailer named Content-Length": chunked(last=b"0\r\nContent-Length: 5\r\n\r\n"),
            "trailer named Transfer-Encoding": chunked(last=b"0\r\nTransfer-Encoding: gzip\r\n\r\n"), "trailer named Host": chunked(last=b"0\r\nHost: other\r\n\r\n"),
            "trailer named Authorization": chunked(last=b"0\r\nAuthorization: Bearer other\r\n\r\n"), "extension of the last": chunked(last=b"0;a=b\r\n\r\n")}
    for name, body in good.items():
        yield serve("chunks", name, post(TE, body=body))


def hosts():
    bad = {"missing": b"", "twice the same": HOST * 2, "twice": HOST + b"Host: other\r\n", "in other case twice": HOST + b"HOST: gate\r\n", "path": b"Host: gate/x\r\n", "user": b"Host: a@gate\r\n",
           "list": b"Host: gate, other\r\n", "space": b"Host: ga te\r\n", "letters for a port": b"Host: gate:http\r\n", "port too large": b"Host: gate:99999\r\n", "two ports": b"Host: gate:80:80\r\n",
           "negative port": b"Host: gate:-80\r\n", "open bracket": b"Host: [::1\r\n", "bare IPv6": b"Host: ::1\r\n", "bad escape": b"Host: ga%zzte\r\n", "tab": b"Host: ga\tte\r\n", "quotes": b'Host: "gate"\r\n',
           "backslash": b"Host: ga\\te\r\n", "angle": b"Host: <gate>\r\n", "NUL": b"Host: gate\0\r\n", "UTF-8": "Host: gäte\r\n".encode(), "question mark": b"Host: gate?\r\n", "hash": b"Host: gate#\r\n",
           "scheme": b"Host: http://gate\r\n", "space before the colon": b"Host : gate\r\n", "IPv6 with text behind": b"Host: [::1]x\r\n", "IPv6 of letters": b"Host: [gate]\r\n"}
    for name, host in bad.items():
        yield refuse("Host", name, post(CL, host=host))
    for name, host in {"port": b"gate:8080", "empty port": b"gate:", "IPv4": b"127.0.0.1:80", "IPv6": b"[::1]", "IPv6 with port": b"[2001:db8::1]:443", "escape": b"ga%74e", "underscore": b"ga_te", "capitals": b"GATE"}.items():
        yield serve("Host", name, post(CL, host=b"Host: " + host + b"\r\n"))
    yield Case("Host", "empty", post(CL, host=b"Host:\r\n") + SMUGGLED, "refuse", (400,))


def names_and_values():
    for byte in (*range(0x21), *b'"(),/;<=>?@[\\]{}\x7f', 0x80, 0xA0, 0xFF):
        if byte not in b"\r\n":
            yield refuse("names", f"byte {byte:#04x} in a name", post(CL, b"X" + bytes([byte]) + b"A: b\r\n"))
    yield refuse("names", "empty name", post(CL, b": b\r\n"))
    yield refuse("names", "no colon", post(CL, b"just words\r\n"))
    yield refuse("names", "one word", post(CL, b"word\r\n"))
    yield serve("names", "all token characters", post(CL, b"!#$%&'*+-.^_`|~09azAZ: b\r\n"))
    yield serve("names", "a colon in the value", post(CL, b"X:A: b\r\n"))
    for byte in (*range(0x20), 0x7F):
        if byte not in b"\t\r\n":
            yield refuse("values", f"byte {byte:#04x} in a value", post(CL, b"X-A: o" + bytes([byte]) + b"e\r\n"))
    yield refuse("values", "CR in a value", post(CL, b"X-A: o\rX-B: e\r\n"))
    yield serve("values", "tab, obs-text and UTF-8", post(CL, b"X-A: a\tb \x80\xff\xc3\xa4\r\n"))
    yield serve("values", "empty values", post(CL, b"X-A:\r\nX-B: \r\nX-C:\t\t\r\n"))


def request_lines():
    for byte in (*range(0x21), *b'"<>\\^`{|}#\x7f', 0x80, 0xFF):
        if byte not in b"\r\n":
            yield refuse("targets", f"byte {byte:#04x} in the target", post(CL, line=b"POST " + PATH + bytes([byte]) + b"x HTTP/1.1\r\n"))
    for name, target in {"without slash": b"v1/chat/completions", "authority": b"gate:80", "asterisk": b"*", "empty": b"", "ftp": b"ftp://gate" + PATH, "bad escape": PATH + b"%zz", "half an escape": PATH + b"%4"}.items():
        yield refuse("targets", name, post(CL, line=b"POST " + target + b" HTTP/1.1\r\n"))
    for name, target in {"two slashes": b"/" + PATH, "dots": b"/v1/../v1/chat/completions", "escaped slash": b"/v1%2fchat/completions", "NUL escaped": PATH + b"%00", "slash behind": PATH + b"/", "capitals": PATH.upper(),
                         "semicolon": PATH + b";a=b"}.items():
        yield early("targets", name, post(CL, line=b"POST " + target + b" HTTP/1.1\r\n"), 404, 400)
    yield serve("targets", "query", post(CL, line=b"POST " + PATH + b"?a=b&c=%20 HTTP/1.1\r\n"))
    yield serve("targets", "absolute form (RFC 9112 3.2.2)", post(CL, line=b"POST http://gate" + PATH + b" HTTP/1.1\r\n"))
    for method in (b"post", b"BREW", b"PUT", b"DELETE", b"PATCH", b"M-SEARCH", b"GET"):
        yield early("methods", method.decode(), post(CL, line=method + b" " + PATH + b" HTTP/1.1\r\n"), 405, 501)
    for method in (b"PO/ST", b"PO(ST", b"", b"PO\0ST", b"\xffPOST", b"{}"):
        yield refuse("methods", repr(method), post(CL, line=method + b" " + PATH + b" HTTP/1.1\r\n"))
    yield refuse("methods", "CONNECT with an authority", post(CL, line=b"CONNECT gate:443 HTTP/1.1\r\n"), 400, 405, 501)
    yield early("methods", "TRACE", post(line=b"TRACE / HTTP/1.1\r\n", body=b""), 404, 405, 501)
    yield refuse("methods", "100 letters", post(CL, line=b"A" * 100 + b" " + PATH + b" HTTP/1.1\r\n"), 400, 405, 501)
    for version in (b"http/1.1", b"HTTP/1.10", b"HTTP/1.", b"HTTP/.1", b"HTTP/01.1", b"HTTP /1.1", b"XTTP/1.1", b"HTTP/1,1", b"HTTP-1.1", b"HTTP/1.1 ", b"HTTP/a.b", b"HTTP/1.1\0", b"HTTP", b"", b"HTTP/-1.1",
                    b"HTTP/1.1x"):
        yield refuse("versions", repr(version), post(CL, line=b"POST " + PATH + b" " + version + b"\r\n"), 400, 505)
    for version in (b"HTTP/2.0", b"HTTP/3.0", b"HTTP/0.9", b"HTTP/1.2", b"HTTP/9.9"):
        yield refuse("versions", version.decode(), post(CL, line=b"POST " + PATH + b" " + version + b"\r\n"), 505, 400)
    yield refuse("versions", "none", post(CL, line=b"POST " + PATH + b"\r\n"))
    for name, line in {"two spaces": b"POST  %b HTTP/1.1", "two spaces behind": b"POST %b  HTTP/1.1", "tab": b"POST\t%b HTTP/1.1", "tab behind": b"POST %b\tHTTP/1.1", "VT": b"POST\x0b%b HTTP/1.1", "no space": b"POST%b HTTP/1.1"}.items():
        yield refuse("request line", name, post(CL, line=line % PATH + b"\r\n"))
    yield refuse("request line", "HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, 505)
    yield refuse("request line", "TLS hello", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n")


def early_answers():
    wrong = AUTH.replace(KEY, b"gw-wrong")
    for size, name in ((0, "small"), (100_000, "large")):
        inner = SMUGGLED + b"y" * size
        framings = (("length", length(inner), inner), ("chunked", TE, chunked(inner)), ("chunks of a request", TE, chunk(b"z") + chunk(inner) + b"0\r\n\r\n"))
        for framing, field, body in framings:
            yield early("early answers", f"401, {name} {framing}", post(field, body=body, auth=wrong), 401)
            yield early("early answers", f"401 without a key, {name} {framing}", post(field, body=body, auth=b""), 401)
            yield early("early answers", f"404, {name} {framing}", post(field, body=body, line=b"POST /nothing HTTP/1.1\r\n"), 404)
            yield early("early answers", f"405, {name} {framing}", post(field, body=body, line=b"GET " + PATH + b" HTTP/1.1\r\n"), 405)
            yield early("early answers", f"415, {name} {framing}", post(field, body=body, media=b"Content-Type: text/plain\r\n"), 415)
            yield early("early answers", f"GET with a body, {name} {framing}", post(field, body=body, line=b"GET /v1/models HTTP/1.1\r\n"), 200, 400)
            yield early("early answers", f"health with a body, {name} {framing}", post(field, body=body, line=b"GET /health HTTP/1.1\r\n"), 200, 400, 413)
            yield early("early answers", f"bad JSON, {name} {framing}", post(field, body=body), 400, 413)
    yield early("early answers", "401, a wrong chunk behind it", post(TE, body=b"zz\r\n" + SMUGGLED, auth=wrong), 401, 400)
    yield early("early answers", "413, the body comes all the same", post(b"Content-Length: 200000\r\n", body=SMUGGLED + b"y" * (200_000 - len(SMUGGLED))), 413)
    expect = b"Expect: 100-continue\r\n"
    yield Case("early answers", "100 Continue, then served", post(CL, expect, body=b""), "serve", continued=BODY)
    yield Case("early answers", "100 Continue, chunked", post(TE, expect, body=b""), "serve", continued=CHUNKED)
    yield serve("early answers", "Expect, the body sent at once", post(CL, expect))
    yield early("early answers", "Expect and a wrong key", post(length(SMUGGLED), expect, auth=wrong, body=SMUGGLED), 401)
    yield early("early answers", "Expect unknown", post(length(SMUGGLED), b"Expect: tea\r\n", body=SMUGGLED), 417)
    yield early("early answers", "Expect and too large", post(b"Content-Length: 9999999\r\n", expect, body=b""), 413, 417)


def pipelines():
    def numbered(words, *fields):
        body = json_body(words=words)
        return post(length(body), *fields, body=body)
    for count in (2, 3, 10, 40):
        yield serve("pipelining", f"{count} requests", b"".join(numbered(i + 1) for i in range(count)), calls=count, words=tuple(range(1, count + 1)))
    yield serve("pipelining", "length, chunked, length", post(CL) + post(TE, body=CHUNKED) + post(CL), calls=3, words=(1, 1, 1))
    yield serve("pipelining", "nothing behind close", post(CL, CLOSE) + FOLLOW, open=False)
    yield serve("pipelining", "nothing behind close in a list", post(CL, b"Connection: keep-alive, CLOSE\r\n") + FOLLOW, open=False)
    yield serve("pipelining", "CR LF between", post(CL) + b"\r\n" + post(CL), calls=2, words=(1, 1))
    for name, bad in {"folded": post(CL, b"X-A: b\r\n c\r\n"), "both lengths": post(CL, TE, body=CHUNKED), "no Host": post(CL, host=b""), "text": b"text\r\n\r\n"}.items():
        yield Case("pipelining", f"a good one, then {name}", post(CL) + bad + SMUGGLED, "serve", calls=1, open=False)


def sizes():
    def line_of(size):
        return b"POST " + PATH + b"?" + b"q" * (size - len(LINE) + 1) + b" HTTP/1.1\r\n"
    yield serve("sizes", "a request line at its limit", post(CL, line=line_of(LINE_MAX)))
    yield refuse("sizes", "a request line over it", post(CL, line=line_of(LINE_MAX + 1)), 414)
    yield refuse("sizes", "a request line of 100 KB", post(CL, line=line_of(100_000)), 414, 431)
    yield refuse("sizes", "a request line without end", b"GET /" + b"q" * 70_000, 414, behind=b"")
    head = len(post(CL, body=b""))
    yield serve("sizes", "a head near its limit", post(CL, b"X-A: " + b"b" * (HEAD_MAX - head - 80) + b"\r\n"))
    yield refuse("sizes", "a head over it", post(CL, b"X-A: " + b"b" * (HEAD_MAX - head + 80) + b"\r\n"), 431)
    yield refuse("sizes", "a head over it in many fields", post(CL, *(b"X-%d: " % i + b"b" * 500 + b"\r\n" for i in range(150))), 431)
    yield refuse("sizes", "a field without end", LINE + HOST + b"X-A: " + b"b" * 70_000, 431, behind=b"")
    yield serve("sizes", "200 fields", post(CL, *(b"X-%d: a\r\n" % i for i in range(FIELDS_MAX - 4))))
    yield refuse("sizes", "201 fields", post(CL, *(b"X-%d: a\r\n" % i for i in range(FIELDS_MAX - 3))), 431)
    yield refuse("sizes", "5,000 fields", post(CL, *(b"a:b\r\n" for _ in range(5000))), 431)
    full, over = json_body(size=BODY_MAX), json_body(size=BODY_MAX + 1)
    yield serve("sizes", "a body at its limit", post(length(full), body=full))
    yield serve("sizes", "a chunked body at its limit", post(TE, body=chunked(full)))
    yield early("sizes", "a body over it", post(length(over), body=over), 413)
    yield early("sizes", "a chunked body over it", post(TE, body=chunked(over)), 413)
    yield early("sizes", "a chunk that says more than the limit", post(TE, body=b"fffffff\r\n" + SMUGGLED + b"y" * BODY_MAX), 413)
    yield early("sizes", "JSON nested 100 deep", post(length(b"[" * 100 + b"]" * 100), body=b"[" * 100 + b"]" * 100), 400)


def corpus():
    for make in (line_ends, folding, lengths, codings, chunks, hosts, names_and_values, request_lines, early_answers, pipelines, sizes):
        yield from make()
