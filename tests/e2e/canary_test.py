"""Planted secrets are found nowhere: not in files, logs, database, spool, metrics, admin replies or the process list."""
import subprocess
import unittest
from pathlib import Path

from gatehouse_process import EMAIL, Fault, GatehouseTest, ask, until

# Each is unlike anything else, so that a find is a leak.
UPSTREAM_KEY = "sk-canary-upstream-7f3a91c2d4e5"
PASSWORD = "canary-password-5be1 d09a"
WRONG_PASSWORD = "canary-wrong-password-11aa"
PROMPT = "canary-prompt-c0ffee-4411"
CLIENT_HEADER = "canary-client-header-8812"
QUERY = "canary-query-value-3391"


class CanaryTest(GatehouseTest):
    SETTINGS = {"GATEWAY_ADMIN_PASSWORD": PASSWORD, "LOG_LEVEL": "debug", "LOG_FORMAT": "both", "LOG_STDOUT": "1"}

    @classmethod
    def prepare(cls):
        reply = ask(cls.gate.url, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD})
        cls.gate.token = reply.json()["access_token"]
        cls.secrets = {"upstream key": UPSTREAM_KEY, "password": PASSWORD, "wrong password": WRONG_PASSWORD, "prompt": PROMPT,
                       "client header": CLIENT_HEADER, "query": QUERY, "access token": cls.gate.token,
                       "refresh token": reply.json()["refresh_token"]}
        cls.upstream = cls.record_upstream(words=5)
        cls.gate.add_provider("rec", cls.upstream.url, UPSTREAM_KEY)
        cls.gate.add_preset("good", [("rec", "small")])
        cls.gate.add_preset("bad", [("rec", "broken")])
        cls.gate.add_preset("cut", [("rec", "cut")])
        cls.upstream.order("broken", Fault("status", status=401, code="invalid_api_key"))
        cls.upstream.order("cut", Fault("cut", after=3))
        made = cls.gate.add_key("canary")
        rotated = cls.gate.add_key("rotated")
        renewed = cls.gate.admin("POST", f"api-keys/{rotated['id']}/rotate?grace_period_hours=1").json()
        cls.secrets |= {"key": made["key"], "old key": rotated["key"], "new key": renewed["key"]}
        cls.key = made["key"]

    def traffic(self):
        headers = {"X-Custom": CLIENT_HEADER}
        for preset in ("good", "bad", "nobody"):
            self.gate.chat(self.key, preset, PROMPT, headers=headers)
        for _ in self.gate.stream(self.key, "good", PROMPT, headers=headers):
            pass
        try:
            for _ in self.gate.stream(self.key, "cut", PROMPT, headers=headers):
                pass
        except Exception as broken:  # the client's own words for a connection that ends in the middle
            self.assertNotIn(UPSTREAM_KEY, str(broken))
        ask(self.gate.url, "GET", f"/v1/files?purpose={QUERY}", None, {"Authorization": f"Bearer {self.key}"})
        ask(self.gate.url, "POST", "/v1/chat/completions", "{broken " + PROMPT, {"Authorization": f"Bearer {self.key}"})
        ask(self.gate.url, "POST", "/v1/chat/completions", {"model": "good"}, {"Authorization": f"Bearer {self.secrets['key']}x"})
        ask(self.gate.url, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": WRONG_PASSWORD})
        self.gate.admin("POST", "providers", {"name": "rec", "kind": "openai", "base_url": self.upstream.url, "api_key": UPSTREAM_KEY,
                                              "allow_private": True}, expect=(409,))
        return self.gate.chat(self.key, "good", PROMPT).headers["x-request-id"]

    def places(self):
        """Name and bytes of everything the gateway has written or would tell."""
        for path in sorted(self.gate.folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield str(path.relative_to(self.gate.folder)), path.read_bytes()
        yield "stderr", self.gate.program.stderr().encode()
        yield "process list", Path(f"/proc/{self.gate.program.pid}/cmdline").read_bytes()
        yield "process names", subprocess.run(["ps", "axo", "args"], capture_output=True, check=True).stdout
        yield "metrics", ask(self.gate.url, "GET", "/metrics").body
        for path in ("api-keys", "providers", "users", "presets", "audit", "requests", "dependencies", "security/events", "blocked-ips"):
            yield path, self.gate.admin("GET", path).body
        yield "audit export", self.gate.admin("GET", "audit/export?format=jsonl").body
        yield "request export", self.gate.admin("GET", "requests/export?format=csv").body

    def test_no_secret_is_found_anywhere(self):
        trace = self.traffic()
        self.gate.log_row(trace)
        until(lambda: trace in self.gate.log_text(), "the last line of the log")
        found, looked = [], 0
        for name, content in self.places():
            looked += 1
            found += [f"{what} in {name}" for what, secret in self.secrets.items() if secret.encode() in content]
        self.assertGreater(looked, 20)
        self.assertEqual(found, [])

    def test_what_is_on_disk_is_the_owners_alone(self):
        for path in self.gate.data.rglob("*"):
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)

    def test_leaves_no_core(self):
        limits = Path(f"/proc/{self.gate.program.pid}/limits").read_text()
        line = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        self.assertEqual(line.split()[4:6], ["0", "0"])


if __name__ == "__main__":
    unittest.main()
