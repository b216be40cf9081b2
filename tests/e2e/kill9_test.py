"""kill -9 under load, again and again on one data directory; then the upstream's own bill is held against the ledger.

KILL9_ROUNDS sets the number of rounds. The upstream gives each call a completion_tokens of its own (1000 + serial), so that a
row can be matched to the call that it bills.
"""
import http.client
import json
import os
import random
import threading
import unittest

from gatehouse_process import Gatehouse, Link, RecordingUpstream, ask, until

ROUNDS = int(os.environ.get("KILL9_ROUNDS", "10"))
CLIENTS = 8
LIFE_SECONDS = (0.2, 2.0)


class Load:
    """Clients that ask without pause until the gateway dies. Keeps what they saw to its end."""

    def __init__(self, url, key, seed):
        self.url, self.key = url, key
        self.complete = {}      # trace id → completion_tokens, None when the answer did not show them
        self.unexpected = []
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._client, args=(random.Random(seed * 100 + i),)) for i in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def join(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def _client(self, chance):
        link = Link(self.url, timeout=20)
        while not self.stopping.is_set():
            try:
                self._one(link, chance)
            except (OSError, http.client.HTTPException, ValueError):
                link.close()
                if self.stopping.wait(0.01):
                    break
        link.close()

    def _one(self, link, chance):
        body = {"model": "any", "messages": [{"role": "user", "content": "some words " * chance.randint(1, 20)}]}
        if chance.random() < 0.4:
            body["stream"] = True
            if chance.random() < 0.5:
                body["stream_options"] = {"include_usage": True}
        response = link.begin("POST", "/v1/chat/completions", body, {"Authorization": f"Bearer {self.key}"})
        data = response.read()
        if response.status != 200:
            self.unexpected.append((response.status, data[:200]))
            return
        trace = response.getheader("x-request-id")
        if not body.get("stream"):
            self.complete[trace] = json.loads(data)["usage"]["completion_tokens"]
        elif data.rstrip().endswith(b"data: [DONE]"):
            shown = [json.loads(line[6:]) for line in data.splitlines() if line.startswith(b"data: {") and b'"usage"' in line]
            usage = [chunk["usage"] for chunk in shown if chunk.get("usage")]
            self.complete[trace] = usage[0]["completion_tokens"] if usage else None


class Kill9Test(unittest.TestCase):
    def setUp(self):
        self.upstream = RecordingUpstream(unique_usage=True, chunk_seconds=0.001).start()
        self.addCleanup(self.upstream.stop)
        self.gate = Gatehouse()
        self.addCleanup(self.gate.discard)
        self.gate.start()
        self.gate.add_provider("rec", self.upstream.url)
        self.gate.add_preset("any", [("rec", "small")])
        self.key = self.gate.add_key("load")["key"]

    def test_nothing_is_lost_and_nothing_counts_twice(self):
        complete = {}
        for number in range(ROUNDS):
            load = Load(self.gate.url, self.key, number)
            until(lambda: load.complete, "the first answer after a start", 30)
            load.stopping.wait(random.Random(number).uniform(*LIFE_SECONDS))
            self.gate.kill()
            load.join()
            self.assertEqual(load.unexpected, [])
            complete.update(load.complete)
            self.gate.start()
        self.settle()
        self.compare(complete)

    def settle(self):
        """Waits until the spool is shipped, then ends the gateway in order."""
        def pending():
            lines = ask(self.gate.url, "GET", "/metrics").body.decode().splitlines()
            return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("gateway_spool_pending"))
        until(lambda: pending() == 0, "an empty spool", 60)
        self.assertEqual(self.gate.stop(), 0)

    def compare(self, complete):
        rows = self.gate.rows("SELECT request_id, attempt, usage_source, tokens_out FROM usage_ledger")
        logged = {row["trace_id"] for row in self.gate.rows("SELECT trace_id FROM gateway_log")}
        self.assertEqual(self.gate.rows("PRAGMA integrity_check"), [{"integrity_check": "ok"}])
        by_trace = {row["request_id"]: row for row in rows}
        bill = self.upstream.billed()
        reported = [row["tokens_out"] - 1000 for row in rows if row["usage_source"] == "reported"]
        print(f"{ROUNDS} kills: upstream took {len(bill)} calls, clients saw {len(complete)} whole answers, ledger has {len(rows)} rows, "
              f"{len(reported)} reported, {len(rows) - len(reported)} estimated")
        self.assertEqual(len(by_trace), len(rows), "a request has two rows")
        self.assertEqual(len(set(reported)), len(reported), "a call is billed twice")
        self.assertLessEqual(set(reported), set(bill), "a row bills a call that never was")
        lost = [trace for trace in complete if trace not in by_trace]
        self.assertEqual(lost, [], "answered requests without a row")
        wrong = [trace for trace, seen in complete.items() if by_trace[trace]["usage_source"] != "reported" or seen not in (None, by_trace[trace]["tokens_out"])]
        self.assertEqual(wrong, [], "answered requests with another figure")
        self.assertEqual([trace for trace in complete if trace not in logged], [], "answered requests without a log row")
        # Each call that the upstream took has a row; a row without a call was reserved in the instant before the kill.
        self.assertGreaterEqual(len(rows), len(bill))
        self.assertLessEqual(len(rows) - len(bill), CLIENTS * ROUNDS)


if __name__ == "__main__":
    unittest.main()
