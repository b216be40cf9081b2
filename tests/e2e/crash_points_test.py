"""A scripted run (start, admin changes, plain and streamed calls, stop) that meets a fault at its k-th system call: SIGKILL, EIO, ENOSPC or
a short write, put in by strace. Then the same data directory is started again and the checker looks at what is left.

CRASH_POINTS=full goes through each k until no thread gets that far (strace counts a thread at a time, so the fault meets the first
thread that reaches k: hence two scripts, a first start, where the migrations write most, and work on a prepared directory).
"""
import collections
import concurrent.futures
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from checker import Checker, spool_pending
from gatehouse_process import PASSWORD, Gatehouse, RecordingUpstream, ask, until
from observed_call import call, chat_body

FULL = os.environ.get("CRASH_POINTS") == "full"
SIDE_BY_SIDE = 2
ROUND_CAP = 1000
CANARY = "prompt-canary-3e77a0d94c1b4f52"
CREDENTIAL = "sk-upstream-canary-a4419ce2d07b4b33"
KILL, EIO, ENOSPC = "signal=SIGKILL", "error=EIO", "error=ENOSPC"
# A write that says it wrote less than it was given. The spool cuts its file back; SQLite goes on behind what was written, so it gets a truthful zero.
SHORT, NOTHING = "retval=5", "retval=0"

Point = collections.namedtuple("Point", "script call fault on k")
Series = collections.namedtuple("Series", "script call fault on spread")     # on: any, spool or log

SERIES = [
    Series("first", "pwrite64", KILL, "any", (1, 60, 170)),
    Series("first", "fdatasync", KILL, "any", (2, 9)),
    Series("first", "write", KILL, "any", (4,)),
    Series("first", "unlink", KILL, "any", (1, 3)),
    Series("first", "ftruncate", KILL, "any", ()),
    Series("first", "fsync", KILL, "any", (1,)),
    Series("first", "rename", KILL, "any", ()),
    Series("first", "pwrite64", EIO, "any", (30,)),
    Series("first", "pwrite64", ENOSPC, "any", (90,)),
    Series("first", "pwrite64", NOTHING, "any", ()),
    Series("first", "fdatasync", EIO, "any", (3,)),
    Series("work", "pwrite64", KILL, "any", (1, 19, 45)),
    Series("work", "write", KILL, "any", (2, 9, 21)),
    Series("work", "write", KILL, "spool", (1, 4, 9)),
    Series("work", "fdatasync", KILL, "any", (1, 3, 6)),
    Series("work", "fsync", KILL, "any", (1,)),
    Series("work", "unlink", KILL, "any", (1,)),
    Series("work", "ftruncate", KILL, "any", ()),
    Series("work", "pwrite64", EIO, "any", (2, 12, 30)),
    Series("work", "pwrite64", ENOSPC, "any", (5, 22)),
    Series("work", "pwrite64", NOTHING, "any", (9,)),
    Series("work", "fdatasync", EIO, "any", (1, 4)),
    Series("work", "fdatasync", EIO, "spool", (1, 2)),
    Series("work", "write", EIO, "spool", (1, 3, 8)),
    Series("work", "write", ENOSPC, "spool", (2, 6)),
    Series("work", "write", SHORT, "spool", (1, 5)),
    Series("work", "write", EIO, "log", (1, 3)),
    Series("work", "unlink", EIO, "spool", (1,)),
]

# Points that the product does not survive yet, each with the reason.
KNOWN = {}


class Run:
    """One run with one fault in a directory of its own."""

    def __init__(self, point, upstream, prepared):
        self.point, self.upstream = point, upstream
        self.gate = Gatehouse(GATEWAY_THREADS=1)
        self.key = None
        self.checker = Checker(self.gate, [CREDENTIAL, CANARY, PASSWORD])
        if point.script == "work":
            shutil.copytree(prepared.folder / "data", self.gate.data, dirs_exist_ok=True)
            self.key = prepared.key

    def done(self):
        """(was the fault met, what is wrong)."""
        try:
            problems = self._script()
            hit = self._hit()
            self.checker.scan_now()
            return hit, problems + (self._again() if hit else [])
        finally:
            self.gate.discard()

    def _wrapper(self):
        point = self.point
        paths = {"any": [], "log": ["log/app.log"], "spool": ["data/spool/worker-0", *(f"data/spool/worker-0/{n:06}.seg" for n in range(1, 12))]}[point.on]
        only = [part for path in paths for part in ("-P", str(self.gate.folder / path))]
        return ["strace", "-D", "-f", "-qqq", "-o", str(self.gate.folder / "strace.txt"), *only, "-e", f"trace={point.call}", "-e", "signal=none",
                "-e", f"inject={point.call}:{point.fault}:when={point.k}"]

    def _hit(self):
        if self.point.fault == KILL:
            return self.gate.program.process.returncode == -9
        return "(INJECTED)" in (self.gate.folder / "strace.txt").read_text(encoding="utf-8", errors="replace")

    def _script(self):
        try:
            self.gate.start(wrapper=self._wrapper())
        except AssertionError as reason:
            # A start that cannot write may fail, in order and with a reason.
            code = self.gate.program.process.returncode
            allowed = code == -9 if self.point.fault == KILL else code == 1 and self.gate.program.stderr()
            return [] if allowed else [f"the start ended with {code}: {reason}"]
        try:
            self._changes()
        except (AssertionError, OSError, ValueError):
            pass    # refused, or the gateway is gone: what was not answered with success is not promised
        if self.key:
            for i in range(15):
                seen = call(self.gate.url, self.key, chat_body("any", f"word {CANARY} " * (i % 3 + 1), stream=i % 2 == 1))
                self.checker.add(seen)
                if seen.kind == "none":
                    break
        code = self.gate.stop()
        allowed = (0, -9) if self.point.fault == KILL else (0, 1)
        return [] if code in allowed else [f"I7 the run ended with {code}; stderr: {self.gate.program.stderr()[-500:]}"]

    def _changes(self):
        for path, action, body in (
                ("providers", "provider.create", {"name": "rec", "kind": "openai", "base_url": self.upstream.url, "api_key": CREDENTIAL, "allow_private": True}),
                ("presets", "preset.create", {"name": "any", "strategy": "priority", "items": [{"provider": "rec", "model": "demo-small", "weight": 1, "priority": 1, "is_active": True}]}),
                ("api-keys", "key.create", {"name": "crash"})):
            if self.point.script == "work" and path != "api-keys":
                body = {**body, "name": f"second-{path}"}
            reply = self.gate.admin("POST", path, body, expect=None)
            if reply.status in (200, 201):
                self.checker.changes.append((action, reply.json()["id"]))
                if path == "api-keys":
                    self.key = reply.json()["key"]
                    self.checker.secrets.append(self.key)

    def _again(self):
        self.gate.token = None
        try:
            self.gate.start()
            self.gate.login()
            if self.key and self.point.script == "work":
                seen = call(self.gate.url, self.key, chat_body("any"))
                self.checker.add(seen)
                if seen.kind != "whole":
                    return [f"after the restart a call ends as {seen}"]
            until(lambda: spool_pending(self.gate, ask) == 0, "an empty spool", 60)
            code = self.gate.stop()
            return ([] if code == 0 else [f"I7 the stop after it ended with {code}"]) + self.checker.problems()
        except (AssertionError, OSError, subprocess.SubprocessError) as reason:
            return [f"I7 the restart: {reason!r} log: {self.gate.log_text()[-600:]}"]


class CrashPointsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = RecordingUpstream(unique_usage=True).start()
        cls.addClassCleanup(cls.upstream.stop)
        cls.prepared = Gatehouse(Path(tempfile.mkdtemp(prefix="gatehouse-crash-")))
        cls.addClassCleanup(shutil.rmtree, cls.prepared.folder)
        cls.prepared.start()
        cls.addClassCleanup(cls.prepared.discard)
        cls.prepared.add_provider("rec", cls.upstream.url, CREDENTIAL)
        cls.prepared.add_preset("any", [("rec", "demo-small")])
        cls.prepared.key = cls.prepared.add_key("prepared")["key"]
        cls.prepared.stop()

    def run_point(self, point):
        try:
            hit, problems = Run(point, self.upstream, self.prepared).done()
        except Exception as reason:     # one point must not hide the others
            hit, problems = True, [f"the run broke: {reason!r}"]
        return point, hit, problems

    def points(self, pool):
        """Results of all points, some of them at once."""
        if not FULL:
            yield from pool.map(self.run_point, [Point(*series[:4], k) for series in SERIES for k in series.spread])
            return
        for series in SERIES:
            unhit = 0
            for start in range(1, ROUND_CAP, SIDE_BY_SIDE):
                for result in pool.map(self.run_point, [Point(*series[:4], k) for k in range(start, start + SIDE_BY_SIDE)]):
                    unhit = 0 if result[1] else unhit + 1
                    yield result
                if unhit >= SIDE_BY_SIDE:
                    break

    def test_each_fault_leaves_a_directory_that_starts_and_adds_up(self):
        hits, total = collections.Counter(), 0
        with concurrent.futures.ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
            for point, hit, problems in self.points(pool):
                total += 1
                hits[point.fault] += hit
                with self.subTest(point=point):
                    if point[:4] not in KNOWN:
                        self.assertEqual(problems, [])
        print(f"{total} points, {sum(hits.values())} met a fault: {dict(hits)}")
        self.assertGreater(sum(hits.values()), total // 2, "most points were never reached: the spread must follow the program")


if __name__ == "__main__":
    unittest.main()
