"""The other /v1 paths: relayed raw to an OpenAI-compatible upstream, uploads streamed, replies byte-true, booked honestly."""
import json
import re
import socket
import unittest
from pathlib import Path
from urllib.parse import urlsplit

from gatehouse_process import Fault, GatehouseTest, Link, ask, until
from recording_upstream import binary

MULTIPART = "multipart/form-data; boundary=gatehouse"


def multipart(size):
    part = b'--gatehouse\r\nContent-Disposition: form-data; name="file"; filename="a.jsonl"\r\n\r\n'
    return part + binary(size) + b"\r\n--gatehouse--\r\n"


class RelayTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 1, "CIRCUIT_FAILURES": 0}

    @classmethod
    def prepare(cls):
        cls.first = cls.record_upstream(api_key="sk-first")
        cls.second = cls.record_upstream(api_key="sk-second")
        cls.gate.add_provider("first", cls.first.url, "sk-first")
        cls.gate.add_provider("second", cls.second.url, "sk-second")
        cls.gate.add_preset("default", [("first", "any-1")])
        cls.gate.add_preset("files", [("second", "any-2")])
        cls.gate.add_preset("pictures", [("first", "img-1"), ("second", "img-2")])
        cls.key = cls.gate.add_key("relay")["key"]

    def setUp(self):
        self.first.clear()
        self.second.clear()

    def headers(self, **more):
        return {"Authorization": f"Bearer {self.key}", **{name.replace("_", "-"): value for name, value in more.items()}}

    def ask(self, method, path, body=None, **headers):
        return ask(self.gate.url, method, path, body, self.headers(**headers))

    def raw(self, text):
        """A connection on which `text` was sent."""
        parts = urlsplit(self.gate.url)
        client = socket.create_connection((parts.hostname, parts.port), timeout=30)
        self.addCleanup(client.close)
        client.sendall(text.encode() if isinstance(text, str) else text)
        return client

    def head(self, path, framing):
        return f"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {self.key}\r\nContent-Type: {MULTIPART}\r\n{framing}\r\n\r\n"

    def status_kib(self, name):
        text = Path(f"/proc/{self.gate.program.pid}/status").read_text(encoding="ascii")
        return int(re.search(rf"{name}:\s+(\d+)", text)[1])

    def free(self, reply, route="/v1/files"):
        """The log row of a call that cost nothing: no ledger row stands behind it."""
        row = self.gate.log_row(reply.headers["x-request-id"])
        self.assertEqual((row["route"], row["dialect"], row["cost_nanousd"], row["attempts"]), (route, "openai_relay", 0, 1))
        self.assertEqual(self.gate.rows("SELECT * FROM usage_ledger WHERE request_id = ?", row["trace_id"]), [])
        return row

    def unpriced(self, reply):
        rows = self.gate.ledger(reply.headers["x-request-id"])
        self.assertEqual([(row["usage_source"], row["cost_nanousd"], row["tokens_in"], row["tokens_out"]) for row in rows], [("none", None, 0, 0)])
        self.assertIsNone(self.gate.log_row(reply.headers["x-request-id"])["cost_nanousd"])


class UploadTest(RelayTest):
    def test_a_large_upload_arrives_byte_true_in_little_memory(self):
        body = multipart(5 * 1024 * 1024)
        self.ask("POST", "/v1/files", multipart(1000), Content_Type=MULTIPART)
        Path(f"/proc/{self.gate.program.pid}/clear_refs").write_text("5", encoding="ascii")
        before = self.status_kib("VmHWM")
        reply = self.ask("POST", "/v1/files?purpose=batch", body, Content_Type=MULTIPART)
        grown = self.status_kib("VmHWM") - before
        self.assertEqual((reply.status, reply.json()), (200, {"object": "echo", "path": "/v1/files", "bytes": len(body)}))
        call = self.first.requests[-1]
        self.assertEqual(call.body, body)
        self.assertEqual((call.method, call.target), ("POST", "/v1/files?purpose=batch"))
        self.assertEqual((call.header("content-length"), call.header("content-type")), (str(len(body)), MULTIPART))
        self.assertEqual(call.header("authorization"), "Bearer sk-first")
        self.assertNotIn(self.key.encode(), call.raw)
        self.assertLess(grown, 1536, "KiB more at the most")
        self.unpriced(reply)

    def test_a_chunked_upload_stays_chunked(self):
        client = self.raw(self.head("/v1/audio/transcriptions", "Transfer-Encoding: chunked\r\nConnection: close"))
        client.sendall(b"5\r\nhello\r\n" + b"186a0\r\n" + binary(100_000) + b"\r\n0\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(65536), b""))
        self.assertTrue(answer.startswith(b"HTTP/1.1 200 "), answer[:200])
        call = self.first.requests[-1]
        self.assertEqual(call.body, b"hello" + binary(100_000))
        self.assertEqual((call.header("transfer-encoding"), call.header("content-length")), ("chunked", None))

    def test_expect_100_continue(self):
        client = self.raw(self.head("/v1/files", "Content-Length: 5\r\nExpect: 100-continue\r\nConnection: close"))
        self.assertEqual(client.recv(100), b"HTTP/1.1 100 Continue\r\n\r\n")
        client.sendall(b"hello")
        self.assertTrue(client.recv(65536).startswith(b"HTTP/1.1 200 "))
        self.assertEqual(self.first.requests[-1].body, b"hello")
        self.assertIsNone(self.first.requests[-1].header("expect"))

    def test_too_large_bodies(self):
        limit = 20 * 1024 * 1024
        before = len(self.first.requests)
        client = self.raw(self.head("/v1/files", f"Content-Length: {limit + 1}"))
        self.assertTrue(client.recv(65536).startswith(b"HTTP/1.1 413 "))
        self.assertEqual(len(self.first.requests), before)
        client = self.raw(self.head("/v1/files", "Transfer-Encoding: chunked"))
        cut = len(self.first.cut_uploads)
        piece = b"100000\r\n" + bytes(1024 * 1024) + b"\r\n"
        try:
            for _ in range(22):
                client.sendall(piece)
            answer = client.recv(65536)
        except ConnectionError:     # closed under what was still being sent
            answer = b""
        self.assertTrue(not answer or answer.startswith(b"HTTP/1.1 413 "), answer[:200])
        until(lambda: len(self.first.cut_uploads) > cut, "the upstream call to be cancelled")
        until(lambda: len(self.gate.rows("SELECT * FROM gateway_log WHERE error_code = 'BODY_TOO_LARGE'")) == 2, "two rows")

    def test_a_client_that_leaves_in_the_middle(self):
        cut, heads = len(self.first.cut_uploads), self.first.heads_seen
        client = self.raw(self.head("/v1/files", "Content-Length: 1000000").encode() + bytes(300_000))
        until(lambda: self.first.heads_seen > heads, "the upload to reach the upstream")
        client.close()
        until(lambda: len(self.first.cut_uploads) > cut, "the upstream call to be cancelled")
        row = until(lambda: self.gate.rows("SELECT * FROM gateway_log WHERE error_code = 'CLIENT_GONE' AND route = '/v1/files'"), "a row")[-1]
        self.assertEqual((row["status"], row["cost_nanousd"]), (499, 0))

    def test_an_answer_before_the_body_is_through(self):
        for status, sent in ((413, 413), (401, 502)):
            with self.subTest(status=status):
                self.first.order("*", Fault("early", status=status, code="too_large"), times=1)
                client = self.raw(self.head("/v1/files", "Content-Length: 15000000").encode() + bytes(200_000))
                answer = client.recv(65536)
                self.assertTrue(answer.startswith(b"HTTP/1.1 %d " % sent), answer[:200])
                self.assertIn(b"connection: close", answer)
                self.assertEqual(b"Said before" in answer, status == sent)
                client.settimeout(5)
                self.assertEqual(client.recv(65536), b"")

    def test_a_small_rest_is_drained_and_the_connection_kept(self):
        self.first.order("*", Fault("early", status=413), times=1)
        client = self.raw(self.head("/v1/files", "Content-Length: 30000").encode() + bytes(10_000))
        answer = client.recv(65536)
        self.assertTrue(answer.startswith(b"HTTP/1.1 413 "), answer[:200])
        client.sendall(bytes(20_000) + self.head("/v1/files", "Content-Length: 2").encode() + b"{}")
        self.assertTrue(client.recv(65536).startswith(b"HTTP/1.1 200 "))

    def test_a_silent_upstream_does_not_eat_memory(self):
        self.first.order("*", Fault("stall"), times=1)
        client = self.raw(self.head("/v1/files", "Content-Length: 15000000"))
        client.settimeout(2)
        with self.assertRaises(TimeoutError):   # the fake reads to its end: the body goes through, no reply comes
            client.sendall(bytes(15_000_000))
            client.recv(1)
        self.assertLess(self.status_kib("VmRSS"), 200_000)


class JsonTest(RelayTest):
    def test_the_model_routes_and_is_renamed(self):
        for model, renamed, upstream in (("pictures", "img-1", self.first), ("second/img-9", "img-9", self.second), ("img-2", "img-2", self.second)):
            with self.subTest(model=model):
                upstream.order(renamed, Fault("usage", usage={"input_tokens": 50, "output_tokens": 7, "total_tokens": 57}))
                body = '{"prompt": "a  cat", "api_base": "http://evil.test", "model": "%s", "n": 1}' % model
                reply = self.ask("POST", "/v1/images/generations", body, Content_Type="application/json")
                self.assertEqual(reply.status, 200, reply)
                call = upstream.requests[-1]
                self.assertEqual(call.body.decode(), '{"prompt": "a  cat", "model": "%s", "n": 1}' % renamed)
                row = self.gate.ledger(reply.headers["x-request-id"])[0]
                self.assertEqual((row["usage_source"], row["tokens_in"], row["tokens_out"], row["model"]), ("reported", 50, 7, renamed))
                log = self.gate.log_row(reply.headers["x-request-id"])
                self.assertEqual((log["route"], log["model"], log["upstream_model"], log["status"]), ("/v1/images", model, renamed, 200))

    def test_json_without_a_model_goes_by_preset(self):
        reply = self.ask("POST", "/v1/batches", {"input_file_id": "f"}, x_gateway_preset="files")
        self.assertEqual((reply.status, self.second.requests[-1].target), (200, "/v1/batches"))
        self.unpriced(reply)

    def test_only_one_attempt(self):
        self.first.order("img-1", Fault("status", status=500), times=1)
        before = len(self.second.requests)
        reply = self.ask("POST", "/v1/images/generations", {"model": "pictures"})
        self.assertEqual((reply.status, len(self.second.requests)), (500, before))
        self.free(reply, "/v1/images")

    def test_errors_of_the_upstream(self):
        for fault, status, own in ((Fault("status", status=404), 404, False), (Fault("status", status=429, retry_after="7"), 429, False),
                                   (Fault("status", status=401), 502, True), (Fault("redirect", status=302), 502, True), (Fault("reset"), 502, True)):
            with self.subTest(kind=fault.kind, status=fault.status):
                self.first.order("img-1", fault, times=1)
                reply = self.ask("POST", "/v1/images/generations", {"model": "pictures"})
                self.assertEqual(reply.status, status, reply)
                self.assertEqual(reply.error["message"] != "The recording upstream fails on order.", own)
                if fault.retry_after:
                    self.assertEqual(reply.headers["retry-after"], "7")

    def test_binary_replies_are_byte_true(self):
        self.first.order("img-1", Fault("binary", size=3_000_000), times=1)
        reply = self.ask("POST", "/v1/audio/speech", {"model": "pictures", "input": "x"})
        self.assertEqual(reply.body, binary(3_000_000))
        self.assertEqual((reply.headers["content-type"], reply.headers["content-disposition"]), ("audio/mpeg", 'attachment; filename="a.mp3"'))
        self.assertEqual(reply.headers["content-length"], "3000000")
        self.assertNotIn("set-cookie", reply.headers)
        self.unpriced(reply)

    def test_events_come_as_they_are_sent(self):
        self.first.chunk_seconds = 0.3
        self.addCleanup(setattr, self.first, "chunk_seconds", 0.0)
        self.first.order("img-1", Fault("events"), times=1)
        link = Link(self.gate.url)
        response = link.begin("POST", "/v1/images/generations", {"model": "pictures", "stream": True}, self.headers())
        self.assertEqual(response.readline(), b"event: partial\n")
        self.assertFalse(self.first.requests[-1].finished)
        rest = response.read()
        link.close()
        self.assertIn(b"event: completed\n", rest)
        row = self.gate.ledger(response.getheader("x-request-id"))[0]
        self.assertEqual((row["usage_source"], row["tokens_in"], row["tokens_out"]), ("reported", 11, 22))
        self.assertEqual(self.gate.log_row(row["request_id"])["stream"], 1)


class ReadingTest(RelayTest):
    def test_files_by_the_default_preset_and_by_header(self):
        reply = self.ask("GET", "/v1/files?limit=2")
        self.assertEqual((reply.status, reply.json()["path"], self.first.requests[-1].target), (200, "/v1/files", "/v1/files?limit=2"))
        self.assertEqual(self.free(reply)["model"], "default")
        reply = self.ask("GET", "/v1/files", x_gateway_preset="files")
        self.assertEqual(self.second.requests[-1].target, "/v1/files")
        row = self.free(reply)
        self.assertEqual((row["provider"], row["model"]), ("second", "files"))

    def test_the_keys_own_preset(self):
        key = self.gate.add_key("own", default_preset="files")["key"]
        before = len(self.second.requests)
        self.assertEqual(ask(self.gate.url, "GET", "/v1/files", None, {"Authorization": f"Bearer {key}"}).status, 200)
        self.assertEqual(len(self.second.requests), before + 1)

    def test_a_key_is_held_to_its_models(self):
        key = self.gate.add_key("narrow", models=["files"])["key"]
        for preset, status in (("files", 200), ("pictures", 403)):
            reply = ask(self.gate.url, "GET", "/v1/files", None, {"Authorization": f"Bearer {key}", "x-gateway-preset": preset})
            self.assertEqual(reply.status, status, reply)

    def test_delete(self):
        reply = self.ask("DELETE", "/v1/files/file-1")
        self.assertEqual((reply.status, self.first.requests[-1].method, self.first.requests[-1].target), (200, "DELETE", "/v1/files/file-1"))
        self.assertEqual(self.first.requests[-1].body, b"")
        self.free(reply)
        self.first.order("*", Fault("empty"), times=1)
        reply = self.ask("DELETE", "/v1/files/file-1")
        self.assertEqual((reply.status, reply.body, reply.headers.get("content-length")), (204, b"", None))

    def test_head(self):
        link = Link(self.gate.url)
        for path, served in (("/v1/files/file-1", 1), ("/v1/models", 0)):
            before = len(self.first.requests)
            reply = link.ask("HEAD", path, None, self.headers())
            self.assertEqual((reply.status, reply.body), (200, b""))
            self.assertGreater(int(reply.headers["content-length"]), 10)
            self.assertEqual(len(self.first.requests), before + served)
        link.close()

    def test_what_is_refused(self):
        for method, path, status in (("PUT", "/v1/files/x", 405), ("PATCH", "/v1/files/x", 405), ("GET", "/v1/files/%2e%2e/x", 404),
                                     ("POST", "/v1/chat/%63ompletions", 404), ("GET", "/v2/files", 404)):
            before = len(self.first.requests)
            reply = self.ask(method, path)
            self.assertEqual((reply.status, len(self.first.requests)), (status, before), (method, path))
            self.assertTrue(reply.error["code"])
        self.assertEqual(ask(self.gate.url, "GET", "/v1/files").status, 401)

    def test_metrics_have_bounded_routes(self):
        self.ask("GET", "/v1/vector_stores/abc")
        until(lambda: 'route="/v1/other"' in ask(self.gate.url, "GET", "/metrics").body.decode(), "the route's label")
        self.assertNotIn("vector_stores", ask(self.gate.url, "GET", "/metrics").body.decode())


class NoDefaultTest(GatehouseTest):
    def test_a_call_that_nothing_routes(self):
        key = self.gate.add_key("lost")["key"]
        reply = ask(self.gate.url, "GET", "/v1/files", None, {"Authorization": f"Bearer {key}"})
        self.assertEqual(reply.status, 400, reply)
        for way in ("x-gateway-preset", "default preset", '"default"'):
            self.assertIn(way, json.loads(reply.body)["error"]["message"])


if __name__ == "__main__":
    unittest.main()
