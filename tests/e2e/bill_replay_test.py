"""The bill against the providers' own invoice, to the nano-dollar, while clients leave and the gateway is killed.

REPLAY_REQUESTS mixed calls (plain, streams, embeddings, errors, retries, cached and reasoning tokens, tiers, batch, prices that change,
a model without a price) run from a fixed seed against two providers in a process of their own, which write down what each call costs.
Each line of theirs names the gateway's trace id. Then each difference is named by rule:

  reported   the provider finished and the gateway heard it: equal, token by token and to the nano-dollar
  gone       the client left: what was delivered is counted, marked estimated
  cut        the provider broke off: estimated on the attempt, also when another provider then answered
  crash      the gateway was killed under the call: the reservation is booked as estimated
  uncalled   reserved, killed or left before the provider took it: estimated, nothing on the invoice
  unpriced   no price is known: no cost, flagged

All but the first are rows that say `estimated`. They are then corrected by the admin API, an adjustment each, and the ledger with its
adjustments is the invoice, exactly.
"""
import asyncio
import collections
import json
import os
import random
import subprocess
import sys
import time
import unittest
from pathlib import Path

from checker import PRICES, Checker, rated, spool_pending
from gatehouse_process import Gatehouse, Link, ask, until
from observed_call import Seen

REQUESTS = int(os.environ.get("REPLAY_REQUESTS", "4000"))
KILLS = int(os.environ.get("REPLAY_KILLS", "2"))
SEED = int(os.environ.get("REPLAY_SEED", "20261127"))
CLIENTS = 32
PROVIDERS = Path(__file__).resolve().parent.parent / "fakes" / "invoice_upstream.py"
OWN = {"input": "0.123456789", "output": "0.987654321", "cached_input": "0.000000001", "reasoning": "1.5"}
DEARER = {**OWN, "input": "0.2", "tiers": [{"above": 3000, "input": "0.4", "output": "2.000000001"}]}


def script(number, chance):
    """What call `number` is to be: its path, model, stream, abort, and what the providers are told."""
    prompt = chance.choice((chance.randint(1, 900), chance.randint(900, 6000), chance.randint(90_000, 300_000)))
    out = chance.randint(1, 2000)
    made = {"n": number, "p": prompt, "o": out, "c": chance.choice((0, chance.randint(0, prompt))), "r": chance.choice((0, chance.randint(0, out))),
            "flex": chance.random() < 0.05, "events": chance.randint(2, 8), "a": "ok", "b": "ok"}
    model = chance.choices(("small", "large", "own", "nobody"), (40, 40, 18, 2))[0]
    path, stream, abort = "/v1/chat/completions", chance.random() < 0.4, False
    luck = chance.random()
    if luck < 0.08:
        path, stream, model, made["o"], made["c"], made["r"] = "/v1/embeddings", False, "embed", 0, 0, 0
    elif luck < 0.11:
        made["a"] = "status"
    elif luck < 0.115:
        made["a"] = made["b"] = "status"
    elif luck < 0.12:
        made["a"] = "cut"
    elif luck < 0.13:
        made["a"], abort = ("slow" if stream else "hang"), True
    elif luck < 0.1302:
        made["a"] = "silent"
    return path, model, stream, abort, made


class Replay:
    def __init__(self, gate, key):
        self.gate, self.key = gate, key
        self.next, self.done = 0, 0
        self.seen = []
        self.kinds = collections.Counter()

    def until_number(self, last, kill_at=None):
        asyncio.run(self._segment(last, kill_at))

    async def _segment(self, last, kill_at):
        self.open, self.dead = asyncio.Event(), False
        host, port = self.gate.url.removeprefix("http://").split(":")
        await asyncio.gather(*(self._client(host, int(port), last, kill_at) for _ in range(CLIENTS)))

    async def _client(self, host, port, last, kill_at):
        wire = None
        while self.next < last and not self.dead:
            number = self.next
            self.next += 1
            try:
                wire = wire or await asyncio.open_connection(host, port)
                keep = await self._call(*wire, number)
            except (OSError, asyncio.IncompleteReadError):
                self.kinds["lost"] += 1
                keep = False
            if not keep and wire:
                wire[1].transport.abort()
                wire = None
            self.done += 1
            if kill_at is not None and self.done >= kill_at and not self.dead:
                self.dead = True
                self.gate.program.process.kill()
        if wire:
            wire[1].transport.abort()

    async def _call(self, reader, writer, number):
        path, model, stream, abort, made = script(number, random.Random(SEED * 1_000_003 + number))
        body = {"model": model, "user": json.dumps(made)}
        if path == "/v1/embeddings":
            body["input"] = "words to be embedded"
        else:
            body["messages"] = [{"role": "user", "content": "some words of a prompt"}]
        if stream:
            body["stream"] = True
        data = json.dumps(body).encode()
        writer.write((f"POST {path} HTTP/1.1\r\nhost: g\r\nauthorization: Bearer {self.key}\r\ncontent-type: application/json\r\n"
                      f"content-length: {len(data)}\r\n\r\n").encode() + data)
        if abort and not stream:
            await asyncio.sleep(0.02 + 0.0001 * (number % 200))
            self.kinds["left"] += 1
            return False
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        status = int(head[9:12])
        fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if line)
        whole = True
        if "content-length" in fields:
            await reader.readexactly(int(fields["content-length"]))
        else:
            last = b""
            while size := int(await reader.readuntil(b"\r\n"), 16):
                last = await reader.readexactly(size + 2)
                if abort and b"word" in last:
                    self.kinds["left"] += 1
                    return False
            await reader.readexactly(2)
            whole = last.endswith(b"data: [DONE]\n\n\r\n")
        self.kinds[f"answered {status}"] += 1
        trace = fields["x-request-id"]
        self.seen.append(Seen("whole" if whole and status == 200 else "error", trace, status, None, None, stream))
        return True


class BillReplayTest(unittest.TestCase):
    def setUp(self):
        self.providers = subprocess.Popen([sys.executable, "-B", str(PROVIDERS)], stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.providers.wait)
        self.addCleanup(self.providers.kill)
        ports = json.loads(self.providers.stdout.readline())
        self.addCleanup(self.providers.stdout.close)
        self.provider_url = f"http://127.0.0.1:{ports['a']}"
        self.gate = Gatehouse(CIRCUIT_FAILURES=0, UPSTREAM_FIRST_BYTE_TIMEOUT_MS=8000, GATEWAY_DRAIN_SECONDS=60)
        self.addCleanup(self.gate.discard)
        self.gate.start()
        for name in ("a", "b"):
            self.gate.add_provider(name, f"http://127.0.0.1:{ports[name]}")
        for name, model in (("small", "demo-small"), ("large", "demo-large"), ("own", "own-model"), ("embed", "demo-embed"), ("nobody", "nobody-knows-it")):
            self.gate.add_preset(name, [("a", model), ("b", model)])
        self.version = self.gate.admin("PUT", "prices/*/own-model", OWN).json()["version"]
        self.key = self.gate.add_key("replay")["key"]

    def test_the_ledger_is_the_invoice(self):
        replay, began = Replay(self.gate, self.key), time.monotonic()
        step = REQUESTS // (KILLS + 1)
        for part in range(KILLS):
            # The kill comes in the middle of a part; every other one is a clean restart.
            replay.until_number((part + 1) * step, replay.done + step // 2 if part % 2 == 0 else None)
            if part % 2 == 0:
                self.gate.program.wait()
            else:
                self.assertEqual(self.gate.stop(), 0)
            self.gate.start()
            if part == KILLS // 2:
                self.dearer_at = replay.next
                self.dearer = self.gate.admin("PUT", "prices/*/own-model", DEARER).json()["version"]
        replay.until_number(REQUESTS)
        seconds = time.monotonic() - began
        until(lambda: spool_pending(self.gate, ask) == 0, "an empty spool", 120)
        until(lambda: self.gate.rows("SELECT count(*) AS n FROM gateway_log")[0]["n"] >= len(replay.seen), "all rows", 60)
        self.gate.token = None
        print(f"{replay.next} requests in {seconds:.0f} s, {KILLS} restarts of which {(KILLS + 1) // 2} by kill -9: {dict(replay.kinds)}")
        self.reconcile()
        checker = Checker(self.gate, [self.key])
        checker.add(*replay.seen)
        self.assertEqual(self.gate.stop(), 0)
        self.assertEqual(checker.problems()[:5], [])

    def charge(self, line, version):
        """What the provider asks for one call, by its own list; nothing where it has none."""
        row = {**line, "tokens_in": line["in"], "tokens_out": line["out"], "tokens_cached": line["cached"], "tokens_cache_write": 0, "tokens_reasoning": line["reasoning"]}
        if line["model"] == "own-model":
            return rated(DEARER if version == self.dearer else OWN, row)
        return PRICES.cost({**row, "price_version": "/batch" if line["batch"] else ""}) or 0

    def reconcile(self):
        invoice = {}
        for line in ask(self.provider_url, "GET", "/_invoice", timeout=120).json():
            self.assertNotIn((line["trace"], line["provider"]), invoice, "a provider was asked twice for one attempt")
            invoice[line["trace"], line["provider"]] = line
        crashed = {(row["trace_id"], row["attempt"]) for row in self.gate.rows("SELECT trace_id, attempt FROM request_attempt WHERE detail = 'crash'")}
        rows, rules, due = self.gate.rows("SELECT * FROM usage_ledger"), collections.Counter(), {}
        owed, differences, wrong = 0, collections.Counter(), []
        for row in rows:
            line = invoice.pop((row["request_id"], row["provider"]), None)
            cost = self.charge(line, row["price_version"]) if line else 0
            rule = self.rule(row, line, crashed)
            rules[rule] += 1
            owed += cost
            differences[rule] += cost - (row["cost_nanousd"] or 0)
            if rule == "reported" and (cost, line["in"], line["out"], line["cached"], line["reasoning"]) != (
                    row["cost_nanousd"], row["tokens_in"], row["tokens_out"], row["tokens_cached"], row["tokens_reasoning"]):
                wrong.append((row, line, cost))
            if row["usage_source"] == "estimated" and row["cost_nanousd"] is not None and cost != row["cost_nanousd"]:
                due[row["request_id"], row["attempt"]] = cost - row["cost_nanousd"]
        print(f"rows by rule {dict(rules)}; invoice {owed} nano-dollars; differences by rule {dict(differences)}; corrections {len(due)}")
        self.assertEqual(wrong[:3], [])
        self.assertEqual(differences["reported"] + differences["unpriced"], 0)
        self.assertEqual(list(invoice.values())[:3], [], "the provider did work that the ledger does not know of")
        self.assertNotIn("odd", rules)
        self.correct(due)
        ledger = self.gate.rows("SELECT sum(cost_nanousd) AS cost FROM usage_ledger")[0]["cost"]
        adjusted = self.gate.rows("SELECT coalesce(sum(cost_nanousd), 0) AS cost FROM usage_adjustment")[0]["cost"]
        self.assertEqual(ledger + adjusted, owed)
        self.sums(rows, ledger, adjusted)

    @staticmethod
    def rule(row, line, crashed):
        if row["cost_nanousd"] is None:
            return "unpriced"
        if row["usage_source"] in ("reported", "reported_zero"):
            return "reported" if line and line["finished"] else "odd"
        if row["usage_source"] != "estimated":
            return "odd"
        if line is None:
            return "uncalled"
        if (row["request_id"], row["attempt"]) in crashed:
            return "crash"
        return "cut" if line["plan"] == "cut" else "gone"

    def correct(self, due):
        self.gate.login()
        link = Link(self.gate.url)
        for (trace, attempt), amount in due.items():
            reply = link.ask("POST", f"/api/v1/admin/requests/{trace}/adjustments", {"attempt": attempt, "cost_nanousd": amount, "reason": "invoice of November"},
                             {"Authorization": f"Bearer {self.gate.token}"})
            self.assertEqual(reply.status, 201, reply)
        link.close()

    def sums(self, rows, ledger, adjusted):
        total = self.gate.admin("GET", "reports/usage?group=model").json()["totals"]
        self.assertEqual((total["cost_nanousd"], total["adjusted_nanousd"], total["calls"]), (ledger, adjusted, len(rows)))
        self.assertEqual(total["unpriced_calls"], sum(1 for row in rows if row["cost_nanousd"] is None))
        self.assertEqual(total["estimated_calls"], sum(1 for row in rows if row["usage_source"] == "estimated"))


if __name__ == "__main__":
    unittest.main()
