"""What people and programs get wrong, and what they are told: requests, settings, ports, verbs."""
import re
import socket
import subprocess
import tempfile
import unittest
from pathlib import Path

from gatehouse_process import PROGRAM, Gatehouse, GatehouseTest, ask, clean_environment

CHAT = "/v1/chat/completions"


class BadRequestTest(GatehouseTest):
    SETTINGS = {"GATEWAY_MAX_BODY_BYTES": 65536}

    @classmethod
    def prepare(cls):
        cls.upstream = cls.record_upstream()
        cls.gate.add_provider("rec", cls.upstream.url)
        cls.gate.add_preset("swift", [("rec", "small")])
        cls.key = cls.gate.add_key("bad input")["key"]
        cls.bearer = {"Authorization": f"Bearer {cls.key}"}

    def refused(self, reply, status, code=None):
        self.assertEqual(reply.status, status, reply)
        self.assertRegex(reply.headers["x-request-id"], r"^req-")
        error = reply.error
        self.assertEqual(set(error), {"message", "type", "param", "code"}, error)
        if code:
            self.assertEqual(error["code"], code)
        return error

    def test_an_unknown_model_names_its_neighbours(self):
        error = self.refused(self.gate.chat(self.key, "swfit"), 404)
        self.assertIn("swfit", error["message"])
        self.assertIn("swift", error["message"])
        self.assertEqual(error["param"], "model")

    def test_broken_json_names_the_place(self):
        for body in ('{"model": "swift", "messages": [}', '{"model": "swift"', "", "[]", '{"model": 5, "messages": []}', '{"messages": []}'):
            with self.subTest(body=body):
                error = self.refused(ask(self.gate.url, "POST", CHAT, body, {**self.bearer, "Content-Type": "application/json"}), 400)
                if body.startswith('{"model": "swift", "messages": [}'):
                    self.assertRegex(error["message"], r"(byte|line|column|position|offset) ?\d+")

    def test_the_same_401_for_every_bad_key(self):
        revoked = self.gate.add_key("revoked")
        self.gate.admin("POST", f"api-keys/{revoked['id']}/revoke", {"reason": "test"}, expect=(200, 202))
        bodies = set()
        for headers in ({}, {"Authorization": "Bearer gw-" + "A" * 43}, {"Authorization": f"Bearer {revoked['key']}"}, {"Authorization": "Bearer nonsense"},
                        {"Authorization": f"Bearer {self.key[:-1]}{'a' if self.key[-1] != 'a' else 'b'}"}, {"x-api-key": ""}):
            with self.subTest(headers=headers):
                reply = ask(self.gate.url, "POST", CHAT, {"model": "swift", "messages": []}, headers)
                self.refused(reply, 401, "invalid_api_key")
                self.assertEqual(reply.headers.get("x-should-retry"), "false")
                bodies.add(reply.body.replace(reply.headers["x-request-id"].encode(), b""))
        self.assertEqual(len(bodies), 1, bodies)

    def test_limits_of_size(self):
        self.refused(self.gate.chat(self.key, "swift", "x" * 70000), 413)
        self.refused(ask(self.gate.url, "GET", "/v1/models", headers={**self.bearer, "x-filler": "y" * 70000}), 431)
        self.refused(ask(self.gate.url, "GET", "/v1/models?" + "q" * 17000, headers=self.bearer), 414)
        self.refused(ask(self.gate.url, "GET", "/v1/models", headers={**self.bearer, **{f"x-{i}": "1" for i in range(210)}}), 431)
        deep = '{"model":"swift","messages":' + "[" * 100 + "]" * 100 + "}"
        self.refused(ask(self.gate.url, "POST", CHAT, deep, {**self.bearer, "Content-Type": "application/json"}), 400)

    def test_a_body_just_within_the_limit_is_served(self):
        self.assertEqual(self.gate.chat(self.key, "swift", "x" * 60000).status, 200)

    def test_wrong_paths_and_methods(self):
        self.refused(ask(self.gate.url, "GET", CHAT, headers=self.bearer), 405)
        self.assertEqual(ask(self.gate.url, "GET", "/nothing/here", headers=self.bearer).status, 404)

    def test_nothing_of_it_reached_the_upstream(self):
        before = len(self.upstream.requests)
        self.gate.chat(self.key, "swfit")
        self.gate.chat("gw-wrong", "swift")
        self.assertEqual(len(self.upstream.requests), before)

    def test_the_gateway_still_serves(self):
        self.assertEqual(self.gate.chat(self.key, "swift").status, 200)


class BadSettingsTest(unittest.TestCase):
    def folder(self):
        holder = tempfile.TemporaryDirectory(prefix="gatehouse-settings-")
        self.addCleanup(holder.cleanup)
        return Path(holder.name)

    def run_program(self, *arguments, folder=None, **settings):
        folder = folder or self.folder()
        return subprocess.run([PROGRAM, *arguments], cwd=folder, env=clean_environment(folder, {"GATEWAY_DATA_DIR": folder / "data", **settings}),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False)

    def test_a_wrong_line_in_env_is_named_with_its_range(self):
        for line, name, allowed in (("GATEWAY_PORT=70000", "GATEWAY_PORT", "65535"), ("GATEWAY_THREADS=-1", "GATEWAY_THREADS", "64"),
                                    ("LOG_LEVEL=loud", "LOG_LEVEL", "debug"), ("LEDGER_SYNC=maybe", "LEDGER_SYNC", "strict"),
                                    ("DATABASE_URL=mysql://name:planted@x", "DATABASE_URL", "sqlite:///")):
            with self.subTest(line=line):
                folder = self.folder()
                (folder / ".env").write_text(f"# a comment\nGATEWAY_HOST=127.0.0.1\n{line}\n", encoding="utf-8")
                done = self.run_program("serve", folder=folder)
                self.assertEqual(done.returncode, 1, done)
                self.assertEqual(done.stdout, "")
                # A database URL may hold a password: its value is not repeated.
                for part in (".env:3", name, "(hidden)" if "planted" in line else line.split("=")[1], allowed):
                    self.assertIn(part, done.stderr)
                self.assertNotIn("planted", done.stderr)

    def test_a_wrong_environment_value_is_named(self):
        done = self.run_program("serve", GATEWAY_PORT="eighty")
        self.assertEqual(done.returncode, 1)
        self.assertIn("GATEWAY_PORT", done.stderr)
        self.assertIn("eighty", done.stderr)

    def test_secrets_are_not_repeated(self):
        done = self.run_program("serve", GATEWAY_ADMIN_PASSWORD="short-pw")
        self.assertEqual(done.returncode, 1)
        self.assertNotIn("short-pw", done.stderr)

    def test_a_wide_listener_without_tls_is_refused(self):
        done = self.run_program("serve", GATEWAY_HOST="0.0.0.0", GATEWAY_PORT="0")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stderr, r"TLS|GATEWAY_ALLOW_PLAIN")

    def test_a_taken_port_names_its_holder(self):
        with socket.create_server(("127.0.0.1", 0)) as holder:
            port = holder.getsockname()[1]
            done = self.run_program("serve", GATEWAY_PORT=port)
        self.assertEqual(done.returncode, 1)
        self.assertIn(str(port), done.stderr)
        self.assertIn("python3", done.stderr)

    def test_a_data_directory_has_one_owner(self):
        gate = Gatehouse()
        self.addCleanup(gate.discard)
        gate.start()
        done = self.run_program("serve", folder=gate.folder, GATEWAY_PORT=0)
        self.assertEqual(done.returncode, 1)
        self.assertIn(str(gate.program.pid), done.stderr)
        self.assertEqual(ask(gate.url, "GET", "/health").status, 200)

    def test_wrong_usage_exits_2_in_one_line(self):
        for arguments in (["flyaway"], ["serve", "--wings"], ["admin", "create"], ["demo-upstream", "--port", "99999"]):
            with self.subTest(arguments=arguments):
                done = self.run_program(*arguments)
                self.assertEqual(done.returncode, 2, done)
                self.assertEqual(len(done.stderr.strip().splitlines()), 1, done.stderr)

    def test_each_verb_has_help(self):
        for arguments in ([], ["serve"], ["db"], ["admin"], ["config"], ["demo-upstream"], ["version"]):
            with self.subTest(arguments=arguments):
                done = self.run_program(*arguments, "--help")
                self.assertEqual((done.returncode, done.stderr), (0, ""))
                self.assertTrue(re.search("usage|options", done.stdout, re.IGNORECASE), done.stdout)

    def test_the_first_admin_by_hand(self):
        folder = self.folder()
        settings = clean_environment(folder, {"GATEWAY_DATA_DIR": folder / "data"})
        def create(email, password):
            return subprocess.run([PROGRAM, "admin", "create", "--email", email, "--password-stdin"], cwd=folder, env=settings,
                                  input=password + "\n", capture_output=True, text=True, timeout=60, check=False)
        done = create("mei@example.test", "long enough words")
        self.assertEqual(done.returncode, 0, done)
        self.assertEqual(create("mei@example.test", "long enough words").returncode, 1)
        self.assertEqual(create("li@example.test", "short").returncode, 1)
        gate = Gatehouse(folder, GATEWAY_ADMIN_EMAIL="", GATEWAY_ADMIN_PASSWORD="")
        self.addCleanup(gate.discard)
        gate.start()
        reply = ask(gate.url, "POST", "/api/v1/auth/login", {"email": "mei@example.test", "password": "long enough words"})
        self.assertEqual(reply.status, 200, reply)
        self.assertEqual(ask(gate.url, "POST", "/api/v1/auth/login", {"email": "mei@example.test", "password": "wrong wrong wrong"}).status, 401)


if __name__ == "__main__":
    unittest.main()
