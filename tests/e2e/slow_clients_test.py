"""Clients that are slow on purpose (heads, bodies, readers, idlers) while others are served without an error; the gateway's budgets end them.
Then no file descriptors: accepting pauses without spinning and recovers.

SLOW_CLIENTS=full: 4,000 connections, the budgets of a minute too, and slowhttptest.
"""
import asyncio
import collections
import http.client
import os
import resource
import shutil
import socket
import subprocess
import threading
import time
import unittest
from urllib.parse import urlsplit

from checker import Checker, cpu_seconds, descriptors, resident_kib, spool_pending, threads
from gatehouse_process import Gatehouse, GatehouseTest, Link, ask, until
from observed_call import chat_body, chat_request, judge, Wire
from scripted_upstream import Script, ScriptedUpstream

FULL = os.environ.get("SLOW_CLIENTS") == "full"
CONNECTIONS = 4000 if FULL else 500
EVENTS = b'data: {"id":"c-1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":"%b"},"finish_reason":null}]}\n\n' % (b"word " * 4000) * 200
BIG = Script([b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + EVENTS + b"data: [DONE]\n\n"], "close")
MUTE = Script([], "hang")
GROWTH_MAX_KIB = 160 * 1024 if not FULL else 400 * 1024
PAUSE = threading.Event()


class NormalTraffic:
    """A few keep-alive clients whose calls must all succeed."""

    def __init__(self, url, key, clients=3):
        self.url, self.key = url, key
        self.stopping = threading.Event()
        self.served, self.errors, self.millis = 0, [], []
        self.threads = [threading.Thread(target=self._client) for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def _client(self):
        link = Link(self.url, timeout=30)
        while not self.stopping.wait(0.01):
            begin = time.monotonic()
            try:
                reply = link.ask("POST", "/v1/chat/completions", chat_body("normal"), {"Authorization": f"Bearer {self.key}"})
            except (OSError, http.client.HTTPException) as problem:
                self.errors.append(repr(problem))
                link.close()
                continue
            self.millis.append((time.monotonic() - begin) * 1000)
            if reply.status == 200:
                self.served += 1
            else:
                self.errors.append(repr(reply))
        link.close()

    def stop(self):
        self.stopping.set()
        for thread in self.threads:
            thread.join()
        ordered = sorted(self.millis) or [0]
        return f"{self.served} served, p50 {ordered[len(ordered) // 2]:.1f} ms, p99 {ordered[len(ordered) * 99 // 100]:.1f} ms"


class SlowCrowd:
    """Slow connections on an event loop of their own."""

    def __init__(self, url, key, counts):
        self.host, self.port = urlsplit(url).hostname, urlsplit(url).port
        self.key, self.counts = key, counts
        self.open, self.ended, self.texts, self.failed = collections.Counter(), collections.Counter(), collections.Counter(), []
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_until_complete, args=(self._all(),))
        self.thread.start()

    def leave(self):
        self.loop.call_soon_threadsafe(self.leaving.set)
        self.thread.join()
        self.loop.close()

    async def _all(self):
        self.leaving = asyncio.Event()
        tasks = [asyncio.ensure_future(self._one(kind)) for kind, count in self.counts.items() for _ in range(count)]
        await self.leaving.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _one(self, kind):
        link = socket.socket()
        link.setblocking(False)
        if kind == "reader":
            link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        try:
            await self.loop.sock_connect(link, (self.host, self.port))
            self.open[kind] += 1
            await getattr(self, f"_{kind}")(link)
            self.ended[kind] += 1
        except ConnectionError:
            self.ended[kind] += 1
        except OSError as problem:
            self.failed.append(repr(problem))
        finally:
            link.close()

    async def _until_the_end(self, kind, link):
        data = b""
        while piece := await self.loop.sock_recv(link, 4096):
            data += piece
        self.texts[kind, data.split(b"\r\n")[0]] += 1

    async def _trickle(self, kind, link, first, drop):
        """Sends `first`, then a drop each second, until the gateway has had enough."""
        end = asyncio.ensure_future(self._until_the_end(kind, link))
        await self.loop.sock_sendall(link, first)
        try:
            while not (await asyncio.wait({end}, timeout=1))[0]:
                await self.loop.sock_sendall(link, drop)
        except ConnectionError:
            pass
        await end

    async def _head(self, link):
        await self._trickle("head", link, b"POST /v1/chat/completions HTTP/1.1\r\nHost: gate\r\nX-A: ", b"a")

    async def _body(self, link):
        head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: gate\r\nAuthorization: Bearer {self.key}\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{{"
        await self._trickle("body", link, head.encode(), b" " * 10)

    async def _reader(self, link):
        await self.loop.sock_sendall(link, chat_request(self.key, chat_body("slow", stream=True, user="big/000000")))
        await self.leaving.wait()

    async def _idle(self, link):
        await self.loop.sock_sendall(link, b"GET /health HTTP/1.1\r\nHost: gate\r\n\r\n")
        await self._until_the_end("idle", link)


class SlowClientsTest(GatehouseTest):
    @classmethod
    def prepare(cls):
        resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
        cls.normal = cls.record_upstream()
        cls.slow = ScriptedUpstream({"big": BIG}).start()
        cls.addClassCleanup(cls.slow.stop)
        cls.gate.add_provider("normal", cls.normal.url)
        cls.gate.add_provider("slow", cls.slow.url)
        cls.gate.add_preset("normal", [("normal", "demo-small")])
        cls.gate.add_preset("slow", [("slow", "demo-large")])
        cls.key = cls.gate.add_key("slow")["key"]

    def settled(self, base):
        """Everything that was opened is given back."""
        until(lambda: spool_pending(self.gate, ask) == 0, "an empty spool", 60)
        until(lambda: descriptors(self.gate.program.pid) <= base + 8, "the descriptors to come back", 90)
        self.assertEqual(Checker(self.gate, [self.key]).problems(), [])

    def test_slow_ones_are_ended_and_the_others_are_served(self):
        pid = self.gate.program.pid
        for _ in range(20):
            self.gate.chat(self.key, "normal")
        base, memory, running = descriptors(pid), resident_kib(pid), threads(pid)
        readers = CONNECTIONS // 10
        counts = {"head": CONNECTIONS * 4 // 10, "body": CONNECTIONS * 4 // 10, "reader": readers, "idle": CONNECTIONS // 10}
        traffic = NormalTraffic(self.gate.url, self.key)
        crowd = SlowCrowd(self.gate.url, self.key, counts)
        try:
            until(lambda: sum(crowd.open.values()) + len(crowd.failed) >= CONNECTIONS, "all connections", 60)
            self.assertEqual(crowd.failed, [])
            until(lambda: crowd.ended["head"] == counts["head"] and crowd.ended["body"] == counts["body"], "an end of the slow heads and bodies", 90)
            self.assertEqual({kind: line for kind, line in crowd.texts if kind != "idle"}, {"head": b"HTTP/1.1 408 Request Timeout", "body": b"HTTP/1.1 408 Request Timeout"})
            if FULL:
                until(lambda: crowd.ended["idle"] == counts["idle"], "an end of the idle ones", 120)
                rows = lambda: self.gate.rows("SELECT count(*) AS n FROM gateway_log WHERE error_code = 'CLIENT_GONE'")[0]["n"]
                until(lambda: rows() >= readers, "an end of the readers that do not read", 180)
            grown = resident_kib(pid) - memory
            self.assertLess(grown, GROWTH_MAX_KIB)
        finally:
            crowd.leave()
            told = traffic.stop()
        print(f"{CONNECTIONS} slow connections; normal traffic: {told}; {len(traffic.errors)} errors; resident +{grown} KiB")
        self.assertEqual(traffic.errors, [])
        self.assertGreater(traffic.served, 100)
        self.assertEqual(threads(pid), running)
        # Each reader's stream is booked once.
        until(lambda: self.gate.rows("SELECT count(*) AS n FROM usage_ledger WHERE model = 'demo-large'")[0]["n"] >= readers, "a row for each slow reader", 60)
        self.assertEqual(self.gate.rows("SELECT count(*) AS n FROM usage_ledger WHERE model = 'demo-large'"), [{"n": readers}])
        self.settled(base)

    def slowhttptest(self):
        self.assertTrue(shutil.which("slowhttptest"), "packaging/packages-tests.txt names it")
        base = descriptors(self.gate.program.pid)
        for mode in (["-H"], ["-B"], ["-R"], ["-X", "-w", "1", "-y", "16", "-z", "1", "-k", "3"]):
            with self.subTest(mode=mode[0]):
                traffic = NormalTraffic(self.gate.url, self.key)
                try:
                    subprocess.run(["slowhttptest", *mode, "-c", "4000", "-r", "500", "-i", "5", "-l", "60", "-x", "24", "-p", "20", "-u", f"{self.gate.url}/v1/models"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240, check=False)
                finally:
                    told = traffic.stop()
                print(f"slowhttptest {mode[0]}: normal traffic: {told}; {len(traffic.errors)} errors")
                self.assertEqual(traffic.errors, [])
                self.assertIsNone(self.gate.program.process.poll())
        self.settled(base)


if FULL:
    SlowClientsTest.test_slowhttptest = SlowClientsTest.slowhttptest


class NoDescriptorsTest(unittest.TestCase):
    def test_accepting_pauses_without_spinning_and_recovers(self):
        upstream = ScriptedUpstream({"mute": MUTE, "big": BIG}).start()
        self.addCleanup(upstream.stop)
        gate = Gatehouse()
        self.addCleanup(gate.discard)
        gate.start(wrapper=["prlimit", "--nofile=256"])
        gate.add_provider("mute", upstream.url)
        gate.add_preset("any", [("mute", "demo-small")])
        key = gate.add_key("few")["key"]
        held = []
        try:
            for _ in range(128):
                wire = Wire(gate.url, 30)
                wire.send(chat_request(key, chat_body("any", user="mute/000000")))
                held.append(wire)
            until(lambda: descriptors(gate.program.pid) >= 250, "the last descriptor", 30)
            queued = [socket.create_connection((urlsplit(gate.url).hostname, urlsplit(gate.url).port), timeout=30) for _ in range(100)]
            held += queued
            PAUSE.wait(0.5)
            before = cpu_seconds(gate.program.pid)
            PAUSE.wait(4)
            share = (cpu_seconds(gate.program.pid) - before) / 4
            self.assertLess(share, 0.10, "the accept loop spins")
            self.assertIsNone(gate.program.process.poll())
            until(lambda: "accepting pauses" in gate.log_text(), "the warning in the log")
        finally:
            for one in held:
                one.close()
        whole = until(lambda: self.served(gate, key), "service after they left", 60)
        print(f"without descriptors: {share:.1%} of a CPU; then {whole.kind}")
        until(lambda: descriptors(gate.program.pid) < 80, "the descriptors to come back", 60)
        until(lambda: spool_pending(gate, ask) == 0, "an empty spool", 60)
        self.assertEqual(gate.stop(), 0)
        self.assertEqual(Checker(gate, [key]).problems(), [])

    def served(self, gate, key):
        try:
            wire = Wire(gate.url, 30)
            wire.send(chat_request(key, chat_body("any", stream=True, user="big/000000")))
            seen = judge(wire.answer(), True)
            wire.close()
        except OSError:
            return None
        return seen if seen.kind == "whole" else None


if __name__ == "__main__":
    unittest.main()
