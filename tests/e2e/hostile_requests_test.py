"""Request framing that a strict server must refuse (RFC 9110, RFC 9112), and what of it reaches the upstream: nothing."""
import socket
import unittest
from urllib.parse import urlsplit

from gatehouse_process import GatehouseTest, until

BODY = b'{"model":"any","messages":[{"role":"user","content":"x"}]}'
CL = b"Content-Length: %d\r\n" % len(BODY)
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
TE = b"Transfer-Encoding: chunked\r\n"
SMUGGLED = b"POST /v1/chat/completions HTTP/1.1\r\nHost: smuggled\r\nContent-Length: 0\r\n\r\n"


def post(*headers, body=BODY, line=b"POST /v1/chat/completions HTTP/1.1\r\n", host=b"Host: gate\r\n"):
    return line + host + b"Authorization: Bearer KEY\r\nContent-Type: application/json\r\n" + b"".join(headers) + b"\r\n" + body


# name → request. Each is refused with a 4xx or 5xx and the connection closes, so that nothing behind it is read as a request.
REFUSED = {
    "content-length and transfer-encoding": post(CL, TE, body=CHUNKED + SMUGGLED),
    "transfer-encoding and content-length": post(TE, CL, body=CHUNKED + SMUGGLED),
    "two content-lengths, different": post(CL, b"Content-Length: 5\r\n", body=BODY + SMUGGLED),
    "two content-lengths, the same": post(CL, CL, body=BODY + SMUGGLED),
    "content-length list": post(b"Content-Length: %d, %d\r\n" % (len(BODY), len(BODY)), body=BODY + SMUGGLED),
    "content-length with sign": post(b"Content-Length: +%d\r\n" % len(BODY), body=BODY + SMUGGLED),
    "negative content-length": post(b"Content-Length: -1\r\n", body=BODY + SMUGGLED),
    "hexadecimal content-length": post(b"Content-Length: 0x3A\r\n", body=BODY + SMUGGLED),
    "content-length with text": post(b"Content-Length: 58abc\r\n", body=BODY + SMUGGLED),
    "huge content-length": post(b"Content-Length: 99999999999999999999999\r\n", body=BODY),
    "empty content-length": post(b"Content-Length: \r\n", body=BODY + SMUGGLED),
    "gzip before chunked": post(b"Transfer-Encoding: gzip, chunked\r\n", body=CHUNKED + SMUGGLED),
    "chunked twice": post(b"Transfer-Encoding: chunked, chunked\r\n", body=CHUNKED + SMUGGLED),
    "two transfer-encodings": post(TE, TE, body=CHUNKED + SMUGGLED),
    "identity": post(b"Transfer-Encoding: identity\r\n", body=CHUNKED + SMUGGLED),
    "chunked with a vertical tab": post(b"Transfer-Encoding: \x0bchunked\r\n", body=CHUNKED + SMUGGLED),
    "chunked in quotes": post(b'Transfer-Encoding: "chunked"\r\n', body=CHUNKED + SMUGGLED),
    "space before the colon": post(b"Transfer-Encoding : chunked\r\n", body=CHUNKED + SMUGGLED),
    "folded header": post(CL, b"X-A: one\r\n two\r\n", body=BODY + SMUGGLED),
    "folded first header": post(CL, host=b" Host: gate\r\n"),
    "line feeds only": post(CL).replace(b"\r\n", b"\n"),
    "carriage return in a value": post(CL, b"X-A: one\rtwo\r\n", body=BODY + SMUGGLED),
    "nul in a value": post(CL, b"X-A: one\0two\r\n", body=BODY + SMUGGLED),
    "nul in a name": post(CL, b"X\0A: one\r\n", body=BODY + SMUGGLED),
    "space in a name": post(CL, b"X A: one\r\n", body=BODY + SMUGGLED),
    "empty name": post(CL, b": one\r\n", body=BODY + SMUGGLED),
    "no colon": post(CL, b"just words\r\n", body=BODY + SMUGGLED),
    "no host": post(CL, host=b""),
    "two hosts": post(CL, b"Host: other\r\n"),
    "host with a path": post(CL, host=b"Host: gate/path\r\n"),
    "host with user": post(CL, host=b"Host: a@gate\r\n"),
    "host list": post(CL, host=b"Host: gate, other\r\n"),
    "bad chunk size": post(TE, body=b"zz\r\n" + BODY + b"\r\n0\r\n\r\n" + SMUGGLED),
    "signed chunk size": post(TE, body=b"+5\r\nhello\r\n0\r\n\r\n" + SMUGGLED),
    "hexadecimal prefix": post(TE, body=b"0x5\r\nhello\r\n0\r\n\r\n" + SMUGGLED),
    "huge chunk size": post(TE, body=b"fffffffffffffffff\r\n" + BODY),
    "chunk without line end": post(TE, body=b"5\r\nhelloXX0\r\n\r\n" + SMUGGLED),
    "chunk size line feed only": post(TE, body=b"5\nhello\r\n0\r\n\r\n" + SMUGGLED),
    "space before the chunk size": post(TE, body=b" 5\r\nhello\r\n0\r\n\r\n" + SMUGGLED),
    "HTTP/1.0 with transfer-encoding": post(TE, body=CHUNKED, line=b"POST /v1/chat/completions HTTP/1.0\r\n"),
    "HTTP/1.2": post(CL, line=b"POST /v1/chat/completions HTTP/1.2\r\n"),
    "HTTP/2.0": post(CL, line=b"POST /v1/chat/completions HTTP/2.0\r\n"),
    "lower-case protocol": post(CL, line=b"POST /v1/chat/completions http/1.1\r\n"),
    "two spaces in the request line": post(CL, line=b"POST  /v1/chat/completions HTTP/1.1\r\n"),
    "tab in the request line": post(CL, line=b"POST\t/v1/chat/completions HTTP/1.1\r\n"),
    "no target": post(CL, line=b"POST HTTP/1.1\r\n"),
    "control byte in the target": post(CL, line=b"POST /v1/chat\x01 HTTP/1.1\r\n"),
    "space in the target": post(CL, line=b"POST /v1/chat completions HTTP/1.1\r\n"),
    "method with a slash": post(CL, line=b"PO/ST /v1/chat/completions HTTP/1.1\r\n"),
    "CONNECT": post(CL, line=b"CONNECT gate:443 HTTP/1.1\r\n"),
    "TRACE": post(b"Connection: close\r\n", line=b"TRACE / HTTP/1.1\r\n", body=b""),
    "upgrade to h2c preface": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "not HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
}


class HostileRequestsTest(GatehouseTest):
    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream()
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("any", [("rec", "small")])
        cls.key = cls.gate.add_key("hostile")["key"]

    def exchange(self, request):
        """Everything that comes back until the gateway closes; fails when it does not close."""
        address = urlsplit(self.gate.url)
        received = b""
        with socket.create_connection((address.hostname, address.port), timeout=20) as link:
            try:
                link.sendall(request.replace(b"Bearer KEY", b"Bearer " + self.key.encode()))
                while piece := link.recv(65536):
                    received += piece
            except ConnectionResetError:
                pass
        return received

    def test_each_is_refused_and_nothing_reaches_the_upstream(self):
        for name, request in REFUSED.items():
            with self.subTest(name):
                received = self.exchange(request)
                self.assertRegex(received[:13].decode("latin-1"), r"^HTTP/1\.1 [45]\d\d", received[:200])
                self.assertEqual(received.count(b"HTTP/1.1 "), 1, "what stood behind the refused request was read as a request")
        self.assertEqual(self.upstream.requests, [])

    def test_good_framing_is_served(self):
        close = b"Connection: close\r\n"
        for name, request in {"content-length": post(CL, close), "chunked": post(TE, close, body=CHUNKED), "chunk extension": post(TE, close, body=CHUNKED.replace(b"\r\n", b";a=b\r\n", 1)),
                              "pipelined": post(CL) + post(CL, close)}.items():
            with self.subTest(name):
                received = self.exchange(request)
                self.assertEqual(received.count(b"HTTP/1.1 200"), 2 if name == "pipelined" else 1, received[:300])

    def test_the_upstream_request_is_made_anew(self):
        before = len(self.upstream.requests)
        self.exchange(post(CL, b"Connection: close, X-Secret\r\n", b"X-Secret: hop\r\n", b"Keep-Alive: 5\r\n", b"TE: trailers\r\n", b"Cookie: a=b\r\n", b"X-Forwarded-For: 1.2.3.4\r\n"))
        until(lambda: len(self.upstream.requests) > before, "the call")
        names = {name.lower() for name, _ in self.upstream.requests[-1].headers}
        self.assertFalse(names & {"x-secret", "keep-alive", "te", "upgrade", "proxy-connection", "cookie"}, names)
        self.assertNotIn(self.key.encode(), self.upstream.requests[-1].raw)


if __name__ == "__main__":
    unittest.main()
