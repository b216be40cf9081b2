"""A key's whole life by the handbook's own curl lines: limits, freeze, rotation with grace, signatures, revocation, SQL, audit."""
import contextlib
import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import time
import unittest
from pathlib import Path

from gatehouse_process import PROGRAM, GatehouseTest, ask, clean_environment, until

README = Path(__file__).resolve().parents[2] / "README.md"

# Handbook 4.2 and 8.1, word for word. Only host, port, token and ids are replaced.
RATE_LIMIT = '''curl -X PUT "http://localhost:8000/api/v1/admin/api-keys/{id}/rate-limit" \\
  -H "Authorization: Bearer $TOKEN" \\
  -d "rpm=100&tpm=200000"'''
REVOKE = '''curl -X POST "http://localhost:8000/api/v1/admin/api-keys/{id}/revoke" \\
  -H "Authorization: Bearer $TOKEN" \\
  -d '{"reason": "Security incident"}' '''
ROTATE = '''curl -X POST "http://localhost:8000/api/v1/admin/api-keys/{id}/rotate?grace_period_hours=24" \\
  -H "Authorization: Bearer $TOKEN"'''
UNFREEZE = "UPDATE api_key SET status = 'active' WHERE id = 'key-uuid';"


def readme_client():
    """The Python client of README.md, as it stands there."""
    scope = {}
    block = re.search(r"```python\n(import hashlib.*?)```", README.read_text(encoding="utf-8"), re.S)
    exec(compile(block.group(1), "README.md", "exec"), scope)  # our own file
    return scope["signed_headers"]


class KeyLifeTest(GatehouseTest):
    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream()
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("any", [("rec", "small")])
        cls.signed_headers = staticmethod(readme_client())

    def curl(self, line, key_id):
        self.gate.admin("GET", "api-keys?limit=1")
        line = line.replace("localhost:8000", self.gate.url.split("//")[1]).replace("{id}", key_id)
        run = subprocess.run(["bash", "-c", line.replace("curl ", "curl -sS -w '\\n%{http_code}' ", 1)], capture_output=True, text=True,
                             env={"TOKEN": self.gate.token, "PATH": "/usr/bin:/bin"}, check=True)
        body, _, status = run.stdout.rpartition("\n")
        return int(status), json.loads(body)

    def sql(self, statement):
        with contextlib.closing(sqlite3.connect(self.gate.data / "gateway.db", timeout=10)) as database, database:
            database.execute(statement)

    def status(self, secret, **more):
        return self.gate.chat(secret, "any", **more).status

    def audited(self, action, key_id):
        return [row for row in self.gate.admin("GET", f"audit?action={action}&target_id={key_id}").json()["items"]]

    # Limits

    def test_limits_by_form_and_json_as_curl_sends_them(self):
        key = self.gate.add_key("limits")
        self.assertEqual(self.curl(RATE_LIMIT, key["id"])[0], 200)
        shown = self.gate.admin("GET", f"api-keys/{key['id']}").json()
        self.assertEqual((shown["rpm"], shown["tpm"]), (100, 200000))
        path, auth = f"/api/v1/admin/api-keys/{key['id']}/rate-limit", {"Authorization": f"Bearer {self.gate.token}"}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        for body, headers, expected in [('{"rpm": 7}', {}, (7, 200000)), ('{"rpm": 8}', form, (8, 200000)), ("tpm=9", {}, (8, 9)),
                                        ('{"rpm": 5, "tpm": 6}', {"Content-Type": "application/json"}, (5, 6)), ("rpm=&tpm=4", form, (None, 4))]:
            reply = ask(self.gate.url, "PUT", path, body, {**auth, **headers})
            self.assertEqual((reply.status, reply.json().get("rpm"), reply.json().get("tpm")), (200, *expected), (body, headers, reply))
        for body, status in [("rpm=0", 422), ("rpm=many", 422), ("rpm=1&colour=red", 400), ('{"rpm": "1"}', 422)]:
            self.assertEqual(ask(self.gate.url, "PUT", path, body, {**auth, **form}).status, status, body)
        row = self.audited("key.update", key["id"])[-1]
        self.assertEqual((row["before"], row["after"]), ({"rpm": None, "tpm": None}, {"rpm": 100, "tpm": 200000}))

    # Rotation

    def test_rotate_with_grace_and_its_early_end(self):
        key = self.gate.add_key("rotated")
        self.assertEqual(self.status(key["key"]), 200)
        until(lambda: self.gate.admin("GET", f"api-keys/{key['id']}").json()["last_used_at"], "the first use to be known")
        before = time.time()
        status, rotated = self.curl(ROTATE, key["id"])
        self.assertEqual(status, 200)
        self.assertNotEqual(rotated["key"], key["key"])
        grace = rotated["grace"]
        self.assertEqual(grace["previous_prefix"], key["prefix"])
        self.assertTrue(grace["previous_last_used_at"], "what the old secret did before the rotation stays with it")
        self.assertIsNone(grace["last_used_at"])
        ends = time.mktime(time.strptime(grace["until"][:19], "%Y-%m-%dT%H:%M:%S")) - time.timezone
        self.assertAlmostEqual(ends, before + 24 * 3600, delta=30)
        self.assertEqual((self.status(key["key"]), self.status(rotated["key"])), (200, 200))

        def both_used():
            now = self.gate.admin("GET", f"api-keys/{key['id']}").json()["grace"]
            return now["last_used_at"] and now["previous_last_used_at"] > grace["previous_last_used_at"] and now
        self.assertEqual(until(both_used, "the last use of both secrets")["previous_last_ip"], "127.0.0.1")

        ended = self.gate.admin("POST", f"api-keys/{key['id']}/end-grace", {"reason": "all moved"}).json()
        self.assertIsNone(ended["grace"])
        self.assertEqual((self.status(key["key"]), self.status(rotated["key"])), (401, 200))
        self.assertEqual(self.gate.admin("POST", f"api-keys/{key['id']}/end-grace", {}, expect=(409,)).error["code"], "CONFLICT")
        self.assertEqual(self.audited("key.end_grace", key["id"])[0]["reason"], "all moved")

    def test_the_old_secret_works_exactly_as_long_as_its_grace(self):
        key = self.gate.add_key("exact")
        rotated = self.gate.admin("POST", f"api-keys/{key['id']}/rotate?grace_period_hours=1").json()
        ends = int((time.time() + 4) * 1000)
        self.sql(f"UPDATE api_key SET previous_until = {ends} WHERE id = '{key['id']}'")
        refused_at = until(lambda: self.status(key["key"]) == 401 and time.time() * 1000, "the end of the grace period", 20)
        self.assertGreaterEqual(refused_at, ends - 5)
        self.assertLess(refused_at, ends + 5000)
        self.assertEqual(self.status(rotated["key"]), 200)

    def test_a_lost_reply_with_the_secret_is_given_once_more(self):
        key = self.gate.add_key("lost reply", require_signature=True)
        path, headers = f"/api/v1/admin/api-keys/{key['id']}/rotate?grace_period_hours=1", {"Authorization": f"Bearer {self.gate.token}", "Idempotency-Key": "once-1"}
        first = ask(self.gate.url, "POST", path, None, headers).json()
        again = ask(self.gate.url, "POST", path, None, headers)
        self.assertEqual(again.headers.get("idempotency-replayed"), "true")
        self.assertEqual((again.json()["key"], again.json()["signing_secret"]), (first["key"], first["signing_secret"]))
        self.assertEqual(len(self.audited("key.rotate", key["id"])), 1)

    def test_rotating_under_load_refuses_nobody(self):
        key = self.gate.add_key("under load")
        secret, seen = key["key"], []
        for _ in range(5):
            fresh = self.gate.admin("POST", f"api-keys/{key['id']}/rotate?grace_period_hours=1").json()["key"]
            seen += [self.status(secret), self.status(fresh)]
            secret = fresh
        self.assertEqual(set(seen), {200})

    # Refusals

    def test_all_that_are_out_get_the_same_401(self):
        revoked, expired, frozen = (self.gate.add_key(name) for name in ("out", "expired", "frozen"))
        self.gate.admin("POST", f"api-keys/{revoked['id']}/revoke", {"reason": "x"})
        self.sql(f"UPDATE api_key SET expires_at = 1000 WHERE id = '{expired['id']}'")
        until(lambda: self.status(expired["key"]) == 401, "the expiry to be taken over")
        bodies, headers = set(), set()
        for secret in (revoked["key"], expired["key"], "gw-" + "x" * 43, "nonsense", revoked["key"][:-1] + "x"):
            reply = self.gate.chat(secret, "any")
            self.assertEqual(reply.status, 401)
            bodies.add(reply.body)
            headers.add(tuple(sorted((k, v) for k, v in reply.headers.items() if k not in ("x-request-id", "date"))))
        self.assertEqual((len(bodies), len(headers)), (1, 1), (bodies, headers))
        self.gate.admin("POST", f"api-keys/{frozen['id']}/freeze", {"reason": "pause"})
        reply = self.gate.chat(frozen["key"], "any")
        self.assertEqual((reply.status, reply.error["code"]), (403, "key_frozen"))

    def test_addresses_models_expiry_and_preset(self):
        soon = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 3600))
        key = self.gate.add_key("held", allowed_ips=["10.0.0.0/8"], models=["any"], expires_at=soon, tags=["team-a"], default_preset="any")
        self.assertEqual(self.gate.chat(key["key"], "any").error["code"], "address_not_allowed")
        self.gate.admin("PATCH", f"api-keys/{key['id']}", {"allowed_ips": ["127.0.0.0/8"]})
        self.assertEqual(self.status(key["key"]), 200)
        self.gate.admin("PATCH", f"api-keys/{key['id']}", {"models": ["other"]})
        self.assertEqual(self.gate.chat(key["key"], "any").error["code"], "model_not_allowed")
        self.assertEqual([row["id"] for row in self.gate.admin("GET", "api-keys?q=team-a").json()["items"]], [key["id"]])

    # SQL, as the handbook writes it

    def test_sql_freezes_and_unfreezes_but_never_brings_back(self):
        key = self.gate.add_key("by hand")
        self.sql(f"UPDATE api_key SET status = 'frozen' WHERE id = '{key['id']}'")
        until(lambda: self.status(key["key"]) == 403, "the freeze by SQL")
        self.sql(UNFREEZE.replace("key-uuid", key["id"]))
        until(lambda: self.status(key["key"]) == 200, "the unfreeze by SQL")
        status, reply = self.curl(REVOKE, key["id"])
        self.assertEqual((status, reply["status"], reply["revoke_reason"]), (200, "revoked", "Security incident"))
        self.assertEqual(self.status(key["key"]), 401)
        with self.assertRaisesRegex(sqlite3.Error, "stays revoked"):
            self.sql(UNFREEZE.replace("key-uuid", key["id"]))
        self.gate.admin("POST", f"api-keys/{key['id']}/unfreeze", {}, expect=(409,))
        self.assertEqual(len(until(lambda: rows if len(rows := self.audited("outside.change", key["id"])) > 1 else None, "both rows")), 2)
        # Another program came, wrote and closed the database: it must not have taken the gateway's -wal file with it.
        files = []
        for each in Path(f"/proc/{self.gate.program.pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):  # a descriptor that was closed meanwhile, of a connection for one
                files.append(os.readlink(each))
        self.assertTrue([name for name in files if "gateway.db" in name])
        self.assertFalse([name for name in files if "gateway.db" in name and "(deleted)" in name])

    # Signatures

    def signed(self, key, body=None, method="POST", path="/v1/chat/completions", change=None):
        body = json.dumps({"model": "any", "messages": [{"role": "user", "content": "signed"}]}).encode() if body is None else body
        headers = self.signed_headers(key["key"], key["signing_secret"], method, path, body)
        if change:
            change(headers)
        if body:
            headers["Content-Type"] = "application/json"
        return ask(self.gate.url, method, path, body or None, headers), headers, body

    def test_the_client_of_the_readme_signs(self):
        key = self.gate.add_key("signing", require_signature=True)
        reply, headers, body = self.signed(key)
        self.assertEqual(reply.status, 200, reply)
        replay = ask(self.gate.url, "POST", "/v1/chat/completions", body, headers)
        self.assertEqual((replay.status, replay.error["code"]), (401, "signature_failed"))
        self.assertEqual(self.signed(key, b"", "GET", "/v1/models")[0].status, 200)
        unsigned = self.gate.chat(key["key"], "any")
        self.assertEqual((unsigned.status, unsigned.error["code"]), (401, "signature_failed"))
        line = until(lambda: [line for line in self.gate.log_text().splitlines() if "signature_failed" in line
                              and unsigned.headers["x-request-id"] in line], "the line of the failure")[0]
        self.assertRegex(line, r"trace_id=req-\S+ .*key=gw-\S+ .*ip=127\.0\.0\.1")
        self.assertNotIn(key["signing_secret"], self.gate.log_text())

    def test_a_spoilt_signature_reaches_no_upstream(self):
        key = self.gate.add_key("spoilt", require_signature=True)
        calls = len(self.upstream.requests)
        for name, value in [("X-Signature", "0" * 64), ("X-Nonce", "other"), ("X-Timestamp", str(int(time.time()) - 305)),
                            ("X-Timestamp", str(int(time.time()) + 310))]:
            reply, _, _ = self.signed(key, change=lambda headers, n=name, v=value: headers.update({n: v}))
            self.assertEqual((reply.status, reply.error["code"]), (401, "signature_failed"), (name, reply))
        self.assertEqual(len(self.upstream.requests), calls)

    def test_a_signing_secret_is_rotated_with_its_key(self):
        key = self.gate.add_key("two secrets", require_signature=True)
        fresh = self.gate.admin("POST", f"api-keys/{key['id']}/rotate?grace_period_hours=1").json()
        self.assertEqual((self.signed(key)[0].status, self.signed(fresh)[0].status), (200, 200))
        self.assertEqual(self.signed({**fresh, "signing_secret": key["signing_secret"]})[0].status, 401)
        self.gate.admin("POST", f"api-keys/{key['id']}/end-grace", {})
        self.assertEqual((self.signed(key)[0].status, self.signed(fresh)[0].status), (401, 200))

    # Audit

    def verify(self):
        return subprocess.run([PROGRAM, "audit", "verify"], cwd=self.gate.folder, env=clean_environment(self.gate.folder, self.gate.settings),
                              capture_output=True, text=True, check=False)

    def test_the_trail_is_verified_exported_and_cannot_be_edited(self):
        key = self.gate.add_key("=HYPERLINK(\"http://evil\")")
        answer = self.gate.admin("GET", "audit/verify").json()
        self.assertTrue(answer["intact"])
        self.assertGreater(answer["rows"], 2)
        said = self.verify()
        self.assertEqual((said.returncode, said.stdout.split()[0]), (0, "intact"), said)
        reply = self.gate.admin("GET", "audit/export?format=csv")
        rows = list(csv.DictReader(io.StringIO(reply.body.decode())))
        self.assertEqual([int(row["seq"]) for row in rows], list(range(1, len(rows) + 1)))
        self.assertIn("'=HYPERLINK(\"http://evil\")", {row["target_name"] for row in rows})
        self.assertRegex(reply.headers["x-audit-chain-head"], r"^\d+:[0-9a-f]{64}$")
        lines = [json.loads(line) for line in self.gate.admin("GET", "audit/export?format=jsonl&action=key").body.splitlines()]
        self.assertTrue(lines and all(line["action"].startswith("key.") for line in lines))
        text = reply.body.decode()
        for secret in (key["key"], self.gate.token, "correct horse battery"):
            self.assertNotIn(secret, text)
        for statement in ("DELETE FROM audit_log", "UPDATE audit_log SET actor = 'nobody'"):
            with self.assertRaisesRegex(sqlite3.Error, "never"):
                self.sql(statement)

    def test_a_refused_change_stands_in_the_trail(self):
        key = self.gate.add_key("refused")
        self.gate.admin("POST", f"api-keys/{key['id']}/revoke", {"reason": "x"})
        self.gate.admin("POST", f"api-keys/{key['id']}/rotate", expect=(409,))
        row = until(lambda: self.gate.admin("GET", f"audit?outcome=failed&target_id={key['id']}").json()["items"], "the refused call")[0]
        self.assertEqual((row["action"], row["target_name"], row["reason"]), ("api.refused", "POST /api/v1/admin/api-keys/{id}/rotate", "CONFLICT"))


class SignedRestartTest(GatehouseTest):
    def test_a_replay_after_a_restart_is_refused(self):
        upstream = self.record_upstream()
        self.gate.add_provider("rec", upstream.url)
        self.gate.add_preset("any", [("rec", "small")])
        key = self.gate.add_key("signing", require_signature=True)
        body = json.dumps({"model": "any", "messages": [{"role": "user", "content": "once"}]}).encode()
        headers = {**readme_client()(key["key"], key["signing_secret"], "POST", "/v1/chat/completions", body), "Content-Type": "application/json"}
        self.assertEqual(ask(self.gate.url, "POST", "/v1/chat/completions", body, headers).status, 200)
        self.gate.stop()
        self.gate.start()
        self.assertEqual(ask(self.gate.url, "POST", "/v1/chat/completions", body, headers).status, 401)


class BrokenTrailTest(GatehouseTest):
    def test_a_row_changed_behind_the_triggers_is_named(self):
        self.gate.add_key("one")
        self.gate.add_key("two")
        with contextlib.closing(sqlite3.connect(self.gate.data / "gateway.db", timeout=10)) as database, database:
            database.execute("DROP TRIGGER audit_log_is_never_edited")
            database.execute("UPDATE audit_log SET actor = 'nobody' WHERE seq = 2")
        answer = self.gate.admin("GET", "audit/verify").json()
        self.assertEqual((answer["intact"], answer["first_bad_seq"], answer["problem"]), (False, 2, "this row was changed"))
        said = subprocess.run([PROGRAM, "audit", "verify"], cwd=self.gate.folder, env=clean_environment(self.gate.folder, self.gate.settings),
                              capture_output=True, text=True, check=False)
        self.assertEqual(said.returncode, 1)
        self.assertIn("broken at row 2", said.stderr)


if __name__ == "__main__":
    unittest.main()
