"""What limits, budgets, cache and ledger cost a request: one gateway and one run, in which rounds with and without take turns.

  none    a key without limits and budgets, the preset's cache off
  limits  rpm, tpm, tpd, max_parallel and the three budgets of key and user, the rates of preset and address
  cache   the cache on: each request misses and each answer is kept
  all     both

CPU is that of the process and of its worker threads, from /proc; each round is set against the `none` before it. Others may use
the machine, so `--instructions` counts those too, under callgrind: a worker's for a request in either form, and of them the ledger's
(reserve and settle, inclusive), which no switch turns off. `--out RESULTS.md` replaces the section there.
"""
import argparse
import contextlib
import os
import re
import shutil
import statistics
import subprocess
from pathlib import Path

from bench import Bench, ask, machine, plain_round, start_gatehouse, start_upstream, _PAUSE, COST_MARK as MARK, CONSOLE_MARK, EMAIL, KEYS_MARK, PASSWORD

MUCH = 1_000_000_000
BUDGETS = {"budget_usd": "900000", "budget_day_usd": "900000", "budget_month_usd": "900000"}
RATES = {"rpm": 10_000_000, "tpm": MUCH, "tpd": 100 * MUCH, "max_parallel": 100_000}


FORMS = {"none": (False, False), "limits": (True, False), "cache": (False, True), "all": (True, True)}


def prepare(port):
    """A second key with all that can be set, and how to get into a form. @return switch(name), which gives the key to use"""
    token = ask(port, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD}, {})["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    admin = lambda method, path, body: ask(port, method, f"/api/v1/admin/{path}", body, bearer)
    user = admin("POST", "users", {"email": "limited@example.test", "password": "bench password 1234", "role": "viewer"})["id"]
    key = admin("POST", "api-keys", {"name": "limited", "user_id": user})
    admin("PUT", f"limits/key/{key['id']}", {**RATES, **BUDGETS})
    admin("PUT", f"limits/user/{user}", {**RATES, **BUDGETS})
    preset = next(row for row in admin("GET", "presets", {})["items"] if row["name"] == "bench")["id"]

    def switch(name, plain):
        limited, cached = FORMS[name]
        admin("PATCH", f"presets/{preset}", {"cache": "all" if cached else "off"})
        for path in ("limits/preset/bench", "limits/ip/127.0.0.1"):
            if limited:
                admin("PUT", path, RATES)
            else:
                with contextlib.suppress(SystemExit):
                    admin("DELETE", path, {})
        return key["key"] if limited else plain
    return switch


def rounds_of(options):
    bench = Bench(options.bin)
    try:
        upstream = start_upstream(bench, 100, 25)
        proxy = start_gatehouse(bench, upstream, options.threads, "gpt-4o")
        plain, switch = proxy.key, prepare(proxy.port)
        rows = {name: [] for name in FORMS}
        for turn in range(options.rounds + 1):
            for name in FORMS:
                proxy.key = switch(name, plain)
                row = plain_round(bench, proxy, options.seconds, "unique")
                if turn > 0:  # the first warms up
                    rows[name].append(row)
        return rows
    finally:
        bench.stop()


def figures(rows):
    lines = ["| | worker threads, µs a request | whole process, µs a request | requests/s |", "|---|---|---|---|"]
    for name, each in rows.items():
        middle = lambda field: statistics.median(row[field] for row in each)
        lines.append(f"| {name} | {middle('plane_us'):.1f} | {middle('cpu_us'):.1f} | {statistics.median(row['requests'] / row['seconds'] for row in each):.0f} |")
    share = lambda name, field: [after[field] / before[field] for before, after in zip(rows["none"], rows[name])]
    spread = lambda values: f"{statistics.median(values):.3f} ({min(values):.3f}–{max(values):.3f})"
    return lines + [f"| {name} ÷ none, round by round: median (range) | {spread(share(name, 'plane_us'))} | {spread(share(name, 'cpu_us'))} | |" for name in list(FORMS)[1:]]


def inclusive(profile, function):
    """Instructions within all functions of this name, with what they call."""
    text = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", profile], capture_output=True, text=True, check=True).stdout
    return sum(int(line.split()[0].replace(",", "")) for line in text.splitlines() if re.search(rf"[: ]{re.escape(function)}\(", line))


def own_total(profile):
    found = re.search(r"^(?:totals|summary): (\d+)", profile.read_text(errors="replace"), re.M)
    return int(found.group(1)) if found else 0


def worker_profile(folder):
    """Of one dump, the thread that runs the sessions."""
    files = [path for path in folder.iterdir() if "gw::net::Session" in path.read_text(errors="replace")]
    return max(files, key=own_total)


def instructions(options):
    """Under callgrind, a dump for each form after its load. @return rows of form, requests, worker's instructions, the ledger's"""
    bench = Bench(options.bin)
    try:
        upstream = start_upstream(bench, 100, 25)
        out = bench.folder / "profile"
        out.mkdir()
        wrapper = bench.folder / "bin"
        wrapper.mkdir()
        program = wrapper / "gatehoused"
        program.write_text(f'#!/bin/sh\nexec valgrind --tool=callgrind --separate-threads=yes --callgrind-out-file={out}/dump {bench.bin}/gatehoused "$@"\n')
        program.chmod(0o755)
        for tool in ("bench_load", "bench_upstream"):
            (wrapper / tool).symlink_to(bench.bin / tool)
        bench.bin = wrapper
        proxy = start_gatehouse(bench, upstream, 1, "gpt-4o", 300)
        plain, switch = proxy.key, prepare(proxy.port)
        rows = []
        for name in FORMS:
            proxy.key = switch(name, plain)
            bench.load("unique", proxy, 16, options.seconds * 2)
            subprocess.run(["callgrind_control", "--zero", str(proxy.pid)], check=True, capture_output=True)
            done = bench.load("unique", proxy, 16, options.seconds * 3)
            _PAUSE.wait(2)
            before = set(out.iterdir())
            subprocess.run(["callgrind_control", f"--dump={name}", str(proxy.pid)], check=True, capture_output=True)
            kept = Path(options.profiles or bench.folder / "kept") / name
            kept.mkdir(parents=True)
            for path in set(out.iterdir()) - before:
                shutil.move(path, kept / path.name)
            profile = worker_profile(kept)
            ledger = sum(inclusive(profile, f"gw::ledger::SpoolWriter::{word}") for word in ("reserve", "settle", "flush"))
            rows.append((name, done["requests"], own_total(profile) / done["requests"], ledger / done["requests"]))
        return rows
    finally:
        bench.stop()


def counted(rows):
    lines = ["", "| instructions of a worker a request, callgrind | all of it | of them the ledger's |", "|---|---|---|"]
    lines += [f"| {name} ({requests} requests) | {total:.0f} | {ledger:.0f} |" for name, requests, total, ledger in rows]
    _, _, none, ledger = rows[0]
    shares = ", ".join(f"{name} {total / none:.3f}" for name, _, total, _ in rows[1:])
    return lines + ["", f"Of `none`: {shares}. Without the ledger a request would take {(none - ledger) / none:.3f} of it."]


def replace(path, part):
    """Before what other benches have added, which begins with their own headings."""
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    at = min([old.index(mark) for mark in (MARK, KEYS_MARK, CONSOLE_MARK) if mark in old], default=len(old))
    rest = old[at:]
    if rest.startswith(MARK):
        rest = "# " + rest.split("\n# ", 1)[1] if "\n# " in rest else ""
    path.write_text(old[:at].rstrip("\n") + "\n\n" + part + ("\n" + rest if rest else ""), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--profiles", help="keeps callgrind's files here")
    parser.add_argument("--out")
    options = parser.parse_args()
    lines = [MARK.rstrip("\n"), "", f"{machine()}; `tests/bench/cost_bench.py`, {options.rounds} alternating rounds of {options.seconds:g} s, 64 connections, "
             f"load average {os.getloadavg()[0]:.1f} at the start.", "", *figures(rounds_of(options))]
    if options.instructions:
        lines += counted(instructions(options))
    text = "\n".join(lines) + "\n"
    print(text)
    if options.out:
        replace(Path(options.out), text)


if __name__ == "__main__":
    main()
