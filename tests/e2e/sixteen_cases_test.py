"""The sixteen cases of failure that every preset must survive (dialects.md, "Failure conduct"), plain and streamed: a preset of two
upstreams, the first misbehaves. Of each case: what the client saw, how its answer ended, how many attempts there were, what was
billed, and what the log says. The checker of all fault tests then looks at the whole.
"""
import unittest
from dataclasses import dataclass, field

from checker import Checker
from gatehouse_process import Fault, Gatehouse, RecordingUpstream, until
from observed_call import call, chat_body

WORDS, CUT = 60, 41     # of 60 tokens 40 are sent, behind the event with the role
WHOLE = ("whole", 200, None)
SECOND = [("second", "reported", WORDS)]
FIRST = [("first", "reported", WORDS)]
CUT_STREAM = [("first", "estimated", 40)]
# A plain answer that broke off was made, so it is booked on its attempt; how much of it there was is an estimate.
BOTH = [("first", "estimated", None), ("second", "reported", WORDS)]


@dataclass
class Case:
    name: str
    orders: list                        # of (fault, times) for the first upstream, one behind the other
    plain: tuple = WHOLE                # what the client saw: kind, status, code
    stream: tuple = WHOLE
    billed: list = field(default_factory=lambda: SECOND)
    stream_billed: list | None = None   # None: the same
    failed: str | None = None           # error_code of the first attempt
    stream_failed: str | None = None
    attempts: int = 2
    stream_attempts: int | None = None
    calls: int = 1                      # the last one is looked at
    level: str = "WARN"
    stream_level: str | None = None


def broken(code, level="ERROR"):
    return {"stream": ("error", 200, code.lower()), "stream_billed": CUT_STREAM, "stream_attempts": 1, "stream_level": level, "billed": BOTH}


LASTING = Fault("status", status=503)
CASES = [
    Case("429 with Retry-After", [(Fault("status", status=429, retry_after="7"), -1)], failed="UPSTREAM_RATE_LIMIT"),
    Case("429 without", [(Fault("status", status=429), -1)], failed="UPSTREAM_RATE_LIMIT"),
    Case("one 500", [(Fault("status", status=500), 1)], failed="UPSTREAM_ERROR"),
    Case("lasting 503", [(LASTING, -1)], failed="UPSTREAM_ERROR", calls=3),
    Case("connection reset", [(Fault("reset"), -1)], failed="UPSTREAM_RESET"),
    Case("accepted then silent", [(Fault("stall"), -1)], failed="UPSTREAM_TIMEOUT"),
    Case("first token after 20 s", [(Fault("slow_first", seconds=20), -1)], failed="UPSTREAM_TIMEOUT"),
    Case("stream cut at 40 of 60 tokens", [(Fault("cut", after=CUT), -1)], failed="UPSTREAM_CUT", **broken("UPSTREAM_CUT")),
    Case("30 s stall mid-stream", [(Fault("stall_mid", after=CUT), -1)], failed="UPSTREAM_TIMEOUT", **broken("UPSTREAM_TIMEOUT")),
    Case("malformed chunk", [(Fault("malformed_chunk", after=CUT), -1)], failed="UPSTREAM_PROTOCOL", **broken("UPSTREAM_PROTOCOL")),
    Case("missing [DONE]", [(Fault("missing_done"), -1)], billed=FIRST, attempts=1, level="INFO"),
    Case("context_length_exceeded", [(Fault("status", status=400, code="context_length_exceeded"), -1)], plain=("error", 400, "context_length_exceeded"),
         stream=("error", 400, "context_length_exceeded"), billed=[], attempts=1, failed="UPSTREAM_REFUSED"),
    Case("content filter", [(Fault("status", status=400, code="content_filter"), -1)], plain=("error", 400, "content_filter"), stream=("error", 400, "content_filter"),
         billed=[], attempts=1, failed="UPSTREAM_REFUSED"),
    Case("content filter as the reason of the end", [(Fault("content_filter"), -1)], billed=FIRST, attempts=1, level="INFO"),
    Case("cut then refusal to continue", [(Fault("cut", after=CUT), 1), (LASTING, -1)], failed="UPSTREAM_ERROR", calls=2),
    Case("flapping primary", [(Fault("status", status=500), 1), (Fault("usage", usage={"prompt_tokens": 6, "completion_tokens": 60, "total_tokens": 66}), 1),
                              (Fault("status", status=502), 1)], failed="UPSTREAM_ERROR", calls=3),
    Case("fallback billing", [(Fault("status", status=500), -1)], failed="UPSTREAM_ERROR"),
    Case("an error behind the role", [(Fault("error_event", after=1), -1)], billed=FIRST, attempts=1, level="INFO",
         stream_billed=SECOND, stream_attempts=2, stream_failed="UPSTREAM_ERROR", stream_level="WARN"),
    Case("a cut behind the role", [(Fault("cut", after=1), -1)], billed=BOTH, failed="UPSTREAM_CUT", stream_billed=SECOND),
]


class SixteenCasesTest(unittest.TestCase):
    def setUp(self):
        # One upstream fails over and over: without circuits each case meets it. One worker, for its allowance of free retries.
        self.gate = Gatehouse(CIRCUIT_FAILURES=0, GATEWAY_THREADS=1, UPSTREAM_FIRST_BYTE_TIMEOUT_MS=1500, UPSTREAM_IDLE_TIMEOUT_MS=1200)
        self.addCleanup(self.gate.discard)
        self.gate.start()
        self.first, self.second = (RecordingUpstream(words=WORDS).start() for _ in range(2))
        self.addCleanup(self.first.stop)
        self.addCleanup(self.second.stop)
        self.gate.add_provider("first", self.first.url)
        self.gate.add_provider("second", self.second.url)
        self.key = self.gate.add_key("cases")["key"]
        self.checker = Checker(self.gate, [self.key])

    def test_each_case_plain_and_streamed(self):
        for number, case in enumerate(CASES):
            # Other model names each time, so that no 429's rest reaches the next case.
            for stream in (False, True):
                with self.subTest(case=case.name, stream=stream):
                    self.run_case(case, stream, f"{number}{'s' if stream else 'p'}")
        until(lambda: len(self.gate.rows("SELECT trace_id FROM gateway_log")) >= len(self.checker.seen), "all rows")
        self.assertEqual(self.gate.stop(), 0)
        self.assertEqual(self.checker.problems(), [])

    def run_case(self, case, stream, mark):
        self.gate.add_preset(f"pair-{mark}", [("first", f"small-{mark}"), ("second", f"large-{mark}")])
        for model, price in ((f"first/small-{mark}", "0.1"), (f"second/large-{mark}", "2.5")):
            self.gate.admin("PUT", f"prices/{model}", {"input": price, "output": price})
        self.first.clear()
        for fault, times in case.orders:
            self.first.order(f"small-{mark}", fault, times)
        for _ in range(case.calls):
            seen = call(self.gate.url, self.key, chat_body(f"pair-{mark}", stream=stream))
            self.checker.add(seen)
        expected = case.stream if stream else case.plain
        self.assertEqual((seen.kind, seen.status, seen.code), expected, seen)
        # Of a whole answer each word once, of a broken stream what had been sent before it broke, of a refusal nothing.
        words = WORDS if expected == WHOLE else 40 if stream and expected[1] == 200 else 0
        self.assertEqual(seen.text.split(), [f"word{i}" for i in range(words)], seen)
        self.attempts(case, stream, seen.trace)
        self.bill(case, stream, seen)

    def attempts(self, case, stream, trace):
        log = self.gate.log_row(trace)
        count = case.stream_attempts if stream and case.stream_attempts else case.attempts
        failed = (stream and case.stream_failed) or case.failed
        attempts = self.gate.admin("GET", f"requests/{trace}").json()["attempt_list"]
        self.assertEqual([row["provider"] for row in attempts], ["first", "second"][:count], attempts)
        self.assertEqual(log["attempts"], count)
        if failed and not (stream and case.name == "an error behind the role" and count == 1):
            self.assertEqual(attempts[0]["error_code"], failed, attempts)
        self.assertEqual(log["provider"], attempts[-1]["provider"])
        level = case.stream_level if stream and case.stream_level else case.level
        lines = until(lambda: [line for line in self.gate.log_text().splitlines() if f"trace_id={trace}" in line], "a line of the log")
        self.assertEqual([line.split()[1] for line in lines], [level], lines)
        self.assertEqual("upstream_error=" in lines[0], bool(failed and attempts[0]["error_code"]), lines)
        self.logged(lines[0].split(), log, attempts, failed if (case.stream if stream else case.plain)[0] == "error" else None)

    def logged(self, line, log, attempts, code):
        """The line and the row say the same: who answered, how often it was tried, what it came to, and its error or none."""
        self.assertEqual(log["error_code"], code)
        self.assertEqual([part for part in line if part.startswith("error_code=")], [f"error_code={code}"] if code else [], line)
        for part in (f"provider={log['provider']}", f"upstream_model={log['upstream_model']}", f"status={log['status']}", f"attempts={log['attempts']}", f"tokens_out={log['tokens_out']}"):
            self.assertIn(part, line)
        for attempt in attempts:
            self.assertGreaterEqual(attempt["total_ms"], attempt["first_byte_ms"] or 0)
            if attempt["status"]:
                self.assertIsNotNone(attempt["first_byte_ms"], attempt)

    def bill(self, case, stream, seen):
        rows = self.gate.rows("SELECT * FROM usage_ledger WHERE request_id = ? ORDER BY attempt", seen.trace)
        expected = case.stream_billed if stream and case.stream_billed is not None else case.billed
        self.assertEqual([(row["provider"], row["usage_source"]) for row in rows], [line[:2] for line in expected], rows)
        for row, (_, _, out) in zip(rows, expected):
            if out is not None:
                self.assertEqual(row["tokens_out"], out, row)
            self.assertGreater(row["cost_nanousd"], 0)
        self.assertEqual(self.gate.log_row(seen.trace)["tokens_out"], sum(row["tokens_out"] for row in rows))
        detail = self.gate.admin("GET", f"requests/{seen.trace}").json()
        self.assertEqual(detail["cost_nanousd"], sum(row["cost_nanousd"] for row in rows))
        self.assertEqual(detail["estimated"], any(row["usage_source"] == "estimated" for row in rows))


class BudgetsOfARequestTest(unittest.TestCase):
    """Attempts and time are capped for the whole request, not for each upstream."""

    def start(self, upstreams, **settings):
        gate = Gatehouse(CIRCUIT_FAILURES=0, GATEWAY_THREADS=1, **settings)
        self.addCleanup(gate.discard)
        gate.start()
        self.servers = [RecordingUpstream().start() for _ in range(upstreams)]
        for number, server in enumerate(self.servers):
            self.addCleanup(server.stop)
            gate.add_provider(f"u{number}", server.url)
        gate.add_preset("all", [(f"u{number}", "m") for number in range(upstreams)])
        self.key = gate.add_key("budgets")["key"]
        return gate

    def test_no_more_attempts_than_allowed(self):
        gate = self.start(4, ATTEMPTS_MAX=2)
        for server in self.servers:
            server.order("m", Fault("reset"))
        seen = call(gate.url, self.key, chat_body("all"))
        self.assertEqual((seen.kind, seen.status, seen.code), ("error", 502, "upstream_reset"))
        self.assertEqual([len(server.calls()) for server in self.servers], [1, 1, 0, 0])
        self.assertEqual(gate.log_row(seen.trace)["attempts"], 2)

    def test_one_time_for_all_attempts(self):
        gate = self.start(3, REQUEST_TIMEOUT_MS=1500, UPSTREAM_FIRST_BYTE_TIMEOUT_MS=1000)
        for server in self.servers:
            server.order("m", Fault("stall"))
        seen = call(gate.url, self.key, chat_body("all", stream=True))
        self.assertEqual((seen.kind, seen.status, seen.code), ("error", 504, "upstream_timeout"))
        row = gate.log_row(seen.trace)
        self.assertEqual([len(server.calls()) for server in self.servers], [1, 1, 0])
        self.assertTrue(1400 <= row["latency_ms"] < 6000, row["latency_ms"])
        self.assertEqual(gate.rows("SELECT * FROM usage_ledger WHERE request_id = ?", seen.trace), [])


if __name__ == "__main__":
    unittest.main()
