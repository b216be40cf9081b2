"""The one checker of all fault tests: the invariants I1–I8 of reliability.md, held against what a gateway left behind.

    checker = Checker(gate, secrets=[key, credential, canary], changes=[("provider.create", id)])
    checker.add(seen)              # each call a client made (observed_call.Seen)
    self.assertEqual(checker.problems(), [])

Money is recomputed here from resources/prices.json in whole numbers, by other code than the product's.
"""
import base64
import collections
import hashlib
import json
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
MILLION = 10**6
BILLED = ("reported", "reported_zero", "estimated")


def nano_usd(text):
    """"2.5" USD → 2500000000; exact."""
    whole, _, part = text.partition(".")
    return int(whole) * 10**9 + int((part + "000000000")[:9])


def rated(price, row):
    """Nano-dollars of a row at a price with its tiers; the whole sum is rounded once, half up."""
    rates = price
    for tier in price.get("tiers", []):
        if row["tokens_in"] > tier["above"]:
            rates = tier
    plain = max(0, row["tokens_in"] - row["tokens_cached"] - row["tokens_cache_write"])
    said = max(0, row["tokens_out"] - row["tokens_reasoning"])
    parts = ((plain, "input"), (row["tokens_cached"], "cached_input"), (row["tokens_cache_write"], "cache_write"), (said, "output"), (row["tokens_reasoning"], "reasoning"))
    fallback = {"cached_input": "input", "cache_write": "input", "reasoning": "output"}
    millionths = sum(tokens * nano_usd(rates.get(name, rates.get(fallback.get(name, name)))) for tokens, name in parts)
    return (millionths + MILLION // 2) // MILLION


class Prices:
    """The built-in list, for models named as they stand in it (dated names are not looked up here)."""

    def __init__(self):
        book = json.loads((ROOT / "resources" / "prices.json").read_text(encoding="utf-8"))
        self.version = book["version"]
        self.rows = {}
        for row in book["prices"]:
            for scope in row["providers"]:
                kept = self.rows.get((scope, row["model"]))
                if kept is None or kept["effective_from"] < row["effective_from"]:
                    self.rows[scope, row["model"]] = row

    def cost(self, row):
        """Nano-dollars of a ledger row; None when its model has no price."""
        price = next((self.rows[scope, row["model"]] for scope in (row["provider"], "openai", "*") if (scope, row["model"]) in self.rows), None)
        if price is None:
            return None
        batch = (row["price_version"] or "").endswith("/batch")
        return rated(price["batch"] if batch and "batch" in price else price, row)


PRICES = Prices()


def quoted(text):
    """JSON as gateway/base/http.cpp writes it: control bytes and DEL escaped, all else as it is."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return '"' + "".join(escapes.get(c) or (f"\\u{ord(c):04x}" if c < " " or c == "\x7f" else c) for c in text) + '"'


AUDIT_FIELDS = ("seq", "created_at", "actor", "actor_id", "actor_role", "source", "ip", "action", "target_type", "target_id", "target_name", "outcome",
                "reason", "state_before", "state_after")


def audit_hash(row):
    fields = ",".join(quoted("" if row[name] is None else str(row[name])) for name in AUDIT_FIELDS)
    return hashlib.sha256(f"{row['previous_hash']}[{fields}]".encode()).hexdigest()


def spellings(secret):
    """The forms in which a secret could lie in a file."""
    raw = secret.encode()
    forms = {raw, raw.hex().encode(), raw.hex().upper().encode(), secret.encode("utf-16-le")}
    for shift in range(3):     # base64 of it at any place of a longer text
        middle = base64.b64encode(b"\0" * shift + raw).rstrip(b"=")
        forms.add(middle[(shift * 8 + 5) // 6:-1])
    return forms


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def threads(pid):
    return len(os.listdir(f"/proc/{pid}/task"))


def resident_kib(pid):
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Checker:
    def __init__(self, gate, secrets=(), changes=()):
        self.gate = gate
        self.secrets = list(secrets)
        self.changes = list(changes)    # of (action, target id): admin changes that were answered with success
        self.seen = []
        self.leaks = []

    def add(self, *seen):
        self.seen.extend(seen)

    def problems(self, descriptors_base=None):
        """All that is wrong. The gateway may run or not, but its spool must be shipped (settled() or a clean stop)."""
        found = [*self._clients(), *self._ledger(), *self._money(), *self._hours(), *self._audit(), *self.leaks, *self.scan(), *self._database()]
        if descriptors_base is not None:
            now = descriptors(self.gate.program.pid)
            if now > descriptors_base:
                found.append(f"I7 {now} open files, {descriptors_base} at rest before")
        return found

    def _clients(self):
        for seen in self.seen:
            if not seen.recognisable:
                yield f"I8 a client could not know: {seen}"

    def _ledger(self):
        rows = self.gate.rows("SELECT request_id, attempt, usage_source, tokens_out FROM usage_ledger")
        billed = collections.defaultdict(list)
        for row in rows:
            if row["usage_source"] in BILLED:
                billed[row["request_id"]].append(row)
        logged = collections.Counter(row["trace_id"] for row in self.gate.rows("SELECT trace_id FROM gateway_log"))
        for seen in self.seen:
            if seen.kind != "whole":
                continue
            mine = sorted(billed.get(seen.trace, []), key=lambda row: -row["attempt"])
            # The attempt that answered; before it there may be some that broke off inside their answer.
            if len(mine) != 1 and not (mine and all(row["usage_source"] == "estimated" for row in mine[1:])):
                yield f"I1 answered request {seen.trace} has {len(mine)} billed rows"
            elif seen.tokens_out is not None and mine[0]["tokens_out"] != seen.tokens_out and mine[0]["usage_source"].startswith("reported"):
                yield f"I1 {seen.trace} was told {seen.tokens_out} tokens and is billed {mine[0]['tokens_out']}"
            if logged[seen.trace] != 1:
                yield f"I1 answered request {seen.trace} has {logged[seen.trace]} log rows"
        for trace, attempts in billed.items():
            if trace not in logged:
                yield f"I1 billed request {trace} has no log row"
            if len(attempts) > 1 and len({row['attempt'] for row in attempts}) != len(attempts):
                yield f"I2 request {trace} is billed twice for one attempt"
        twice = [pair for pair, count in collections.Counter((row["request_id"], row["attempt"]) for row in rows).items() if count > 1]
        twice += [trace for trace, count in logged.items() if count > 1]
        if twice:
            yield f"I2 rows that stand twice: {twice[:5]}"

    def _money(self):
        rows = self.gate.rows("SELECT * FROM usage_ledger")
        by_request, by_key = collections.Counter(), collections.Counter()
        own = {row["version"]: json.loads(row["rates"]) for row in self.gate.rows("SELECT version, rates FROM price")}
        for row in rows:
            expected = self._cost(row, own) if row["usage_source"] != "none" else row["cost_nanousd"]
            if row["cost_nanousd"] != expected:
                yield f"I3 {row['request_id']}/{row['attempt']} costs {row['cost_nanousd']}, by prices and usage {expected}"
            if row["cost_nanousd"] is not None and row["cost_nanousd"] < 0:
                yield f"I3 {row['request_id']} has a negative cost"
            by_request[row["request_id"]] += row["cost_nanousd"] or 0
            by_key[row["key_id"]] += row["cost_nanousd"] or 0
            if (row["key_id"] == "probe") != (row["user_id"] == "probe"):
                yield f"I3 {row['request_id']} stands half in the account of probes"
        for log in self.gate.rows("SELECT trace_id, key_id, route FROM gateway_log WHERE (route = 'probe') <> (coalesce(key_id, '') = 'probe')"):
            yield f"I3 {log['trace_id']} of route {log['route']} stands in the account of {log['key_id']}"
        for log in self.gate.rows("SELECT trace_id, cost_nanousd FROM gateway_log WHERE cost_nanousd IS NOT NULL"):
            if log["cost_nanousd"] != by_request[log["trace_id"]]:
                yield f"I3 log row {log['trace_id']} says {log['cost_nanousd']}, its ledger rows {by_request[log['trace_id']]}"
        for day in self.gate.rows("SELECT key_id, sum(cost_nanousd) AS cost, sum(requests) AS requests FROM key_day GROUP BY key_id"):
            if day["cost"] != by_key[day["key_id"]]:
                yield f"I3 the days of key {day['key_id']} sum to {day['cost']}, its rows to {by_key[day['key_id']]}"
            logged = self.gate.rows("SELECT count(*) AS n FROM gateway_log WHERE key_id = ?", day["key_id"])[0]["n"]
            if day["requests"] != logged:
                yield f"I3 the days of key {day['key_id']} count {day['requests']} requests, the log {logged}"

    @staticmethod
    def _cost(row, own):
        version = row["price_version"] or ""
        price = own.get(version.removesuffix("/batch"))
        if price is None:
            return PRICES.cost(row)
        return rated(price["batch"] if version.endswith("/batch") else price, row)

    def _hours(self):
        """Each sum of the quarters of an hour against the rows it sums up."""
        names = ("tokens_in", "tokens_out", "tokens_cached", "tokens_cache_write", "tokens_reasoning", "cost_nanousd")
        kinds = ("sum(usage_source = 'estimated') AS estimated, sum(cost_nanousd IS NULL) AS unpriced, count(*) AS calls, "
                 "coalesce(sum(price_version LIKE '%/batch'), 0) AS batch, "
                 "coalesce(sum(CASE WHEN price_version LIKE '%/batch' THEN cost_nanousd END), 0) AS batch_nanousd")
        sums = ", ".join(f"coalesce(sum({name}), 0) AS {name}" for name in names)
        group = "coalesce(key_id, '') AS key_id, coalesce(user_id, '') AS user_id, coalesce(provider, '') AS provider, coalesce(model, '') AS model"
        place = ("hour", "key_id", "user_id", "provider", "model")
        wanted = {tuple(row[name] for name in place): row for row in
                  self.gate.rows(f"SELECT created_at - created_at % 900000 AS hour, {group}, {sums}, {kinds} FROM usage_ledger GROUP BY 1, 2, 3, 4, 5")}
        hours = {tuple(row[name] for name in place): row for row in self.gate.rows("SELECT * FROM usage_hour")}
        for key, row in wanted.items():
            if any(hours.get(key, {}).get(name) != row[name] for name in (*names, "estimated", "unpriced", "calls", "batch", "batch_nanousd")):
                yield f"I3 the hour {key} says {hours.get(key)}, its rows {row}"
        if sum(row["calls"] for row in hours.values()) != sum(row["calls"] for row in wanted.values()):
            yield "I3 the hours count rows that are not there"
        yield from self._parts((*names, "calls", "unpriced", "estimated", "estimated_nanousd", "batch", "batch_nanousd"))

    def _parts(self, names):
        """The sums that reports read against the hours they are made of."""
        sums = ", ".join(f"sum({name}) AS {name}" for name in names)
        for dim, part in (("all", "''"), ("key", "key_id"), ("user", "user_id"), ("provider", "provider"), ("model", "model")):
            for table, time, cut in (("usage_part_day", "day", "hour - hour % 86400000"), ("usage_part_hour", "hour", "hour")):
                wanted = self.gate.rows(f"SELECT {cut} AS at, {part} AS part, {sums} FROM usage_hour GROUP BY 1, 2 ORDER BY 1, 2")
                found = self.gate.rows(f"SELECT {time} AS at, part, {', '.join(names)} FROM {table} WHERE dim = '{dim}' ORDER BY 1, 2")
                if found != wanted:
                    yield f"I3 {table} of {dim} is not what the hours sum up to"

    def _audit(self):
        rows = self.gate.rows("SELECT * FROM audit_log ORDER BY seq")
        before, seq = "0" * 64, 0
        for row in rows:
            if (row["seq"], row["previous_hash"]) != (seq + 1, before) or row["hash"] != audit_hash(row):
                yield f"I6 the audit chain breaks at row {row['seq']}"
                break
            before, seq = row["hash"], row["seq"]
        done = {(row["action"], row["target_id"]) for row in rows if row["outcome"] == "done"}
        for change in self.changes:
            if tuple(change) not in done:
                yield f"I6 no audit row for {change}"
        for action, table in (("provider.create", "provider"), ("preset.create", "provider_preset"), ("key.create", "api_key"), ("price.update", "price")):
            for row in self.gate.rows(f"SELECT id FROM {table}"):
                if (action, row["id"]) not in done:
                    yield f"I6 a row of {table} without an audit row: {row['id']}"

    def scan(self):
        """I5 over all files of the gateway and what it said."""
        forms = [(number, form) for number, secret in enumerate(self.secrets) for form in spellings(secret)]
        said = "".join(line for program in self.gate.programs for line in program.said).encode()
        for place, data in [("stdout", said), *self._files()]:
            for number, form in forms:
                if form in data:
                    at = data.index(form)
                    yield f"I5 secret {number} in {place}: …{data[max(0, at - 60):at + len(form)]!r}"

    def scan_now(self):
        """Keeps what a scan of this moment finds: the spool's files go when they are shipped."""
        self.leaks += [problem for problem in self.scan() if problem not in self.leaks]

    def _files(self):
        for path in sorted(self.gate.folder.rglob("*")):
            if path.is_symlink() or not path.is_file():
                continue
            try:
                yield str(path.relative_to(self.gate.folder)), path.read_bytes()
            except FileNotFoundError:
                continue

    def _database(self):
        found = self.gate.rows("PRAGMA integrity_check")
        if found != [{"integrity_check": "ok"}]:
            yield f"the database is damaged: {found[:3]}"


def verify(gate, secrets=()):
    """Ends the gateway, if it runs, and looks at all that it leaves; for the end of a fault test."""
    if gate.program.process.poll() is None and gate.stop() != 0:
        raise AssertionError(f"the gateway ended badly: {gate.program.stderr()[-2000:]}")
    if problems := Checker(gate, secrets).problems():
        raise AssertionError("\n".join(problems[:20]))


def spool_pending(gate, ask):
    lines = ask(gate.url, "GET", "/metrics").body.decode().splitlines()
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith("gateway_spool_pending"))
