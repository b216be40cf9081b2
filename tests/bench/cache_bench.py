"""What the response cache gives and what it costs: hits, and requests that go past it, beside nginx's proxy_pass and the bare upstream, which
only reads and writes, in the same alternating run. Only the ratios mean something. Options as bench.py's."""
import argparse
import statistics

from bench import Bench, ask, median, plain_round, start_gatehouse, start_nginx, start_upstream, EMAIL, PASSWORD


def set_cache(proxy, use):
    token = ask(proxy.port, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD}, {})["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    row = next(row for row in ask(proxy.port, "GET", "/api/v1/admin/presets", {}, bearer)["items"] if row["name"] == "bench")
    ask(proxy.port, "PATCH", f"/api/v1/admin/presets/{row['id']}", {"cache": use}, bearer)


def rate(rows):
    return statistics.median(row["requests"] / row["seconds"] for row in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    bench = Bench(options.bin)
    try:
        upstream = start_upstream(bench, 100, 25)
        nginx, gatehouse = start_nginx(bench, upstream), start_gatehouse(bench, upstream, options.threads)
        rounds = {"nginx": [], "the bare upstream": [], "past the cache": [], "hits": []}
        for _ in range(options.rounds):
            rounds["nginx"].append(plain_round(bench, nginx, options.seconds))
            rounds["the bare upstream"].append(plain_round(bench, upstream, options.seconds))
            for name, use in (("past the cache", "off"), ("hits", "all")):
                set_cache(gatehouse, use)
                rounds[name].append(plain_round(bench, gatehouse, options.seconds))
        base, fast = median(rounds["nginx"], "cpu_us"), rate(rounds["nginx"])
        print("| | requests/s ÷ nginx | data-plane CPU ÷ nginx | whole CPU ÷ nginx |\n|---|---|---|---|")
        for name, rows in rounds.items():
            print(f"| {name} | {rate(rows) / fast:.2f} | {median(rows, 'plane_us') / base:.2f} | {median(rows, 'cpu_us') / base:.2f} |")
    finally:
        bench.stop()


if __name__ == "__main__":
    main()
