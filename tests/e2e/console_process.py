"""Starts the real console offscreen: with its embedded engine, or attached to a running gateway. GATEHOUSE names the program."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from gatehouse_process import EMAIL, PASSWORD, clean_environment

PROGRAM = os.environ.get("GATEHOUSE", "")


class Console:
    def __init__(self, *arguments, password=False, **settings):
        if not PROGRAM:
            raise SystemExit("GATEHOUSE must name the built gatehouse (ctest sets it)")
        self.folder = Path(tempfile.mkdtemp(prefix="gatehouse-console-"))
        self.data = self.folder / "data"
        self.data.mkdir()
        # The person has taken the first steps before.
        (self.data / "console.ini").write_text("[firstRun]\ndone=true\n")
        environment = clean_environment(self.folder, {"QT_QPA_PLATFORM": "offscreen", **settings})
        with open(self.folder / "stderr.txt", "w", encoding="utf-8") as stderr:
            self.process = subprocess.Popen([PROGRAM, "--data-dir", self.data, *arguments], cwd=self.folder, env=environment, text=True,
                                            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=stderr)
        self.process.stdin.write(PASSWORD + "\n" if password else "")
        self.process.stdin.close()

    @classmethod
    def attached(cls, url, page):
        return cls("--attach", url, "--email", EMAIL, "--password-stdin", "--page", page, password=True)

    @property
    def pid(self):
        return self.process.pid

    def memory_kib(self):
        return next(int(line.split()[1]) for line in Path(f"/proc/{self.pid}/status").read_text().splitlines() if line.startswith("VmRSS"))

    def discard(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
