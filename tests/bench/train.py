"""Runs what gateways do all day through an instrumented gatehoused, which at its end writes what the compiler then reads.

Plain requests and streams, with and without limits, budgets and cache; packaging/optimized calls it. Nothing is measured.
"""
import argparse

from bench import Bench, start_gatehouse, start_upstream
from cost_bench import FORMS, prepare


def train(options):
    bench = Bench(options.bin)
    try:
        upstream = start_upstream(bench, 100, 25)
        proxy = start_gatehouse(bench, upstream, 1, "gpt-4o")
        plain, switch = proxy.key, prepare(proxy.port)
        for name in FORMS:
            proxy.key = switch(name, plain)
            for mode, connections in (("plain", 64), ("unique", 64), ("sse", 200)):
                done = bench.load(mode, proxy, connections, options.seconds)
                if done["errors"] or not done["requests"]:
                    raise SystemExit(f"train: {mode} with {name} failed {done['errors']} of {done['requests']} requests")
    finally:
        bench.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--seconds", type=float, default=3)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
