"""The checker itself: a data directory that adds up passes, and each kind of damage done to it by hand is found."""
import base64
import contextlib
import shutil
import sqlite3
import tempfile
import unittest
from pathlib import Path

from checker import Checker, audit_hash
from gatehouse_process import Gatehouse, RecordingUpstream
from observed_call import Seen, call, chat_body

CREDENTIAL, CANARY = "sk-upstream-canary-2f6fd0c1b7e84a39", "prompt-canary-55c3e8d17ab04f62"


class CheckerTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.upstream = RecordingUpstream(unique_usage=True).start()
        cls.addClassCleanup(cls.upstream.stop)
        cls.gate = Gatehouse()
        cls.addClassCleanup(cls.gate.discard)
        cls.gate.start()
        provider = cls.gate.add_provider("rec", cls.upstream.url, CREDENTIAL)
        cls.gate.add_preset("any", [("rec", "demo-small")])
        key = cls.gate.add_key("checked")
        cls.key, cls.change = key["key"], ("provider.create", provider["id"])
        cls.seen = [call(cls.gate.url, key["key"], chat_body("any", CANARY, stream=i % 2 == 0)) for i in range(6)]
        assert cls.gate.stop() == 0

    def setUp(self):
        self.copy = Gatehouse(Path(tempfile.mkdtemp(prefix="gatehouse-checker-")))
        self.addCleanup(shutil.rmtree, self.copy.folder)
        shutil.copytree(self.gate.folder, self.copy.folder, dirs_exist_ok=True)

    def found(self, *statements, seen=None, changes=()):
        """The invariants that the checker finds broken after the statements."""
        with contextlib.closing(sqlite3.connect(self.copy.data / "gateway.db")) as database:
            for trigger in ("usage_ledger_is_never_edited", "audit_log_is_never_edited", "audit_log_is_never_deleted"):
                database.execute(f"DROP TRIGGER {trigger}")
            for statement in statements:
                database.execute(statement)
            database.commit()
        checker = Checker(self.copy, [self.key, CREDENTIAL, CANARY], [self.change, *changes])
        checker.add(*(self.seen if seen is None else seen))
        return sorted({problem[:2] for problem in checker.problems()})

    def test_what_adds_up_passes(self):
        self.assertEqual([seen.kind for seen in self.seen], ["whole"] * 6)
        self.assertEqual(self.found(), [])

    def test_each_damage_is_found(self):
        trace = self.seen[1].trace     # a plain one: it shows its usage
        for name, statements, expected in (
                ("a lost row", [f"DELETE FROM usage_ledger WHERE request_id = '{trace}'"], ["I1", "I3"]),
                ("a lost log row", [f"DELETE FROM gateway_log WHERE trace_id = '{trace}'"], ["I1", "I3"]),
                ("a second row", [f"INSERT INTO usage_ledger (request_id, attempt, usage_source, created_at, provider, model, cost_nanousd) VALUES ('{trace}', 2, 'estimated', 0, 'rec', 'demo-small', 0)"], ["I1", "I3"]),
                ("another figure", [f"UPDATE usage_ledger SET tokens_out = tokens_out + 1 WHERE request_id = '{trace}'"], ["I1", "I3"]),
                ("a cost that is off by one", [f"UPDATE usage_ledger SET cost_nanousd = cost_nanousd + 1 WHERE request_id = '{trace}'"], ["I3"]),
                ("a day that is off by one", ["UPDATE key_day SET cost_nanousd = cost_nanousd - 1"], ["I3"]),
                ("a sum that is off by one", ["UPDATE usage_hour SET tokens_in = tokens_in + 1 WHERE calls > 0"], ["I3"]),
                ("a sum of sums that is off by one", ["UPDATE usage_part_day SET cost_nanousd = cost_nanousd + 1 WHERE dim = 'key'"], ["I3"]),
                ("a price nobody asked for", ["INSERT INTO price VALUES ('p', 'own-9', '*', 'm', '{}', 0, NULL, NULL, 0)"], ["I6"]),
                ("a changed audit row", ["UPDATE audit_log SET reason = 'x' WHERE seq = 2"], ["I6"]),
                ("a lost audit row", ["DELETE FROM audit_log WHERE action = 'provider.create'"], ["I6"]),
                ("a prompt in a row", [f"UPDATE gateway_log SET model = '{CANARY}' WHERE trace_id = '{trace}'"], ["I5"])):
            with self.subTest(name):
                self.setUp()
                self.assertEqual(self.found(*statements), expected)

    def test_secrets_are_found_in_any_spelling(self):
        for name, text in (("raw", CREDENTIAL), ("hex", CREDENTIAL.encode().hex()), ("base64", base64.b64encode(b"user:" + CREDENTIAL.encode() + b"!").decode()), ("UTF-16", CREDENTIAL.encode("utf-16-le"))):
            with self.subTest(name):
                (self.copy.folder / "log" / "note.txt").write_bytes(text if isinstance(text, bytes) else f"key={text}\n".encode())
                self.assertEqual(self.found_quietly(), ["I5"])

    def found_quietly(self):
        return sorted({problem[:2] for problem in Checker(self.copy, [CREDENTIAL]).problems()})

    def test_a_silent_cut_and_an_unaudited_change_are_found(self):
        self.assertEqual(self.found(seen=[Seen("silent_cut", self.seen[0].trace)], changes=[("key.create", "nobody")]), ["I6", "I8"])

    def test_the_hash_is_the_products(self):
        rows = self.copy.rows("SELECT * FROM audit_log")
        self.assertGreater(len(rows), 3)
        self.assertEqual([audit_hash(row) for row in rows], [row["hash"] for row in rows])


if __name__ == "__main__":
    unittest.main()
