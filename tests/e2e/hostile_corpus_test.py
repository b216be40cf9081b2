"""Hostile requests by category (hostile_corpus.py) against a gateway with a recording upstream behind it: each is judged as RFC 9110 and
9112 say, nothing ambiguous reaches the upstream, and what is accepted arrives there framed as it was meant.

Each case goes out twice: in one piece and torn in two. HOSTILE_CORPUS=full sends the short ones byte by byte as well.
"""
import collections
import json
import os
import random
import re
import threading
import unittest

from gatehouse_process import GatehouseTest
from hostile_corpus import ANY4XX, BODY_MAX, FOLLOW, KEY, corpus
from observed_call import Wire

FULL = os.environ.get("HOSTILE_CORPUS") == "full"
DRIBBLE_MAX = 1500
PATIENCE = 20
_PAUSE = threading.Event()
UPSTREAM_FIELDS = {"host", "authorization", "content-type", "accept", "accept-encoding", "user-agent", "content-length", "x-client-request-id"}

# Cases that the product does not pass yet, each with the reason.
KNOWN = set()


class HostileCorpusTest(GatehouseTest):
    SETTINGS = {"GATEWAY_MAX_BODY_BYTES": BODY_MAX}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=1)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("any", [("rec", "small")])
        cls.key = cls.gate.add_key("hostile")["key"].encode()
        assert len(cls.key) == len(KEY)
        cls.serial = 0

    def send(self, wire, data, mode):
        try:
            if mode == "torn":
                cut = random.Random(len(data)).randrange(1, len(data))
                wire.send(data[:cut])
                _PAUSE.wait(0.002)
                data = data[cut:]
            if mode == "dribble":
                for i in range(len(data)):
                    wire.send(data[i:i + 1])
                    if i % 40 == 0:
                        _PAUSE.wait(0.001)
                return
            wire.send(data)
        except ConnectionError:
            pass    # refused in the middle: what was said stands in the answer

    def exchange(self, case, mode):
        """(answers, marks of this case, was the connection closed)."""
        type(self).serial += 1
        marks = {name: b"%b%04d" % (letter, self.serial) for name, letter in ((b"CASE0", b"c"), (b"FOLLO", b"f"), (b"SMUGG", b"s"))}

        def marked(data):
            for name, mark in marks.items():
                data = data.replace(b'"user":"' + name, b'"user":"' + mark)
            return data.replace(KEY, self.key)
        wire = Wire(self.gate.url, PATIENCE)
        answers = []
        try:
            self.send(wire, marked(case.data), mode)
            if case.continued:
                self.assertEqual(wire._line(), b"HTTP/1.1 100 Continue")
                self.assertEqual(wire._line(), b"")
                self.send(wire, marked(case.continued), mode)
            wanted = case.calls if case.want == "serve" else 1
            while len(answers) < wanted and (answer := wire.answer()):
                answers.append(answer)
            if case.want == "early" or (case.want == "serve" and case.open):
                self.send(wire, marked(FOLLOW), "whole")
            while answer := wire.answer():
                answers.append(answer)
        except TimeoutError:
            self.fail(f"the connection hangs after {[a.status for a in answers]}")
        finally:
            wire.close()
        return answers, {name: mark.decode() for name, mark in marks.items()}

    def calls_of(self, marks):
        """The calls that reached the upstream, by the mark in their body."""
        found = collections.defaultdict(list)
        for call in self.upstream.calls()[self.seen:]:
            user = call.json().get("user")
            names = [name for name, mark in marks.items() if mark == user]
            self.assertEqual(len(names), 1, f"a call of nobody reached the upstream: {call.raw[:300]!r}")
            found[names[0]].append(call)
        return found

    def check_framing(self, calls):
        """The upstream's request is made anew: plain lines, one length that is true, no field of the client but the known ones."""
        for call in calls:
            names = [name.lower() for name, _ in call.headers]
            self.assertEqual(len(names), len(set(names)), call.raw[:400])
            self.assertLessEqual(set(names), UPSTREAM_FIELDS, call.raw[:400])
            self.assertEqual(int(call.header("content-length")), len(call.body))
            self.assertTrue(call.raw.startswith(b"POST /v1/chat/completions HTTP/1.1\r\n"), call.raw[:60])
            self.assertTrue(call.raw.endswith(call.body))
            self.assertEqual(call.header("host"), self.upstream.url.removeprefix("http://"))
            self.assertNotIn(self.key, call.raw)
            self.assertNotIn(b"\n", call.raw[:-len(call.body)].replace(b"\r\n", b""))

    def judge(self, case, mode):
        self.seen = len(self.upstream.calls())
        answers, marks = self.exchange(case, mode)
        calls = self.calls_of(marks)
        self.check_framing([call for some in calls.values() for call in some])
        statuses = [answer.status for answer in answers]
        self.assertTrue(all(answer.complete for answer in answers), "a cut answer")
        self.assertEqual(calls[b"SMUGG"], [], "what stood behind the request was read as a request")
        if case.want == "refuse":
            self.assertEqual(len(statuses), 1, statuses)
            self.assertIn(statuses[0], case.statuses)
            self.assertEqual(answers[0].header("connection"), "close")
            self.assertFalse(calls[b"CASE0"] or calls[b"FOLLO"], "a refused request reached the upstream")
        elif case.want == "serve":
            self.assertEqual(statuses[:case.calls], [200] * case.calls, answers[0].body[:200] if answers else "no answer")
            self.assertEqual([len(call.json()["messages"][0]["content"].split()) for call in calls[b"CASE0"]], list(case.words))
            # Answers stand in the order of their requests: the upstream counts four tokens and a word each.
            self.assertEqual([json.loads(answer.body)["usage"]["prompt_tokens"] for answer in answers[:case.calls]], [4 + words for words in case.words])
            self.assertEqual(len(calls[b"FOLLO"]), 1 if case.open else 0)
            rest = [200] if case.open else statuses[case.calls:]
            self.assertEqual(statuses[case.calls:], rest)
            self.assertLessEqual(len(rest), 1)
            self.assertTrue(case.open or all(status >= 400 for status in rest), statuses)
        else:
            self.assertTrue(statuses, "no answer")
            self.assertIn(statuses[0], case.statuses)
            self.assertEqual(calls[b"CASE0"], [])
            # The body is skipped and the next request served, or the connection is closed; bytes of the body never become a request.
            self.assertIn(tuple(statuses[1:]), ((), (200,)), statuses)
            self.assertEqual(len(calls[b"FOLLO"]), len(statuses) - 1)

    def test_each_case(self):
        cases = list(corpus())
        names = {(case.category, case.name) for case in cases}
        self.assertEqual(len(names), len(cases), "two cases have one name")
        counts, known = collections.Counter(), 0
        for case in cases:
            counts[case.category] += 1
            for mode in ("whole", "torn", *(["dribble"] if FULL and len(case.data) < DRIBBLE_MAX else [])):
                with self.subTest(category=case.category, name=case.name, mode=mode):
                    try:
                        self.judge(case, mode)
                    except AssertionError:
                        if f"{case.category}: {case.name}" not in KNOWN:
                            raise
                        known += 1
        print(f"{len(cases)} cases: {dict(counts)}; {known} runs failed as known")
        self.assertGreaterEqual(len(cases), 250)
        self.assertEqual(self.gate.chat(self.key.decode(), "any").status, 200)
        self.assertIsNone(self.gate.program.process.poll())

    def test_the_head_of_an_answer_is_strict_too(self):
        for target in ("/v1/models", "/health", "/nothing", "/api/v1/engine"):
            wire = Wire(self.gate.url, PATIENCE)
            wire.send(f"HEAD {target} HTTP/1.1\r\nHost: gate\r\n\r\nGET {target} HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\r\n".encode())
            first, second = wire.answer(to_head=True), wire.answer()
            wire.close()
            with self.subTest(target):
                self.assertTrue(first.complete and second.complete)
                self.assertIn(second.status, (200, *ANY4XX))
                for answer in (first, second):
                    self.assertFalse([value for _, value in answer.headers if re.search(r"[\x00-\x08\x0a-\x1f\x7f]", value)])
                    self.assertIsNotNone(answer.header("date"))


if __name__ == "__main__":
    unittest.main()
