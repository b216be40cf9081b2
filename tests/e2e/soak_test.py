"""A long run of mixed load (plain, streamed, hung up): memory, descriptors and threads stay flat, and the checker finds nothing in the end.

SOAK_MINUTES sets its length; growth is judged between the halves of what follows a warm-up.
"""
import os
import random
import statistics
import threading
import time
import unittest

from checker import BILLED, Checker, descriptors, resident_kib, spool_pending, threads
from gatehouse_process import PASSWORD, Gatehouse, RecordingUpstream, ask, until
from observed_call import Seen, Wire, chat_body, chat_request, judge

MINUTES = float(os.environ.get("SOAK_MINUTES", "1"))
CLIENTS, CALLS_A_SECOND = 10, 150
WARM_UP = 0.25
GROWTH_MAX_KIB = 6 * 1024       # between the halves
DESCRIPTORS_MORE = 24
CREDENTIAL, CANARY = "sk-upstream-canary-19d2be6c4a0f4e71", "prompt-canary-e05b7c93f1264a8d"


class Client(threading.Thread):
    """Asks at a steady pace over a connection that is kept while it can be."""

    def __init__(self, url, key, seed, stopping):
        super().__init__()
        self.url, self.key, self.stopping = url, key, stopping
        self.chance = random.Random(seed)
        self.seen, self.left = [], []
        self.wire = None

    def run(self):
        due = time.monotonic()
        while not self.stopping.is_set():
            due += CLIENTS / CALLS_A_SECOND
            self.stopping.wait(max(0.0, due - time.monotonic()))
            try:
                self.one()
            except (OSError, ValueError) as problem:
                self.seen.append(Seen("odd", note=repr(problem)))
                self.drop()
        self.drop()

    def drop(self):
        if self.wire:
            self.wire.close()
        self.wire = None

    def one(self):
        self.wire = self.wire or Wire(self.url, 60)
        kind = self.chance.choices(("plain", "stream", "leave"), (50, 35, 15))[0]
        text = f"soak {CANARY} " + "word " * self.chance.randint(1, 50)
        self.wire.send(chat_request(self.key, chat_body("any", text, kind != "plain", user=kind), close=False))
        if kind == "leave":
            # The first bytes of the stream, then gone.
            while b"\r\n\r\n" not in self.wire.pending:
                self.wire._more()
            head = self.wire.pending.split(b"\r\n\r\n")[0].decode()
            self.left.append(next(line.split(": ")[1] for line in head.split("\r\n") if line.lower().startswith("x-request-id")))
            return self.drop()
        seen = judge(self.wire.answer(), kind == "stream")
        self.seen.append(seen)
        if seen.kind in ("cut", "none"):
            self.drop()


def slope(points):
    """Theil–Sen: the median of the slopes of pairs, in KiB a minute."""
    step = max(1, len(points) // 120)
    some = points[::step]
    pairs = [(b[1] - a[1]) / (b[0] - a[0]) for i, a in enumerate(some) for b in some[i + 1:]]
    return statistics.median(pairs) * 60 if pairs else 0.0


class SoakTest(unittest.TestCase):
    def setUp(self):
        self.upstream = RecordingUpstream(words=12, chunk_seconds=0.002).start()
        self.addCleanup(self.upstream.stop)
        self.gate = Gatehouse(LOG_LEVEL="info")
        self.addCleanup(self.gate.discard)
        self.gate.start()
        provider = self.gate.add_provider("rec", self.upstream.url, CREDENTIAL)
        preset = self.gate.add_preset("any", [("rec", "demo-small")])
        key = self.gate.add_key("soak")
        self.key = key["key"]
        self.checker = Checker(self.gate, [self.key, CREDENTIAL, CANARY, PASSWORD], [("provider.create", provider["id"]), ("preset.create", preset["id"]), ("key.create", key["id"])])

    def load(self):
        """Samples of (seconds, KiB, descriptors, threads) of a whole run, and its clients."""
        pid = self.gate.program.pid
        stopping = threading.Event()
        clients = [Client(self.gate.url, self.key, seed, stopping) for seed in range(CLIENTS)]
        for client in clients:
            client.start()
        samples, begin = [], time.monotonic()
        try:
            while time.monotonic() - begin < MINUTES * 60:
                stopping.wait(1.0)
                samples.append((time.monotonic() - begin, resident_kib(pid), descriptors(pid), threads(pid)))
                del self.upstream.requests[:-1000]      # the recording is not what is measured
        finally:
            stopping.set()
            for client in clients:
                client.join()
        return samples, clients

    def test_flat_memory_and_whole_books(self):
        for _ in range(50):
            self.gate.chat(self.key, "any")
        base, running = descriptors(self.gate.program.pid), threads(self.gate.program.pid)
        samples, clients = self.load()
        samples = samples[int(len(samples) * WARM_UP):]
        first, second = samples[:len(samples) // 2], samples[len(samples) // 2:]
        grown = statistics.median(s[1] for s in second) - statistics.median(s[1] for s in first)
        seen = [one for client in clients for one in client.seen]
        left = [trace for client in clients for trace in client.left]
        print(f"{MINUTES:g} min: {len(seen)} answers, {len(left)} hung up; resident {samples[-1][1]} KiB, {grown:+.0f} KiB between the halves, "
              f"slope {slope([s[:2] for s in samples]):+.1f} KiB/min; descriptors {max(s[2] for s in first)} → {max(s[2] for s in second)}; threads {running}")
        self.assertGreater(len(seen) + len(left), MINUTES * 60 * CALLS_A_SECOND / 4, "the load did not come to anything")
        self.assertEqual([one for one in seen if one.kind != "whole"], [])
        self.assertLess(grown, GROWTH_MAX_KIB)
        self.assertLessEqual(max(s[2] for s in second), max(s[2] for s in first) + DESCRIPTORS_MORE)
        self.assertEqual({s[3] for s in samples}, {running})
        until(lambda: descriptors(self.gate.program.pid) <= base + DESCRIPTORS_MORE, "the descriptors to come back", 90)
        until(lambda: spool_pending(self.gate, ask) == 0, "an empty spool", 120)
        self.books(seen, left)

    def books(self, seen, left):
        self.assertEqual(self.gate.stop(), 0)
        self.checker.add(*seen)
        self.assertEqual(self.checker.problems(), [])
        rows = {}
        for row in self.gate.rows("SELECT request_id, usage_source FROM usage_ledger"):
            rows.setdefault(row["request_id"], []).append(row["usage_source"])
        wrong = [trace for trace in left if sum(source in BILLED for source in rows.get(trace, [])) != 1]
        self.assertEqual(wrong, [], "a call that was hung up has not one row")
        self.assertEqual(len(left), len(set(left)))


if __name__ == "__main__":
    unittest.main()
