"""Runs the official OpenAI client for Node (openai_sdk.test.mjs) against a gateway before the demo upstream."""
import os
import subprocess
import unittest
from pathlib import Path

from gatehouse_process import DemoUpstream, GatehouseTest

HERE = Path(__file__).resolve().parent


class OpenAiSdkTest(GatehouseTest):
    @classmethod
    def prepare(cls):
        demo = DemoUpstream("--chunk-ms", "2")
        cls.addClassCleanup(demo.discard)
        cls.gate.add_provider("demo", demo.url)
        cls.gate.add_preset("fast", [("demo", "demo-small")])
        cls.gate.add_preset("embed", [("demo", "demo-embed")])
        cls.gate.add_preset("priced", [("demo", "gpt-4o")])
        cls.gate.add_provider("resting", demo.url)
        cls.gate.add_preset("resting", [("resting", "demo-small")])
        cls.gate.admin("PUT", "circuits/resting/demo-small", {"state": "open", "seconds": 300, "reason": "test"})
        lame = DemoUpstream("--fail-rate", "1")
        cls.addClassCleanup(lame.discard)
        cls.gate.add_provider("lame", lame.url)
        cls.gate.add_preset("lame", [("lame", "demo-small")])

    def test_the_official_client_is_content(self):
        revoked = self.gate.add_key("revoked")
        self.gate.admin("POST", f"api-keys/{revoked['id']}/revoke", {"reason": "test"}, expect=(200, 202))
        environment = {**os.environ, "GATEWAY_URL": self.gate.url, "GATEWAY_KEY": self.gate.add_key("sdk")["key"], "REVOKED_KEY": revoked["key"],
                       "LIMITED_KEY": self.gate.add_key("limited", rpm=1)["key"], "BROKE_KEY": self.gate.add_key("broke", budget_usd="0.000000001")["key"]}
        self.assertTrue((HERE / "node_modules/openai").is_dir(), "tests/e2e/node_modules is missing: tests/run installs it (npm ci)")
        done = subprocess.run(["node", "--test", str(HERE / "openai_sdk.test.mjs")], env=environment, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=120, check=False)
        print(done.stdout)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
