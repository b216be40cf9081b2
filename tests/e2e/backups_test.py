"""No part of this version reads a backup (SECURITY.md A19): a dump is a program in the wrong hands, so until there is a reader that
takes its own signed archives only, nothing takes any. This test goes over every verb and every route there is."""
import re
import subprocess
import unittest
from pathlib import Path

from gatehouse_process import PROGRAM, GatehouseTest, ask, clean_environment

READS_ONE = re.compile(r"backup|restore|import|dump", re.IGNORECASE)
HOSTILE = "\\! touch PWNED\nCOPY users FROM PROGRAM 'touch PWNED';\nDROP TABLE users;\n"


class BackupsTest(GatehouseTest):
    def run_program(self, *arguments, stdin=""):
        return subprocess.run([PROGRAM, *arguments], cwd=self.gate.folder, env=clean_environment(self.gate.folder, {}), input=stdin,
                              capture_output=True, text=True, timeout=60, check=False)

    def verbs(self, *before):
        """The words of the command table: what --help lists under its Subcommands."""
        text = self.run_program(*before, "--help").stdout
        listed = text.partition("Subcommands:")[2]
        return re.findall(r"^  (\S+)", listed, re.MULTILINE)

    def test_no_verb_reads_a_backup(self):
        verbs = self.verbs()
        self.assertIn("serve", verbs)
        self.assertIn("db", verbs)
        for verb in verbs:
            for word in [verb, *self.verbs(verb)]:
                self.assertIsNone(READS_ONE.search(word), f"{verb} {word}: give SECURITY.md A19 the tests of its reader")
        hostile = Path(self.gate.folder) / "dump.sql"
        hostile.write_text(HOSTILE, encoding="utf-8")
        for arguments in (("backup", "restore", hostile, "--yes"), ("backup", "verify", hostile), ("restore", hostile), ("db", "restore", hostile)):
            with self.subTest(arguments=arguments):
                done = self.run_program(*map(str, arguments), stdin=HOSTILE)
                self.assertEqual(done.returncode, 2, done)
        self.assertFalse((Path(self.gate.folder) / "PWNED").exists())
        self.assertEqual(len(self.gate.admin("GET", "users").json()["items"]), 1)

    def test_no_route_reads_a_backup(self):
        paths = ask(self.gate.url, "GET", "/api/v1/openapi.json").json()["paths"]
        self.assertGreater(len(paths), 30)
        self.assertEqual([path for path in paths if READS_ONE.search(path)], [])
        for path in ("backups", "backups/1/restore", "database/restore"):
            self.gate.admin("POST", path, {"file": "dump.sql"}, expect=(404, 405))


if __name__ == "__main__":
    unittest.main()
