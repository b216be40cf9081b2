"""Keys in numbers: 100,000 of them in memory, how soon a revocation holds, what 100 revocations a second do to requests, and
whether the time of a refusal tells how much of a key was right (Welch's t, reliability.md A5).

Usage: key_bench.py --bin build/release/bin [--keys 100000] [--pairs 100000] [--write]
Everything is on loopback; a figure is worth something beside the machine it is from. Never part of the tests.
"""
import argparse
import contextlib
import datetime
import hashlib
import json
import math
import multiprocessing
import os
import platform
import random
import secrets
import socket
import sqlite3
import statistics
import sys
import threading
import time
import uuid
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "e2e"))

_PAUSE = threading.Event()
_NOW = int(time.time() * 1000)


def resident_kib(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def make_keys(database, count):
    """`count` keys as rows; returns (id, secret) of each."""
    keys = [(str(uuid.uuid4()), "gw-" + secrets.token_hex(21)) for _ in range(count)]
    rows = [(i, f"key {n}", s[:9], hashlib.sha256(s.encode()).hexdigest(), _NOW + n, json.dumps(["team-a"])) for n, (i, s) in enumerate(keys)]
    with contextlib.closing(sqlite3.connect(database, timeout=60)) as connection, connection:
        connection.executemany("INSERT INTO api_key (id, name, prefix, secret_hash, created_at, tags) VALUES (?, ?, ?, ?, ?, ?)", rows)
    return keys


class Wire:
    """One keep-alive connection, as thin as Python can: the same bytes out, the status in."""

    def __init__(self, url):
        host, port = url.split("//")[1].split(":")
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.rest = b""

    def ask(self, request):
        self.socket.sendall(request)
        data = self.rest
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self.socket.recv(65536)
        head = data[:end].lower()
        length = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
        data = data[end + 4:]
        while len(data) < length:
            data += self.socket.recv(65536)
        self.rest = data[length:]
        return int(head.split()[1])


def models_request(secret):
    return f"GET /v1/models HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {secret}\r\n\r\n".encode()


def load(url, secret, seconds, out):
    wire, request, took = Wire(url), models_request(secret), []
    stop = time.perf_counter() + seconds
    while time.perf_counter() < stop:
        began = time.perf_counter()
        wire.ask(request)
        took.append(time.perf_counter() - began)
    out.put(took)


def under_load(url, secret, seconds, work=None):
    out = multiprocessing.Queue()
    process = multiprocessing.Process(target=load, args=(url, secret, seconds, out))
    process.start()
    done = work() if work else None
    took = sorted(out.get())
    process.join()
    return took, done


def at(sorted_values, share):
    return sorted_values[min(len(sorted_values) - 1, int(len(sorted_values) * share))]


def revoke_many(url, token, keys, seconds, rate):
    """Revokes at `rate` a second; each call's time, and how many of the revoked were still served right after the answer."""
    wire, client = Wire(url), Wire(url)
    took, served, began = [], 0, time.perf_counter()
    for n, (key_id, secret) in enumerate(keys[: int(seconds * rate)]):
        wait = began + n / rate - time.perf_counter()
        if wait > 0:
            _PAUSE.wait(wait)
        body = b'{"reason":"bench"}'
        request = (f"POST /api/v1/admin/api-keys/{key_id}/revoke HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n"
                   f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n").encode() + body
        start = time.perf_counter()
        if wire.ask(request) != 200:
            raise SystemExit("a revocation was not answered with 200")
        took.append(time.perf_counter() - start)
        served += client.ask(models_request(secret)) != 401
    return sorted(took), served


def welch(left, right):
    cut = at(sorted(left + right), 0.95)  # the scheduler's outliers say nothing of the look-up (dudect's cropping)
    left, right = [v for v in left if v < cut], [v for v in right if v < cut]
    spread = statistics.variance(left) / len(left) + statistics.variance(right) / len(right)
    return (statistics.fmean(left) - statistics.fmean(right)) / math.sqrt(spread)


def unknown(_):
    return "gw-" + secrets.token_hex(21)


def almost(key):
    return key[1][:-1] + ("0" if key[1][-1] != "0" else "1")


def timing(url, keys, pairs, made_from):
    """Refusals of keys made by `made_from` and of keys that nobody has, in random order on one connection. Each is asked once
    and all are made before: a request that is repeated is warm in every cache and says nothing."""
    wire = Wire(url)
    samples = {True: [], False: []}
    order = []
    for key in random.sample(keys, pairs):
        order.append((True, models_request(made_from(key))))
        order.append((False, models_request("gw-" + secrets.token_hex(21))))
    random.shuffle(order)
    for is_near, request in order:
        began = time.perf_counter_ns()
        status = wire.ask(request)
        samples[is_near].append(time.perf_counter_ns() - began)
        if status != 401:
            raise SystemExit(f"a wrong key was answered with {status}")
    return welch(samples[True], samples[False])


def report(figures):
    f = figures
    return f"""# Keys

{datetime.date.today()}, {os.cpu_count()} cores, {platform.release()}; `tests/bench/key_bench.py`, {f['keys']:,} keys, 2 workers; client, revoker and gateway share the cores (load average {f['load']:.1f} at the start). Of the timings \|t\| < 4.5 means that nothing can be seen; a control above it means that the machine was not quiet enough to tell.

| | |
|---|---|
| resident memory a key (truth and snapshot) | {f['bytes_a_key']:.0f} bytes |
| start with {f['keys']:,} keys | {f['start']:.2f} s |
| revocation answered (every worker refuses the key), p50 / p99 / max | {f['revoke'][0]:.1f} / {f['revoke'][1]:.1f} / {f['revoke'][2]:.1f} ms |
| revoked keys that were served once more | {f['served']} of {f['revoked']} |
| request p50 / p99, quiet | {f['quiet'][0]:.0f} / {f['quiet'][1]:.0f} µs |
| request p50 / p99, during {f['rate']} revocations a second | {f['busy'][0]:.0f} / {f['busy'][1]:.0f} µs |
| refusal: last byte wrong against unknown, 2 × {f['pairs']:,} interleaved | Welch t = {f['t']:.2f} |
| the control: unknown against unknown, the same way | Welch t = {f['control']:.2f} |
"""


def write(text):
    path = HERE / "RESULTS.md"
    old = path.read_text(encoding="utf-8") if path.exists() else "# Bench results\n"
    head, _, rest = old.partition("\n# Keys\n")
    mark = "\n# Console cost\n"
    if not rest:
        head, _, rest = old.partition(mark)
    later = mark + (rest.partition(mark)[2] if mark in rest else rest) if mark in old else ""
    path.write_text(head.rstrip("\n") + f"\n\n{text}{later}", encoding="utf-8")


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--bin", required=True)
    options.add_argument("--keys", type=int, default=100_000)
    options.add_argument("--pairs", type=int, default=100_000)
    options.add_argument("--seconds", type=float, default=10)
    options.add_argument("--rate", type=int, default=100)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    given.pairs = min(given.pairs, given.keys)
    os.environ["GATEHOUSED"] = str(Path(given.bin).resolve() / "gatehoused")
    from gatehouse_process import Gatehouse

    gate = Gatehouse(GATEWAY_ADMIN_HOSTS="localhost")
    try:
        figures = {"keys": given.keys, "pairs": given.pairs, "rate": given.rate, "load": os.getloadavg()[0]}
        gate.start()
        empty = resident_kib(gate.program.pid)
        gate.stop()
        keys = make_keys(gate.data / "gateway.db", given.keys)
        began = time.perf_counter()
        gate.start()
        figures["start"] = time.perf_counter() - began
        figures["bytes_a_key"] = (resident_kib(gate.program.pid) - empty) * 1024 / given.keys
        gate.login()
        figures["t"] = timing(gate.url, keys, given.pairs, almost)
        figures["control"] = timing(gate.url, keys, given.pairs, unknown)
        quiet, _ = under_load(gate.url, keys[-1][1], given.seconds)
        busy, (revoked, served) = under_load(gate.url, keys[-1][1], given.seconds,
                                             lambda: revoke_many(gate.url, gate.token, keys, given.seconds, given.rate))
        figures["quiet"] = [1e6 * at(quiet, share) for share in (0.5, 0.99)]
        figures["busy"] = [1e6 * at(busy, share) for share in (0.5, 0.99)]
        figures["revoke"] = [1e3 * at(revoked, share) for share in (0.5, 0.99, 1)]
        figures["served"], figures["revoked"] = served, len(revoked)
    finally:
        gate.discard()
    text = report(figures)
    print(text)
    if given.write:
        write(text)


if __name__ == "__main__":
    main()
