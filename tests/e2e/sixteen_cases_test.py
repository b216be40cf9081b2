"""The sixteen cases of failure that every preset must survive (failure_cases.py), plain and streamed, for each kind of call, with
circuits and without. Of each: what the client saw, how its answer ended, how many attempts there were, what was billed, what the
log says, and what the circuit says afterwards. The checker of all fault tests then looks at the whole.
"""
import traceback
import unittest
from concurrent.futures import ThreadPoolExecutor

from checker import Checker
from failure_cases import CASES, CHAT, KINDS, WORDS, Expected
from gatehouse_process import Fault, Gatehouse, RecordingUpstream, until
from observed_call import call, chat_body

ECHO_USAGE = {"prompt_tokens": 6, "completion_tokens": WORDS, "total_tokens": 6 + WORDS}


class CasesTest(unittest.TestCase):
    """One gateway and two upstreams for all cases; each has models of its own, so that they may run side by side."""
    CIRCUIT_FAILURES = 0

    def setUp(self):
        # One worker, so that all cases draw on one allowance of retries, and that one is ample.
        self.gate = Gatehouse(CIRCUIT_FAILURES=self.CIRCUIT_FAILURES, GATEWAY_THREADS=1, RETRY_BUDGET_MIN=10_000, UPSTREAM_FIRST_BYTE_TIMEOUT_MS=1500, UPSTREAM_IDLE_TIMEOUT_MS=1200)
        self.addCleanup(self.gate.discard)
        self.gate.start().login()
        self.first, self.second = (RecordingUpstream(words=WORDS, echo_usage=ECHO_USAGE).start() for _ in range(2))
        self.addCleanup(self.first.stop)
        self.addCleanup(self.second.stop)
        self.gate.add_provider("first", self.first.url)
        self.gate.add_provider("second", self.second.url)
        self.key = self.gate.add_key("cases")["key"]
        self.checker = Checker(self.gate, [self.key])

    def run_all(self, kinds):
        jobs = [(case, kind, stream) for case in CASES for kind in kinds for stream in (False, True) if self.applies(case, kind, stream)]
        with ThreadPoolExecutor(8) as pool:
            outcomes = list(pool.map(self.outcome, jobs, (f"c{number}" for number in range(len(jobs)))))
        for (case, kind, stream), problem in zip(jobs, outcomes):
            with self.subTest(case=case.name, kind=kind.name, stream=stream):
                self.assertIsNone(problem, problem)
        until(lambda: len(self.gate.rows("SELECT trace_id FROM gateway_log")) >= len(self.checker.seen), "all rows")
        self.assertEqual(self.gate.stop(), 0)
        self.assertEqual(self.checker.problems(), [])

    @staticmethod
    def applies(case, kind, stream):
        # How a relayed stream ends is between its client and the upstream: there may be no mark to miss.
        return kind.streams or not stream if not kind.relay else not (stream and case.name == "missing [DONE]")

    def outcome(self, job, mark):
        """What is wrong; None when nothing is."""
        try:
            self.run_case(*job, mark)
        except Exception:  # noqa: BLE001: told in the case's own subtest
            return traceback.format_exc()
        return None

    def run_case(self, case, kind, stream, mark):
        self.gate.add_preset(f"pair-{mark}", [("first", f"small-{mark}"), ("second", f"large-{mark}")])
        for model, price in ((f"first/small-{mark}", "0.1"), (f"second/large-{mark}", "2.5")):
            self.gate.admin("PUT", f"prices/{model}", {"input": price, "output": price})
        for fault, times in case.orders:
            self.first.order(f"small-{mark}", fault, times)
        for _ in range(case.calls):
            seen = call(self.gate.url, self.key, kind.body(f"pair-{mark}", stream), path=kind.path)
            self.checker.add(seen)
        expected = Expected.of(case, kind, stream)
        self.assertEqual((seen.kind, seen.status, seen.code), expected.seen, seen)
        # Of a whole answer each word once, of a broken stream what had been sent before it broke, of a refusal nothing.
        self.assertEqual(seen.text.split(), [f"word{i}" for i in range(expected.words)], seen)
        if self.CIRCUIT_FAILURES:
            self.circuit(case, expected, mark)
        self.attempts(expected, seen.trace)
        self.bill(expected, seen)

    def circuit(self, case, expected, mark):
        """Which is open is seen by its newest turn: a short rest may be over when somebody looks."""
        rows = {row["model"]: row for row in self.gate.admin("GET", "circuits").json()["items"]}
        row = rows[f"small-{mark}"]
        self.assertEqual(row["failures_in_a_row"], expected.failures, row)
        self.assertEqual([(turn["state"], turn["reason"]) for turn in row["history"]], [("open", case.opens)] if case.opens else [], row)
        self.assertEqual((row["openings"], row["presets"]), (1 if case.opens else 0, [f"pair-{mark}"]))
        if case.rests:
            self.assertEqual(row["state"], "open")
            self.assertIn(row["seconds_left"], range(1, case.rests + 1))
        if not case.opens:
            self.assertEqual((row["state"], row["reason"]), ("closed", None))
        self.assertEqual((rows[f"large-{mark}"]["state"], rows[f"large-{mark}"]["failures_in_a_row"]), ("closed", 0))

    def attempts(self, expected, trace):
        log = self.gate.log_row(trace)
        attempts = self.gate.admin("GET", f"requests/{trace}").json()["attempt_list"]
        self.assertEqual([row["provider"] for row in attempts], ["first", "second"][:expected.attempts], attempts)
        self.assertEqual({row["circuit_state"] for row in attempts}, {"closed"})
        self.assertEqual(log["attempts"], expected.attempts)
        self.assertEqual(attempts[0]["error_code"], expected.failed, attempts)
        self.assertEqual(log["provider"], attempts[-1]["provider"])
        lines = until(lambda: [line for line in self.gate.log_text().splitlines() if f"trace_id={trace}" in line], "a line of the log")
        self.assertEqual(len(lines), 1, lines)
        if expected.level:
            self.assertEqual(lines[0].split()[1], expected.level, lines)
        self.assertEqual("upstream_error=" in lines[0], bool(expected.failed), lines)
        self.logged(lines[0].split(), log, attempts, expected.failed if expected.seen[0] == "error" else None)

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

    def bill(self, expected, seen):
        rows = self.gate.rows("SELECT * FROM usage_ledger WHERE request_id = ? ORDER BY attempt", seen.trace)
        self.assertEqual([(row["provider"], row["usage_source"]) for row in rows], [line[:2] for line in expected.billed], rows)
        for row, (_, source, out) in zip(rows, expected.billed):
            if out is not None:
                self.assertEqual(row["tokens_out"], out, row)
            # What nobody has told the price of is flagged, never taken for free.
            self.assertTrue(row["cost_nanousd"] is None if source == "none" else row["cost_nanousd"] > 0, row)
        self.assertEqual(self.gate.log_row(seen.trace)["tokens_out"], sum(row["tokens_out"] for row in rows))
        detail = self.gate.admin("GET", f"requests/{seen.trace}").json()
        costs = [row["cost_nanousd"] for row in rows]
        self.assertEqual(detail["cost_nanousd"], None if None in costs else sum(costs))
        self.assertEqual(detail["estimated"], any(row["usage_source"] == "estimated" for row in rows))


class WithoutCircuitsTest(CasesTest):
    def test_each_case_of_chat(self):
        self.run_all([CHAT])


class WithCircuitsTest(CasesTest):
    CIRCUIT_FAILURES = 3

    def test_each_case_of_each_kind(self):
        self.run_all(KINDS)


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
