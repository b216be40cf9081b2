"""Circuits over a restart: what opened by itself goes on resting, with its reason and its counters, after a clean stop and after kill -9."""
import contextlib
import sqlite3
import time
import unittest

from gatehouse_process import Fault, Gatehouse, RecordingUpstream, ask, until

WRITTEN = 1.0   # seconds within which a change of a circuit is in the database and survives kill -9


class CircuitRestartTest(unittest.TestCase):
    def setUp(self):
        self.gate = Gatehouse(CIRCUIT_FAILURES=3)
        self.addCleanup(self.gate.discard)
        self.gate.start()
        self.upstream = RecordingUpstream(words=5).start()
        self.addCleanup(self.upstream.stop)
        self.gate.add_provider("first", self.upstream.url)
        self.gate.add_preset("alone", [("first", "m")])
        self.key = self.gate.add_key("restart")["key"]

    def chat(self):
        return self.gate.chat(self.key, "alone")

    def circuit(self):
        return next(row for row in self.gate.admin("GET", "circuits").json()["items"] if (row["provider"], row["model"]) == ("first", "m"))

    def order(self, status, times=-1, **fields):
        self.upstream.clear()
        self.upstream.order("m", Fault("status", status=status, **fields), times)

    def written(self, condition):
        return until(lambda: self.gate.rows(f"SELECT * FROM circuit_state WHERE {condition}"), f"a row with {condition}", WRITTEN)[0]

    def restart(self, killed, condition="state = 'open'"):
        if killed:
            self.written(condition)
            self.gate.kill()
        else:
            self.assertEqual(self.gate.stop(), 0)
        self.gate.start().login()

    def rested(self, killed):
        self.order(429, retry_after="40")
        opened = time.monotonic()
        self.assertEqual(self.chat().status, 429)
        before = self.circuit()
        self.assertEqual((before["state"], before["reason"]), ("open", "UPSTREAM_RATE_LIMIT"))
        calls = len(self.upstream.calls("m"))
        self.restart(killed)
        row = self.circuit()
        self.assertEqual((row["state"], row["reason"], row["openings"], row["by"]), ("open", "UPSTREAM_RATE_LIMIT", 1, None), row)
        left = 40 - (time.monotonic() - opened)
        self.assertTrue(left - 1 <= row["seconds_left"] <= left + 1.5, (row, left))
        self.assertEqual([(turn["state"], turn["reason"]) for turn in row["history"]], [("open", "UPSTREAM_RATE_LIMIT")])
        self.assertEqual(row["history"][0]["at"][:19], before["history"][0]["at"][:19])
        reply = self.chat()
        self.assertEqual((reply.status, reply.error["code"]), (503, "no_upstream"))
        self.assertLessEqual(abs(int(reply.headers["retry-after"]) - left), 2)
        self.assertEqual(len(self.upstream.calls("m")), calls)

    def test_it_rests_on_after_a_clean_stop(self):
        self.rested(killed=False)

    def test_it_rests_on_after_kill_9(self):
        self.rested(killed=True)

    def test_a_rest_that_ended_meanwhile_is_one_trial(self):
        self.order(503)
        for _ in range(3):
            self.assertEqual(self.chat().status, 503)
        self.assertEqual(self.circuit()["reason"], "UPSTREAM_ERROR")
        row = self.written("state = 'open'")
        self.gate.kill()
        until(lambda: time.time() * 1000 > row["until_at"], "the end of its rest")
        self.gate.start().login()
        self.assertEqual(self.circuit()["state"], "half_open")
        calls = len(self.upstream.calls("m"))
        self.assertEqual([self.chat().status for _ in range(3)], [503] * 3)
        # The trial failed, and the next rest is twice as long, as without the restart.
        self.assertEqual(len(self.upstream.calls("m")), calls + 1)
        row = self.circuit()
        self.assertEqual((row["state"], row["openings"]), ("open", 2))
        self.assertGreaterEqual(row["seconds_left"], 2)
        self.upstream.clear()
        until(lambda: self.chat().status == 200, "the trial that closes it")
        self.restart(killed=False)
        row = self.circuit()
        self.assertEqual(row["state"], "closed")
        self.assertEqual([(turn["state"], turn["reason"]) for turn in row["history"]],
                         [("closed", None), ("open", "UPSTREAM_ERROR"), ("open", "UPSTREAM_ERROR")])
        self.assertEqual(self.chat().status, 200)

    def test_failures_in_a_row_are_counted_on(self):
        self.order(500)
        for _ in range(2):
            self.assertEqual(self.chat().status, 500)
        self.restart(killed=True, condition="failures_in_row = 2")
        self.assertEqual(self.circuit()["failures_in_a_row"], 2)
        self.assertEqual([self.chat().status for _ in range(2)], [500, 503])

    def test_an_order_that_was_carried_out_closes_nothing_again(self):
        self.gate.admin("PUT", "circuits/first/m", {"state": "open", "seconds": 300})
        self.gate.admin("PUT", "circuits/first/m", {"state": "closed"})
        self.order(429, retry_after="30")
        self.assertEqual(self.chat().status, 429)
        self.restart(killed=False)
        self.assertEqual((self.circuit()["state"], self.circuit()["reason"]), ("open", "UPSTREAM_RATE_LIMIT"))
        self.assertEqual(self.chat().status, 503)
        self.gate.admin("PUT", "circuits/first/m", {"state": "closed"})
        self.upstream.clear()
        self.assertEqual(self.chat().status, 200)

    def test_what_works_leaves_no_row_and_nonsense_is_left_out(self):
        for _ in range(5):
            self.assertEqual(self.chat().status, 200)
        self.assertEqual(self.gate.stop(), 0)
        self.assertEqual(self.gate.rows("SELECT * FROM circuit_state"), [])
        with contextlib.closing(sqlite3.connect(self.gate.data / "gateway.db", timeout=10)) as database:
            columns = "(provider, model, state, reason, by_order, until_at, next_rest_ms, failures_in_row, openings, turns, updated_at)"
            for provider, model, until_at, turns in (("first", "m", 9_000_000_000_000_000_000, "[]"), ("first", "m2", 1, "not json"), ("gone", "m", 1, "[]")):
                database.execute(f"INSERT INTO circuit_state {columns} VALUES (?, ?, 'open', 'WHAT', 0, ?, 0, 0, 0, ?, 1)", (provider, model, until_at, turns))
            database.commit()
        self.gate.start().login()
        self.assertEqual(self.circuit()["state"], "closed")
        self.assertEqual(self.chat().status, 200)
        self.assertEqual(self.gate.log_text().count("left out: a row of circuit_state"), 2)
        self.assertEqual(self.gate.rows("SELECT * FROM circuit_state WHERE provider = 'gone'"), [])


class RetryBudgetTest(unittest.TestCase):
    """The retry budget on the running gateway, and how long a 429 keeps an upstream at rest."""

    def start(self, **settings):
        self.gate = Gatehouse(GATEWAY_THREADS=1, **settings)
        self.addCleanup(self.gate.discard)
        self.gate.start()
        self.first, self.second = (RecordingUpstream(words=5).start() for _ in range(2))
        for name, server in (("first", self.first), ("second", self.second)):
            self.addCleanup(server.stop)
            self.gate.add_provider(name, server.url)
        self.gate.add_preset("pair", [("first", "a"), ("second", "b")])
        self.key = self.gate.add_key("budget")["key"]

    def retries(self):
        page = ask(self.gate.url, "GET", "/metrics").body.decode()
        return tuple(int(next(line for line in page.splitlines() if line.startswith(f'gateway_retries_total{{result="{result}"}}')).split()[-1])
                     for result in ("sent", "refused"))

    def test_beyond_the_budget_the_first_answer_stands(self):
        self.start(CIRCUIT_FAILURES=0, RETRY_BUDGET_MIN=3, RETRY_BUDGET_PERCENT=0)
        self.first.order("a", Fault("status", status=503))
        replies = [self.gate.chat(self.key, "pair") for _ in range(5)]
        self.assertEqual([reply.status for reply in replies], [200, 200, 200, 503, 503])
        self.assertEqual((len(self.first.calls("a")), len(self.second.calls("b"))), (5, 3))
        self.assertEqual(self.retries(), (3, 2))
        for reply, used_up in ((replies[0], False), (replies[4], True)):
            trace = reply.headers["x-request-id"]
            self.gate.log_row(trace)
            self.assertEqual(self.gate.admin("GET", f"requests/{trace}").json()["explain"]["retry_budget_used_up"], used_up)

    def test_a_full_outage_costs_a_fifth_more_at_most(self):
        self.start(CIRCUIT_FAILURES=0, RETRY_BUDGET_MIN=0)
        for server, model in ((self.first, "a"), (self.second, "b")):
            server.order(model, Fault("status", status=500))
        for _ in range(200):
            self.assertEqual(self.gate.chat(self.key, "pair").status, 500)
        calls = len(self.first.calls("a")) + len(self.second.calls("b"))
        print(f"200 requests, {calls} calls")
        self.assertTrue(210 <= calls <= 240, calls)

    def test_the_clients_own_errors_go_nowhere_else(self):
        self.start()
        for status in (400, 404, 422):
            self.first.clear()
            self.first.order("a", Fault("status", status=status))
            self.assertEqual(self.gate.chat(self.key, "pair").status, status)
        self.assertEqual((len(self.second.calls("b")), self.retries()), (0, (0, 0)))

    def test_a_rest_may_be_asked_for_by_date_and_in_milliseconds(self):
        self.start()
        for number, fields in enumerate(({"date": "Sun, 06 Nov 1994 08:49:07 GMT", "retry-after": "Sun, 06 Nov 1994 08:49:37 GMT"},
                                         {"date": "Sun, 06 Nov 1994 08:49:07 GMT", "retry-after": "Sunday, 06-Nov-94 08:49:37 GMT"},
                                         {"date": "Sun Nov  6 08:49:07 1994", "retry-after": "Sun Nov  6 08:49:37 1994"},
                                         {"retry-after-ms": "29700", "retry-after": "1"})):
            model = f"dated-{number}"
            self.gate.add_preset(model, [("first", model), ("second", "b")])
            self.first.order(model, Fault("status", status=429, retry_after=fields), 1)
            self.assertEqual(self.gate.chat(self.key, model).status, 200)
            row = next(row for row in self.gate.admin("GET", "circuits").json()["items"] if row["model"] == model)
            self.assertEqual((row["state"], row["reason"]), ("open", "UPSTREAM_RATE_LIMIT"), row)
            self.assertTrue(27 <= row["seconds_left"] <= 30, row)


class AttemptTimesTest(unittest.TestCase):
    """Times of attempts that were dropped, as the explanation of a request shows them."""

    def test_every_attempt_has_the_times_it_had(self):
        gate = Gatehouse(GATEWAY_THREADS=1, CIRCUIT_FAILURES=0, UPSTREAM_FIRST_BYTE_TIMEOUT_MS=400)
        self.addCleanup(gate.discard)
        gate.start()
        failing, silent, good = (RecordingUpstream(words=5).start() for _ in range(3))
        for server in (failing, silent, good):
            self.addCleanup(server.stop)
        gate.add_provider("refuses", "http://127.0.0.1:1")
        for name, server in (("failing", failing), ("silent", silent), ("good", good)):
            gate.add_provider(name, server.url)
        key = gate.add_key("times")["key"]
        failing.order("m", Fault("status", status=429))
        silent.order("m", Fault("stall"))
        gate.add_preset("one", [("refuses", "m"), ("failing", "m"), ("good", "m")])
        gate.add_preset("two", [("silent", "m"), ("failing", "m"), ("good", "m")])

        def attempts(preset):
            trace = gate.chat(key, preset).headers["x-request-id"]
            gate.log_row(trace)
            detail = gate.admin("GET", f"requests/{trace}").json()
            self.assertEqual([one["attempts"] for one in detail["explain"]["candidates"]], [[1], [2], [3]])
            return detail["attempt_list"]

        refused, limited, answered = attempts("one")
        self.assertEqual((refused["error_code"], refused["first_byte_ms"], refused["tls_ms"]), ("UPSTREAM_UNREACHABLE", None, None))
        self.assertIsNotNone(refused["connect_ms"])
        for row in (limited, answered):
            self.assertIsNotNone(row["connect_ms"], row)
            self.assertIsNotNone(row["first_byte_ms"], row)
            self.assertIsNone(row["tls_ms"], row)
        self.assertEqual((limited["status"], limited["error_code"]), (429, "UPSTREAM_RATE_LIMIT"))
        stalled, _, again = attempts("two")
        self.assertEqual((stalled["error_code"], stalled["first_byte_ms"]), ("UPSTREAM_TIMEOUT", None))
        self.assertIsNotNone(stalled["connect_ms"])
        self.assertGreaterEqual(stalled["total_ms"], 390)
        # Over the connection of the call before: nothing was looked up, nothing was connected.
        self.assertEqual((again["dns_ms"], again["connect_ms"], again["tls_ms"]), (None, None, None))
        self.assertIsNotNone(again["first_byte_ms"])


if __name__ == "__main__":
    unittest.main()
