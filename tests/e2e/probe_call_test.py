"""Health probes that make a real call: what they cost, whom they stand for, when they are left out, and the circuits' news of them."""
import json
import subprocess
import sys
import threading
import unittest
from pathlib import Path

from checker import PRICES
from gatehouse_process import GatehouseTest, ask, until

PROVIDERS = Path(__file__).resolve().parent.parent / "fakes" / "invoice_upstream.py"
MODEL = "demo-large"
SCRIPT = json.dumps({"n": 1, "p": 20, "o": 5, "c": 0, "r": 0, "flex": False, "events": 2, "a": "ok", "b": "ok"})


class ProbeCallTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 2, "CIRCUIT_FAILURES": 2}
    CHECKED = True

    @classmethod
    def prepare(cls):
        cls.fake = subprocess.Popen([sys.executable, "-B", str(PROVIDERS)], stdout=subprocess.PIPE, text=True)
        cls.addClassCleanup(cls.fake.wait)
        cls.addClassCleanup(cls.fake.stdout.close)
        cls.url = f"http://127.0.0.1:{json.loads(cls.fake.stdout.readline())['a']}"
        cls.addClassCleanup(ask, cls.url, "POST", "/_stop")
        cls.provider = cls.gate.admin("POST", "providers", {"name": "paid", "kind": "openai", "base_url": cls.url, "api_key": "sk-upstream-canary-0001",
                                                            "allow_private": True, "probe_model": MODEL}).json()
        cls.gate.add_preset("default", [("paid", MODEL)])
        cls.key = cls.gate.add_key("people", rpm=100000, tpm=100_000_000)["key"]

    def setUp(self):
        self.plan("ok")
        self.every(None)

    def plan(self, plan):
        ask(self.url, "GET", f"/_probes/{plan}")

    def every(self, seconds):
        return self.gate.admin("PATCH", f"providers/{self.provider['id']}", {"probe_interval_seconds": seconds}).json()

    def invoice(self):
        return ask(self.url, "GET", "/_invoice").json()

    def probes(self):
        return [line for line in self.invoice() if line["serial"] == -1]

    def told(self):
        return self.gate.admin("GET", f"providers/{self.provider['id']}").json()["probe"]

    def notices(self, *actions):
        return [row for row in self.gate.admin("GET", "changes?limit=200").json()["items"] if row["seq"] < 0 and row["action"] in actions]

    def test_the_ledger_of_probes_is_the_providers_invoice(self):
        until(lambda: self.told()["next_at"] is None, "that none is due")
        shown = self.every(5)
        self.assertEqual((shown["probe_model"], shown["probe"]["estimate_nanousd"] > 0), (MODEL, True))
        before = len(self.probes())
        until(lambda: len(self.probes()) >= before + 2, "two probes by themselves", 20)
        self.every(None)
        until(lambda: not self.told()["under_way"], "the last probe's end")
        lines = {line["trace"]: line for line in self.probes() if line["finished"]}
        rows = until(lambda: (found := self.gate.rows("SELECT * FROM usage_ledger WHERE key_id = 'probe'")) and len(found) >= len(lines) and found, "their rows")
        whole = [row for row in rows if row["request_id"] in lines]
        self.assertEqual(len(whole), len(lines))
        for row in whole:
            line = lines[row["request_id"]]
            self.assertEqual((row["user_id"], row["provider"], row["model"], row["attempt"], row["usage_source"]), ("probe", "paid", MODEL, 1, "reported"))
            self.assertEqual((row["tokens_in"], row["tokens_out"]), (line["in"], line["out"]))
        owed = [{"provider": "paid", "model": MODEL, "tokens_in": line["in"], "tokens_out": line["out"], "tokens_cached": 0, "tokens_cache_write": 0,
                 "tokens_reasoning": 0, "price_version": ""} for line in lines.values()]
        self.assertEqual(sum(row["cost_nanousd"] for row in whole), sum(PRICES.cost(line) for line in owed))
        for group in ("key", "user"):
            row = next(item for item in self.gate.admin("GET", f"reports/usage?group={group}").json()["items"] if item["group"] == "probe")
            self.assertEqual((row["label"], row["cost_nanousd"]), ("health probes", sum(row["cost_nanousd"] for row in rows)))
        last = self.told()["last"]
        self.assertEqual((last["ok"], last["call"], last["cost_nanousd"]), (True, "chat", whole[0]["cost_nanousd"]))
        log = self.gate.admin("GET", f"requests/{last['trace_id']}").json()
        self.assertEqual((log["route"], log["ip"]), ("probe", None))
        # The dashboards show what people do.
        self.assertEqual(self.gate.rows("SELECT coalesce(sum(requests), 0) AS n FROM latency_step WHERE provider = 'paid' AND step_s = 60")[0]["n"],
                         self.gate.rows("SELECT count(*) AS n FROM gateway_log WHERE provider = 'paid' AND key_id <> 'probe'")[0]["n"])

    def test_no_probe_is_made_while_people_are_answered(self):
        self.assertEqual(self.gate.chat(self.key, "default", user=SCRIPT).status, 200)
        self.every(5)
        before, ended = len(self.probes()), threading.Event()
        for _ in range(24):     # 8 s: an interval and a half
            self.assertEqual(self.gate.chat(self.key, "default", user=SCRIPT).status, 200)
            ended.wait(0.33)
        self.assertEqual(len(self.probes()), before)
        until(lambda: len(self.probes()) > before, "a probe once people are silent", 15)

    def test_failing_probes_open_the_circuit_and_an_answered_one_closes_it(self):
        self.plan("status")
        self.every(5)
        tripped = until(lambda: self.notices("circuit.tripped"), "the circuit's opening", 30)[0]
        self.assertEqual((tripped["target_name"], tripped["after"]["reason"]), (f"paid:{MODEL}", "UPSTREAM_ERROR"))
        self.assertGreaterEqual(tripped["after"]["seconds"], 1)
        self.assertFalse(self.told()["last"]["ok"])
        self.plan("ok")
        recovered = until(lambda: self.notices("circuit.recovered"), "its closing", 30)[0]
        self.assertEqual(recovered["target_name"], f"paid:{MODEL}")
        self.assertGreaterEqual(recovered["created_at"], tripped["created_at"])
        self.assertEqual(self.gate.rows("SELECT count(*) AS n FROM usage_ledger l JOIN gateway_log g ON g.trace_id = l.request_id WHERE g.status >= 500 AND l.key_id = 'probe'")[0]["n"], 0)

    def test_a_call_by_hand_is_billed_and_audited(self):
        path = f"providers/{self.provider['id']}/probe"
        listed = self.gate.admin("POST", path, {}).json()
        self.assertEqual(listed["call"], "model_list")
        self.gate.chat(self.key, "default", user=SCRIPT)    # closes what another test may have left
        called = self.gate.admin("POST", path, {"call": "chat"}).json()
        self.assertEqual((called["ok"], called["call"], called["model"], called["tokens_out"]), (True, "chat", MODEL, 1))
        row = self.gate.ledger(called["trace_id"])[0]
        self.assertEqual((row["cost_nanousd"], row["key_id"]), (called["cost_nanousd"], "probe"))
        self.assertEqual([item["action"] for item in self.gate.admin("GET", "audit?limit=1").json()["items"]], ["provider.probe"])
        self.gate.admin("POST", path, {"call": "song"}, (422, 400))
        self.gate.admin("PATCH", f"providers/{self.provider['id']}", {"kind": "gemini"}, (422,))

    def test_zz_a_drain_does_not_wait_for_a_probe(self):
        self.plan("hang")
        self.every(5)
        before = len(self.probes())
        until(lambda: len(self.probes()) > before, "a probe that hangs", 20)
        hanging = self.probes()[-1]["trace"]
        self.assertEqual(self.gate.stop(20), 0)
        row = self.gate.rows("SELECT * FROM usage_ledger WHERE request_id = ?", hanging)[0]
        self.assertEqual((row["usage_source"], row["key_id"]), ("estimated", "probe"))


if __name__ == "__main__":
    unittest.main()
