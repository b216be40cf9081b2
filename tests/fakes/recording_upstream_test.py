"""The recording upstream records what came, bills by its rule and misbehaves as ordered: tests lean on it, so it is tested too."""
import gzip
import http.client
import json
import socket
import sys
import threading
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parent))

from recording_upstream import Fault, RecordingUpstream  # noqa: E402

PLAIN = {"model": "small", "user": "u1", "messages": [{"role": "user", "content": "two words"}]}
STREAM = {**PLAIN, "stream": True, "stream_options": {"include_usage": True}}


class RecordingUpstreamTest(unittest.TestCase):
    def setUp(self):
        self.upstream = RecordingUpstream().start()
        self.addCleanup(self.upstream.stop)

    def ask(self, body=None, path="/v1/chat/completions", method="POST"):
        connection = http.client.HTTPConnection("127.0.0.1", self.upstream.port, timeout=10)
        self.addCleanup(connection.close)
        connection.request(method, path, body=json.dumps(body or PLAIN), headers={"Content-Type": "application/json"})
        response = connection.getresponse()
        return response, response.read()

    def raw(self, body):
        """Everything that comes back until the end, and whether it ended with a reset."""
        data = json.dumps(body).encode()
        with socket.create_connection(("127.0.0.1", self.upstream.port), timeout=10) as link:
            link.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nX-Odd:  kept \r\nContent-Length: %d\r\n\r\n" % len(data) + data)
            received = b""
            try:
                while piece := link.recv(65536):
                    received += piece
            except ConnectionResetError:
                return received, True
            return received, False

    def test_records_each_byte_and_bills_by_its_rule(self):
        self.upstream.order("small", Fault("close_after"), times=1)
        self.raw(PLAIN)
        call = self.upstream.requests[0]
        self.assertTrue(call.raw.startswith(b"POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nX-Odd:  kept \r\n"))
        self.assertTrue(call.raw.endswith(json.dumps(PLAIN).encode()))
        self.assertEqual(call.json(), PLAIN)
        bill = self.upstream.ledger[1]
        self.assertEqual((bill.prompt_tokens, bill.completion_tokens, bill.user, bill.complete), (6, 8, "u1", True))

    def test_streams_and_shows_usage_only_when_asked(self):
        _, body = self.ask(STREAM)
        self.assertIn(b'"completion_tokens": 8', body)
        self.assertTrue(body.endswith(b"data: [DONE]\n\n"))
        _, body = self.ask({**PLAIN, "stream": True})
        self.assertNotIn(b"usage", body)

    def test_gives_each_call_a_usage_of_its_own(self):
        self.upstream.unique_usage = True
        totals = [json.loads(self.ask()[1])["usage"]["completion_tokens"] for _ in range(3)]
        self.assertEqual(totals, [1001, 1002, 1003])

    def test_breaks_before_and_inside_the_answer(self):
        for fault, reset, part in ((Fault("reset"), True, b""), (Fault("garbage"), False, b"not HTTP"), (Fault("cut", after=2), False, b"word0"),
                                   (Fault("cut_reset", after=2), True, b""), (Fault("malformed_chunk"), False, b"zz\r\n"),
                                   (Fault("error_event"), False, b'"error"'), (Fault("fat_head"), False, b"x-filler")):
            with self.subTest(kind=fault.kind):
                self.upstream.order("small", fault, times=1)
                received, was_reset = self.raw(STREAM)
                self.assertEqual(was_reset, reset)
                self.assertIn(part, received)
                self.assertNotIn(b"[DONE]", received)

    def test_answers_with_the_ordered_status(self):
        self.upstream.order("*", Fault("status", status=429, code="rate_limit", retry_after="7"), times=1)
        response, body = self.ask()
        self.assertEqual((response.status, response.getheader("retry-after"), json.loads(body)["error"]["code"]), (429, "7", "rate_limit"))
        self.upstream.order("*", Fault("redirect", status=302, location="http://127.0.0.1:9/x"), times=1)
        response, _ = self.ask()
        self.assertEqual((response.status, response.getheader("location")), (302, "http://127.0.0.1:9/x"))
        self.assertEqual(self.ask()[0].status, 200)

    def test_bends_the_answer(self):
        self.upstream.order("small", Fault("missing_done"), times=1)
        self.assertNotIn(b"[DONE]", self.ask(STREAM)[1])
        self.upstream.order("small", Fault("bad_event"), times=1)
        self.assertIn(b'"content": \n\n', self.ask(STREAM)[1])
        self.upstream.order("small", Fault("usage", usage={"completion_tokens": -5}), times=1)
        self.assertEqual(json.loads(self.ask()[1])["usage"], {"completion_tokens": -5})
        self.upstream.order("small", Fault("gzip"), times=1)
        response, body = self.ask()
        self.assertEqual(response.getheader("content-encoding"), "gzip")
        self.assertIn(b"word0", gzip.decompress(body))
        self.upstream.order("small", Fault("short_body"), times=1)
        self.assertRaises(http.client.IncompleteRead, self.ask)

    def test_notices_that_the_caller_left(self):
        for fault in (Fault("stall"), Fault("stall_mid"), Fault("slow_first", seconds=3600)):
            with self.subTest(kind=fault.kind):
                self.upstream.order("small", fault, times=1)
                data = json.dumps(STREAM).encode()
                with socket.create_connection(("127.0.0.1", self.upstream.port)) as link:
                    link.sendall(b"POST /v1/chat/completions HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(data) + data)
                    self.until(lambda: self.upstream.requests and self.upstream.requests[-1].fault == fault.kind)
                self.until(lambda: self.upstream.requests[-1].peer_left)

    def test_takes_orders_over_http(self):
        self.ask({"kind": "status", "status": 503, "times": 1}, "/_control")
        self.assertEqual(self.ask()[0].status, 503)
        self.ask()
        self.assertEqual(len(json.loads(self.ask(path="/_ledger", method="GET")[1])), 1)
        self.assertEqual(len(json.loads(self.ask(path="/_requests", method="GET")[1])), 2)

    def test_refuses_a_wrong_credential(self):
        self.upstream.api_key = "sk-right"
        self.assertEqual(self.ask()[0].status, 401)

    def until(self, condition):
        pause = threading.Event()
        for _ in range(500):
            if condition():
                return
            pause.wait(0.02)
        self.fail("the condition did not come true in 10 s")


if __name__ == "__main__":
    unittest.main()
