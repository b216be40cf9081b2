"""Strategies, caps, probes and explanations on the running gateway, by what the upstreams really got."""
import collections
import threading
import unittest

from gatehouse_process import Fault, GatehouseTest, RecordingUpstream, until


class RoutingCase(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 2}

    @classmethod
    def prepare(cls):
        cls.upstreams = {name: cls.record_upstream(words=3) for name in ("first", "second", "third")}
        for name, upstream in cls.upstreams.items():
            cls.gate.add_provider(name, upstream.url)
        cls.key = cls.gate.add_key("routing", rpm=100000, tpm=100_000_000)["key"]

    def preset(self, name, strategy, *items):
        rows = [{"provider": provider, "model": model, "priority": 0, **more} for provider, model, more in items]
        return self.gate.admin("POST", "presets", {"name": name, "strategy": strategy, "items": rows}).json()

    def counts(self, model):
        return {name: len(upstream.calls(model)) for name, upstream in self.upstreams.items()}

    def chat(self, model, key=None, **fields):
        reply = self.gate.chat(key or self.key, model, **fields)
        return reply.status, reply.headers["x-request-id"]

    def explain(self, trace):
        self.gate.log_row(trace)
        return self.gate.admin("GET", f"requests/{trace}").json()["explain"]


class StrategyTest(RoutingCase):
    def test_weights_are_kept_and_what_rests_gives_its_share_away(self):
        self.preset("weighed", "weighted", ("first", "w", {"weight": 6}), ("second", "w", {"weight": 3}), ("third", "w", {"weight": 1}))
        for _ in range(100):
            self.assertEqual(self.chat("weighed")[0], 200)
        counts = self.counts("w")
        # Two workers turn two wheels: each may be a turn ahead.
        self.assertTrue(abs(counts["first"] - 60) <= 4 and abs(counts["second"] - 30) <= 4, counts)
        self.gate.admin("PUT", "circuits/first/w", {"state": "open", "seconds": 600})
        for _ in range(80):
            self.assertEqual(self.chat("weighed")[0], 200)
        after = {name: count - counts[name] for name, count in self.counts("w").items()}
        self.assertEqual(after["first"], 0)
        self.assertTrue(abs(after["second"] - 60) <= 4 and abs(after["third"] - 20) <= 4, after)

    def test_sticky_keeps_conversations_and_moves_only_those_of_a_stopped_route(self):
        self.preset("sticks", "sticky", *((name, "s", {"weight": 1}) for name in self.upstreams))
        def homes():
            found = {}
            for i in range(24):
                before = self.counts("s")
                self.assertEqual(self.chat("sticks", headers={"x-gateway-conversation": f"chat-{i}"})[0], 200)
                found[i] = next(name for name, count in self.counts("s").items() if count > before[name])
            return found
        first = homes()
        self.assertEqual(len(set(first.values())), 3)
        self.assertEqual(homes(), first)
        stopped = first[0]
        self.gate.admin("PUT", f"circuits/{stopped}/s", {"state": "open", "seconds": 600})
        meanwhile = homes()
        self.assertEqual({i for i in first if meanwhile[i] != first[i]}, {i for i in first if first[i] == stopped})
        self.gate.admin("PUT", f"circuits/{stopped}/s", {"state": "closed"})
        self.assertEqual(homes(), first)
        # Without a conversation the user decides.
        owner = collections.Counter()
        for _ in range(10):
            before = self.counts("s")
            self.chat("sticks")
            owner.update(name for name, count in self.counts("s").items() if count > before[name])
        self.assertEqual(len(owner), 1)

    def test_latency_leaves_the_slow_one(self):
        self.preset("quick", "latency", ("first", "l-slow", {}), ("second", "l-fast", {}))
        self.upstreams["first"].order("l-slow", Fault("slow_first", seconds=0.4))
        for _ in range(30):
            self.assertEqual(self.chat("quick")[0], 200)
        slow, fast = len(self.upstreams["first"].calls("l-slow")), len(self.upstreams["second"].calls("l-fast"))
        self.assertEqual(slow + fast, 30)
        self.assertLessEqual(slow, 4)

    def test_least_busy_spreads_what_hangs(self):
        self.preset("spread", "least_busy", ("first", "b", {}), ("second", "b", {}))
        for name in ("first", "second"):
            self.upstreams[name].order("b", Fault("slow_first", seconds=1.5))
        threads = [threading.Thread(target=self.chat, args=("spread",)) for _ in range(10)]
        for started, thread in enumerate(threads, 1):
            thread.start()
            until(lambda: sum(self.counts("b").values()) == started, "the call at its upstream")
        for thread in threads:
            thread.join()
        self.assertEqual((len(self.upstreams["first"].calls("b")), len(self.upstreams["second"].calls("b"))), (5, 5))

    def test_caps_send_the_rest_on(self):
        made = self.preset("capped", "priority", ("first", "c", {"rpm": 3}), ("second", "c", {"priority": 1}))
        self.assertEqual((made["items"][0]["rpm"], made["items"][1]["rpm"]), (3, None))
        traces = [self.chat("capped")[1] for _ in range(8)]
        self.assertEqual((len(self.upstreams["first"].calls("c")), len(self.upstreams["second"].calls("c"))), (3, 5))
        why = self.explain(traces[-1])
        self.assertEqual([(row["provider"], row["outcome"], row["at_cap"]) for row in why["candidates"]],
                         [("first", "at_cap", True), ("second", "last", False)])
        self.preset("full", "priority", ("first", "f", {"rpm": 1}))
        self.assertEqual(self.chat("full")[0], 200)
        reply = self.gate.chat(self.key, "full")
        self.assertEqual((reply.status, reply.error["code"]), (503, "no_upstream"))
        self.assertIn("at its own cap: first/f", reply.error["message"])
        self.gate.admin("PATCH", f"preset-items/{made['items'][0]['id']}", {"rpm": None})
        self.assertEqual(self.chat("capped")[0], 200)
        self.assertEqual(len(self.upstreams["first"].calls("c")), 4)


class ExplainTest(RoutingCase):
    def test_a_failover_is_explained(self):
        self.preset("pair", "priority", ("first", "e", {"weight": 7}), ("second", "e", {"priority": 1}))
        self.upstreams["first"].order("e", Fault("status", status=503), times=1)
        trace = self.chat("pair")[1]
        why = self.explain(trace)
        self.assertEqual((why["strategy"], why["why"], why["refusal"]), ("priority", "first_group", None))
        first, second = why["candidates"]
        self.assertEqual((first["provider"], first["model"], first["weight"], first["outcome"], first["attempts"]), ("first", "e", 7, "failed", [1]))
        self.assertEqual((second["provider"], second["outcome"], second["attempts"]), ("second", "last", [2]))
        requests, tokens = why["limits"]["requests"], why["limits"]["tokens"]
        self.assertEqual((requests["limit"], requests["left_before"] - requests["left_after"]), (100000, 1))
        self.assertEqual(tokens["left_before"] - tokens["left_after"], tokens["reserved"])
        self.assertEqual([(row["attempt"], row["provider"]) for row in why["bill"]], [(2, "second")])
        attempts = self.gate.admin("GET", f"requests/{trace}").json()["attempt_list"]
        self.assertIsNotNone(attempts[1]["first_byte_ms"])
        for _ in range(4):
            self.upstreams["first"].order("e", Fault("status", status=503), times=1)
            self.chat("pair")

    def test_a_stopped_route_is_explained(self):
        self.preset("held", "weighted", ("first", "h", {"weight": 3}), ("second", "h", {"weight": 1}))
        self.gate.admin("PUT", "circuits/first/h", {"state": "open", "seconds": 600, "reason": "works on it"})
        why = self.explain(self.chat("held")[1])
        self.assertEqual(why["why"], "only")
        self.assertEqual([(row["provider"], row["circuit_open"], row["outcome"]) for row in why["candidates"]],
                         [("second", False, "last"), ("first", True, "at_rest")])

    def test_refusals_are_explained(self):
        key = self.gate.add_key("tight", rpm=1)["key"]
        self.preset("any", "weighted", ("second", "r", {}))
        self.assertEqual(self.chat("any", key)[0], 200)
        reply = self.gate.chat(key, "any")
        self.assertEqual(reply.status, 429)
        why = self.explain(reply.headers["x-request-id"])
        self.assertTrue(why["refusal"], why)
        self.assertEqual(why["candidates"], [])
        unknown = self.gate.chat(self.key, "nobody")
        self.assertIn("nobody", self.explain(unknown.headers["x-request-id"])["refusal"])


class LastRouteTest(RoutingCase):
    def test_the_last_route_is_never_opened_silently(self):
        self.preset("lone", "weighted", ("first", "lone-1", {}))
        told = self.gate.admin("PUT", "circuits/first/lone-1", {"state": "open", "seconds": 600, "reason": "works on it"}).json()
        self.assertEqual([row["preset"] for row in told["presets_without_upstream"]], ["lone"])
        self.assertEqual((told["note"], told["by"] is not None, told["openings"]), ("works on it", True, 1))
        until(lambda: "preset without an upstream" in self.gate.log_text(), "the line in the log")
        health = self.gate.admin("GET", "dependencies").json()
        row = next(item for item in health["items"] if item["component"] == "preset lone")
        self.assertEqual((row["status"], row["reason"]), ("down", "circuits_open"))
        self.assertIn("first/lone-1 (MANUAL)", row["detail"])
        why = self.gate.chat(self.key, "lone")
        self.assertEqual(why.status, 503)
        explained = self.explain(why.headers["x-request-id"])
        self.assertEqual((explained["why"], explained["candidates"][0]["outcome"]), ("all_rest", "circuit_open"))
        self.assertIn("at rest: first/lone-1", explained["refusal"])
        closed = self.gate.admin("PUT", "circuits/first/lone-1", {"state": "closed"}).json()
        self.assertEqual(closed["presets_without_upstream"], [])
        self.assertEqual([turn["state"] for turn in closed["history"]], ["closed", "open"])
        until(lambda: "preset has an upstream again" in self.gate.log_text(), "the line in the log")


    def test_a_rest_that_is_over_is_no_upstream_yet(self):
        self.preset("shaky", "weighted", ("first", "shaky-1", {}))
        self.upstreams["first"].order("shaky-1", Fault("status", status=500))
        for _ in range(5):
            self.gate.chat(self.key, "shaky")
        until(lambda: "preset=shaky" in self.gate.log_text(), "the line in the log")
        def state():
            rows = self.gate.admin("GET", "circuits").json()["items"]
            return next(row["state"] for row in rows if row["model"] == "shaky-1")
        until(lambda: state() == "half_open", "the end of its rest")
        self.gate.chat(self.key, "shaky")
        self.assertEqual(state(), "open")
        until(lambda: state() == "half_open", "the end of the second rest")
        self.assertNotIn("preset has an upstream again preset=shaky", self.gate.log_text())
        self.assertEqual(self.gate.log_text().count("preset without an upstream: every circuit is open preset=shaky"), 1)
        self.upstreams["first"].clear()
        self.assertEqual(self.gate.chat(self.key, "shaky").status, 200)
        until(lambda: "preset has an upstream again preset=shaky" in self.gate.log_text(), "the line in the log")


class ProbeTest(RoutingCase):
    def test_a_probe_finds_what_is_gone_and_costs_nothing(self):
        gone = RecordingUpstream(words=3).start()
        made = self.gate.admin("POST", "providers", {"name": "gone", "kind": "openai", "base_url": gone.url, "api_key": "sk-upstream-canary-0001",
                                                     "allow_private": True, "probe_interval_seconds": 5}).json()
        self.assertEqual(made["probe_interval_seconds"], 5)
        self.preset("watched", "priority", ("gone", "p", {}), ("second", "p", {"priority": 1}))
        def row():
            return next(item for item in self.gate.admin("GET", "dependencies").json()["items"] if item["component"] == "provider gone")
        until(lambda: row()["reason"] == "probe_ok", "the first probe")
        gone.stop()
        until(lambda: row()["reason"] == "probe_failed", "the probe that fails")
        self.assertIn("probe failed provider=gone", self.gate.log_text())
        self.assertEqual(self.gate.rows("SELECT count(*) AS n FROM usage_ledger WHERE provider = 'gone'"), [{"n": 0}])
        off = self.gate.admin("PATCH", f"providers/{made['id']}", {"probe_interval_seconds": None}).json()
        self.assertIsNone(off["probe_interval_seconds"])
        self.gate.admin("PATCH", f"providers/{made['id']}", {"probe_interval_seconds": 1}, (422,))


if __name__ == "__main__":
    unittest.main()
