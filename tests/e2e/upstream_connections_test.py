"""Connections to providers: idle ones that close under a request, and a cap on how many there are."""
import json
import socket
import threading
import unittest

from gatehouse_process import GatehouseTest, until

REPLY = json.dumps({"id": "x", "object": "chat.completion", "created": 1, "model": "m", "usage": {"prompt_tokens": 2, "completion_tokens": 3, "total_tokens": 5},
                    "choices": [{"index": 0, "message": {"role": "assistant", "content": "hello"}, "finish_reason": "stop"}]}).encode()


class Provider:
    """Answers chats after `seconds`. `once`: a connection's second request is met by its end, without a word."""

    def __init__(self, seconds=0.0, once=False):
        self.seconds, self.once = seconds, once
        self.answers = self.heard = self.open = self.most = 0
        self._lock = threading.Lock()
        self._never = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with self._lock:
            self.open += 1
            self.most = max(self.most, self.open)
        with connection, connection.makefile("rb") as source:
            answered = 0
            while self._request(source):
                with self._lock:
                    self.heard += 1
                if self.once and answered:
                    break
                self._never.wait(self.seconds)
                with self._lock:
                    self.answers += 1
                answered += 1
                connection.sendall(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (len(REPLY), REPLY))
        with self._lock:
            self.open -= 1

    @staticmethod
    def _request(source):
        length = 0
        if not source.readline():
            return False
        while (line := source.readline().strip().lower()):
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        source.read(length)
        return True

    def close(self):
        self._listener.close()


class ConnectionsTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 1, "UPSTREAM_MAX_CONNECTIONS": 1, "CIRCUIT_FAILURES": 1, "GATEWAY_CACHE_BYTES": 0}
    CHECKED = True

    @classmethod
    def prepare(cls):
        cls.key = cls.gate.add_key("connections")["key"]

    def provider(self, name, connect_ms=None, **conduct):
        provider = Provider(**conduct)
        self.addCleanup(provider.close)
        made = self.gate.add_provider(name, provider.url)
        if connect_ms:
            self.gate.admin("PATCH", f"providers/{made['id']}", {"connect_timeout_ms": connect_ms})
        self.gate.add_preset(f"only-{name}", [(name, "m")])
        return provider

    def details(self, reply):
        trace = reply.headers["x-request-id"]
        self.gate.log_row(trace)
        return self.gate.admin("GET", f"requests/{trace}").json()

    def at_once(self, count, model, provider):
        """Replies in the order they were asked for; the first is with `provider` before the others are sent."""
        replies, heard = [None] * count, provider.heard

        def ask(i):
            replies[i] = self.gate.chat(self.key, model)
        threads = [threading.Thread(target=ask, args=(i,)) for i in range(count)]
        threads[0].start()
        until(lambda: provider.heard > heard, "the first call")
        for thread in threads[1:]:
            thread.start()
        for thread in threads:
            thread.join()
        return replies

    def test_an_idle_connection_that_closes_under_a_request_costs_nobody_anything(self):
        provider = self.provider("fickle", once=True)
        replies = [self.gate.chat(self.key, "only-fickle") for _ in range(6)]
        self.assertEqual([reply.status for reply in replies], [200] * 6)
        # Each second request is met by an end and sent once more: heard twice, answered and billed once.
        self.assertEqual((provider.answers, provider.heard), (6, 11))
        for reply in replies:
            details = self.details(reply)
            self.assertEqual([(a["attempt"], a["error_code"]) for a in details["attempt_list"]], [(1, None)])
            self.assertEqual(len(self.gate.ledger(reply.headers["x-request-id"])), 1)
        self.assertEqual([c for c in self.gate.admin("GET", "circuits").json()["items"] if c["provider"] == "fickle" and c["state"] != "closed"], [])

    def test_calls_wait_for_a_connection_and_it_is_told(self):
        provider = self.provider("narrow", seconds=0.3)
        replies = self.at_once(4, "only-narrow", provider)
        self.assertEqual([reply.status for reply in replies], [200] * 4)
        self.assertEqual((provider.most, provider.answers), (1, 4))
        waits = sorted(self.details(reply)["explain"]["queued_ms"] for reply in replies)
        self.assertGreater(waits[3] - waits[0], 600)
        # The wait is the gateway's: the attempt itself took what the provider took.
        for reply in replies:
            attempt = self.details(reply)["attempt_list"][0]
            self.assertLess(attempt["first_byte_ms"], 900)

    def test_who_waits_too_long_goes_elsewhere(self):
        full = self.provider("full", connect_ms=150, seconds=1.0)
        self.provider("spare")
        self.gate.add_preset("both", [("full", "m"), ("spare", "m")])
        first, second = self.at_once(2, "both", full)
        self.assertEqual((first.status, second.status), (200, 200))
        attempts = self.details(second)["attempt_list"]
        self.assertEqual([(a["provider"], a["error_code"]) for a in attempts], [("full", "OVERLOADED"), ("spare", None)])
        self.assertEqual([row["provider"] for row in self.gate.ledger(second.headers["x-request-id"])], ["spare"])
        # Nobody's fault: with CIRCUIT_FAILURES=1 a failure would have opened it.
        self.assertEqual(self.gate.chat(self.key, "only-full").status, 200)

    def test_who_has_nowhere_else_to_go_is_told_to_come_back(self):
        alone = self.provider("alone", connect_ms=150, seconds=1.0)
        first, second = self.at_once(2, "only-alone", alone)
        self.assertEqual((first.status, second.status), (200, 503))
        self.assertEqual(self.gate.log_row(second.headers["x-request-id"])["error_code"], "OVERLOADED")
        self.assertGreaterEqual(int(second.headers["retry-after"]), 1)
        self.assertGreaterEqual(self.details(second)["explain"]["queued_ms"], 140)


if __name__ == "__main__":
    unittest.main()
