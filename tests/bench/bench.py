"""Measures Gatehouse beside nginx, haproxy, Portkey and the bare upstream: one run, alternating, CPU time from /proc.

Only ratios of one run mean something. Everything is on loopback; each program is stopped by its pid.
"""
import argparse
import contextlib
import datetime
import http.client
import json
import os
import platform
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

HERE = Path(__file__).resolve().parent
TICKS = os.sysconf("SC_CLK_TCK")
EMAIL, PASSWORD = "bench@example.test", "bench password 1234"
_PAUSE = threading.Event()
PROFILE_MARK = "## Where the time goes\n"
CONSOLE_MARK = "# Console cost"
KEYS_MARK = "# Keys\n"
COST_MARK = "# Cost of limits, budgets, cache and ledger\n"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, seconds=30):
    for _ in range(int(seconds / 0.05)):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 0.2):
            return
        _PAUSE.wait(0.05)
    raise SystemExit(f"bench: nothing listens on {port}")


def wait_ready(port, seconds=30):
    wait_for(port, seconds)
    for _ in range(int(seconds / 0.05)):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        with contextlib.closing(link), contextlib.suppress(OSError, http.client.HTTPException):
            link.request("GET", "/health/ready")
            if link.getresponse().status == 200:
                return
        _PAUSE.wait(0.05)
    raise SystemExit(f"bench: the gateway at {port} does not get ready")


def family(pid):
    """The process and all below it."""
    pids = [pid]
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        pids += family(int(child))
    return pids


def cpu_seconds(pid, threads=None):
    """User and system time of a process family, or of its threads whose name starts with `threads`."""
    total = 0
    for each in family(pid):
        for task in Path(f"/proc/{each}/task").iterdir():
            with contextlib.suppress(OSError):
                name, _, rest = (task / "stat").read_text().partition("(")[2].rpartition(")")
                if threads is None or name.startswith(threads):
                    fields = rest.split()
                    total += int(fields[11]) + int(fields[12])
    return total / TICKS


def memory_kib(pid, field="Pss"):
    total = 0
    for each in family(pid):
        for line in Path(f"/proc/{each}/smaps_rollup").read_text().splitlines():
            if line.startswith(field + ":"):
                total += int(line.split()[1])
    return total


class Bench:
    def __init__(self, binaries):
        self.bin = Path(binaries).resolve()
        self.folder = Path(tempfile.mkdtemp(prefix="gatehouse-bench-"))
        self.running = []

    def start(self, command, **options):
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL, **options)
        self.running.append(process)
        return process

    def stop(self):
        for process in reversed(self.running):
            process.send_signal(signal.SIGTERM)
        for process in self.running:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(10)
            if process.poll() is None:
                process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def load(self, mode, proxy, *more):
        done = subprocess.run([self.bin / "bench_load", mode, str(proxy.port), proxy.key, *map(str, more)],
                              capture_output=True, text=True, check=True)
        return json.loads(done.stdout)


class Proxy:
    """One of the measured: where it listens, which process, which of its threads move requests."""

    def __init__(self, name, port, process, key="none", data_plane=None):
        self.name, self.port, self.pid, self.key, self.data_plane = name, port, process.pid, key, data_plane


def start_upstream(bench, chunks, interval):
    port = free_port()
    process = bench.start([bench.bin / "bench_upstream", port, chunks, interval])
    wait_for(port)
    return Proxy("upstream", port, process)


def start_nginx(bench, upstream):
    port = free_port()
    (bench.folder / "nginx").mkdir()
    config = bench.folder / "nginx" / "nginx.conf"
    config.write_text(f"""
worker_processes 1;
pid {bench.folder}/nginx/pid;
error_log {bench.folder}/nginx/error.log;
worker_rlimit_nofile 20000;
events {{ worker_connections 19000; }}
http {{
  access_log off;
  keepalive_requests 100000000;
  client_body_temp_path {bench.folder}/nginx/body;
  proxy_temp_path {bench.folder}/nginx/proxy;
  upstream up {{ server 127.0.0.1:{upstream.port}; keepalive 512; keepalive_requests 100000000; }}
  server {{
    listen 127.0.0.1:{port} backlog=4096;
    location / {{
      proxy_pass http://up;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_buffering off;
    }}
  }}
}}
""")
    process = bench.start(["/usr/sbin/nginx", "-c", config, "-e", bench.folder / "nginx" / "error.log", "-g", "daemon off;"])
    wait_for(port)
    return Proxy("nginx", port, process)


def start_haproxy(bench, upstream):
    port = free_port()
    config = bench.folder / "haproxy.cfg"
    config.write_text(f"""
global
  maxconn 9000
  nbthread 1
defaults
  mode http
  option http-no-delay
  http-reuse always
  timeout client 600s
  timeout server 600s
  timeout connect 5s
frontend in
  bind 127.0.0.1:{port} backlog 4096
  default_backend up
backend up
  server up 127.0.0.1:{upstream.port} pool-max-conn 512
""")
    process = bench.start(["/usr/sbin/haproxy", "-db", "-f", config])
    wait_for(port)
    return Proxy("haproxy", port, process)


def ask(port, method, path, body, headers):
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    link.request(method, path, json.dumps(body), {"Content-Type": "application/json", **headers})
    reply = link.getresponse()
    text = reply.read()
    if reply.status not in (200, 201):
        raise SystemExit(f"bench: {method} {path} answered {reply.status} {text[:200]}")
    return json.loads(text)


def start_gatehouse(bench, upstream, threads, model="bench-model", patience=30):
    port = free_port()
    data = bench.folder / "gatehouse"
    data.mkdir()
    environment = {"PATH": os.environ["PATH"], "HOME": str(bench.folder), "LC_ALL": "C.UTF-8", "GATEWAY_PORT": str(port), "GATEWAY_DATA_DIR": str(data),
                   "GATEWAY_THREADS": str(threads), "GATEWAY_ADMIN_EMAIL": EMAIL, "GATEWAY_ADMIN_PASSWORD": PASSWORD, "GATEWAY_MAX_CONNECTIONS": "18000"}
    process = bench.start([bench.bin / "gatehoused", "serve"], env=environment, cwd=data)
    wait_ready(port, patience)
    token = ask(port, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD}, {})["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    ask(port, "POST", "/api/v1/admin/providers", {"name": "up", "kind": "openai", "base_url": f"http://127.0.0.1:{upstream.port}", "api_key": "none", "allow_private": True}, bearer)
    ask(port, "POST", "/api/v1/admin/presets", {"name": "bench", "strategy": "weighted", "items": [{"provider": "up", "model": model, "weight": 1}]}, bearer)
    key = ask(port, "POST", "/api/v1/admin/api-keys", {"name": "bench"}, bearer)["key"]
    return Proxy("gatehouse", port, process, key, "worker-")


def start_portkey(bench, upstream):
    """Portkey wants its target in headers; a tiny nginx-free way is its own config header, which bench_load cannot send: a header rewrite
    in front would be measured with it, so the provider stands in the key the client sends."""
    port = free_port()
    script = HERE / "node_modules/@portkey-ai/gateway/build/start-server.js"
    if not script.is_file():
        return None
    process = bench.start(["node", script, f"--port={port}", "--headless"], env={**os.environ, "TRUSTED_CUSTOM_HOSTS": "127.0.0.1,localhost"})
    wait_for(port)
    return Proxy("portkey", port, process, f"none\r\nx-portkey-provider: openai\r\nx-portkey-custom-host: http://127.0.0.1:{upstream.port}/v1")


def plain_round(bench, proxy, seconds, mode="plain"):
    before, plane = cpu_seconds(proxy.pid), cpu_seconds(proxy.pid, proxy.data_plane)
    result = bench.load(mode, proxy, 64, seconds)
    if result["errors"]:
        raise SystemExit(f"bench: {proxy.name} failed {result['errors']} requests")
    # What comes later than the reply (ledger, log) belongs to the requests too.
    if proxy.data_plane:
        _PAUSE.wait(1.5)
    result["cpu_us"] = (cpu_seconds(proxy.pid) - before) / result["requests"] * 1e6
    result["plane_us"] = (cpu_seconds(proxy.pid, proxy.data_plane) - plane) / result["requests"] * 1e6
    return result


def stream_round(bench, proxy, streams, seconds):
    before, plane = cpu_seconds(proxy.pid), cpu_seconds(proxy.pid, proxy.data_plane)
    result = bench.load("sse", proxy, streams, seconds)
    result["chunk_us"] = (cpu_seconds(proxy.pid) - before) / max(1, result["events"]) * 1e6
    result["plane_us"] = (cpu_seconds(proxy.pid, proxy.data_plane) - plane) / max(1, result["events"]) * 1e6
    return result


def held_memory(bench, proxy, mode, count, seconds):
    """KiB of the process's own memory a held connection."""
    base = memory_kib(proxy.pid, "Private_Dirty")
    load = subprocess.Popen([bench.bin / "bench_load", mode, str(proxy.port), proxy.key, str(count), str(seconds)], stdout=subprocess.PIPE, text=True)
    _PAUSE.wait(seconds * 0.7)
    held = memory_kib(proxy.pid, "Private_Dirty")
    out = json.loads(load.communicate()[0])
    return (held - base) / count, out


def syscalls_a_request(bench, proxy):
    """System calls of the data plane a request, by strace -c on its threads."""
    threads = [task.name for each in family(proxy.pid) for task in Path(f"/proc/{each}/task").iterdir()
               if proxy.data_plane is None or (task / "comm").read_text().startswith(proxy.data_plane)]
    trace = bench.folder / f"strace-{proxy.name}"
    strace = subprocess.Popen(["strace", "-c", "-o", trace, *[part for thread in threads for part in ("-p", thread)]], stderr=subprocess.DEVNULL)
    _PAUSE.wait(0.5)
    result = bench.load("plain", proxy, 64, 2)
    strace.send_signal(signal.SIGINT)
    strace.wait(20)
    total = next((line.split() for line in trace.read_text().splitlines() if line.endswith("total")), None)
    return int(total[3]) / result["requests"] if total else None


def median(rows, name):
    return statistics.median(row[name] for row in rows)


def ratio(value, base):
    return f"{value / base:.2f}" if base else "–"


def measure(options):
    bench = Bench(options.bin)
    lines = []
    try:
        upstream = start_upstream(bench, 100, 25)
        proxies = [start_nginx(bench, upstream), start_haproxy(bench, upstream), start_gatehouse(bench, upstream, options.threads)]
        portkey = None if options.no_portkey else start_portkey(bench, upstream)
        nginx, gatehouse = proxies[0], proxies[2]
        rounds = {proxy.name: [] for proxy in [upstream, *proxies]}
        for proxy in proxies:
            bench.load("plain", proxy, 64, 1)
        for _ in range(options.rounds):
            for proxy in [upstream, *proxies]:
                rounds[proxy.name].append(plain_round(bench, proxy, options.seconds))
        base = median(rounds["nginx"], "cpu_us")
        lines += ["## Plain requests, 64 connections, closed loop", "", "| | CPU µs a request | ÷ nginx | data-plane threads ÷ nginx | requests/s |", "|---|---|---|---|---|"]
        for proxy in proxies:
            rows = rounds[proxy.name]
            lines.append(f"| {proxy.name} | {median(rows, 'cpu_us'):.1f} | {ratio(median(rows, 'cpu_us'), base)} | {ratio(median(rows, 'plane_us'), base)} | "
                         f"{statistics.median(row['requests'] / row['seconds'] for row in rows):.0f} |")
        lines.append(f"| upstream alone | {median(rounds['upstream'], 'cpu_us'):.1f} | – | – | {statistics.median(row['requests'] / row['seconds'] for row in rounds['upstream']):.0f} |")
        if portkey:
            row = plain_round(bench, portkey, options.seconds)
            lines.append(f"| portkey | {row['cpu_us']:.0f} | {ratio(row['cpu_us'], base)} | | {row['requests'] / row['seconds']:.0f} |")
            lines += ["", f"Portkey ÷ gatehouse (whole process): {row['cpu_us'] / median(rounds['gatehouse'], 'cpu_us'):.0f}"]

        paced = {proxy.name: [] for proxy in [upstream, *proxies]}
        for _ in range(options.rounds):
            for proxy in [upstream, *proxies]:
                paced[proxy.name].append(bench.load("paced", proxy, 64, options.seconds, 2000))
        direct = median(paced["upstream"], "p50_us")
        added = median(paced["nginx"], "p50_us") - direct
        lines += ["", "## Latency at 2,000 requests/s, open loop", "", "| | p50 µs | added p50 µs | ÷ nginx | p99 µs |", "|---|---|---|---|---|"]
        for name, rows in paced.items():
            mine = median(rows, "p50_us") - direct
            lines.append(f"| {name} | {median(rows, 'p50_us'):.0f} | {mine:.0f} | {ratio(mine, added)} | {median(rows, 'p99_us'):.0f} |")

        streams = {proxy.name: [] for proxy in proxies}
        for _ in range(max(3, options.rounds // 2)):
            for proxy in proxies:
                streams[proxy.name].append(stream_round(bench, proxy, options.streams, options.seconds + 2))
        base = median(streams["nginx"], "chunk_us")
        lines += ["", f"## Streams: {options.streams} at once, a chunk each 25 ms", "",
                  "| | CPU µs a chunk | ÷ nginx | data-plane threads ÷ nginx | chunks/s | time to first token p50 µs | longest silence ms |", "|---|---|---|---|---|---|---|"]
        for proxy in proxies:
            rows = streams[proxy.name]
            lines.append(f"| {proxy.name} | {median(rows, 'chunk_us'):.2f} | {ratio(median(rows, 'chunk_us'), base)} | {ratio(median(rows, 'plane_us'), base)} | "
                         f"{statistics.median(row['events'] / row['seconds'] for row in rows):.0f} | {median(rows, 'ttft_p50_us'):.0f} | {median(rows, 'worst_gap_us') / 1000:.0f} |")

        lines += ["", "## Memory and system calls", "", "| | KiB an idle connection | KiB a stream | system calls a request |", "|---|---|---|---|"]
        for proxy in proxies:
            idle, _ = held_memory(bench, proxy, "idle", 2000, 4)
            stream, _ = held_memory(bench, proxy, "sse", 2000, 5)
            lines.append(f"| {proxy.name} | {idle:.1f} | {stream:.1f} | {syscalls_a_request(bench, proxy) or 0:.1f} |")
        if options.many:
            _, many = held_memory(bench, gatehouse, "sse", options.many, 12)
            lines += ["", f"{options.many} streams at once through gatehouse: {many['events']} chunks, {many['errors']} errors, longest silence {many['worst_gap_us'] / 1000:.0f} ms."]
        _PAUSE.wait(3)
        lines += ["", f"Gatehouse after all of it: {memory_kib(gatehouse.pid) / 1024:.1f} MiB PSS."]
    finally:
        bench.stop()
    return lines


def idle_figures(options):
    """A fresh gateway: how soon it is ready and what it weighs while nothing happens."""
    bench = Bench(options.bin)
    try:
        upstream = start_upstream(bench, 1, 1)
        begin = datetime.datetime.now()
        gatehouse = start_gatehouse(bench, upstream, options.threads)
        first = (datetime.datetime.now() - begin).total_seconds()
        _PAUSE.wait(3)
        return [f"Fresh start: serving, signed in and with a key made after {first:.2f} s; {memory_kib(gatehouse.pid) / 1024:.1f} MiB PSS while idle."]
    finally:
        bench.stop()


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")), platform.machine())
    return f"{datetime.date.today()}, {os.cpu_count()} cores ({model}), Linux {platform.release()}"


def later_parts(path):
    """The profile, which is written by hand, and what the other benches wrote last: behind this bench's tables, and not its to lose."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    starts = [text.index(mark) for mark in (PROFILE_MARK, COST_MARK, KEYS_MARK, CONSOLE_MARK) if mark in text]
    return text[min(starts):] if starts else ""


def replace_console_part(path, part):
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(text.split(CONSOLE_MARK)[0].rstrip("\n") + "\n\n" + part, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=4)
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--many", type=int, default=9000, help="streams of the last test; 0 leaves it out")
    parser.add_argument("--threads", type=int, default=1, help="worker threads of gatehouse; nginx and haproxy have one")
    parser.add_argument("--no-portkey", action="store_true")
    parser.add_argument("--out", default=str(HERE / "RESULTS.md"))
    options = parser.parse_args()
    head = ["# Bench results", "", f"{machine()}; `tests/bench/run`, {options.rounds} rounds of {options.seconds:g} s, medians.",
            "One worker each; Gatehouse with keys, ledger, log and metrics on. Load, upstream and the measured share the cores: only the ratios mean something.", ""]
    lines = head + measure(options) + [""] + idle_figures(options)
    text = "\n".join(lines) + "\n"
    out = Path(options.out)
    kept = later_parts(out)
    out.write_text(text + ("\n" + kept if kept else ""), encoding="utf-8")
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
