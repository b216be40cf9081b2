"""A blocked address is refused on the very next call of every connection and worker, streams from it end, and SQL typed by hand does the same."""
import contextlib
import sqlite3
import time
import unittest
from urllib.parse import quote

from gatehouse_process import GatehouseTest, Link, until

CONNECTIONS = 16
STRANGER = "203.0.113.9"
QUIET = "192.0.2.77"


def seen_as(*hops):
    """What a trusted proxy on loopback says of its caller."""
    return {"X-Forwarded-For": ", ".join(hops)}


class BlockingTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 4, "GATEWAY_TRUSTED_PROXIES": "127.0.0.1"}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=400, chunk_seconds=0.05)
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("any", [("rec", "small")])
        cls.key = cls.gate.add_key("blocking")["key"]

    def setUp(self):
        self.links = [Link(self.gate.url) for _ in range(CONNECTIONS)]
        for link in self.links:
            self.addCleanup(link.close)
        self.addCleanup(lambda: [self.unblock(row["ip"]) for row in self.blocks()])

    def statuses(self, *hops):
        return {self.gate.chat(self.key, "any", link=link, headers=seen_as(*hops)).status for link in self.links}

    def blocks(self):
        return self.gate.admin("GET", "blocked-ips").json()["items"]

    def block(self, ip, **fields):
        return self.gate.admin("POST", "blocked-ips", {"ip": ip, **fields}).json()

    def unblock(self, ip):
        return self.gate.admin("DELETE", f"blocked-ips/{quote(ip, safe='')}")

    def by_hand(self, statement, *values):
        with contextlib.closing(sqlite3.connect(self.gate.data / "gateway.db", timeout=10)) as database, database:
            database.execute(statement, values)

    def test_the_next_call_is_refused(self):
        self.assertEqual(self.statuses(STRANGER), {200})
        made = self.block(STRANGER, seconds=3600, reason="scan")
        self.assertEqual(made["workers"], {"acknowledged": 4, "total": 4})
        calls = len(self.upstream.requests)
        self.assertEqual(self.statuses(STRANGER), {403})
        self.assertEqual(len(self.upstream.requests), calls)
        self.assertEqual(self.statuses("203.0.113.10"), {200})
        refused = self.gate.chat(self.key, "any", headers=seen_as(STRANGER))
        self.assertEqual((refused.error["code"], refused.headers["x-should-retry"]), ("ip_blocked", "false"))
        proof = self.gate.admin("GET", f"blocked-ips/{STRANGER}/verify").json()["answers"]
        self.assertEqual([(row["worker"], row["status"], row["code"]) for row in proof], [(i, 403, "ip_blocked") for i in range(4)])
        row = self.blocks()[0]
        self.assertEqual(row["hits"], CONNECTIONS + 1)
        self.assertIsNotNone(row["last_hit_at"])
        self.unblock(STRANGER)
        self.assertEqual(self.statuses(STRANGER), {200})
        self.assertEqual({row["status"] for row in self.gate.admin("GET", f"blocked-ips/{STRANGER}/verify").json()["answers"]}, {200})

    def test_only_the_nearest_stranger_counts(self):
        self.block(STRANGER)
        self.assertEqual(self.statuses(STRANGER, "198.51.100.5"), {200})   # forged in front of the true one
        self.assertEqual(self.statuses("198.51.100.5", STRANGER), {403})
        self.assertEqual(self.statuses(f"::ffff:{STRANGER}"), {403})
        self.assertEqual(self.statuses(f"{STRANGER}:4711"), {403})

    def test_a_range_and_a_customer_of_ipv6(self):
        self.block("203.0.113.77/24")
        self.assertEqual(self.blocks()[0]["ip"], "203.0.113.0/24")
        self.assertEqual(self.statuses("203.0.113.200"), {403})
        self.assertEqual(self.block("2001:db8::1")["ip"], "2001:db8::/64")
        self.assertEqual(self.statuses("2001:db8::ffff"), {403})
        self.assertEqual(self.statuses("2001:db8:0:1::1"), {200})

    def test_an_open_stream_ends_with_an_error(self):
        stream = self.gate.stream(self.key, "any", headers=seen_as(STRANGER))
        self.addCleanup(stream.close)
        events = iter(stream)
        for _ in range(3):
            next(events)
        self.block(STRANGER)
        rest = list(events)
        self.assertIn("ip_blocked", rest[-1])
        self.assertNotIn("[DONE]", rest)
        self.assertFalse(stream.clean)
        until(lambda: self.upstream.requests[-1].peer_left, "the upstream call to be cancelled")

    def test_a_block_ends_by_itself(self):
        self.block(STRANGER, seconds=1)
        self.assertEqual(self.statuses(STRANGER), {403})
        until(lambda: self.statuses(STRANGER) == {200}, "the block to end", 8)

    def test_sql_typed_by_hand_is_taken_over(self):
        self.by_hand("INSERT INTO blocked_ip (id, ip, source, created_at) VALUES ('by-hand', '198.51.100.77/24', 'external', 0)")
        began = time.monotonic()
        until(lambda: self.statuses("198.51.100.3") == {403}, "the row to be served")
        print(f"taken over after {time.monotonic() - began:.1f} s; 5 s are promised")
        # The same range in another spelling is no second block, and one undo takes all of them.
        self.by_hand("INSERT INTO blocked_ip (id, ip, source, created_at) VALUES ('again', '::ffff:198.51.100.0/120', 'external', 0)")
        until(lambda: self.gate.admin("GET", "audit?action=outside.change").json()["items"], "the audit row")
        self.assertEqual([row["ip"] for row in self.blocks()], ["198.51.100.0/24"])
        self.unblock("198.51.100.0/24")
        self.assertEqual(self.gate.rows("SELECT ip FROM blocked_ip"), [])
        self.assertEqual(self.statuses("198.51.100.3"), {200})

    def test_what_must_stay_reachable(self):
        for ip, code in (("127.0.0.1", "BLOCK_LOOPBACK"), ("0.0.0.0/0", "BLOCK_TOO_WIDE"), ("126.0.0.0/8", "BLOCK_TOO_WIDE")):
            refused = self.gate.admin("POST", "blocked-ips", {"ip": ip}, expect=None)
            self.assertEqual((refused.status, refused.error["code"]), (422, code), ip)

    def test_the_words_in_the_log_and_the_list_of_events(self):
        self.block(QUIET)
        refused = self.gate.chat(self.key, "any", headers=seen_as(QUIET))
        trace = refused.headers["x-request-id"]
        line = until(lambda: next((row for row in self.gate.log_text().splitlines() if f"trace_id={trace}" in row), None), "the log line")
        self.assertIn(" WARN request ", line)
        self.assertIn(f"ip={QUIET}", line)
        self.assertIn("error_code=IP_BLOCKED", line)
        self.assertNotIn(self.key, self.gate.log_text())
        for _ in range(12):
            self.gate.chat("gw-unknown-key-0001", "any", headers=seen_as("198.51.100.9"))
        # Refusals of one address are one event with the first one's trace: no other test uses this address.
        event = until(lambda: next((row for row in self.gate.admin("GET", f"security/events?kind=blocked&ip={QUIET}").json()["items"]
                                    if row["trace_id"] == trace), None), "the refusal among the events")
        self.assertTrue(event["blocked"])
        until(lambda: any(row["kind"] == "unknown_key" and row["count"] == 12 and row["ip"] == "198.51.100.9"
                          for row in self.gate.admin("GET", "security/events?kind=unknown_key").json()["items"]), "the burst of unknown keys")


if __name__ == "__main__":
    unittest.main()
