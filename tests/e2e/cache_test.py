"""The response cache of the running gateway: the upstream's count of calls is what saw it, the ledger is what it cost."""
import concurrent.futures
import contextlib
import json
import threading
import unittest

from gatehouse_process import Fault, GatehouseTest, Link, ask, until


class CacheTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 4, "GATEWAY_CACHE_ENTRIES": 200}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=6)
        cls.gate.add_provider("alpha", cls.upstream.url)
        cls.preset("main")
        cls.key = cls.gate.add_key("cache")["key"]
        cls.other = cls.gate.add_key("other")["key"]

    @classmethod
    def preset(cls, name, **fields):
        row = cls.gate.add_preset(name, [("alpha", f"{name}-1")])
        return cls.gate.admin("PATCH", f"presets/{row['id']}", fields).json() if fields else row

    def calls(self, name):
        return len(self.upstream.calls(f"{name}-1"))

    def chat(self, model="main", key=None, **fields):
        return self.gate.chat(key or self.key, model, **{"temperature": 0, **fields})

    def word(self, reply):
        return reply.headers["x-gateway-cache"]

    def figures(self):
        return self.gate.admin("GET", "cache").json()

    def test_the_same_question_is_asked_once(self):
        before = self.calls("main")
        first = self.chat(text="asked once")
        self.assertEqual((first.status, self.word(first)), (200, "miss"))
        for _ in range(20):
            again = self.chat(text="asked once")
            self.assertEqual((again.status, self.word(again), again.body), (200, "hit", first.body))
            self.assertNotEqual(again.headers["x-request-id"], first.headers["x-request-id"])
        trace = again.headers["x-request-id"]
        self.gate.log_row(trace)
        explained = self.gate.admin("GET", f"requests/{trace}").json()["explain"]
        self.assertEqual((explained["why"], explained["candidates"]), ("cache", []))
        self.assertEqual(self.calls("main"), before + 1)

    def test_another_spelling_is_the_same_question(self):
        before = self.calls("main")
        self.chat(text="spelled")
        text = ' { "messages" : [ { "content" : "sp\\u0065lled", "role" : "user" } ], "temperature" : 0.0, "user": "u-7", "model" : "main" } '
        reply = ask(self.gate.url, "POST", "/v1/chat/completions", text, {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})
        self.assertEqual((reply.status, self.word(reply)), (200, "hit"))
        self.assertEqual(self.calls("main"), before + 1)

    def test_streams_come_again_as_streams_and_plain_as_plain(self):
        def stream():
            with contextlib.closing(self.gate.stream(self.key, "main", "streamed", temperature=0)) as answer:
                return answer.headers["x-gateway-cache"], list(answer), answer.clean
        before = self.calls("main")
        word, events, clean = stream()
        self.assertEqual((word, events[-1], clean), ("miss", "[DONE]", True))
        self.assertEqual(stream(), ("hit", events, True))
        self.assertTrue(all("usage" not in json.loads(event) or not json.loads(event)["usage"] for event in events[:-1]))
        plain = self.chat(text="streamed")
        self.assertEqual(self.word(plain), "miss")
        self.assertEqual(plain.json()["object"], "chat.completion")
        self.assertEqual(self.calls("main"), before + 2)

    def test_only_cold_requests_unless_the_preset_opted_in(self):
        self.preset("warm", cache="all")
        self.preset("never", cache="off")
        for model, temperature, words in (("main", 0.5, ("bypass", "bypass")), ("warm", 0.5, ("miss", "hit")), ("never", 0, ("bypass", "bypass"))):
            said = tuple(self.word(self.chat(model, text="warm?", temperature=temperature)) for _ in range(2))
            self.assertEqual(said, words, model)

    def test_nobody_reads_anothers_answer(self):
        self.chat(text="mine")
        self.assertEqual(self.word(self.chat(text="mine", key=self.other)), "miss")
        made = self.gate.add_key("gone")
        self.chat(text="last words", key=made["key"])
        self.assertEqual(self.word(self.chat(text="last words", key=made["key"])), "hit")
        self.gate.admin("POST", f"api-keys/{made['id']}/revoke", {"reason": "test"})
        self.assertEqual(self.chat(text="last words", key=made["key"]).status, 401)

    def test_many_at_once_make_one_call(self):
        slow = self.record_upstream(words=6)
        self.gate.add_provider("slow", slow.url)
        self.gate.add_preset("crowd", [("slow", "crowd-1")])
        slow.order("crowd-1", Fault("slow_first", seconds=1.0))
        with concurrent.futures.ThreadPoolExecutor(40) as pool:
            replies = list(pool.map(lambda _: self.chat("crowd", text="all at once"), range(40)))
        self.assertEqual({reply.status for reply in replies}, {200})
        self.assertEqual(len({reply.body for reply in replies}), 1)
        self.assertEqual(len(slow.calls("crowd-1")), 1)
        self.assertEqual(sorted(self.word(reply) for reply in replies), ["hit"] * 39 + ["miss"])

    def test_another_takes_over_from_a_client_that_leaves(self):
        slow = self.record_upstream(words=6)
        self.gate.add_provider("slower", slow.url)
        self.gate.add_preset("relay-race", [("slower", "race-1")])
        slow.order("race-1", Fault("stall"), times=1)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            first = Link(self.gate.url)
            body = {"model": "relay-race", "temperature": 0, "messages": [{"role": "user", "content": "take over"}]}
            first.http.request("POST", "/v1/chat/completions", body=json.dumps(body),
                               headers={"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})
            until(lambda: len(slow.calls("race-1")) == 1, "the first call")
            waiting = pool.submit(self.chat, "relay-race", text="take over")
            with self.assertRaises(concurrent.futures.TimeoutError):
                waiting.result(0.3)
            first.close()
            reply = waiting.result(20)
        self.assertEqual((reply.status, self.word(reply)), (200, "miss"))
        self.assertEqual(len(slow.calls("race-1")), 2)
        self.assertEqual(self.word(self.chat("relay-race", text="take over")), "hit")

    def test_errors_and_cut_streams_are_not_kept(self):
        self.gate.add_preset("ill", [("alpha", "ill-1")])
        self.upstream.order("ill-1", Fault("status", status=400), times=2)
        self.assertEqual([self.chat("ill", text="error").status for _ in range(3)], [400, 400, 200])
        self.upstream.order("ill-1", Fault("cut", after=3), times=1)
        with contextlib.closing(self.gate.stream(self.key, "ill", "cut", temperature=0)) as answer:
            self.assertNotIn("[DONE]", list(answer))
        with contextlib.closing(self.gate.stream(self.key, "ill", "cut", temperature=0)) as answer:
            self.assertEqual((answer.headers["x-gateway-cache"], list(answer)[-1]), ("miss", "[DONE]"))

    def test_a_hit_costs_what_the_preset_says(self):
        for percent in (0, 25, 100):
            name = f"billed-{percent}"
            row = self.gate.add_preset(name, [("alpha", "gpt-4o")])
            self.gate.admin("PATCH", f"presets/{row['id']}", {"cache_bill_percent": percent})
            first, hit = self.chat(name, text="what it costs"), self.chat(name, text="what it costs")
            self.assertEqual(self.word(hit), "hit")
            fetched = self.gate.ledger(first.headers["x-request-id"])
            kept = self.gate.ledger(hit.headers["x-request-id"])
            self.assertEqual(([row["attempt"] for row in fetched], [row["attempt"] for row in kept]), ([1], [0]))
            row = kept[0]
            whole = fetched[0]["cost_nanousd"]
            self.assertGreater(whole, 0)
            if percent == 0:
                self.assertEqual((row["cost_nanousd"], row["tokens_in"], row["tokens_out"]), (0, 0, 0))
            else:
                self.assertEqual((row["tokens_in"], row["tokens_out"]), (fetched[0]["tokens_in"], fetched[0]["tokens_out"]))
                self.assertEqual(row["cost_nanousd"], (whole * percent + 50) // 100)
            saved = {each["preset"]: each["saved_nanousd"] for each in self.figures()["saved_by_preset"]}
            self.assertEqual(saved[name], whole - row["cost_nanousd"])
            log = self.gate.log_row(hit.headers["x-request-id"])
            self.assertEqual((log["cache"], log["attempts"], log["status"], log["cost_nanousd"]), ("hit", 0, 200, row["cost_nanousd"]))

    def test_a_flush_forgets_and_the_figures_tell(self):
        self.chat(text="forget me")
        self.assertEqual(self.word(self.chat(text="forget me")), "hit")
        figures = self.figures()
        self.assertGreater(figures["entries"], 0)
        self.assertLessEqual(figures["bytes"], figures["bytes_max"])
        self.assertGreater(figures["hits"], 0)
        dropped = self.gate.admin("POST", "cache/flush", {}).json()["dropped"]
        self.assertGreater(dropped, 0)
        self.assertEqual(self.word(self.chat(text="forget me")), "miss")
        page = ask(self.gate.url, "GET", "/metrics").body.decode()
        self.assertIn('gateway_cache_total{result="hit"}', page)
        actions = [row["action"] for row in self.gate.admin("GET", "audit").json()["items"]]
        self.assertIn("cache.flush", actions)

    def test_a_flush_amid_hits_leaves_nothing_of_before(self):
        seen, stop = set(), threading.Event()

        def ask_on():
            statuses = set()
            while not stop.is_set():
                reply = self.chat(text="amid hits")
                statuses.add(reply.status)
                seen.add(reply.body)
            return statuses
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            askers = [pool.submit(ask_on) for _ in range(6)]
            try:
                for _ in range(15):
                    until(lambda: seen, "an answer")
                    before = set(seen)
                    self.gate.admin("POST", "cache/flush", {})
                    self.assertNotIn(self.chat(text="amid hits").body, before)
            finally:
                stop.set()
            self.assertEqual(set().union(*(asker.result(20) for asker in askers)), {200})

    def test_many_distinct_questions_stay_within_the_bounds(self):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            replies = list(pool.map(lambda i: self.chat(text=f"distinct {i} " + "x" * 3000), range(400)))
        self.assertEqual({reply.status for reply in replies}, {200})
        figures = self.figures()
        self.assertLessEqual(figures["bytes"], figures["bytes_max"])
        self.assertLessEqual(figures["entries"], figures["entries_max"])
        self.assertLessEqual(figures["entries"], 200)

    def test_fields_do_not_get_into_anothers_key(self):
        # Fields that name a key, a preset or a conversation, or look like parts of the cache's own text, change nothing for others.
        self.chat(text="smuggled")
        forged = {"X-Api-Key": self.key, "X-Gateway-Conversation": f"key {self.key}", "X-Gateway-Preset": "main", "OpenAI-Beta": "x"}
        body = {"model": "main", "temperature": 0, "messages": [{"role": "user", "content": "smuggled"}]}
        reply = ask(self.gate.url, "POST", "/v1/chat/completions", body, {"Authorization": f"Bearer {self.other}", **forged})
        self.assertEqual((reply.status, self.word(reply)), (200, "miss"))

    def test_a_request_may_ask_past_it(self):
        self.chat(text="past it")
        before = self.calls("main")
        headers = {"Authorization": f"Bearer {self.key}", "Cache-Control": "no-store"}
        body = {"model": "main", "temperature": 0, "messages": [{"role": "user", "content": "past it"}]}
        self.assertEqual(self.word(ask(self.gate.url, "POST", "/v1/chat/completions", body, headers)), "bypass")
        self.assertEqual(self.calls("main"), before + 1)
        self.assertEqual(self.word(self.chat(text="past it")), "hit")

    def test_a_changed_preset_is_another_answer(self):
        row = self.preset("moved")
        self.chat("moved", text="where")
        items = [{"provider": "alpha", "model": "moved-2", "weight": 1, "priority": 1, "is_active": True}]
        self.gate.admin("PATCH", f"presets/{row['id']}", {"items": items})
        self.assertEqual(self.word(self.chat("moved", text="where")), "miss")


if __name__ == "__main__":
    unittest.main()
