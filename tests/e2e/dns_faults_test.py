"""DNS that lies dead, lies, or is silent (reliability.md F19), on the real resolver: the test and its gateway run in a network and mount
namespace of their own, with a name server that answers as it is told. Needs root.
"""
import os
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from gatehouse_process import Fault, Gatehouse, GatehouseTest, until

INSIDE = "DNS_FAULTS_INSIDE"
NOERROR, SERVFAIL, NXDOMAIN, SILENT = 0, 2, 3, None


class NameServer:
    """Answers each A query from `names` and each AAAA query from `names6`; a name's code may stand in `names` in place of its address.
    Counts what it was asked."""

    def __init__(self):
        self.names, self.names6 = {}, {}
        self.asked = []
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 53))
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            query, peer = self.socket.recvfrom(4096)
            name, question = self._question(query)
            what = self.names.get(name, NXDOMAIN)
            self.asked.append(name)
            if what is SILENT:
                continue
            code = NOERROR if isinstance(what, str) else what
            answer = self._record(name, question[-4:-2]) if code == NOERROR else b""
            self.socket.sendto(query[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, 1 if answer else 0, 0, 0) + question + answer, peer)

    def _record(self, name, kind):
        if kind == b"\0\1":
            return b"\xc0\x0c" + kind + b"\0\1" + struct.pack("!IH", 1, 4) + socket.inet_aton(self.names[name])
        if name in self.names6:
            return b"\xc0\x0c" + kind + b"\0\1" + struct.pack("!IH", 1, 16) + socket.inet_pton(socket.AF_INET6, self.names6[name])
        return b""

    @staticmethod
    def _question(query):
        labels, at = [], 12
        while size := query[at]:
            labels.append(query[at + 1:at + 1 + size].decode())
            at += 1 + size
        return ".".join(labels).lower(), query[12:at + 5]


def enter_namespace():
    """Starts this file again inside; there it only brings up what it needs."""
    if os.environ.get(INSIDE) != "1":
        os.environ[INSIDE] = "1"
        os.execvp("unshare", ["unshare", "--net", "--mount", sys.executable, "-B", *sys.argv])
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as settings:
        # Longer than any call waits for a name, and than a gateway may take to stop.
        settings.write("nameserver 127.0.0.1\noptions timeout:10 attempts:1\n")
        settings.flush()
        subprocess.run(["mount", "--bind", settings.name, "/etc/resolv.conf"], check=True)


class DnsFaultsTest(GatehouseTest):
    SETTINGS = {"GATEWAY_THREADS": 1, "CIRCUIT_FAILURES": 0, "RETRY_BUDGET_MIN": 10_000, "UPSTREAM_CONNECT_TIMEOUT_MS": 1500}
    CHECKED = True

    @classmethod
    def prepare(cls):
        cls.dns = NameServer()
        cls.here, cls.spare = cls.record_upstream(words=3), cls.record_upstream(words=3)
        # Every call opens a connection, so that each asks for the address.
        cls.here.order("*", Fault("close_after"))
        cls.moved = cls.record_upstream(words=3, host="127.0.0.2", port=cls.here.port)
        cls.gate.add_provider("spare", cls.spare.url)
        cls.key = cls.gate.add_key("names")["key"]

    def pair(self, name, what):
        self.dns.names[f"{name}.test"] = what
        self.gate.add_provider(name, f"http://{name}.test:{self.here.port}")
        self.gate.add_preset(f"pair-{name}", [(name, "m"), ("spare", "m")])

    def first_attempt(self, trace):
        self.gate.log_row(trace)
        return self.gate.admin("GET", f"requests/{trace}").json()["attempt_list"][0]

    def test_a_name_that_fails_is_passed_by(self):
        for name, what, code in (("gone", NXDOMAIN, "UPSTREAM_DNS"), ("sick", SERVFAIL, "UPSTREAM_DNS"), ("mute", SILENT, "UPSTREAM_TIMEOUT")):
            with self.subTest(name=name):
                self.pair(name, what)
                reply = self.gate.chat(self.key, f"pair-{name}")
                self.assertEqual(reply.status, 200, reply)
                self.assertIn(f"{name}.test", self.dns.asked)
                self.assertEqual(self.first_attempt(reply.headers["x-request-id"])["error_code"], code)

    def test_a_silent_name_server_holds_nobody_else_up(self):
        self.pair("quiet", SILENT)
        waiting = threading.Thread(target=self.gate.chat, args=(self.key, "pair-quiet"))
        waiting.start()
        until(lambda: "quiet.test" in self.dns.asked, "the question")
        calls = len(self.spare.calls())
        while waiting.is_alive():
            self.assertEqual(self.gate.chat(self.key, "spare/m").status, 200)
        waiting.join()
        # Its one worker has answered others while that request waited for a name.
        self.assertGreater(len(self.spare.calls()) - calls, 2)

    def test_a_name_is_answered_while_others_hang(self):
        for i in range(3):
            self.pair(f"hang{i}", SILENT)
        for i in range(2):
            self.pair(f"prompt{i}", "127.0.0.1")
        waiting = [threading.Thread(target=self.gate.chat, args=(self.key, f"pair-hang{i}")) for i in range(3) for _ in range(4)]
        for thread in waiting:
            thread.start()
        until(lambda: all(f"hang{i}.test" in self.dns.asked for i in range(3)), "the questions")
        for i in range(2):
            reply = self.gate.chat(self.key, f"prompt{i}/m")
            self.assertEqual(reply.status, 200, reply)
        # Those who wait have waited all the while: for 1.5 s from their start, and the two names took none of it.
        self.assertTrue(all(thread.is_alive() for thread in waiting))
        for thread in waiting:
            thread.join()
        # Once for IPv4 and once for IPv6: the calls that wait for one name ask once.
        self.assertLessEqual(max(self.dns.asked.count(f"hang{i}.test") for i in range(3)), 2)

    def test_a_name_that_hangs_does_not_hold_up_the_end(self):
        gate = Gatehouse(**self.SETTINGS, GATEWAY_DRAIN_SECONDS=1)
        self.addCleanup(gate.discard)
        gate.start()
        self.dns.names["forever.test"] = SILENT
        gate.add_provider("forever", f"http://forever.test:{self.here.port}")
        key = gate.add_key("names")["key"]
        self.assertEqual(gate.chat(key, "forever/m").status, 504)
        self.assertIn("forever.test", self.dns.asked)
        began = time.monotonic()
        self.assertEqual(gate.stop(), 0)
        self.assertLess(time.monotonic() - began, 5)

    def test_an_address_that_drops_packets_is_passed_by_within_one_attempt(self):
        silent = socket.socket(socket.AF_INET6)
        self.addCleanup(silent.close)
        silent.bind(("::1", self.here.port))
        silent.listen(0)
        # A full accept queue lets nobody in.
        for _ in range(4):
            filler = socket.socket(socket.AF_INET6)
            self.addCleanup(filler.close)
            filler.setblocking(False)
            filler.connect_ex(("::1", self.here.port))
        self.dns.names6["both.test"] = "::1"
        self.pair("both", "127.0.0.1")
        attempts = []
        for _ in range(2):
            reply = self.gate.chat(self.key, "pair-both")
            self.assertEqual(reply.status, 200, reply)
            attempts.append(self.first_attempt(reply.headers["x-request-id"]))
        self.assertEqual([(a["provider"], a["error_code"]) for a in attempts], [("both", None), ("both", None)])
        self.assertGreaterEqual(attempts[0]["connect_ms"], 240)
        self.assertLess(attempts[1]["connect_ms"], 240)

    def test_the_last_good_address_serves_on_and_a_new_one_is_taken_up(self):
        self.pair("known", "127.0.0.1")
        self.assertEqual(self.gate.chat(self.key, "known/m").status, 200)
        self.dns.names["known.test"] = SERVFAIL
        asked, began = self.dns.asked.count("known.test"), time.monotonic()
        # For half a minute the answer is fresh; behind that it is asked again, in vain.
        until(lambda: self.gate.chat(self.key, "known/m").status == 200 and self.dns.asked.count("known.test") > asked, "the question asked again", 60)
        self.assertGreater(time.monotonic() - began, 25)
        for _ in range(20):
            self.assertEqual(self.gate.chat(self.key, "known/m").status, 200)
        self.assertEqual(len(self.moved.calls()), 0)
        self.dns.names["known.test"] = "127.0.0.2"
        until(lambda: self.gate.chat(self.key, "known/m").status == 200 and self.moved.calls(), "a call at the new address", 30)


if __name__ == "__main__":
    enter_namespace()
    unittest.main()
