"""Ways by which money, or a healthy upstream, could be lost though nothing is broken: a call that is left before its bill, figures that come too
early or in a spelling of their own, an upstream that turns everything down without saying for how long, answers that are none.

Upstreams are scripted byte by byte; the `user` of each body picks the script.
"""
import json
import sys
import time
import unittest
from pathlib import Path

from gatehouse_process import EventStream, GatehouseTest, Link, until

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "fakes"))

from scripted_upstream import Script, ScriptedUpstream  # noqa: E402

PRICE = {"input": "1", "output": "10", "cached_input": "0.1", "cache_write": "1.25", "reasoning": "20"}
WORDS = 20


def whole(status, body, fields=""):
    data = json.dumps(body).encode()
    return [f"HTTP/1.1 {status} X\r\ncontent-type: application/json\r\n{fields}content-length: {len(data)}\r\n\r\n".encode() + data]


def chunked(*events):
    head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
    return [head] + [b"%x\r\n%s\r\n" % (len(event), event) for event in events]


def event(**fields):
    return b"data: " + json.dumps(fields).encode() + b"\n\n"


def chunk(content=None, finish=None):
    return event(object="chat.completion.chunk", choices=[{"index": 0, "delta": {"content": content} if content else {}, "finish_reason": finish}])


def reply(**fields):
    return {"object": "chat.completion", "choices": [{"index": 0, "message": {"role": "assistant", "content": "some words"}, "finish_reason": "stop"}], **fields}


SAID = [event(type="response.created", response={"id": "r", "usage": None})] + [event(type="response.output_text.delta", delta="word ")] * WORDS
EARLY = event(choices=[], usage={"prompt_tokens": 100, "completion_tokens": 0, "total_tokens": 100})
DONE = b"data: [DONE]\n\n"
END = b"0\r\n\r\n"
SCRIPTS = {
    "hang": Script(chunked(*SAID), "hang"),
    "cut": Script(chunked(*SAID), "close"),
    "silent": Script([], "hang"),
    "early-cut": Script(chunked(EARLY, *[chunk("word ")] * WORDS), "close"),
    "early-done": Script(chunked(EARLY, *[chunk("word ")] * WORDS, chunk(finish="stop"), DONE) + [END]),
    "written": Script(whole(200, reply(usage={"prompt_tokens": 100, "completion_tokens": 50, "total_tokens": 150,
                                              "prompt_tokens_details": {"cached_tokens": 60, "cache_write_tokens": 20}}))),
    "full": Script(whole(429, {"error": {"message": "Too much.", "type": "requests", "param": None, "code": "rate_limit_exceeded"}})),
    "unpaid": Script(whole(402, {"error": {"message": "Insufficient balance of the gateway's account", "type": "billing", "param": None, "code": "balance"}})),
    "spent": Script(whole(429, {"error": {"message": "You exceeded your current quota", "type": "insufficient_quota", "param": None, "code": "insufficient_quota"}})),
    "nothing": Script(whole(200, {"object": "chat.completion", "choices": [], "usage": {"prompt_tokens": 1, "completion_tokens": 0, "total_tokens": 1}})),
    "well": Script(whole(200, reply(usage={"prompt_tokens": 1, "completion_tokens": 2, "total_tokens": 3}))),
}


class SideDoorsTest(GatehouseTest):
    CHECKED = True

    @classmethod
    def prepare(cls):
        cls.first = ScriptedUpstream(SCRIPTS).start()
        cls.addClassCleanup(cls.first.stop)
        cls.second = ScriptedUpstream({name: SCRIPTS["well"] for name in SCRIPTS}).start()
        cls.addClassCleanup(cls.second.stop)
        cls.gate.add_provider("first", cls.first.url)
        cls.gate.add_provider("second", cls.second.url)
        cls.gate.add_preset("one", [("first", "m")])
        cls.gate.admin("PUT", "prices/first/m", PRICE)

    def bill(self, trace):
        return [(row["usage_source"], row["tokens_in"], row["tokens_out"]) for row in self.gate.ledger(trace)]

    def responses(self, key, script):
        body = {"model": "one", "stream": True, "input": "some words to begin with", "user": f"{script}/-"}
        return EventStream(Link(self.gate.url), "/v1/responses", body, {"Authorization": f"Bearer {key}"})

    def test_who_leaves_before_the_bill_has_not_had_it_for_nothing(self):
        # Room for the 1,024 tokens that such a call reserves, and for two that have said twenty words.
        made = self.gate.add_key("leaver", budget_usd="0.0105")
        traces = []
        for script, told in (("hang", WORDS), ("cut", None)):
            stream = self.responses(made["key"], script)
            traces.append(stream.headers["x-request-id"])
            for number, _ in enumerate(stream):
                if number == told:
                    break
            stream.close()
        for trace in traces:
            (source, tokens_in, tokens_out), = self.bill(trace)
            self.assertEqual((source, tokens_out), ("estimated", WORDS))
            self.assertGreater(tokens_in, 3)
            self.assertEqual(self.gate.log_row(trace)["estimated"], 1)
        refused = self.responses(made["key"], "hang")
        self.addCleanup(refused.close)
        self.assertEqual((refused.status, refused.headers["x-gateway-limit"]), (429, "key budget"))

    def test_an_answer_that_nobody_waited_for_costs_its_input(self):
        key = self.gate.add_key("impatient")["key"]
        link = Link(self.gate.url)
        link.http.request("POST", "/v1/responses", json.dumps({"model": "one", "input": "some words", "user": "silent/left"}),
                          {"Authorization": f"Bearer {key}", "Content-Type": "application/json"})
        until(lambda: ("silent", "left") in self.first.calls, "the call at the upstream")
        link.close()
        row = until(lambda: self.gate.rows("SELECT * FROM usage_ledger WHERE key_id = (SELECT id FROM api_key WHERE name = 'impatient')"), "its bill")[0]
        self.assertEqual((row["usage_source"], row["tokens_out"]), ("estimated", 0))
        self.assertGreater(row["tokens_in"], 1)

    def test_figures_from_before_the_words_are_not_the_bill(self):
        key = self.gate.add_key("early")["key"]
        for script in ("early-cut", "early-done"):
            with self.subTest(script):
                stream = self.gate.stream(key, "one", user=f"{script}/-")
                list(stream)
                self.assertEqual(stream.clean, script == "early-done")
                self.assertEqual(self.bill(stream.headers["x-request-id"]), [("estimated", 100, WORDS)])

    def test_what_is_written_to_a_cache_has_its_price(self):
        answer = self.gate.chat(self.gate.add_key("writer")["key"], "one", user="written/-")
        row, = self.gate.ledger(answer.headers["x-request-id"])
        self.assertEqual((row["usage_source"], row["tokens_cached"], row["tokens_cache_write"]), ("reported", 60, 20))
        self.assertEqual(row["cost_nanousd"], 20 * 1000 + 60 * 100 + 20 * 1250 + 50 * 10_000)

    def test_one_that_turns_all_down_fails_nobody(self):
        """Without a rest each request would meet it first, and retries are a fifth of all calls at most."""
        key = self.gate.add_key("crowd")["key"]
        for script, reason in (("full", "UPSTREAM_RATE_LIMIT"), ("unpaid", "UPSTREAM_AUTH")):
            with self.subTest(script):
                self.gate.add_preset(script, [("first", script), ("second", script)])
                link, began = Link(self.gate.url), time.monotonic()
                self.addCleanup(link.close)
                before = len(self.first.calls)
                self.assertEqual({self.gate.chat(key, script, user=f"{script}/-", link=link).status for _ in range(100)}, {200})
                met = len(self.first.calls) - before
                # Failures in a row open the other's circuit; then one trial a second.
                self.assertLessEqual(met, {"full": 1, "unpaid": 5}[script] + int(time.monotonic() - began))
                rows = self.gate.admin("GET", "circuits").json()["items"]
                row = next(row for row in rows if (row["provider"], row["model"]) == ("first", script))
                self.assertEqual(row["history"][0]["reason"], reason)

    def test_the_only_one_may_turn_down_as_it_likes(self):
        key = self.gate.add_key("alone")["key"]
        self.gate.add_preset("alone", [("first", "alone")])
        self.assertEqual([self.gate.chat(key, "alone", user="full/-").status for _ in range(9)], [429] * 9)
        self.assertEqual(self.gate.chat(key, "alone", user="well/-").status, 200)

    def test_an_unpaid_account_is_the_operators_business(self):
        key = self.gate.add_key("unpaid")["key"]
        self.gate.add_preset("only", [("first", "only")])
        for script in ("unpaid", "spent"):
            with self.subTest(script):
                answer = self.gate.chat(key, "only", user=f"{script}/-")
                self.assertEqual((answer.status, answer.error["code"]), (502, "upstream_auth"))
                self.assertNotIn(b"balance", answer.body)
                self.assertNotIn(b"quota", answer.body)

    def test_an_answer_that_is_none_is_not_given_again(self):
        key = self.gate.add_key("asker")["key"]
        made = self.gate.add_preset("kept", [("first", "kept")])
        self.gate.admin("PATCH", f"presets/{made['id']}", {"cache": "all"})
        words = [self.gate.chat(key, "kept", user=f"{script}/-").headers["x-gateway-cache"] for script in ("nothing", "well", "nothing")]
        self.assertEqual(words, ["miss", "miss", "hit"])


if __name__ == "__main__":
    unittest.main()
