"""The client leaves: the upstream is cancelled at once, what was delivered is booked, one row a request."""
import threading
import unittest

from gatehouse_process import Fault, GatehouseTest, Link, until


class ClientGoneTest(GatehouseTest):
    CHECKED = True

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=2000, chunk_seconds=0.02)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("slow", [("rec", "small")])
        cls.gate.add_preset("silent", [("rec", "mute")])
        cls.upstream.order("mute", Fault("stall"))
        cls.key = cls.gate.add_key("gone")["key"]

    def leave_after(self, events_wanted):
        stream = self.gate.stream(self.key, "slow", user=f"leaver-{events_wanted}-{threading.get_ident()}")
        events = iter(stream)
        for _ in range(events_wanted):
            next(events)
        stream.close()
        return stream.headers["x-request-id"]

    def test_a_stream_left_in_the_middle(self):
        trace = self.leave_after(10)
        call = self.upstream.calls()[-1]
        until(lambda: call.peer_left, "the upstream call to be cancelled")
        self.assertLess(call.events_sent, 500)
        rows = self.gate.ledger(trace)
        self.assertEqual([row["usage_source"] for row in rows], ["estimated"])
        self.assertGreaterEqual(rows[0]["tokens_out"], 5)
        self.assertLessEqual(rows[0]["tokens_out"], 3 * call.events_sent)
        log = self.gate.log_row(trace)
        self.assertEqual((log["error_code"], log["estimated"]), ("CLIENT_GONE", 1))

    def test_a_plain_call_left_while_the_upstream_is_silent(self):
        link = Link(self.gate.url)
        link.http.request("POST", "/v1/chat/completions", '{"model":"silent","messages":[{"role":"user","content":"x"}]}',
                          {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})
        until(lambda: self.upstream.calls("mute"), "the call to arrive")
        link.close()
        until(lambda: self.upstream.calls("mute")[-1].peer_left, "the upstream call to be cancelled")

    def test_a_hundred_hang_ups_leave_a_hundred_rows(self):
        traces, lock = [], threading.Lock()

        def leave(count):
            for i in range(count):
                trace = self.leave_after(2 + i % 7)  # the first event holds the role only
                with lock:
                    traces.append(trace)
        threads = [threading.Thread(target=leave, args=(10,)) for _ in range(10)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(len(set(traces)), 100)
        places = ",".join("?" * len(traces))
        rows = until(lambda: (found := self.gate.rows(f"SELECT request_id, tokens_out FROM usage_ledger WHERE request_id IN ({places})", *traces))
                     and len(found) >= 100 and found, "100 rows", 30)
        self.assertEqual(len(rows), 100)
        self.assertEqual(len({row["request_id"] for row in rows}), 100)
        self.assertTrue(all(row["tokens_out"] > 0 for row in rows))
        until(lambda: all(call.peer_left or call.finished for call in self.upstream.calls("small")), "every upstream call to end")


class DrainForUsageTest(GatehouseTest):
    CHECKED = True
    SETTINGS = {"CLIENT_GONE": "drain"}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=60, chunk_seconds=0.01)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("slow", [("rec", "small")])
        cls.key = cls.gate.add_key("gone")["key"]

    def test_the_rest_is_read_for_the_true_usage(self):
        stream = self.gate.stream(self.key, "slow")
        next(iter(stream))
        stream.close()
        row = self.gate.ledger(stream.headers["x-request-id"])[0]
        self.assertEqual((row["usage_source"], row["tokens_out"]), ("reported", 60))
        self.assertTrue(self.upstream.calls()[-1].finished)


if __name__ == "__main__":
    unittest.main()
