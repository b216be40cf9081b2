"""SIGTERM: open streams finish, nothing new is taken, every row is written, exit 0."""
import signal
import threading
import unittest

from checker import verify
from gatehouse_process import Gatehouse, RecordingUpstream, ask, until

STREAMS = 20


class DrainTest(unittest.TestCase):
    def gate(self, chunk_seconds, words=30, **settings):
        self.upstream = RecordingUpstream(words=words, chunk_seconds=chunk_seconds).start()
        self.addCleanup(self.upstream.stop)
        gate = Gatehouse(**settings)
        self.addCleanup(gate.discard)
        gate.start()
        self.addCleanup(verify, gate)
        gate.add_provider("rec", self.upstream.url)
        gate.add_preset("slow", [("rec", "small")])
        self.key = gate.add_key("drain")["key"]
        return gate

    def open_streams(self, gate, count):
        streams = [gate.stream(self.key, "slow", timeout=60) for _ in range(count)]
        for stream in streams:
            self.addCleanup(stream.close)
            stream.events = iter(stream)
            next(stream.events)
        return streams

    def read_all(self, streams):
        results = {}

        def read(stream):
            results[stream] = list(stream.events)
        threads = [threading.Thread(target=read, args=(stream,)) for stream in streams]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return [results[stream] for stream in streams]

    def test_streams_finish_and_rows_are_complete(self):
        gate = self.gate(0.03)
        streams = self.open_streams(gate, STREAMS)
        gate.program.signal(signal.SIGTERM)
        endings = [events[-1] for events in self.read_all(streams)]
        self.assertEqual(set(endings), {"[DONE]"})
        self.assertTrue(all(stream.clean for stream in streams))
        self.assertEqual(gate.program.wait(), 0, gate.program.stderr())
        traces = [stream.headers["x-request-id"] for stream in streams]
        rows = gate.rows("SELECT request_id, usage_source, tokens_out FROM usage_ledger")
        self.assertEqual(sorted(row["request_id"] for row in rows), sorted(traces))
        self.assertEqual({(row["usage_source"], row["tokens_out"]) for row in rows}, {("reported", 30)})

    def test_nothing_new_is_taken_while_it_drains(self):
        gate = self.gate(0.05)
        streams = self.open_streams(gate, 1)
        gate.program.signal(signal.SIGTERM)

        def refused():
            try:
                return ask(gate.url, "GET", "/health/ready", timeout=5).status == 503
            except OSError:
                return True
        until(refused, "readiness to fall")
        self.assertEqual(self.read_all(streams)[0][-1], "[DONE]")
        self.assertEqual(gate.program.wait(), 0)

    def test_what_does_not_finish_in_time_gets_an_error_and_a_row(self):
        gate = self.gate(0.2, words=1000, GATEWAY_DRAIN_SECONDS=1)
        streams = self.open_streams(gate, 3)
        gate.program.signal(signal.SIGTERM)
        for events, stream in zip(self.read_all(streams), streams):
            self.assertIn('"error"', events[-1])
            self.assertFalse(stream.clean)
        self.assertEqual(gate.program.wait(), 0)
        rows = gate.rows("SELECT usage_source FROM usage_ledger")
        self.assertEqual([row["usage_source"] for row in rows], ["estimated"] * 3)
        self.assertIn("WARN", gate.log_text())

    def test_a_second_signal_ends_at_once(self):
        gate = self.gate(0.5, words=1000)
        self.open_streams(gate, 2)
        gate.program.signal(signal.SIGTERM)
        until(lambda: "drain" in gate.log_text().lower(), "the drain to begin")
        gate.program.signal(signal.SIGTERM)
        gate.program.wait(10)
        gate.start()
        rows = until(lambda: gate.rows("SELECT usage_source FROM usage_ledger"), "rows after the restart")
        self.assertEqual([row["usage_source"] for row in rows], ["estimated"] * 2)

    def test_idle_connections_do_not_hold_it_up(self):
        gate = self.gate(0)
        gate.chat(self.key, "slow")
        self.assertEqual(gate.stop(20), 0)


if __name__ == "__main__":
    unittest.main()
