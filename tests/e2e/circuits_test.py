"""Circuits on the running gateway: a lasting fault is met a few times only, a rest that an upstream asks for is kept, one trial ends both."""
import contextlib
import signal
import sqlite3
import time
import unittest

from gatehouse_process import PASSWORD, Fault, Gatehouse, GatehouseTest, ask, until


class CircuitCase(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 4}
    CHECKED = True

    @classmethod
    def prepare(cls):
        cls.first = cls.record_upstream(words=5)
        cls.second = cls.record_upstream(words=5)
        cls.gate.add_provider("first", cls.first.url)
        cls.gate.add_provider("second", cls.second.url)
        cls.key = cls.gate.add_key("circuits")["key"]

    def chat(self, model, **fields):
        return self.gate.chat(self.key, model, **fields)

    def circuit(self, provider, model):
        rows = self.gate.admin("GET", "circuits").json()["items"]
        return next(row for row in rows if (row["provider"], row["model"]) == (provider, model))

    def gauge(self, provider, model):
        line = f'gateway_circuit_state{{provider="{provider}",model="{model}"}} '
        page = ask(self.gate.url, "GET", "/metrics").body.decode()
        return next((int(text[len(line):]) for text in page.splitlines() if text.startswith(line)), None)


class CircuitsTest(CircuitCase):
    def test_a_lasting_fault_leaves_the_first_upstream_alone(self):
        self.gate.add_preset("pair", [("first", "pair-1"), ("second", "pair-2")])
        self.first.order("pair-1", Fault("status", status=503))
        for _ in range(5):
            self.assertEqual(self.chat("pair").status, 200)
        self.assertEqual(len(self.first.calls("pair-1")), 5)
        row = self.circuit("first", "pair-1")
        self.assertEqual((row["state"], row["reason"]), ("open", "UPSTREAM_ERROR"))
        self.assertIn(row["seconds_left"], (1, 2))
        self.assertEqual(self.gauge("first", "pair-1"), 2)
        self.assertEqual(self.gauge("second", "pair-2"), 0)
        # The first rest may end while these run; a trial of it is then one call, and it fails.
        before, started = len(self.first.calls("pair-1")), time.monotonic()
        for _ in range(40):
            self.assertEqual(self.chat("pair").status, 200)
        trials = len(self.first.calls("pair-1")) - before
        self.assertLessEqual(trials, int(time.monotonic() - started))
        self.assertEqual(len(self.second.calls("pair-2")), 45)
        self.first.clear()
        until(lambda: self.chat("pair").status == 200 and self.circuit("first", "pair-1")["state"] == "closed", "the trial that closes it")
        served = len(self.second.calls("pair-2"))
        trace = self.chat("pair").headers["x-request-id"]
        self.assertEqual(len(self.second.calls("pair-2")), served)
        self.assertEqual(self.gauge("first", "pair-1"), 0)
        self.gate.log_row(trace)
        self.assertEqual([row["circuit_state"] for row in self.gate.admin("GET", f"requests/{trace}").json()["attempt_list"]], ["closed"])

    def test_a_single_upstream_that_rests_is_said_at_once(self):
        self.gate.add_preset("alone", [("first", "alone-1")])
        self.first.order("alone-1", Fault("status", status=503))
        for _ in range(5):
            self.assertEqual(self.chat("alone").status, 503)
        calls = len(self.first.calls("alone-1"))
        started = time.perf_counter()
        reply = self.chat("alone")
        print(f"refused in {(time.perf_counter() - started) * 1000:.1f} ms")
        self.assertEqual((reply.status, reply.error["code"]), (503, "no_upstream"))
        self.assertIn(reply.headers["retry-after"], ("1", "2"))
        self.assertIn("first/alone-1", reply.error["message"])
        self.assertEqual(len(self.first.calls("alone-1")), calls)
        self.assertEqual(self.gate.log_row(reply.headers["x-request-id"])["error_code"], "NO_UPSTREAM")
        self.first.clear()
        until(lambda: self.chat("alone").status == 200, "the trial")
        self.assertEqual(len(self.first.calls("alone-1")), calls + 1)
        self.assertEqual(self.chat("alone").status, 200)

    def test_a_429_is_obeyed(self):
        self.gate.add_preset("limited", [("first", "limited-1"), ("second", "limited-2")])
        self.first.order("limited-1", Fault("status", status=429, retry_after="3"), times=1)
        started = time.monotonic()
        self.assertEqual(self.chat("limited").status, 200)
        row = self.circuit("first", "limited-1")
        self.assertEqual((row["state"], row["reason"]), ("open", "UPSTREAM_RATE_LIMIT"))
        self.assertTrue(1 <= row["seconds_left"] <= 3, row)
        until(lambda: self.chat("limited").status == 200 and len(self.first.calls("limited-1")) == 2, "the call after the rest")
        self.assertGreaterEqual(time.monotonic() - started, 3)
        self.assertEqual(self.circuit("first", "limited-1")["state"], "closed")

    def test_a_503_that_says_when_is_obeyed_and_counts(self):
        self.gate.add_preset("tired", [("first", "tired-1")])
        self.first.order("tired-1", Fault("status", status=503, retry_after="3"), times=2)
        for rest in (3, 6):     # its trial fails as well; both rests are as long as it asks
            reply = until(lambda: (said := self.chat("tired")) and said.error["code"] == "server_error" and said, "the answer of the upstream", 20)
            self.assertEqual((reply.status, reply.headers["retry-after"]), (503, "3"))
            told = self.chat("tired")
            self.assertEqual((told.status, told.error["code"]), (503, "no_upstream"))
            self.assertIn(told.headers["retry-after"], ("2", "3"))
            self.assertIn("No upstream of this model takes calls at the moment; at rest: first/tired-1 (UPSTREAM_ERROR)", told.error["message"])
            row = self.circuit("first", "tired-1")
            self.assertEqual((row["state"], row["reason"], row["openings"]), ("open", "UPSTREAM_ERROR", rest // 3))
        until(lambda: self.chat("tired").status == 200, "the call after the rest")
        self.assertEqual(len(self.first.calls("tired-1")), 3)
        self.assertEqual(self.circuit("first", "tired-1")["state"], "closed")

    def test_the_clients_own_errors_open_nothing(self):
        self.gate.add_preset("asked", [("first", "asked-1")])
        self.first.order("asked-1", Fault("status", status=400), times=25)
        for _ in range(25):
            self.assertEqual(self.chat("asked").status, 400)
        self.assertEqual(self.circuit("first", "asked-1")["state"], "closed")


class CircuitsByHandTest(CircuitCase):
    def put(self, path, body, expect=(200,)):
        return self.gate.admin("PUT", f"circuits/{path}", body, expect).json()

    def test_an_operator_opens_and_closes(self):
        self.gate.add_preset("held", [("first", "org/held-1"), ("second", "held-2")])
        row = self.put("first/org%2Fheld-1", {"state": "open", "seconds": 300, "reason": "maintenance"})
        self.assertEqual((row["provider"], row["model"], row["state"], row["reason"], row["seconds_left"]), ("first", "org/held-1", "open", "MANUAL", 300))
        self.assertEqual(row["workers"], {"acknowledged": 4, "total": 4})
        for _ in range(20):
            self.assertEqual(self.chat("held").status, 200)
        self.assertEqual((len(self.first.calls("org/held-1")), len(self.second.calls("held-2"))), (0, 20))
        reply = self.chat("first/org/held-1")
        self.assertEqual(reply.status, 503)
        self.assertIn(int(reply.headers["retry-after"]), range(290, 301))
        self.assertEqual(self.put("first/org%2Fheld-1", {"state": "closed"})["state"], "closed")
        self.assertEqual(self.chat("first/org/held-1").status, 200)
        actions = [row["action"] for row in self.gate.admin("GET", "audit").json()["items"] if row["target_name"] == "first/org/held-1"]
        self.assertEqual(actions, ["circuit.close", "circuit.open"])

    def test_one_that_opened_by_itself_is_closed_at_once(self):
        self.gate.add_preset("shut", [("first", "shut-1")])
        self.first.order("shut-1", Fault("status", status=500), times=5)
        for _ in range(5):
            self.chat("shut")
        self.assertEqual(self.chat("shut").status, 503)
        self.put("first/shut-1", {"state": "closed"})
        self.assertEqual(self.chat("shut").status, 200)

    def test_after_its_seconds_comes_one_trial(self):
        self.gate.add_preset("short", [("first", "short-1")])
        started = time.monotonic()
        self.put("first/short-1", {"state": "open", "seconds": 2})
        until(lambda: self.chat("short").status == 200, "the trial")
        self.assertGreaterEqual(time.monotonic() - started, 1.9)
        self.assertEqual(len(self.first.calls("short-1")), 1)
        self.assertEqual(self.circuit("first", "short-1")["state"], "closed")

    def test_it_outlives_a_restart(self):
        self.gate.add_preset("kept", [("first", "kept-1")])
        self.put("first/kept-1", {"state": "open", "seconds": 600})
        self.assertEqual(self.gate.stop(), 0)
        self.gate.start().login()
        row = self.circuit("first", "kept-1")
        self.assertEqual((row["state"], row["reason"]), ("open", "MANUAL"))
        self.assertTrue(500 < row["seconds_left"] <= 600, row)
        self.assertEqual(self.chat("kept").status, 503)
        self.assertEqual(self.first.calls("kept-1"), [])

    def test_a_row_deleted_by_hand_closes_it(self):
        self.gate.add_preset("typed", [("first", "typed-1")])
        self.put("first/typed-1", {"state": "open", "seconds": 600})
        with contextlib.closing(sqlite3.connect(self.gate.data / "gateway.db", timeout=10)) as database:
            database.execute("DELETE FROM circuit WHERE model = 'typed-1'")
            database.commit()
        until(lambda: self.circuit("first", "typed-1")["state"] == "closed", "the change made by hand")
        self.assertEqual(self.chat("typed").status, 200)

    def test_viewers_may_look_only_and_nonsense_is_refused(self):
        self.put("nobody/m", {"state": "open"}, (404,))
        self.put("first/m", {"state": "half_open"}, (422,))
        self.put("first/m", {"state": "open", "seconds": 0}, (422,))
        self.put("first/m", {"state": "open", "minutes": 1}, (400,))
        self.gate.admin("POST", "users", {"email": "viewer@example.test", "password": PASSWORD, "role": "viewer"})
        token = ask(self.gate.url, "POST", "/api/v1/auth/login", {"email": "viewer@example.test", "password": PASSWORD}).json()["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        self.assertEqual(ask(self.gate.url, "GET", "/api/v1/admin/circuits", None, bearer).status, 200)
        self.assertEqual(ask(self.gate.url, "PUT", "/api/v1/admin/circuits/first/m", {"state": "open"}, bearer).status, 403)


class CircuitFailuresTest(CircuitCase):
    @classmethod
    def setUpClass(cls):
        cls.gate = Gatehouse(**cls.SETTINGS)
        cls.addClassCleanup(cls.gate.discard)
        cls.failures(0)
        cls.gate.start()
        cls.prepare()

    @classmethod
    def failures(cls, number):
        (cls.gate.folder / ".env").write_text(f"CIRCUIT_FAILURES={number}\n", encoding="utf-8")

    def test_the_number_of_failures_is_read_again(self):
        self.gate.add_preset("patient", [("first", "patient-1")])
        self.first.order("patient-1", Fault("status", status=500))
        for _ in range(30):
            self.assertEqual(self.chat("patient").status, 500)
        self.assertEqual(len(self.first.calls("patient-1")), 30)
        self.assertEqual(self.circuit("first", "patient-1")["state"], "closed")
        self.failures(2)
        self.gate.program.signal(signal.SIGHUP)
        until(lambda: "read again tls=" in self.gate.log_text(), "the settings read again")
        self.assertEqual([self.chat("patient").status for _ in range(3)], [500, 500, 503])
        self.assertEqual(len(self.first.calls("patient-1")), 32)


if __name__ == "__main__":
    unittest.main()
