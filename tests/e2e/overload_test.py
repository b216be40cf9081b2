"""More large bodies than the gateway may hold: it says no in time, its memory stays within bounds, and neither small requests nor
streams that are under way notice. Afterwards everything goes again.

OVERLOAD=full: 9,000 connections; else 600.
"""
import contextlib
import os
import resource
import select
import socket
import threading
import time
import unittest
from urllib.parse import urlsplit

from checker import resident_kib
from gatehouse_process import GatehouseTest, ask, until

FULL = os.environ.get("OVERLOAD") == "full"
CONNECTIONS = 9000 if FULL else 600
BODY = 2 * 1024 * 1024
BUFFERS = 64 * 1024 * 1024
# Beside the bodies: what each connection at work holds, and the allocator's slack.
GROWTH_MAX_KIB = BUFFERS // 1024 + CONNECTIONS * 24 + 48 * 1024


class Flood:
    """Connections that each send a large body at once, as far as it is taken, and note what they are told."""

    def __init__(self, url, key, count):
        parts = urlsplit(url)
        self.address = (parts.hostname, parts.port)
        text = b'{"model":"main","messages":[{"role":"user","content":"'
        self.body = memoryview(text + b"word " * ((BODY - len(text) - 4) // 5) + b'"}]}')
        self.head = (f"POST /v1/chat/completions HTTP/1.1\r\nHost: gateway\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\n"
                     f"Content-Length: {len(self.body)}\r\n\r\n").encode()
        self.count = count
        self.replies = []
        self.broken = 0
        self.open = {}

    def run(self, hold=0, seconds=60):
        """@param hold: this many keep the last byte of their body back until all others are through."""
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        poll = select.epoll()
        for _ in range(self.count):
            client = socket.socket()
            client.setblocking(False)
            client.connect_ex(self.address)
            self.open[client.fileno()] = [client, self.head, 0, b""]
            poll.register(client.fileno(), select.EPOLLIN | select.EPOLLOUT)
        end = time.monotonic() + seconds
        held = set()
        while len(self.open) > len(held) and time.monotonic() < end:
            for number, events in poll.poll(0.2):
                self._serve(poll, number, events, len(held) < hold, held)
        for number in held & set(self.open):
            poll.modify(number, select.EPOLLIN | select.EPOLLOUT)
        while self.open and time.monotonic() < end:
            for number, events in poll.poll(0.2):
                self._serve(poll, number, events, False, held)
        unanswered = len(self.open)
        for number in list(self.open):
            self._end(poll, number)
        poll.close()
        return unanswered

    def _serve(self, poll, number, events, may_hold, held):
        if number not in self.open:
            return
        state = self.open[number]
        client = state[0]
        try:
            if events & select.EPOLLIN:
                data = client.recv(65536)
                state[3] += data
                if not data or b"\r\n\r\n" in state[3]:
                    return self._end(poll, number)
            if events & select.EPOLLOUT:
                if state[1]:
                    state[1] = state[1][client.send(state[1]):]
                last = len(self.body) - (1 if may_hold else 0)
                if state[2] < last:
                    state[2] += client.send(self.body[state[2]:min(last, state[2] + 262144)])
                if state[2] >= last:
                    poll.modify(number, select.EPOLLIN)
                    if state[2] < len(self.body):
                        held.add(number)
            elif events & (select.EPOLLERR | select.EPOLLHUP):
                self._end(poll, number)
        except BlockingIOError:
            pass
        except OSError:
            self._end(poll, number)

    def _end(self, poll, number):
        client, _, _, reply = self.open.pop(number)
        with contextlib.suppress(OSError):
            poll.unregister(number)
        client.close()
        if reply.startswith(b"HTTP/1.1 "):
            self.replies.append((int(reply[9:12]), reply))
        else:
            self.broken += 1


class OverloadTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 2, "GATEWAY_MAX_BUFFER_BYTES": BUFFERS, "GATEWAY_MAX_CONNECTIONS": 9500}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream(words=4)
        cls.streaming = cls.record_upstream(words=400, chunk_seconds=0.02)
        cls.gate.add_provider("alpha", cls.upstream.url)
        cls.gate.add_provider("beta", cls.streaming.url)
        cls.gate.add_preset("main", [("alpha", "main-1")])
        cls.gate.add_preset("long", [("beta", "long-1")])
        cls.key = cls.gate.add_key("load")["key"]

    def health(self):
        return ask(self.gate.url, "GET", "/health").json()

    def test_memory_stays_bounded_and_streams_go_on(self):
        for _ in range(20):
            self.assertEqual(self.gate.chat(self.key, "main").status, 200)
        base = resident_kib(self.gate.program.pid)
        streams = [self.gate.stream(self.key, "long", f"stream {i}", timeout=60) for i in range(5)]
        ends = [None] * len(streams)

        def follow(i):
            events = list(streams[i])
            ends[i] = (events[-1], streams[i].clean)
        followers = [threading.Thread(target=follow, args=(i,)) for i in range(len(streams))]
        for follower in followers:
            follower.start()
        peak, said, small, stop = [base], set(), [], threading.Event()

        def watch():
            while not stop.wait(0.1):
                peak[0] = max(peak[0], resident_kib(self.gate.program.pid))
                health = self.health()
                said.add((health["status"], health["checks"]["load"]["detail"].split(" at ")[0]))
                small.append(self.gate.chat(self.key, "main").status)
        watcher = threading.Thread(target=watch)
        watcher.start()
        flood = Flood(self.gate.url, self.key, CONNECTIONS)
        # Forty clients sit on what they have got, so that the room stays taken while the rest comes.
        unanswered = flood.run(hold=40, seconds=240 if FULL else 60)
        stop.set()
        watcher.join()
        for follower, stream in zip(followers, streams):
            follower.join()
            stream.close()
        statuses = [status for status, _ in flood.replies]
        growth = peak[0] - base
        print(f"{CONNECTIONS} bodies of 2 MiB: {statuses.count(200)} served, {statuses.count(503)} refused, {flood.broken} broken off, "
              f"{unanswered} unanswered; memory grew by {growth // 1024} MiB over {base // 1024}; small requests {len(small)}")
        self.assertEqual(unanswered, 0)
        self.assertLessEqual(set(statuses), {200, 503})
        self.assertGreater(statuses.count(503), 0)
        self.assertGreater(statuses.count(200), 0)
        self.assertLess(growth, GROWTH_MAX_KIB)
        for status, reply in flood.replies:
            if status == 503:
                self.assertIn(b"\r\nretry-after: ", reply.lower())
        self.assertEqual(set(small), {200}, "small requests suffer")
        self.assertEqual(ends, [("[DONE]", True)] * len(streams))
        self.assertIn(("degraded", "Bodies that are held are"), said)
        until(lambda: self.health()["checks"]["load"]["status"] == "ok", "calm")
        self.assertEqual(self.gate.chat(self.key, "main", text="word " * 400_000).status, 200)
        page = ask(self.gate.url, "GET", "/metrics").body.decode()
        self.assertTrue(any('code="OVERLOADED"' in line for line in page.splitlines()))


class MemoryTest(GatehouseTest):
    """So little memory that the gateway is over its bound from the start."""
    SETTINGS = {"GATEWAY_MEMORY_BYTES": 8 * 1024 * 1024}

    @classmethod
    def prepare(cls):
        upstream = cls.record_upstream(words=4)
        cls.gate.add_provider("alpha", upstream.url)
        cls.gate.add_preset("main", [("alpha", "main-1")])
        cls.key = cls.gate.add_key("load")["key"]

    def test_says_why_and_still_lets_people_in(self):
        refused = until(lambda: next((reply for reply in [self.gate.chat(self.key, "main")] if reply.status == 503), None), "a refusal")
        self.assertEqual(refused.headers["retry-after"], "1")
        self.assertEqual(refused.error["code"], "overloaded")
        self.assertEqual(refused.headers["connection"], "close")
        health = ask(self.gate.url, "GET", "/health").json()
        self.assertEqual(health["status"], "degraded")
        self.assertIn("Memory is at", health["checks"]["load"]["detail"])
        self.assertEqual(self.gate.admin("GET", "presets").status, 200)


if __name__ == "__main__":
    unittest.main()
