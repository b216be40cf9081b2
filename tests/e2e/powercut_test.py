"""Power cuts: the data directory is an ext4 in a file behind a loop device; at a random moment under load the file is copied as it is (nothing
is flushed for it), the copy is mounted and a gateway started on it. LEDGER_SYNC=strict has lost nothing that was answered; group has
lost no more than the last moments before the cut.

The gateway is stopped (SIGSTOP) while the file is copied, so that the copy is of one moment. What ext4 had not written to the device by then
is lost, as in a power cut; a disk that loses what it was told to flush is not played. Needs root. POWERCUTS sets the number for each mode.
"""
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

from checker import Checker, spool_pending
from gatehouse_process import PASSWORD, Gatehouse, RecordingUpstream, ask, until
from observed_call import Wire, chat_body, chat_request, judge

CUTS = int(os.environ.get("POWERCUTS", "3"))
# One cut's requests leave some 3 MiB of rows; a full disk would be another test.
DISK_MIB = 64 + 8 * CUTS
INSIDE = "GATEHOUSE_TEST_MOUNTS"
CLIENTS = 6
GROUP_COMMIT_SECONDS = 0.020
# Group commit and the sync itself, on a machine that does much else. What was found is printed.
GROUP_LOSS_SECONDS = 1.0
CREDENTIAL, CANARY = "sk-upstream-canary-7b90ee41d2564c3f", "prompt-canary-c81f55d0a7e94b66"


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


class Load:
    """Clients and an administrator who work until they are told to leave. Keeps when each answer was complete."""

    def __init__(self, gate, key):
        self.gate, self.key = gate, key
        self.answered, self.changed, self.odd = [], [], []      # (seconds, seen), (seconds, change)
        self.leaving = threading.Event()
        self.threads = [threading.Thread(target=self._client, args=(i,)) for i in range(CLIENTS)] + [threading.Thread(target=self._administrator)]
        for thread in self.threads:
            thread.start()

    def leave(self):
        self.leaving.set()
        for thread in self.threads:
            thread.join()

    def _client(self, number):
        wire = Wire(self.gate.url, 60)
        turn = number
        while not self.leaving.wait(0.004):
            turn += 1
            wire.send(chat_request(self.key, chat_body("any", f"cut {CANARY}", stream=turn % 3 == 0), close=False))
            seen = judge(wire.answer(), turn % 3 == 0)
            if seen.kind == "whole":
                self.answered.append((time.monotonic(), seen))
            else:
                self.odd.append(seen)
                wire.close()
                wire = Wire(self.gate.url, 60)
        wire.close()

    def _administrator(self):
        number = 0
        while not self.leaving.wait(0.05):
            number += 1
            made = self.gate.add_key(f"made-{number}")
            self.changed.append((time.monotonic(), ("key.create", made["id"])))


class PowerCutTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="gatehouse-cut-"))
        self.addCleanup(run, "rm", "-rf", str(self.folder))
        self.mounts = []
        self.addCleanup(self.unmount)
        (self.folder / "images").mkdir()
        self.mount("-t", "tmpfs", "-o", f"size={3 * DISK_MIB}m", "tmpfs", str(self.folder / "images"))
        self.image = self.folder / "images" / "disk"
        with open(self.image, "wb") as disk:
            disk.truncate(DISK_MIB << 20)
        run("mkfs.ext4", "-q", "-F", "-J", "size=8", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(self.image))
        self.upstream = RecordingUpstream(unique_usage=True).start()
        self.addCleanup(self.upstream.stop)

    def mount(self, *arguments):
        run("mount", *arguments)
        self.mounts.append(arguments[-1])

    def unmount(self):
        while self.mounts:
            run("umount", "--lazy", self.mounts.pop())

    def gateway(self, place, image, **settings):
        """A gateway whose data directory is the file system in `image`."""
        (place / "data").mkdir(parents=True)
        self.mount("-o", "loop", str(image), str(place / "data"))
        gate = Gatehouse(place, **settings)
        self.addCleanup(gate.discard)
        return gate.start()

    def cut(self, gate, number):
        """(the moment, the copy)."""
        copy = self.folder / "images" / f"cut-{number}"
        moment = time.monotonic()
        gate.program.signal(signal.SIGSTOP)
        try:
            run("cp", "--sparse=always", str(self.image), str(copy))
        finally:
            gate.program.signal(signal.SIGCONT)
        return moment, copy

    def after_the_cut(self, sync, number, copy, key, answered, changed):
        """(ages of what is lost, what else is wrong)."""
        place = self.folder / f"{sync}-{number}"
        gate = self.gateway(place, copy, LEDGER_SYNC=sync)
        until(lambda: spool_pending(gate, ask) == 0, "an empty spool", 60)
        self.assertEqual(gate.chat(key, "any").status, 200)
        self.assertEqual(gate.stop(), 0, gate.program.stderr())
        rows = {row["request_id"] for row in gate.rows("SELECT request_id FROM usage_ledger WHERE usage_source <> 'none'")}
        lost = [age for age, seen in answered if seen.trace not in rows]
        checker = Checker(gate, [key, CREDENTIAL, CANARY, PASSWORD], [change for _, change in changed])
        checker.add(*(seen for _, seen in answered if seen.trace in rows))
        problems = checker.problems()
        # A crash is settled as estimated: the answer was whole, its settle record was not yet on the disk.
        estimated = gate.rows("SELECT count(*) AS n FROM usage_ledger WHERE usage_source = 'estimated'")[0]["n"]
        run("umount", str(place / "data"))
        self.mounts.remove(str(place / "data"))
        copy.unlink()
        return lost, estimated, problems

    def cuts(self, sync):
        chance = random.Random(sync)
        gate = self.gateway(self.folder / sync, self.image, LEDGER_SYNC=sync, GATEWAY_THREADS=1)
        gate.add_provider("rec", self.upstream.url, CREDENTIAL)
        gate.add_preset("any", [("rec", "demo-small")])
        key = gate.add_key("cut")["key"]
        load = Load(gate, key)
        answers, losses, crashed = 0, [], 0
        try:
            for number in range(CUTS):
                load.leaving.wait(chance.uniform(0.3, 1.5))
                moment, copy = self.cut(gate, number)
                answered = [(moment - at, seen) for at, seen in list(load.answered) if at <= moment]
                changed = [(moment - at, change) for at, change in list(load.changed) if at <= moment]
                lost, estimated, problems = self.after_the_cut(sync, number, copy, key, answered, changed)
                with self.subTest(sync=sync, cut=number):
                    self.assertEqual(problems, [])
                    # One worker writes one spool in order: what is lost are the last answers, whoever of the clients had them.
                    newest = sorted(age for age, _ in answered)[:len(lost) + CLIENTS]
                    self.assertTrue(set(lost) <= set(newest), f"{len(lost)} lost, not the newest of {len(answered)}")
                    self.assertGreater(len(answered), 10)
                answers, losses, crashed = len(answered), losses + lost, crashed + estimated
        finally:
            load.leave()
        self.assertEqual([seen for seen in load.odd if seen.kind != "error"], [])
        self.assertEqual(gate.stop(), 0)
        oldest, late = max(losses, default=0) * 1000, sum(age > GROUP_COMMIT_SECONDS for age in losses)
        print(f"{CUTS} cuts, {sync}: {answers} answers before the last; {len(losses)} lost in all, the oldest {oldest:.1f} ms before its cut, {late} older than 20 ms; {crashed} settled as crashed")
        return losses

    def test_strict_loses_nothing(self):
        self.assertEqual(self.cuts("strict"), [])

    def test_group_loses_the_last_moments_at_most(self):
        losses = self.cuts("group")
        self.assertLess(max(losses, default=0), GROUP_LOSS_SECONDS)


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit("loop mounts need root")
    if INSIDE not in os.environ:
        os.execvpe("unshare", ["unshare", "--mount", "--propagation", "private", sys.executable, "-B", *sys.argv], {**os.environ, INSIDE: "1"})
    unittest.main()
