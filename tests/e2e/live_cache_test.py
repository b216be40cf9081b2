"""Streams that several ask for at once, from the running gateway: one call upstream, which all of them hear word by word. The upstream speaks
only when the test says so, so that what is seen is the order of things and never how long they took."""
import concurrent.futures
import contextlib
import json
import sys
import unittest
from pathlib import Path

from gatehouse_process import GatehouseTest, until

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "fakes"))
from stepped_upstream import SteppedUpstream  # noqa: E402

HEARERS = 8


class LiveCacheTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 4}

    @classmethod
    def prepare(cls):
        cls.upstream = SteppedUpstream().start()
        cls.addClassCleanup(cls.upstream.stop)
        cls.gate.add_provider("stepped", cls.upstream.url)
        cls.row = cls.gate.add_preset("live", [("stepped", "gpt-4o")])
        cls.gate.admin("PATCH", f"presets/{cls.row['id']}", {"cache_bill_percent": 50})
        cls.key = cls.gate.add_key("live")["key"]

    def setUp(self):
        self.pool = concurrent.futures.ThreadPoolExecutor(HEARERS + 4)
        self.addCleanup(self.pool.shutdown)

    def ask(self, text, key=None):
        """A stream whose head comes with the first word."""
        return self.pool.submit(self.gate.stream, key or self.key, "live", text, temperature=0)

    def opened(self, future):
        stream = future.result(20)
        self.addCleanup(stream.close)
        return stream, iter(stream)

    def begin(self, text, key=None):
        before = len(self.upstream.calls)
        leader = self.ask(text, key)
        until(lambda: len(self.upstream.calls) == before + 1, "the call")
        call = self.upstream.calls[before]
        self.addCleanup(call.cut)
        call.say("one")
        return call, *self.opened(leader)

    def word(self, events):
        return json.loads(next(events))["choices"][0]["delta"].get("content")

    def rows(self, stream):
        trace = stream.headers["x-request-id"]
        return self.gate.log_row(trace), self.gate.ledger(trace)

    def test_all_hear_each_word_before_the_next_is_said(self):
        call, leader, words = self.begin("all hear")
        self.assertEqual(self.word(words), "one")
        # Eight connections over four workers: some are where the first one is, some are not.
        hearers = [self.opened(self.ask("all hear")) for _ in range(HEARERS)]
        for stream, events in hearers:
            self.assertEqual((stream.headers["x-gateway-cache"], self.word(events)), ("hit", "one"))
        for said in ("two", "three"):
            call.say(said)
            self.assertEqual([self.word(events) for events in (words, *(events for _, events in hearers))], [said] * (HEARERS + 1))
        late, late_events = self.opened(self.ask("all hear"))
        self.assertEqual([self.word(late_events) for _ in range(3)], ["one", "two", "three"])
        call.finish()
        for stream, events in ((leader, words), (late, late_events), *hearers):
            self.assertEqual(list(events)[-1], "[DONE]")
            self.assertTrue(stream.clean)
        log, paid = self.rows(leader)
        self.assertEqual((log["cache"], [row["attempt"] for row in paid]), ("miss", [1]))
        for stream in (late, *(stream for stream, _ in hearers)):
            log, rows = self.rows(stream)
            self.assertEqual((log["cache"], log["status"], log["stream"], [row["attempt"] for row in rows]), ("hit", 200, 1, [0]))
            self.assertEqual((rows[0]["tokens_out"], rows[0]["cost_nanousd"]), (3, (paid[0]["cost_nanousd"] + 1) // 2))
        again, events = self.opened(self.ask("all hear"))
        self.assertEqual([again.headers["x-gateway-cache"], list(events)[-1]], ["hit", "[DONE]"])
        self.assertEqual(len([each for each in self.upstream.calls if "all hear" in json.dumps(each.body)]), 1)

    def test_it_goes_on_when_the_first_client_leaves(self):
        call, leader, words = self.begin("goes on")
        hearers = [self.opened(self.ask("goes on")) for _ in range(HEARERS)]
        self.assertEqual([self.word(events) for _, events in hearers], ["one"] * HEARERS)
        leader.close()
        call.say("two")
        self.assertEqual([self.word(events) for _, events in hearers], ["two"] * HEARERS)
        self.assertFalse(call.left.is_set())
        call.finish()
        for stream, events in hearers:
            self.assertEqual((list(events)[-1], stream.clean), ("[DONE]", True))

    def test_nobody_left_nobody_asked(self):
        call, leader, words = self.begin("all leave")
        hearers = [self.opened(self.ask("all leave")) for _ in range(3)]
        self.assertEqual([self.word(events) for _, events in hearers], ["one"] * 3)
        leader.close()
        for stream, _ in hearers:
            stream.close()
        until(call.left.is_set, "the gateway gives the call up")
        log, rows = self.rows(hearers[0][0])
        self.assertEqual((log["error_code"], rows[0]["attempt"]), ("CLIENT_GONE", 0))

    def test_an_upstream_that_breaks_off_ends_nobody_cleanly(self):
        call, leader, words = self.begin("breaks off")
        hearers = [self.opened(self.ask("breaks off")) for _ in range(HEARERS)]
        self.assertEqual([self.word(events) for _, events in hearers], ["one"] * HEARERS)
        call.cut()
        for stream, events in ((leader, words), *hearers):
            rest = list(events)
            self.assertIn("error", json.loads(rest[-1]))
            self.assertNotIn("[DONE]", rest)
            self.assertFalse(stream.clean)
        call, leader, words = self.begin("breaks off")
        self.assertEqual(leader.headers["x-gateway-cache"], "miss")
        call.finish()

    def test_a_key_that_is_revoked_in_between_hears_no_more(self):
        owner = self.gate.admin("POST", "users", {"email": "both@example.test", "password": "a long password 1", "role": "viewer"}).json()
        keys = [self.gate.admin("POST", "api-keys", {"name": f"both-{i}", "user_id": owner["id"]}).json() for i in range(2)]
        self.gate.admin("PATCH", f"presets/{self.row['id']}", {"cache_scope": "user"})
        self.addCleanup(self.gate.admin, "PATCH", f"presets/{self.row['id']}", {"cache_scope": "key"})
        call, leader, words = self.begin("revoked", keys[0]["key"])
        stream, events = self.opened(self.ask("revoked", keys[1]["key"]))
        self.assertEqual([self.word(words), self.word(events)], ["one", "one"])
        self.gate.admin("POST", f"api-keys/{keys[1]['id']}/revoke", {"reason": "test"})
        self.assertIn("error", json.loads(list(events)[-1]))
        self.assertFalse(stream.clean)
        call.say("two")
        self.assertEqual(self.word(words), "two")
        call.finish()
        self.assertEqual(list(words)[-1], "[DONE]")

    def test_the_first_clients_key_is_revoked_and_the_others_hear_on(self):
        owner = self.gate.admin("POST", "users", {"email": "first@example.test", "password": "a long password 1", "role": "viewer"}).json()
        keys = [self.gate.admin("POST", "api-keys", {"name": f"first-{i}", "user_id": owner["id"]}).json() for i in range(2)]
        self.gate.admin("PATCH", f"presets/{self.row['id']}", {"cache_scope": "user"})
        self.addCleanup(self.gate.admin, "PATCH", f"presets/{self.row['id']}", {"cache_scope": "key"})
        call, leader, words = self.begin("first revoked", keys[0]["key"])
        hearers = [self.opened(self.ask("first revoked", keys[1]["key"])) for _ in range(HEARERS)]
        self.assertEqual([self.word(words), *(self.word(events) for _, events in hearers)], ["one"] * (HEARERS + 1))
        self.gate.admin("POST", f"api-keys/{keys[0]['id']}/revoke", {"reason": "test"})
        self.assertIn("error", json.loads(list(words)[-1]))
        self.assertFalse(leader.clean)
        call.say("two")
        self.assertEqual([self.word(events) for _, events in hearers], ["two"] * HEARERS)
        call.finish()
        for stream, events in hearers:
            self.assertEqual((list(events)[-1], stream.clean), ("[DONE]", True))
        log, paid = self.rows(leader)
        self.assertEqual((log["status"], [(row["attempt"], row["usage_source"]) for row in paid]), (401, [(1, "reported")]))

    def test_a_preset_that_changes_in_between_is_asked_anew(self):
        call, leader, words = self.begin("changes")
        self.gate.add_preset("aside", [("stepped", "gpt-4o")])
        items = [{"provider": "stepped", "model": "gpt-4o-mini", "weight": 1, "priority": 1, "is_active": True}]
        self.gate.admin("PATCH", f"presets/{self.row['id']}", {"items": items})
        other, second, others = self.begin("changes")
        self.assertEqual(second.headers["x-gateway-cache"], "miss")
        self.assertEqual(other.body["model"], "gpt-4o-mini")
        back = [{"provider": "stepped", "model": "gpt-4o", "weight": 1, "priority": 1, "is_active": True}]
        self.gate.admin("PATCH", f"presets/{self.row['id']}", {"items": back})
        for each in (call, other):
            each.finish()

    def test_a_flush_parts_those_before_from_those_behind(self):
        call, leader, words = self.begin("flushed")
        before, events = self.opened(self.ask("flushed"))
        self.assertEqual(self.word(events), "one")
        self.gate.admin("POST", "cache/flush", {})
        behind, second, others = self.begin("flushed")
        self.assertEqual(second.headers["x-gateway-cache"], "miss")
        call.finish()
        self.assertEqual(list(events)[-1], "[DONE]")
        with contextlib.closing(second):
            behind.finish()
            self.assertEqual(list(others)[-1], "[DONE]")


if __name__ == "__main__":
    unittest.main()
