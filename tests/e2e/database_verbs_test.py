"""`gatehoused db`: up and down the revisions as the contract spells it, and what is refused."""
import subprocess
import tempfile
import unittest
from pathlib import Path

from gatehouse_process import PROGRAM, clean_environment


class DatabaseVerbsTest(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="gatehouse-db-")
        self.addCleanup(holder.cleanup)
        self.folder = Path(holder.name)

    def db(self, *arguments, code=0):
        done = subprocess.run([PROGRAM, "db", *arguments], cwd=self.folder, env=clean_environment(self.folder, {"GATEWAY_DATA_DIR": self.folder / "data"}),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(done.returncode, code, done)
        if code:
            self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)
        return done.stdout.strip() if code == 0 else done.stderr

    def test_up_and_down_and_up_again(self):
        head = self.db("upgrade", "head")
        self.assertEqual(self.db("current"), head)
        history = [line.split() for line in self.db("history").splitlines()]
        self.assertEqual([row[-1] for row in history], ["applied"] * len(history))
        self.assertEqual(history[-1][0], head)
        before = history[-2][0]
        self.assertEqual(self.db("downgrade", "-1"), before)
        self.assertEqual(self.db("current"), before)
        self.assertEqual(self.db("history").splitlines()[-1].split()[-1], "pending")
        self.assertEqual(self.db("upgrade", "+1"), head)
        self.assertEqual(self.db("downgrade"), before)
        self.assertEqual(self.db("downgrade", history[0][0]), history[0][0])
        self.assertEqual(self.db("downgrade", "base"), "base")
        self.assertEqual(self.db("upgrade"), head)

    def test_what_is_refused(self):
        head = self.db("upgrade")
        for arguments in (("upgrade", "9999"), ("downgrade", "9999"), ("downgrade", "-99")):
            with self.subTest(arguments):
                self.db(*arguments, code=1)
        self.db("downgrade", "-1", "-1", code=2)
        self.db("sideways", code=2)
        self.db(code=2)
        self.assertEqual(self.db("current"), head)


if __name__ == "__main__":
    unittest.main()
