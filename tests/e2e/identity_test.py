"""Who may do what, and how fast it ends: users switched off by click and by SQL, lock-out, stolen refresh tokens, the log."""
import json
import subprocess
import sys
import time
import unittest

from gatehouse_process import EMAIL, PASSWORD, GatehouseTest, Link, ask, until

SQL_SECONDS = 15  # what a loaded machine may take; printed beside the promise


class IdentityTest(GatehouseTest):
    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=2000, chunk_seconds=0.05)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("any", [("rec", "small")])
        cls.count = 0

    def setUp(self):
        type(self).count += 1
        self.email = f"person{self.count}@example.test"
        self.user = self.gate.admin("POST", "users", {"email": self.email, "password": PASSWORD, "role": "operator"}).json()
        self.key = self.gate.add_key("of a person", user_id=self.user["id"])["key"]
        self.pair = self.login().json()
        self.token = self.pair["access_token"]

    def login(self, password=PASSWORD):
        return ask(self.gate.url, "POST", "/api/v1/auth/login", {"email": self.email, "password": password})

    def me(self, token=None):
        return ask(self.gate.url, "GET", "/api/v1/auth/me", headers={"Authorization": f"Bearer {token or self.token}"}).status

    def models(self):
        return ask(self.gate.url, "GET", "/v1/models", headers={"Authorization": f"Bearer {self.key}"}).status

    def refresh(self, token=None):
        return ask(self.gate.url, "POST", "/api/v1/auth/refresh", {"refresh_token": token or self.pair["refresh_token"]})

    def patch(self, **fields):
        return self.gate.admin("PATCH", f"users/{self.user['id']}", fields)

    def sql(self, statement):
        """By a process of its own, on the real file."""
        script = "import sqlite3,sys; c=sqlite3.connect(sys.argv[1],timeout=10); c.execute(sys.argv[2]); c.commit()"
        subprocess.run([sys.executable, "-c", script, str(self.gate.data / "gateway.db"), statement], check=True)

    def test_switched_off_by_the_api_everything_ends_at_once(self):
        self.assertEqual((self.me(), self.models()), (200, 200))
        reply = self.patch(is_active=False).json()
        self.assertEqual(reply["workers"]["acknowledged"], reply["workers"]["total"])
        self.assertEqual((self.me(), self.models(), self.refresh().status, self.login().status), (401, 401, 401, 401))
        self.patch(is_active=True)
        # The key is served again, the old sign-in is not.
        self.assertEqual((self.me(), self.models(), self.login().status), (401, 200, 200))

    def test_switched_off_by_sql_everything_ends_within_five_seconds(self):
        stream = self.gate.stream(self.key, "any")
        self.addCleanup(stream.close)
        next(iter(stream))
        link = Link(self.gate.url)
        self.addCleanup(link.close)
        events = link.begin("GET", "/api/v1/admin/events?topics=changes", headers={"Authorization": f"Bearer {self.token}"})
        self.assertEqual(events.status, 200)
        began = time.monotonic()
        self.sql(f"UPDATE users SET is_active = false WHERE id = '{self.user['id']}'")
        until(lambda: self.me() == 401 and self.models() == 401, "the user to be out", SQL_SECONDS)
        self.assertEqual(self.refresh().status, 401)
        list(stream)
        self.assertFalse(stream.clean)
        self.assertIn(b"event: expired", events.read())
        took = time.monotonic() - began
        print(f"out after {took:.2f} s by SQL; 5 s are promised", file=sys.stderr)
        rows = self.gate.admin("GET", "audit?action=outside.change").json()["items"]
        self.assertTrue(any(row["target_id"] == self.user["id"] for row in rows))
        # Switched on again, a sign-in from before stays ended.
        self.sql(f"UPDATE users SET is_active = true WHERE id = '{self.user['id']}'")
        until(lambda: self.models() == 200, "the key to be served again", SQL_SECONDS)
        self.assertEqual((self.me(), self.refresh().status), (401, 401))
        self.assertEqual(self.login().status, 200)

    def test_demoted_by_sql_the_old_sign_in_ends(self):
        self.sql(f"UPDATE users SET role = 'viewer' WHERE id = '{self.user['id']}'")
        until(lambda: self.me() == 401, "the old sign-in to end", SQL_SECONDS)
        token = self.login().json()["access_token"]
        reply = ask(self.gate.url, "POST", "/api/v1/admin/blocked-ips", {"ip": "192.0.2.1", "reason": "x"}, {"Authorization": f"Bearer {token}"})
        self.assertEqual(reply.status, 403)

    def test_the_last_administrator_stays(self):
        me = ask(self.gate.url, "GET", "/api/v1/auth/me", headers={"Authorization": f"Bearer {self.gate.token}"}).json()
        for change in ({"role": "viewer"}, {"is_active": False}):
            self.assertEqual(self.gate.admin("PATCH", f"users/{me['id']}", change, expect=(409,)).error["code"], "LAST_ADMIN")

    def test_a_stolen_refresh_token_ends_the_sign_in(self):
        second = self.refresh()
        self.assertEqual(second.status, 200)
        self.assertEqual(self.refresh().status, 401)
        self.assertEqual(self.refresh(second.json()["refresh_token"]).status, 401)
        self.assertEqual(self.me(second.json()["access_token"]), 401)

    def test_signing_out(self):
        reply = ask(self.gate.url, "POST", "/api/v1/auth/logout", {}, {"Authorization": f"Bearer {self.token}"})
        self.assertEqual(reply.status, 200)
        self.assertEqual((self.me(), self.refresh().status), (401, 401))


class LockOutTest(GatehouseTest):
    """Alone: every test client has the one address of loopback."""

    def test_guessing_is_slowed_down_and_told_in_the_log(self):
        def guess(email, password="hunter2-canary"):
            return ask(self.gate.url, "POST", "/api/v1/auth/login", {"email": email, "password": password})

        def shape(reply):
            body = reply.json()
            body.pop("request_id")
            return reply.status, json.dumps(body, sort_keys=True), reply.headers.get("retry-after")

        for _ in range(5):
            self.assertEqual(shape(guess(EMAIL)), shape(guess("nobody-canary@example.test")))
        locked, unknown = guess(EMAIL, PASSWORD), guess("nobody-canary@example.test")
        self.assertEqual((locked.status, locked.error["code"]), (429, "LOGIN_LOCKED"))
        self.assertEqual((unknown.status, unknown.error), (locked.status, locked.error | {"detail": unknown.error["detail"]}))
        self.assertTrue(0 < int(locked.headers["retry-after"]) <= 900)
        lines = until(lambda: [line for line in self.gate.log_text().splitlines() if "login_failed" in line][11:], "the log lines") and \
            [line for line in self.gate.log_text().splitlines() if "login_failed" in line]
        self.assertEqual(len(lines), 12)
        for line in lines:
            self.assertRegex(line, r"^\d{4}-\d\d-\d\dT[\d:.]+Z WARN .*login_failed ip=127\.0\.0\.1 trace_id=req-\S+ user=")
        self.assertEqual(sum(f"user={EMAIL}" in line for line in lines), 6)
        self.assertNotIn("canary", self.gate.log_text())


if __name__ == "__main__":
    unittest.main()
