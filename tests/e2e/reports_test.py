"""The reports of the running gateway: what failed, where time went and what it cost, after real requests; and the usage as a file."""
import csv
import io
import unittest
from datetime import datetime, timezone

from gatehouse_process import Fault, GatehouseTest, ask, until


class ReportsTest(GatehouseTest):
    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=5)
        cls.gate.add_provider("first", cls.upstream.url)
        cls.made = cls.gate.add_key("=HYPERLINK(1)")
        cls.key = cls.made["key"]
        cls.gate.add_preset("good", [("first", "good-1")])
        cls.gate.add_preset("bad", [("first", "bad-1")])
        cls.upstream.order("bad-1", Fault("status", status=503))
        for _ in range(3):
            assert cls.gate.chat(cls.key, "good").status == 200
        for _ in range(2):
            assert cls.gate.chat(cls.key, "bad").status >= 500
        assert cls.gate.chat(cls.key, "nowhere").status == 404
        until(lambda: cls.report("errors")["requests"] == 6, "the log rows")

    @classmethod
    def report(cls, name, query=""):
        return cls.gate.admin("GET", f"reports/{name}{query}").json()

    def test_errors_are_counted_and_grouped(self):
        reply = self.report("errors")
        self.assertEqual((reply["errors"], reply["errors_5xx"], reply["errors_4xx"]), (3, 2, 1))
        groups = {row["group"]: row for row in reply["items"]}
        self.assertEqual(groups["UPSTREAM_ERROR"]["count"], 2)
        self.assertEqual(groups["UNKNOWN_MODEL"]["count"], 1)
        trace = groups["UPSTREAM_ERROR"]["trace_id"]
        self.assertEqual(self.gate.admin("GET", f"requests/{trace}").json()["error_code"], "UPSTREAM_ERROR")
        self.assertEqual(sum(sum(point[1:]) for point in reply["points"]), 3)
        by_provider = {row["group"]: row["count"] for row in self.report("errors", "?group=provider")["items"]}
        self.assertEqual(by_provider, {"first": 2, "": 1})
        by_key = self.report("errors", "?group=key")["items"]
        self.assertEqual([row["label"] for row in by_key], ["=HYPERLINK(1)"])

    def test_messages_of_one_fault_are_one_line(self):
        items = self.report("errors/messages")["items"]
        self.assertEqual([(row["error_code"], row["message"], row["count"]) for row in items],
                         [("UPSTREAM_ERROR", "the provider answered with status 503", 2), ("UNKNOWN_MODEL", '"{name}" is not known.', 1)])
        trace = self.gate.admin("GET", f"requests/{items[0]['trace_id']}").json()
        self.assertEqual(trace["explain"]["candidates"][0]["outcome"], "failed")
        node = self.report("errors", "?group=node")["items"][0]["group"]
        self.assertEqual(self.report("errors", f"?node={node}")["errors"], 3)
        self.assertEqual(self.report("errors", "?node=elsewhere")["errors"], 0)

    def test_latency_knows_what_reached_a_provider(self):
        reply = self.report("latency")
        self.assertEqual(reply["total"]["requests"], 5)
        routes = {row["model"]: row for row in reply["items"]}
        self.assertEqual(routes["good-1"]["requests"], 3)
        self.assertEqual(sum(count for step in reply["steps"] for _, count in step["cells"]), 5)
        self.assertLessEqual(sum(routes["good-1"]["parts_ms"].values()), routes["good-1"]["total_ms"] + 3)
        self.assertEqual(self.report("latency", "?provider=first&model=bad-1")["total"]["requests"], 2)

    def test_usage_equals_the_ledger_to_the_nano_dollar(self):
        reply = self.report("usage")
        rows = self.gate.admin("GET", "requests?limit=100").json()["items"]
        ledger = [entry for row in rows for entry in self.gate.admin("GET", f"requests/{row['trace_id']}").json()["ledger"]]
        self.assertEqual(reply["totals"]["calls"], len(ledger))
        self.assertEqual(reply["totals"]["cost_nanousd"], sum(entry["cost_nanousd"] or 0 for entry in ledger))
        self.assertEqual(reply["totals"]["unpriced_calls"], sum(entry["cost_nanousd"] is None for entry in ledger))
        self.assertEqual(reply["totals"]["tokens_out"], sum(entry["tokens_out"] for entry in ledger))
        for group in ("key", "user", "provider", "model", "day"):
            items = self.report("usage", f"?group={group}")["items"]
            self.assertEqual(sum(row["calls"] for row in items), len(ledger), group)

    def test_files_say_what_the_report_says_in_every_zone(self):
        for clock in ("utc_offset_minutes=0", "utc_offset_minutes=345", "time_zone=Asia/Kathmandu", "time_zone=America/St_Johns", "time_zone=Nowhere/At_All&utc_offset_minutes=60"):
            totals = self.report("usage", f"?{clock}")["totals"]
            for group in ("", "key", "user", "provider", "model", "day"):
                file = self.gate.admin("GET", f"reports/usage/export?format=csv&{clock}" + (f"&group={group}" if group else ""))
                rows = list(csv.DictReader(io.StringIO(file.body.decode())))
                for column, member in (("calls", "calls"), ("tokens_in", "tokens_in"), ("tokens_reasoning", "tokens_reasoning"), ("cost_nanousd", "cost_nanousd"),
                                       ("unpriced_calls", "unpriced_calls"), ("batch_calls", "batch_calls"), ("adjusted_nanousd", "adjusted_nanousd")):
                    self.assertEqual(sum(int(row[column] or 0) for row in rows), totals[member], (clock, group, column))
                if group:
                    shown = self.report("usage", f"?{clock}&group={group}")["items"]
                    self.assertEqual([row[group] for row in rows], [item["group"] for item in shown], (clock, group))
        self.gate.admin("GET", "reports/usage?time_zone=Nowhere/At_All", expect=(422,))

    def test_the_file_is_safe_for_a_spreadsheet(self):
        reply = self.gate.admin("GET", "reports/usage/export?format=csv")
        self.assertEqual(reply.status, 200)
        rows = list(csv.DictReader(io.StringIO(reply.body.decode())))
        self.assertEqual({row["key_name"] for row in rows}, {"'=HYPERLINK(1)"})
        self.assertEqual(sum(int(row["calls"]) for row in rows), self.report("usage")["totals"]["calls"])
        self.assertEqual({row["day"] for row in rows}, {datetime.now(timezone.utc).strftime("%Y-%m-%d")})

    def test_the_file_ends_with_the_mark_that_was_asked_for(self):
        if not self.gate.token:
            self.gate.login()
        headers = {"Authorization": f"Bearer {self.gate.token}", "x-export-end-mark": "request-id"}
        for path in ("reports/usage/export?format=csv", "requests/export?format=jsonl", "requests/export?format=csv&provider=nobody"):
            reply = ask(self.gate.url, "GET", f"/api/v1/admin/{path}", None, headers)
            mark = reply.headers["x-request-id"].encode()
            self.assertTrue(mark and reply.body.endswith(b"\n" + mark), path)

    def test_questions_that_make_no_sense_are_refused(self):
        for query in ("errors?group=colour", "errors?since=yesterday", "errors?since=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z",
                      "errors?since=2020-01-01T00:00:00Z&until=2026-01-01T00:00:00Z", "latency?since=2020-01-01T00:00:00Z",
                      "usage?group=code", "usage?utc_offset_minutes=9999", "usage?since=2020-01-01T00:00:00Z", "usage/export?format=xlsx"):
            with self.subTest(query):
                self.gate.admin("GET", f"reports/{query}", expect=(422,))

    def test_nobody_reads_them_without_a_token(self):
        for path in ("errors", "errors/messages", "latency", "usage", "usage/export"):
            self.assertEqual(ask(self.gate.url, "GET", f"/api/v1/admin/reports/{path}").status, 401)


if __name__ == "__main__":
    unittest.main()
