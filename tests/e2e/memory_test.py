"""Out of memory (reliability.md F7): a gateway that may have 256 MiB, and 2,000 slow clients with bodies of 1 MiB. It is never killed,
says no in time, serves small requests all the while and recovers; then its overload ladder is climbed rung by rung, 80, 90 and 95 %.

The bound is a cgroup (v1, memory) of its own where such can be made, which the gateway must find by itself; else GATEWAY_MEMORY_BYTES.
"""
import contextlib
import os
import select
import socket
import threading
import time
import unittest
from pathlib import Path
from urllib.parse import urlsplit

from checker import Checker, resident_kib
from gatehouse_process import EventStream, Gatehouse, Link, RecordingUpstream, ask, until
from observed_call import Seen

MEMORY = 256 * 1024 * 1024
CLIENTS = int(os.environ.get("MEMORY_CLIENTS", "2000"))
SECONDS = float(os.environ.get("MEMORY_SECONDS", "15"))
GROUPS = Path("/sys/fs/cgroup/memory")
TEXT = b'{"model":"main","messages":[{"role":"user","content":"'
END = b'"}]}'


class Group:
    """A control group for memory; `made` is False where there can be none."""

    def __init__(self):
        self.path = GROUPS / f"gatehouse-test-{os.getpid()}"
        self.made = False
        with contextlib.suppress(OSError):
            if (GROUPS / "memory.limit_in_bytes").exists():
                self.path.mkdir()
                (self.path / "memory.limit_in_bytes").write_text(str(MEMORY))
                self.made = True

    def wrapper(self):
        return ["sh", "-c", f'echo $$ > {self.path}/cgroup.procs && exec "$@"', "sh"] if self.made else []

    def oom_kills(self):
        if not self.made:
            return 0
        lines = dict(line.split() for line in (self.path / "memory.oom_control").read_text().splitlines())
        return int(lines.get("oom_kill", 0)) + int(lines["under_oom"])

    def peak(self):
        return int((self.path / "memory.max_usage_in_bytes").read_text()) if self.made else 0

    def remove(self):
        if self.made:
            until(lambda: not (self.path / "cgroup.procs").read_text().strip(), "an empty group")
            self.path.rmdir()


def head_of(key, length):
    return (f"POST /v1/chat/completions HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {length}\r\n\r\n").encode()


class SlowClients:
    """Each sends its head at once and a piece of its body a round; what is answered before leaves."""

    def __init__(self, url, key, count, size):
        parts = urlsplit(url)
        self.body = TEXT + b"a" * (size - len(TEXT) - len(END)) + END
        self.size, self.answers, self.broken = size, [], 0
        self.poll, self.open = select.poll(), {}
        head = head_of(key, size)
        for _ in range(count):
            client = socket.create_connection((parts.hostname, parts.port), timeout=20)
            client.setblocking(False)
            client.send(head)
            self.open[client.fileno()] = [client, 0, b""]
            self.poll.register(client.fileno(), select.POLLIN)

    def run(self, seconds):
        began = time.monotonic()
        piece = max(1024, int(self.size / (seconds / 0.25)))
        while self.open and time.monotonic() < began + seconds * 3:
            turn = time.monotonic()
            for number in list(self.open):
                self._send(number, piece)
            while (rest := turn + 0.25 - time.monotonic()) > 0:
                for number, _ in self.poll.poll(rest * 1000):
                    self._read(number)
        unanswered = len(self.open)
        for number in list(self.open):
            self._end(number)
        return unanswered

    def _send(self, number, piece):
        client, sent, _ = self.open[number]
        try:
            if sent < self.size:
                self.open[number][1] += client.send(self.body[sent:sent + piece])
        except BlockingIOError:
            pass
        except OSError:
            self._read(number)

    def _read(self, number):
        if number not in self.open:
            return
        try:
            data = self.open[number][0].recv(65536)
        except BlockingIOError:
            return
        except OSError:
            return self._end(number)
        self.open[number][2] += data
        if not data or b"\r\n\r\n" in self.open[number][2]:
            self._end(number)

    def _end(self, number):
        client, _, reply = self.open.pop(number)
        self.poll.unregister(number)
        client.close()
        if reply.startswith(b"HTTP/1.1 "):
            self.answers.append((int(reply[9:12]), reply))
        else:
            self.broken += 1


class MemoryTest(unittest.TestCase):
    def launch(self, **settings):
        self.group = Group()
        self.upstream = RecordingUpstream(words=4).start()
        self.addCleanup(self.upstream.stop)
        if not self.group.made:
            settings["GATEWAY_MEMORY_BYTES"] = MEMORY
        self.gate = Gatehouse(GATEWAY_MAX_CONNECTIONS=6000, GATEWAY_MAX_CONNECTIONS_PER_IP=6000, **settings)
        self.addCleanup(self.group.remove)
        self.addCleanup(self.gate.discard)
        self.gate.start(wrapper=self.group.wrapper())
        self.gate.add_provider("alpha", self.upstream.url)
        self.gate.add_preset("main", [("alpha", "main-1")])
        self.key = self.gate.add_key("load")["key"]
        self.seen = []
        self.assertEqual(self.small(), 200)

    def small(self):
        reply = self.gate.chat(self.key, "main")
        if reply.status == 200:
            usage = reply.json()["usage"]["completion_tokens"]
            self.seen.append(Seen("whole", reply.headers["x-request-id"], 200, usage, None, False))
        return reply.status

    def load(self):
        return ask(self.gate.url, "GET", "/health").json()["checks"]["load"]

    def finish(self):
        self.assertIsNone(self.gate.program.process.poll(), self.gate.program.stderr())
        self.assertEqual(self.group.oom_kills(), 0)
        checker = Checker(self.gate, [self.key])
        checker.add(*self.seen)
        self.assertEqual(self.gate.stop(), 0)
        self.assertEqual(checker.problems()[:5], [])

    def test_two_thousand_slow_large_bodies(self):
        self.launch()
        statuses, peak, stop = [], [0], threading.Event()

        def watch():
            while not stop.wait(0.1):
                peak[0] = max(peak[0], resident_kib(self.gate.program.pid))
                statuses.append(self.small())
        watcher = threading.Thread(target=watch)
        watcher.start()
        clients = SlowClients(self.gate.url, self.key, CLIENTS, 1024 * 1024)
        unanswered = clients.run(SECONDS)
        stop.set()
        watcher.join()
        answered = [status for status, _ in clients.answers]
        print(f"{CLIENTS} slow bodies of 1 MiB under 256 MiB ({'cgroup' if self.group.made else 'setting'}): {answered.count(200)} served, "
              f"{answered.count(503)} refused, {clients.broken} broken off, {unanswered} unanswered; {len(statuses)} small requests; "
              f"resident at most {peak[0] // 1024} MiB, group at most {self.group.peak() // 2**20} MiB")
        self.assertEqual(unanswered, 0)
        self.assertLessEqual(set(answered), {200, 503})
        self.assertGreater(answered.count(200), 10)
        self.assertGreater(answered.count(503), CLIENTS // 2)
        for status, reply in clients.answers:
            if status == 503:
                self.assertIn(b"\r\nretry-after: ", reply.lower())
        self.assertEqual(set(statuses), {200}, "small requests suffer")
        self.assertLess(peak[0], MEMORY // 1024)
        until(lambda: self.load()["status"] == "ok", "calm")
        self.assertEqual(self.gate.chat(self.key, "main", text="word " * 200_000).status, 200)
        self.finish()

    def hold(self, size, count):
        """Connections that have sent all of their body but its last byte."""
        host, port = self.gate.url.removeprefix("http://").split(":")
        body = TEXT + b"a" * (size - len(TEXT) - len(END)) + END
        for _ in range(count):
            client = socket.create_connection((host, int(port)), timeout=20)
            self.held.append(client)
            with contextlib.suppress(OSError):
                client.sendall(head_of(self.key, size) + body[:-1])

    def climb(self, wanted, size, most):
        """Holds more until memory has reached this rung."""
        for _ in range(most):
            detail = self.load().get("detail") or ""
            if detail.startswith("Memory is at") and detail.endswith(wanted):
                return int(detail.split()[3])
            self.hold(size, 4)
            threading.Event().wait(0.15)  # what is held shows in the next look, a tenth of a second later
        self.fail(f"{wanted} was not reached: {self.load()}")

    def test_the_ladder_is_climbed_and_left(self):
        # Bodies alone may take more than there is, so that it is the memory which says no.
        self.launch(GATEWAY_MAX_BUFFER_BYTES=2 * MEMORY, GATEWAY_CACHE_BYTES=0)
        self.held = []
        relayed = lambda: ask(self.gate.url, "POST", "/v1/moderations", {"model": "main", "input": "hi"}, {"Authorization": f"Bearer {self.key}"}).status
        self.assertEqual(relayed(), 200)
        busy = self.climb(": large bodies are refused.", 1024 * 1024, 100)
        self.assertGreaterEqual(busy, 75)
        self.assertEqual(self.gate.chat(self.key, "main", text="word " * 40_000).status, 503)
        self.assertEqual((self.small(), relayed()), (200, 200))
        tight = self.climb("large bodies and relayed calls are refused.", 60_000, 400)
        self.assertEqual((self.small(), relayed()), (200, 503))
        link = Link(self.gate.url)
        self.assertEqual(self.gate.chat(self.key, "main", link=link).headers["connection"], "close")
        link.close()
        full = self.climb(": requests are refused.", 60_000, 400)
        self.assertEqual((self.gate.chat(self.key, "main").status, relayed()), (503, 503))
        self.assertEqual(self.gate.admin("GET", "presets").status, 200)
        self.assertEqual(ask(self.gate.url, "GET", "/health/live").status, 200)
        resident = resident_kib(self.gate.program.pid)
        for client in self.held:
            client.close()
        until(lambda: self.load()["status"] == "ok", "calm", 30)
        self.assertEqual((self.small(), relayed()), (200, 200))
        print(f"rungs at {busy}, {tight} and {full} % with {len(self.held)} bodies held, resident {resident // 1024} MiB, "
              f"group at most {self.group.peak() // 2**20} MiB; afterwards {resident_kib(self.gate.program.pid) // 1024} MiB")
        self.assertLess(resident, MEMORY // 1024)
        self.finish()


if __name__ == "__main__":
    unittest.main()
