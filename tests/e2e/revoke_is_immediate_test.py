"""A revoked or frozen key is refused on the very next call of every open connection, on every worker."""
import unittest

from gatehouse_process import GatehouseTest, Link, until

CONNECTIONS = 32


class RevokeIsImmediateTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 4}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=400, chunk_seconds=0.05)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("any", [("rec", "small")])

    def setUp(self):
        self.key = self.gate.add_key("to be revoked")
        self.links = [Link(self.gate.url) for _ in range(CONNECTIONS)]
        for link in self.links:
            self.addCleanup(link.close)

    def statuses(self):
        return [self.gate.chat(self.key["key"], "any", link=link).status for link in self.links]

    def change(self, verb, body=None):
        return self.gate.admin("POST", f"api-keys/{self.key['id']}/{verb}", body or {})

    def test_revoke(self):
        self.assertEqual(set(self.statuses()), {200})
        answer = self.change("revoke", {"reason": "left the company"}).json()
        self.assertEqual((answer["status"], answer["workers"]["acknowledged"]), ("revoked", answer["workers"]["total"]))
        self.assertEqual(answer["workers"]["total"], 4)
        calls = len(self.upstream.requests)
        self.assertEqual(set(self.statuses()), {401})
        self.assertEqual(len(self.upstream.requests), calls)
        evidence = self.gate.admin("GET", f"api-keys/{self.key['id']}/verify").json()["answers"]
        self.assertEqual([(row["worker"], row["status"]) for row in evidence], [(i, 401) for i in range(4)])

    def test_freeze_and_unfreeze(self):
        self.assertEqual(set(self.statuses()), {200})
        self.change("freeze")
        self.assertEqual(set(self.statuses()), {403})
        self.change("unfreeze")
        self.assertEqual(set(self.statuses()), {200})

    def test_an_open_stream_ends_with_an_error(self):
        stream = self.gate.stream(self.key["key"], "any")
        self.addCleanup(stream.close)
        events = iter(stream)
        trace = stream.headers["x-request-id"]
        for _ in range(3):
            next(events)
        self.change("revoke", {"reason": "while it streams"})
        rest = list(events)
        self.assertIn('"error"', rest[-1])
        self.assertNotIn("[DONE]", rest)
        self.assertFalse(stream.clean)
        until(lambda: self.upstream.requests[-1].peer_left, "the upstream call to be cancelled")
        row = self.gate.ledger(trace)[0]
        self.assertEqual(row["usage_source"], "estimated")
        self.assertGreater(row["tokens_out"], 0)

    def test_the_change_is_in_the_audit_trail(self):
        self.change("revoke", {"reason": "audit me"})
        rows = self.gate.admin("GET", "audit?action=key.revoke").json()["items"]
        self.assertTrue(any(row["target_id"] == self.key["id"] and row["reason"] == "audit me" and row["source"] == "api" for row in rows), rows[:3])


if __name__ == "__main__":
    unittest.main()
