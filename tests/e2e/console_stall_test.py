"""The window and the gateway do not harm each other (reliability F30): the window's thread of a console with an embedded engine
stands still by ptrace, and an attached console is killed, both under traffic. No request may fail, and a stalled window's
process may not grow. STALL_SECONDS (3) is how long the window stands still; KILLS (3) how many consoles are killed.
"""
import os
import socket
import threading
import time
import unittest

from console_process import Console
from freeze_thread import frozen
from gatehouse_process import EMAIL, PASSWORD, DemoUpstream, Gatehouse, Link, ask, until

STALL_SECONDS = float(os.environ.get("STALL_SECONDS", "3"))
KILLS = int(os.environ.get("KILLS", "3"))
# What may wait for a stalled window (ui/README.md "Queues"), with the allocator's share, and the engine's own growth under load.
_PAUSE = threading.Event()
GROWTH_MAX_KIB = 48 * 1024


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Traffic:
    """Requests one after the other on a few connections; keeps each that did not answer 200."""

    def __init__(self, url, key, connections=4):
        self.url, self.key, self.failures, self.latencies, self.ending = url, key, [], [], threading.Event()
        self.threads = [threading.Thread(target=self._run, daemon=True) for _ in range(connections)]
        for each in self.threads:
            each.start()

    def _run(self):
        link = Link(self.url)
        headers = {"Authorization": f"Bearer {self.key}"}
        body = {"model": "m", "messages": [{"role": "user", "content": "two words"}]}
        while not self.ending.is_set():
            begin = time.monotonic()
            try:
                reply = link.ask("POST", "/v1/chat/completions", body, headers)
                if reply.status != 200:
                    self.failures.append(repr(reply))
            except OSError as error:
                self.failures.append(repr(error))
                link = Link(self.url)
            self.latencies.append(time.monotonic() - begin)
        link.close()

    def take(self):
        taken, self.latencies = sorted(self.latencies), []
        return len(taken), taken[int(len(taken) * 0.99)] * 1000 if taken else 0.0

    def end(self):
        self.ending.set()
        for each in self.threads:
            each.join()


def prepare(gate, upstream):
    gate.add_provider("demo", upstream.url)
    gate.add_preset("m", [("demo", "demo-small")])
    return gate.add_key()["key"]


class AdminOf(Gatehouse):
    """The admin calls of Gatehouse for an engine somebody else has started."""

    def __init__(self, url):
        self.url, self.token = url, None


class ConsoleStallTest(unittest.TestCase):
    def setUp(self):
        self.upstream = DemoUpstream()
        self.addCleanup(self.upstream.discard)

    def test_a_stalled_window_harms_no_request(self):
        port = free_port()
        console = Console("--page", "traffic", GATEWAY_PORT=port, GATEWAY_THREADS=1, GATEWAY_ADMIN_EMAIL=EMAIL, GATEWAY_ADMIN_PASSWORD=PASSWORD)
        self.addCleanup(console.discard)
        url = f"http://127.0.0.1:{port}"
        until(lambda: self.ready(url), "the embedded gateway", 60)
        traffic = Traffic(url, prepare(AdminOf(url), self.upstream))
        self.addCleanup(traffic.end)
        until(lambda: len(traffic.latencies) > 500, "traffic", 60)
        traffic.take()
        _PAUSE.wait(STALL_SECONDS)
        before = traffic.take()
        memory = console.memory_kib()
        with frozen(console.pid):
            _PAUSE.wait(STALL_SECONDS)
            during = traffic.take()
            grown = console.memory_kib() - memory
        traffic.end()
        print(f"requests and p99 ms before {before[0]} {before[1]:.1f}, window stalled {during[0]} {during[1]:.1f}; memory +{grown} KiB")
        self.assertEqual(traffic.failures, [])
        self.assertGreater(during[0], before[0] / 4, "the gateway went on")
        self.assertLess(grown, GROWTH_MAX_KIB)
        self.assertIsNone(console.process.poll())
        self.settles(console)

    def settles(self, console):
        """The window's thread comes to rest again: what had gathered is worked off."""
        def ticks():
            with open(f"/proc/{console.pid}/task/{console.pid}/stat", encoding="ascii") as stat:
                fields = stat.read().rpartition(")")[2].split()
            return int(fields[11]) + int(fields[12])

        def resting():
            at = ticks()
            _PAUSE.wait(0.5)
            return ticks() - at <= 10
        until(resting, "a window at rest", 30)

    @staticmethod
    def ready(url):
        try:
            return ask(url, "GET", "/health/ready", timeout=2).status == 200
        except OSError:
            return False

    def test_a_killed_console_harms_no_request(self):
        gate = Gatehouse(GATEWAY_THREADS=1)
        self.addCleanup(gate.discard)
        gate.start()
        key = prepare(gate, self.upstream)
        traffic = Traffic(gate.url, key)
        self.addCleanup(traffic.end)
        for _ in range(KILLS):
            console = Console.attached(gate.url, "traffic")
            self.addCleanup(console.discard)
            until(lambda at=console: self.follows(at), "a console that follows the requests", 60)
            console.process.kill()
            console.process.wait()
            count = len(traffic.latencies)
            until(lambda at=count: len(traffic.latencies) > at + 100, "traffic after the kill")
        traffic.end()
        self.assertEqual(traffic.failures, [])
        self.assertEqual(gate.stop(), 0)

    @staticmethod
    def follows(console):
        """It has read more than the pages' first answers."""
        try:
            with open(f"/proc/{console.pid}/io", encoding="ascii") as io:
                at = int(io.readline().split()[1])
            _PAUSE.wait(0.6)
            with open(f"/proc/{console.pid}/io", encoding="ascii") as io:
                return int(io.readline().split()[1]) - at > 20_000
        except OSError:
            return False


if __name__ == "__main__":
    unittest.main(verbosity=2)
