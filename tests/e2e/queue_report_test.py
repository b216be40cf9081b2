"""What a request waits for before any provider hears of it stands apart in the latency report: inside the gateway, and for the client's
own body. The wait is real: callers of one question wait for its first caller's answer, whose provider says nothing until it is given up."""
import re
import socket
import threading
import unittest
from urllib.parse import urlsplit

from gatehouse_process import Fault, GatehouseTest, ask, until

GIVEN_UP_MS = 1500


class QueueReportTest(GatehouseTest):
    CHECKED = True
    SETTINGS = {"GATEWAY_THREADS": 1, "UPSTREAM_FIRST_BYTE_TIMEOUT_MS": GIVEN_UP_MS}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=5)
        cls.gate.add_provider("alpha", cls.upstream.url)
        cls.key = cls.gate.add_key("queue")["key"]
        for name in ("waits", "slow", "quick"):
            cls.gate.add_preset(name, [("alpha", f"{name}-1")])

    def parts(self, name, requests):
        """Sums of a model's parts, once as many requests are in the report."""
        def row():
            rows = [one for one in self.gate.admin("GET", "reports/latency").json()["items"] if one["model"] == f"{name}-1"]
            return rows[0] if rows and rows[0]["requests"] == requests else None
        found = until(row, f"{requests} requests of {name} in the report")
        self.assertLessEqual(abs(sum(found["parts_ms"].values()) - found["total_ms"]), 3 * requests)
        return found["parts_ms"]

    def queue_metric(self):
        text = ask(self.gate.url, "GET", "/metrics").body.decode()
        return {name: float(re.search(rf"^gateway_queue_seconds_{name} (\S+)$", text, re.M).group(1)) for name in ("sum", "count")}

    def test_waiting_for_anothers_answer_is_the_queue(self):
        self.upstream.order("waits-1", Fault("stall"), times=1)
        before = self.queue_metric()
        replies = [None, None]

        def call(place):
            replies[place] = self.gate.chat(self.key, "waits", "the same question", temperature=0)
        callers = [threading.Thread(target=call, args=(place,)) for place in (0, 1)]
        callers[0].start()
        until(lambda: len(self.upstream.calls("waits-1")) == 1, "the first caller's call")
        callers[1].start()
        for caller in callers:
            caller.join()
        self.assertEqual([reply.status for reply in replies], [504, 200])
        parts = self.parts("waits", 2)
        self.assertGreater(parts["queue"], GIVEN_UP_MS * 0.5)
        self.assertLess(parts["queue"], GIVEN_UP_MS + 1000)
        self.assertGreaterEqual(parts["wait"], GIVEN_UP_MS - 100, "the first caller waited for the provider, not in the gateway")
        self.assertLess(parts["gateway"], parts["queue"])
        trace = replies[1].headers["x-request-id"]
        explained = self.gate.admin("GET", f"requests/{trace}").json()["explain"]
        self.assertAlmostEqual(explained["queued_ms"], parts["queue"], delta=50)
        after = self.queue_metric()
        self.assertGreaterEqual(after["count"] - before["count"], 2)
        self.assertGreater(after["sum"] - before["sum"], GIVEN_UP_MS / 2000)

    def test_a_slow_body_is_the_clients(self):
        parts = urlsplit(self.gate.url)
        body = b'{"model":"slow","messages":[{"role":"user","content":"drop by drop"}]}'
        head = (f"POST /v1/chat/completions HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {self.key}\r\n"
                f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n").encode()
        with socket.create_connection((parts.hostname, parts.port), timeout=30) as link:
            link.sendall(head + body[:10])
            threading.Event().wait(0.8)
            link.sendall(body[10:])
            answer = b""
            while piece := link.recv(65536):
                answer += piece
        self.assertTrue(answer.startswith(b"HTTP/1.1 200"), answer[:100])
        sums = self.parts("slow", 1)
        self.assertGreaterEqual(sums["body"], 750)
        self.assertLess(sums["queue"] + sums["gateway"], 400)

    def test_nobody_waits_where_nothing_is_in_the_way(self):
        for _ in range(20):
            self.assertEqual(self.gate.chat(self.key, "quick").status, 200)
        sums = self.parts("quick", 20)
        self.assertLess(sums["queue"], 20 * 50)
        self.assertEqual(sums["body"] // 1000, 0)


if __name__ == "__main__":
    unittest.main()
