"""Limits and budgets of keys on the running gateway: exact over all workers, told in headers, changed by the next request."""
import threading
import unittest

from gatehouse_process import GatehouseTest, ask

CALLERS = 40


class LimitsTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": "4"}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=5)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("quick", [("rec", "gpt-4o")])

    def statuses_of(self, key, count):
        """Answers to `count` calls that come at once over as many connections."""
        replies, lock, start = [], threading.Lock(), threading.Barrier(count)

        def call():
            start.wait()
            reply = self.gate.chat(key, "quick", max_tokens=10)
            with lock:
                replies.append(reply)
        threads = [threading.Thread(target=call) for _ in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return replies

    def test_many_callers_at_once_get_exactly_the_limit(self):
        key = self.gate.add_key("exact", rpm=7)["key"]
        replies = self.statuses_of(key, CALLERS)
        self.assertEqual(sum(reply.status == 200 for reply in replies), 7)
        refused = [reply for reply in replies if reply.status != 200]
        self.assertTrue(all(reply.status == 429 for reply in refused))
        for reply in refused:
            self.assertEqual(reply.error["code"], "rate_limit_exceeded")
            self.assertIn("7 requests a minute", reply.error["message"])
            self.assertTrue(50 <= int(reply.headers["retry-after"]) <= 61, reply.headers["retry-after"])
            self.assertEqual(reply.headers["x-ratelimit-remaining-requests"], "0")
        self.assertEqual(len({reply.headers["x-ratelimit-remaining-requests"] for reply in replies if reply.status == 200}), 7)

    def test_a_changed_limit_holds_for_the_next_request(self):
        made = self.gate.add_key("changed", rpm=1)
        self.assertEqual(self.gate.chat(made["key"], "quick").status, 200)
        self.assertEqual(self.gate.chat(made["key"], "quick").status, 429)
        reply = ask(self.gate.url, "PUT", f"/api/v1/admin/api-keys/{made['id']}/rate-limit", "rpm=3&tpm=200000",
                    {"Authorization": f"Bearer {self.gate.token}", "Content-Type": "application/x-www-form-urlencoded"})
        self.assertEqual(reply.status, 200, reply)
        self.assertEqual([self.gate.chat(made["key"], "quick").status for _ in range(3)], [200, 200, 429])

    def test_tokens_are_reserved_and_settled(self):
        key = self.gate.add_key("tokens", tpm=1500)["key"]
        reply = self.gate.chat(key, "quick", max_tokens=1400)
        self.assertEqual(reply.status, 200)
        self.assertLess(int(reply.headers["x-ratelimit-remaining-tokens"]), 100)
        # The call came to a few tokens: the rest is free again.
        self.assertEqual(self.gate.chat(key, "quick", max_tokens=1400).status, 200)
        never = self.gate.chat(key, "quick", max_tokens=1500)
        self.assertEqual((never.status, never.headers.get("x-should-retry")), (429, "false"))

    def test_a_refusal_stands_in_the_log_and_in_the_count(self):
        made = self.gate.add_key("logged", rpm=1)
        self.gate.chat(made["key"], "quick")
        reply = self.gate.chat(made["key"], "quick")
        row = self.gate.log_row(reply.headers["x-request-id"])
        self.assertEqual((row["status"], row["error_code"]), (429, "RATE_LIMIT"))
        line = next(line for line in self.gate.log_text().splitlines() if reply.headers["x-request-id"] in line)
        self.assertIn("error_code=RATE_LIMIT", line)
        self.assertIn(f"key={made['prefix']}", line)
        self.assertIn("ip=127.0.0.1", line)
        self.assertNotIn(made["key"], line)


class DefaultLimitTest(GatehouseTest):
    SETTINGS = {"RATE_LIMIT_EXTERNAL_RPM": "4"}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=5)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("quick", [("rec", "gpt-4o")])

    def test_each_key_without_a_limit_of_its_own_has_the_default(self):
        for name in ("one", "two"):
            key = self.gate.add_key(name)["key"]
            self.assertEqual([self.gate.chat(key, "quick").status for _ in range(5)], [200] * 4 + [429])
        own = self.gate.add_key("own", rpm=6)["key"]
        self.assertEqual([self.gate.chat(own, "quick").status for _ in range(7)], [200] * 6 + [429])


class BudgetTest(GatehouseTest):
    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=5)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("quick", [("rec", "gpt-4o")])

    def test_a_spent_budget_refuses_also_after_a_restart(self):
        # 10 USD a million tokens of output: what 100 of them cost is reserved.
        made = self.gate.add_key("budget", budget_usd="0.0012")
        replies = []
        while len(replies) < 100 and (not replies or replies[-1].status == 200):
            replies.append(self.gate.chat(made["key"], "quick", max_tokens=100))
        refused = replies[-1]
        self.assertEqual((refused.status, refused.error["code"], refused.headers.get("x-should-retry")), (429, "insufficient_quota", "false"))
        self.assertNotIn("retry-after", refused.headers)
        spent = sum(self.gate.ledger(reply.headers["x-request-id"])[0]["cost_nanousd"] for reply in replies[:-1])
        self.assertLessEqual(spent, 1_200_000)
        self.assertGreater(spent, 100_000)
        self.gate.kill()
        self.gate.start()
        self.assertEqual(self.gate.chat(made["key"], "quick", max_tokens=100).status, 429)
        self.gate.token = None
        self.gate.admin("PATCH", f"api-keys/{made['id']}", {"budget_usd": "1.00"})
        self.assertEqual(self.gate.chat(made["key"], "quick", max_tokens=100).status, 200)


if __name__ == "__main__":
    unittest.main()
