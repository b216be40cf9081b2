"""Limits of users, presets and addresses, budgets by day, and every route under them, on the running gateway with curl."""
import json
import sqlite3
import subprocess
import unittest

from gatehouse_process import GatehouseTest, Link, ask, until

# Every way a client may spend, and what its body holds.
SPENDING = {
    "/v1/chat/completions": {"model": "quick", "messages": [{"role": "user", "content": "hi"}], "max_tokens": 50},
    "/v1/completions": {"model": "quick", "prompt": "hi", "max_tokens": 50},
    "/v1/embeddings": {"model": "quick", "input": "hi"},
    "/v1/responses": {"model": "quick", "input": "hi"},
    "/v1/images/generations": {"model": "quick", "prompt": "a boat"},
    "/v1/audio/speech": {"model": "quick", "input": "hi", "voice": "alloy"},
    "/v1/moderations": {"model": "quick", "input": "hi"},
    "/v1/rerank": {"model": "quick", "query": "hi", "documents": ["a"]},
    "/v1/batches": {"model": "quick", "input_file_id": "file-1"},
    "/v1/something/new": {"model": "quick", "input": "hi"},
}


class ScopedLimitsTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": "2", "RATE_LIMIT_EXTERNAL_RPM": "500"}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=5)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.preset = cls.gate.add_preset("quick", [("rec", "gpt-4o")])
        cls.users = 0

    def user(self):
        type(self).users += 1
        return self.gate.admin("POST", "users", {"email": f"u{self.users}@example.org", "password": "correct horse battery", "role": "viewer"}).json()["id"]

    def limit(self, scope, subject, **fields):
        reply = self.gate.admin("PUT", f"limits/{scope}/{subject}", fields).json()
        self.assertEqual(reply["workers"]["acknowledged"], reply["workers"]["total"])
        return reply

    def unlimit(self, scope, subject):
        self.gate.admin("DELETE", f"limits/{scope}/{subject}")

    def call(self, key, path, body):
        return ask(self.gate.url, "POST", path, body, {"Authorization": f"Bearer {key}"})

    def curl(self, *arguments):
        done = subprocess.run(["curl", "-sS", "-w", "\n%{http_code}", *arguments], capture_output=True, text=True, timeout=30, check=True)
        body, status = done.stdout.rsplit("\n", 1)
        return int(status), json.loads(body)

    def test_a_users_limit_is_shared_by_all_its_keys(self):
        user = self.user()
        keys = [self.gate.add_key(f"shared{i}", user_id=user)["key"] for i in range(2)]
        self.limit("user", user, rpm=3)
        statuses = [self.gate.chat(keys[i % 2], "quick").status for i in range(5)]
        self.assertEqual(statuses, [200] * 3 + [429] * 2)
        refused = self.gate.chat(keys[0], "quick")
        self.assertEqual(refused.headers["x-gateway-limit"], "user rpm")
        self.assertIn("All keys of this key's user together may make 3 requests a minute; the next one fits in", refused.error["message"])
        self.assertEqual(refused.headers["x-ratelimit-limit-requests"], "3")

    def test_a_preset_and_an_address_have_limits_too(self):
        key = self.gate.add_key("scopes")["key"]
        self.gate.add_preset("narrow", [("rec", "gpt-4o")])
        self.limit("preset", "narrow", rpm=2)
        self.assertEqual([self.gate.chat(key, "narrow").status for _ in range(3)], [200, 200, 429])
        self.assertEqual(self.gate.chat(key, "quick").status, 200)
        self.limit("ip", "127.0.0.0%2F8", max_parallel=50, rpm=1)
        self.assertEqual([self.gate.chat(key, "quick").status for _ in range(2)], [200, 429])
        refused = self.gate.chat(key, "quick")
        self.assertEqual(refused.headers["x-gateway-limit"], "ip rpm")
        self.unlimit("ip", "127.0.0.0%2F8")
        self.assertEqual(self.gate.chat(key, "quick").status, 200)

    def test_the_handbooks_command_and_the_explanation(self):
        made = self.gate.add_key("explained", user_id=self.user())
        self.gate.login()
        bearer = f"Authorization: Bearer {self.gate.token}"
        base = f"{self.gate.url}/api/v1/admin/api-keys/{made['id']}"
        status, body = self.curl("-X", "PUT", f"{base}/rate-limit", "-H", bearer, "-d", "rpm=100&tpm=200000")
        self.assertEqual((status, body["rpm"], body["tpm"]), (200, 100, 200000))
        self.limit("user", "*", rpm=70, tpd=1000000)
        self.limit("global", "*", max_parallel=40)
        self.assertEqual(self.gate.chat(made["key"], "quick", max_tokens=30).status, 200)
        status, body = self.curl(f"{base}/limits?preset=quick&ip=127.0.0.1", "-H", bearer)
        self.assertEqual(status, 200)
        found = {(item["scope"], item["limit"]): item for item in body["items"]}
        self.assertEqual((found["key", "rpm"]["value"], found["key", "rpm"]["used"], found["key", "rpm"]["left"]), (100, 1, 99))
        self.assertEqual(found["key", "rpm"]["source"], {"scope": "key", "subject": made["id"]})
        self.assertEqual(found["key", "max_parallel"]["source"], {"scope": "global", "subject": "*"})
        self.assertEqual(found["user", "rpm"]["source"], {"scope": "user", "subject": "*"})
        self.assertIsNotNone(found["user", "rpm"]["resets_at"])
        plain = self.gate.add_key("plain")
        items = self.gate.admin("GET", f"api-keys/{plain['id']}/limits").json()["items"]
        self.assertEqual(items[0]["source"], {"scope": "setting", "subject": "RATE_LIMIT_EXTERNAL_RPM"})
        listed = self.gate.admin("GET", "limits").json()["items"]
        self.assertIn(("user", "*"), [(item["scope"], item["subject"]) for item in listed])
        self.assertEqual(next(item for item in listed if item["scope"] == "global")["settings"], {"rpm": 500, "tpm": None})
        self.unlimit("user", "*")
        self.unlimit("global", "*")

    def test_wrong_limits_are_refused_by_field(self):
        for path, body, status in [("limits/user/nobody", {"rpm": 5}, 404), ("limits/tribe/x", {"rpm": 5}, 422), ("limits/preset/quick", {"budget_usd": "5"}, 422),
                                   ("limits/global/me", {"rpm": 5}, 422), ("limits/user/*", {"rpm": 0}, 422), ("limits/user/*", {"weight": 1}, 400),
                                   ("limits/ip/10.0.0.1%2F8", {"rpm": 1}, 422)]:
            self.assertEqual(self.gate.admin("PUT", path, body, expect=None).status, status, path)
        self.assertEqual(self.gate.admin("DELETE", "limits/user/*", expect=None).status, 404)

    def test_counting_afresh_lets_the_next_one_in(self):
        made = self.gate.add_key("afresh", rpm=1)
        self.assertEqual([self.gate.chat(made["key"], "quick").status for _ in range(2)], [200, 429])
        self.gate.admin("POST", f"limits/key/{made['id']}/reset")
        self.assertEqual(self.gate.chat(made["key"], "quick").status, 200)

    def test_a_rule_written_by_hand_is_taken_over(self):
        made = self.gate.add_key("by-hand", user_id=self.user())
        with sqlite3.connect(next(self.gate.folder.rglob("gateway.db"))) as database:
            database.execute("INSERT INTO limit_rule (id, scope, subject, rpm, updated_at) VALUES ('r1', 'user', ?, 1, 0)", (made["user_id"],))
        until(lambda: 429 in [self.gate.chat(made["key"], "quick").status for _ in range(2)], "the rule")

    def test_lists_of_models_count_as_requests_and_cost_nothing(self):
        made = self.gate.add_key("lists", rpm=2, budget_usd="0")
        get = lambda: ask(self.gate.url, "GET", "/v1/models", None, {"Authorization": f"Bearer {made['key']}"}).status
        self.assertEqual([get() for _ in range(3)], [200, 200, 429])


class BudgetRoutesTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": "2"}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=5)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("quick", [("rec", "gpt-4o")])
        cls.user = cls.gate.admin("POST", "users", {"email": "b@example.org", "password": "correct horse battery", "role": "viewer"}).json()["id"]

    def spend(self, key, count=1):
        for _ in range(count):
            self.assertEqual(self.gate.chat(key, "quick", max_tokens=10).status, 200)

    def test_no_route_goes_past_a_spent_budget(self):
        for scope in ("key", "user"):
            for budget in ("budget_usd", "budget_day_usd", "budget_month_usd"):
                made = self.gate.add_key(f"{scope}-{budget}", user_id=self.user)
                self.spend(made["key"])
                subject = made["id"] if scope == "key" else self.user
                self.gate.admin("PUT", f"limits/{scope}/{subject}", {budget: "0.000000001"})
                for path, body in SPENDING.items():
                    reply = ask(self.gate.url, "POST", path, body, {"Authorization": f"Bearer {made['key']}"})
                    self.assertEqual((reply.status, reply.error["code"]), (429, "insufficient_quota"), (scope, budget, path, reply))
                    self.assertEqual(reply.headers.get("x-should-retry"), "false", path)
                    self.assertNotIn("retry-after", reply.headers)
                    self.assertEqual(reply.headers["x-gateway-limit"], f"{scope} {budget.replace('_usd', '')}")
                for path in ("/v1/models", "/v1/files?purpose=x"):
                    reply = ask(self.gate.url, "GET", path, None, {"Authorization": f"Bearer {made['key']}", "x-gateway-preset": "quick"})
                    self.assertNotEqual(reply.status, 429, path)
                self.gate.admin("DELETE", f"limits/{scope}/{subject}")
                self.spend(made["key"])

    def test_a_budget_knows_what_was_spent_before_a_crash(self):
        user = self.gate.admin("POST", "users", {"email": "c@example.org", "password": "correct horse battery", "role": "viewer"}).json()["id"]
        made = self.gate.add_key("crash", user_id=user)
        self.spend(made["key"], 3)
        spent = lambda: next(item for item in self.gate.admin("GET", f"api-keys/{made['id']}/limits").json()["items"] if item["limit"] == "budget_day")["used"]
        self.gate.admin("PUT", f"limits/user/{user}", {"budget_day_usd": "5"})
        before = spent()
        self.assertGreater(before, 0)
        self.gate.kill()
        self.gate.start()
        self.gate.token = None
        self.assertEqual(spent(), before)

    def standing(self, key, scope, limit):
        items = self.gate.admin("GET", f"api-keys/{key}/limits").json()["items"]
        return next(item["used"] for item in items if (item["scope"], item["limit"]) == (scope, limit))

    def test_a_correction_counts_at_once_and_after_a_restart(self):
        user = self.gate.admin("POST", "users", {"email": "d@example.org", "password": "correct horse battery", "role": "viewer"}).json()["id"]
        made = self.gate.add_key("corrected", user_id=user)
        for scope, subject in (("key", made["id"]), ("user", user)):
            self.gate.admin("PUT", f"limits/{scope}/{subject}", {"budget_usd": "50", "budget_day_usd": "5", "budget_month_usd": "20"})
        self.spend(made["key"], 3)
        places = [(scope, limit) for scope in ("key", "user") for limit in ("budget", "budget_day", "budget_month")]
        used = lambda: [self.standing(made["id"], *place) for place in places]
        spent = used()[0]
        self.assertEqual(used(), [spent] * 6)
        rows = until(lambda: (lambda items: items if len(items) == 3 else None)(self.gate.admin("GET", f"requests?key={made['id']}").json()["items"]), "the rows")
        adjust = lambda trace, amount, expect: self.gate.admin("POST", f"requests/{trace}/adjustments", {"cost_nanousd": amount, "reason": "invoice"}, expect)
        adjust(rows[0]["trace_id"], -rows[0]["cost_nanousd"], (201,))
        self.assertEqual(used(), [spent - rows[0]["cost_nanousd"]] * 6)
        # What is refused changes nothing.
        adjust(rows[0]["trace_id"], -1, (422,))
        self.assertEqual(used(), [spent - rows[0]["cost_nanousd"]] * 6)
        adjust(rows[1]["trace_id"], 5_000_000_000, (201,))
        after = used()
        self.assertEqual(after, [spent - rows[0]["cost_nanousd"] + 5_000_000_000] * 6)
        refused = self.gate.chat(made["key"], "quick", max_tokens=10)
        self.assertEqual((refused.status, refused.error["code"]), (429, "insufficient_quota"))
        report = next(row for row in self.gate.admin("GET", "reports/usage").json()["items"] if row["group"] == made["id"])
        self.assertEqual(report["spent_nanousd"], after[0])
        for end in (self.gate.stop, self.gate.kill):
            end()
            self.gate.start()
            self.gate.token = None
            self.assertEqual(used(), after)
            self.assertEqual(self.gate.chat(made["key"], "quick", max_tokens=10).status, 429)
        adjust(rows[1]["trace_id"], -5_000_000_000, (201,))
        self.spend(made["key"])

    def test_thresholds_are_told_once_on_the_event_stream_and_in_the_log(self):
        made = self.gate.add_key("warned")
        self.gate.login()
        link = Link(self.gate.url, 20)
        self.addCleanup(link.close)
        events = link.begin("GET", "/api/v1/admin/events?topics=alerts", headers={"Authorization": f"Bearer {self.gate.token}"})
        self.spend(made["key"])
        cost = self.gate.admin("GET", f"limits/key/{made['id']}").json()["use"]["spent_nanousd"]
        # Ten requests' worth: the eighth reaches 80 %.
        self.gate.admin("PUT", f"limits/key/{made['id']}", {"budget_day_usd": f"{cost * 10 / 1e9:.9f}"})
        log = lambda word: [line for line in self.gate.log_text().splitlines() if word in line and made["prefix"] in line]
        for _ in range(20):
            self.gate.chat(made["key"], "quick", max_tokens=10)
        until(lambda: log("BUDGET_EXHAUSTED"), "the line in the log")
        self.assertEqual([self.gate.chat(made["key"], "quick", max_tokens=10).status for _ in range(5)], [429] * 5)
        # What another key does later is told later: by then nothing more has been said of this one.
        later = self.gate.add_key("later", budget_usd="0.000000001")
        self.gate.chat(later["key"], "quick", max_tokens=10)
        until(lambda: [line for line in self.gate.log_text().splitlines() if "BUDGET_EXHAUSTED" in line and later["prefix"] in line], "the other key's line")
        self.assertEqual((len(log("BUDGET_WARNING")), len(log("BUDGET_EXHAUSTED"))), (1, 1))
        self.assertIn("limit=budget_day percent=80", log("BUDGET_WARNING")[0])
        told = []
        while len(told) < 2:
            line = events.readline().decode()
            if line.startswith("data:") and made["id"] in line:
                told += [row["percent"] for row in json.loads(line[5:])["items"] if row["subject"] == made["id"]]
        self.assertEqual(told, [80, 100])


if __name__ == "__main__":
    unittest.main()
