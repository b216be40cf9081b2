"""kill -9 under load, again and again on one data directory; then the upstream's own bill is held against the ledger.

KILL9_ROUNDS sets the number of rounds. The upstream gives each call a completion_tokens of its own (1000 + serial), so that a
row can be matched to the call that it bills.
"""
import os
import random
import threading
import unittest

from checker import Checker, spool_pending
from gatehouse_process import PASSWORD, Gatehouse, RecordingUpstream, ask, until
from observed_call import Wire, chat_body, chat_request, judge

ROUNDS = int(os.environ.get("KILL9_ROUNDS", "10"))
CLIENTS = 8
LIFE_SECONDS = (0.2, 2.0)
CANARY = "prompt-canary-9b1fe07c52d84a6e"
CREDENTIAL = "sk-upstream-canary-5d0c8837f1ab42c9"


class Load:
    """Clients that ask without pause until the gateway dies. Keeps what each of them made of its answers."""

    def __init__(self, url, key, seed):
        self.url, self.key = url, key
        self.seen = []
        self.stopping = threading.Event()
        self.threads = [threading.Thread(target=self._client, args=(random.Random(seed * 100 + i),)) for i in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def join(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()

    def _client(self, chance):
        wire = None
        while not self.stopping.is_set():
            try:
                wire = wire or Wire(self.url, timeout=20)
                stream = chance.random() < 0.4
                more = {"stream_options": {"include_usage": True}} if stream and chance.random() < 0.5 else {}
                wire.send(chat_request(self.key, chat_body("any", "some words " * chance.randint(1, 20) + CANARY, stream, **more), close=False))
                seen = judge(wire.answer(), stream)
                self.seen.append(seen)
                alive = seen.kind not in ("cut", "none")
            except OSError:
                alive = False
            if not alive:
                if wire:
                    wire.close()
                wire = None
                self.stopping.wait(0.01)
        if wire:
            wire.close()


class Kill9Test(unittest.TestCase):
    def setUp(self):
        self.upstream = RecordingUpstream(unique_usage=True, chunk_seconds=0.001).start()
        self.addCleanup(self.upstream.stop)
        self.gate = Gatehouse()
        self.addCleanup(self.gate.discard)
        self.gate.start()
        provider = self.gate.add_provider("rec", self.upstream.url, CREDENTIAL)
        # A priced model, so that the money is checked too.
        preset = self.gate.add_preset("any", [("rec", "demo-small")])
        key = self.gate.add_key("load")
        self.key = key["key"]
        self.checker = Checker(self.gate, [self.key, CREDENTIAL, CANARY, PASSWORD],
                               [("provider.create", provider["id"]), ("preset.create", preset["id"]), ("key.create", key["id"])])

    def test_nothing_is_lost_and_nothing_counts_twice(self):
        for number in range(ROUNDS):
            load = Load(self.gate.url, self.key, number)
            until(lambda: load.seen, "the first answer after a start", 30)
            load.stopping.wait(random.Random(number).uniform(*LIFE_SECONDS))
            self.gate.kill()
            load.join()
            self.assertEqual([seen for seen in load.seen if seen.kind == "error"], [])
            self.checker.add(*load.seen)
            self.checker.scan_now()
            self.gate.start()
        until(lambda: spool_pending(self.gate, ask) == 0, "an empty spool", 60)
        self.assertEqual(self.gate.stop(), 0)
        self.assertEqual(self.checker.problems(), [])
        self.compare({seen.trace: seen.tokens_out for seen in self.checker.seen if seen.kind == "whole"})

    def compare(self, complete):
        """The ledger against the upstream's own bill."""
        rows = self.gate.rows("SELECT request_id, attempt, usage_source, tokens_out FROM usage_ledger")
        by_trace = {row["request_id"]: row for row in rows}
        bill = self.upstream.billed()
        reported = [row["tokens_out"] - 1000 for row in rows if row["usage_source"] == "reported"]
        print(f"{ROUNDS} kills: upstream took {len(bill)} calls, clients saw {len(complete)} whole answers, ledger has {len(rows)} rows, "
              f"{len(reported)} reported, {len(rows) - len(reported)} estimated")
        self.assertEqual(len(by_trace), len(rows), "a request has two rows")
        self.assertEqual(len(set(reported)), len(reported), "a call is billed twice")
        self.assertLessEqual(set(reported), set(bill), "a row bills a call that never was")
        self.assertEqual([trace for trace in complete if by_trace[trace]["usage_source"] != "reported"], [], "answered requests with another figure")
        # Each call that the upstream took has a row; a row without a call was reserved in the instant before the kill.
        self.assertGreaterEqual(len(rows), len(bill))
        self.assertLessEqual(len(rows) - len(bill), CLIENTS * ROUNDS)


if __name__ == "__main__":
    unittest.main()
