"""What the console costs while somebody watches: CPU of all its threads, from /proc, with the real programs.

A `gatehoused` with the demo upstream behind it gets steady traffic from bench_load; a `gatehouse --attach` shows one page
offscreen at 1440x900. Two cases: the overview once a second with full charts (goal 3 % of a core), live traffic that follows
2,000 requests a second (goal 5 %). The figures replace the console's part of RESULTS.md.
"""
import argparse
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import bench  # noqa: E402

GOALS = {"overview": 3.0, "traffic": 5.0}
RANGE_SECONDS = 300  # one point a second: the range with the most points


class Case:
    """One page in front of one gateway with traffic of its own."""

    def __init__(self, page, rate, latency_ms, fail_rate):
        self.page, self.rate, self.latency_ms, self.fail_rate = page, rate, latency_ms, fail_rate


CASES = [Case("overview", 100, 60, 0.02), Case("traffic", 2000, 2, 0.0)]


def start_demo_upstream(run, case):
    port = bench.free_port()
    process = run.start([run.bin / "gatehoused", "demo-upstream", "--port", port, "--latency-ms", case.latency_ms, "--fail-rate", case.fail_rate])
    bench.wait_for(port)
    return bench.Proxy("demo", port, process)


def start_console(run, gateway, page):
    data = run.folder / "console"
    data.mkdir()
    (data / "console.ini").write_text(f"[view]\nrangeSeconds={RANGE_SECONDS}\n")
    environment = {"PATH": os.environ["PATH"], "HOME": str(run.folder), "LC_ALL": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}
    process = subprocess.Popen([run.bin / "gatehouse", "--attach", f"http://127.0.0.1:{gateway.port}", "--email", bench.EMAIL, "--password-stdin",
                                "--page", page, "--data-dir", data], env=environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, text=True)
    run.running.append(process)
    process.stdin.write(bench.PASSWORD + "\n")
    process.stdin.close()
    return process


def threads(pid):
    """CPU seconds of each thread; threads of one name are counted together."""
    seconds = {}
    for task in Path(f"/proc/{pid}/task").iterdir():
        name, _, rest = (task / "stat").read_text().partition("(")[2].rpartition(")")
        fields = rest.split()
        name = "main" if task.name == str(pid) else name
        seconds[name] = seconds.get(name, 0) + (int(fields[11]) + int(fields[12])) / bench.TICKS
    return seconds


def read_bytes(pid):
    return next(int(line.split()[1]) for line in Path(f"/proc/{pid}/io").read_text().splitlines() if line.startswith("rchar"))


def watch(process, seconds):
    """What each thread takes, in % of a core, and what the process reads, in bytes a second."""
    before, read, begin = threads(process.pid), read_bytes(process.pid), time.monotonic()
    bench._PAUSE.wait(seconds)
    after, span = threads(process.pid), time.monotonic() - begin
    if process.poll() is not None:
        raise SystemExit(f"console_cost: the console ended with {process.returncode}")
    taken = {name: (after[name] - before.get(name, 0)) / span * 100 for name in after}
    return taken, (read_bytes(process.pid) - read) / span


def feed(gateway, seconds):
    """Rows and resyncs a second that the event stream of requests brings; outside of the measured time."""
    token = bench.ask(gateway.port, "POST", "/api/v1/auth/login", {"email": bench.EMAIL, "password": bench.PASSWORD}, {})["access_token"]
    with socket.create_connection(("127.0.0.1", gateway.port), 10) as link:
        link.sendall(f"GET /api/v1/admin/events?topics=requests HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n\r\n".encode())
        data, begin = b"", time.monotonic()
        while time.monotonic() - begin < seconds:
            data += link.recv(1 << 20)
    return data.count(b'"trace_id"') / seconds, data.count(b"event: resync") / seconds, len(data) / seconds


def measure(options, case):
    run = bench.Bench(options.bin)
    try:
        gateway = bench.start_gatehouse(run, start_demo_upstream(run, case), 1, "demo-small")
        history = options.history if case.page == "overview" else min(options.history, 70)  # seconds until the list of 100,000 is full: 50
        span = history + options.rounds * options.seconds + 30
        load = run.start([run.bin / "bench_load", "paced", gateway.port, gateway.key, 64, span, case.rate])
        console = start_console(run, gateway, case.page)
        bench._PAUSE.wait(history)
        if options.profile:
            subprocess.run(["perf", "record", "-e", "cpu-clock", "-F", "2000", "-g", "-o", options.profile + "." + case.page, "-p", str(console.pid), "sleep", "10"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        rounds = [watch(console, options.seconds) for _ in range(options.rounds)]
        rounds.sort(key=lambda one: sum(one[0].values()))
        taken, received = rounds[len(rounds) // 2]
        rows, resyncs, size = feed(gateway, 4)
        if load.poll() is not None:
            raise SystemExit("console_cost: the load ended before the measurement")
        return {"page": case.page, "rate": case.rate, "total": sum(taken.values()), "worst": sum(rounds[-1][0].values()), "threads": taken,
                "received": received, "rows": rows, "resyncs": resyncs, "feed": size, "memory": bench.memory_kib(console.pid) / 1024}
    finally:
        run.stop()


def section(options, results):
    lines = [bench.CONSOLE_MARK, "",
             f"{bench.machine()}; `tests/bench/console_cost`, {options.rounds} rounds of {options.seconds:g} s, medians, after {options.history:g} s of history.",
             "The real programs: `gatehouse --attach` offscreen at 1440x900 in front of a `gatehoused` with the demo upstream; CPU of all threads of the console.", "",
             "| page | traffic | % of a core | goal | worst round | main | bridge | other threads | rows/s on the stream | resyncs/s | KiB/s read | MiB PSS |",
             "|---|---|---|---|---|---|---|---|---|---|---|---|"]
    for one in results:
        main, link = one["threads"].get("main", 0), one["threads"].get("bridge", 0)
        lines.append(f"| {one['page']} | {one['rate']} requests/s | {one['total']:.2f} | {GOALS[one['page']]:g} | {one['worst']:.2f} | {main:.2f} | {link:.2f} | "
                     f"{one['total'] - main - link:.2f} | {one['rows']:.0f} | {one['resyncs']:.2f} | {one['received'] / 1024:.0f} | {one['memory']:.0f} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--history", type=float, default=RANGE_SECONDS, help="seconds of traffic before the overview is measured")
    parser.add_argument("--page", choices=[case.page for case in CASES], help="only this page")
    parser.add_argument("--profile", help="perf record of the console to this file, with the page's name behind it")
    parser.add_argument("--out", default=str(bench.HERE / "RESULTS.md"), help="- writes nothing")
    options = parser.parse_args()
    results = [measure(options, case) for case in CASES if options.page in (None, case.page)]
    text = section(options, results)
    if options.out != "-":
        bench.replace_console_part(Path(options.out), text)
    sys.stdout.write(text)
    for one in results:
        sys.stdout.write(json.dumps(one) + "\n")


if __name__ == "__main__":
    main()
