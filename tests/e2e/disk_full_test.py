"""The data directory's disk is full: billed requests are refused before the upstream is called, nothing accepted is lost, and it
goes on by itself when there is room again. The disk is a tmpfs of 8 MiB in a mount namespace of the test's own.
"""
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from checker import verify
from gatehouse_process import Gatehouse, RecordingUpstream, ask, until

INSIDE = "GATEHOUSE_TEST_MOUNTS"


def enter_namespace():
    """Runs this script again where its mounts are its own; without root through a user namespace."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    os.execvpe("unshare", ["unshare", *user, "--mount", "--propagation", "private", sys.executable, "-B", *sys.argv], {**os.environ, INSIDE: "1"})


class DiskFullTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="gatehouse-disk-"))
        self.addCleanup(self.remove)
        (self.folder / "data").mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(self.folder / "data")], check=True)
        self.upstream = RecordingUpstream().start()
        self.addCleanup(self.upstream.stop)
        self.gate = Gatehouse(self.folder)
        self.addCleanup(self.gate.discard)
        self.gate.start()
        self.gate.add_provider("rec", self.upstream.url)
        self.gate.add_preset("any", [("rec", "small")])
        self.key = self.gate.add_key("disk")["key"]

    def remove(self):
        subprocess.run(["umount", "--lazy", str(self.folder / "data")], check=True)
        subprocess.run(["rm", "-rf", str(self.folder)], check=True)

    def fill(self):
        with open(self.gate.data / "filler", "ab", buffering=0) as filler:
            for size in (65536, 4096, 512, 1):
                try:
                    while filler.write(b"\0" * size) == size:
                        pass
                except OSError:
                    continue

    def test_refuses_new_billed_work_and_loses_nothing(self):
        accepted = []
        for _ in range(20):
            reply = self.gate.chat(self.key, "any")
            self.assertEqual(reply.status, 200)
            accepted.append(reply.headers["x-request-id"])
        refused = None
        for _ in range(2000):
            self.fill()
            reply = self.gate.chat(self.key, "any")
            if reply.status != 200:
                refused = reply
                break
            accepted.append(reply.headers["x-request-id"])
        self.assertIsNotNone(refused, "two thousand requests were taken on a full disk")
        self.assertEqual(refused.status, 503, refused)
        self.assertIn("retry-after", refused.headers)
        # What the shipper frees meanwhile may let a request through again: that one is accepted like any other.
        seen = 1
        for _ in range(200):
            self.fill()
            before = len(self.upstream.requests)
            reply = self.gate.chat(self.key, "any")
            if reply.status == 200:
                accepted.append(reply.headers["x-request-id"])
                continue
            self.assertEqual(reply.status, 503, reply)
            self.assertEqual(len(self.upstream.requests), before, "the upstream was called for work that cannot be booked")
            seen += 1
            if seen == 6:
                break
        self.assertEqual(seen, 6)

        self.assertEqual(ask(self.gate.url, "GET", "/v1/models", headers={"Authorization": f"Bearer {self.key}"}).status, 200)
        self.assertEqual(self.gate.admin("GET", "api-keys", expect=None).status, 200)
        health = ask(self.gate.url, "GET", "/health").json()
        self.assertEqual((health["status"], health["checks"]["spool"]["status"]), ("degraded", "down"), health)
        self.assertIn("space", health["checks"]["spool"]["detail"])

        (self.gate.data / "filler").unlink()
        served = until(lambda: (reply := self.gate.chat(self.key, "any")).status == 200 and reply, "service after room was made", 30)
        accepted.append(served.headers["x-request-id"])
        until(lambda: not set(accepted) - {row["request_id"] for row in self.gate.rows("SELECT request_id FROM usage_ledger")}, "a row for each accepted request", 30)
        self.assertEqual(self.gate.stop(), 0)
        rows = [row["request_id"] for row in self.gate.rows("SELECT request_id FROM usage_ledger")]
        self.assertEqual(len(rows), len(set(rows)))
        verify(self.gate)


if __name__ == "__main__":
    if INSIDE not in os.environ:
        enter_namespace()
    unittest.main()
