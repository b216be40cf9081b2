"""Two who change one preset: of twenty calls that were begun from one state exactly one is made, the others are told."""
import unittest
from concurrent.futures import ThreadPoolExecutor

from gatehouse_process import GatehouseTest, ask

AT_ONCE = 20


class EditConflictTest(GatehouseTest):
    def setUp(self):
        if not [row for row in self.gate.admin("GET", "providers").json()["items"] if row["name"] == "alpha"]:
            self.gate.add_provider("alpha", "http://127.0.0.1:9")

    def preset(self, name):
        made = self.gate.add_preset(name, [("alpha", "m")])
        return self.gate.admin("GET", f"presets/{made['id']}")

    def patch(self, path, body, tag=None):
        headers = {"authorization": f"Bearer {self.gate.token}"}
        if tag:
            headers["if-match"] = tag
        return ask(self.gate.url, "PATCH", f"/api/v1/admin/{path}", body, headers)

    def test_of_twenty_at_once_one_is_made(self):
        for turn in range(5):
            read = self.preset(f"many-{turn}")
            preset = read.json()
            with ThreadPoolExecutor(AT_ONCE) as pool:
                bodies = [{"items": [{"provider": "alpha", "model": "m", "weight": 100 + i}]} for i in range(AT_ONCE)]
                replies = list(pool.map(lambda body: self.patch(f"presets/{preset['id']}", body, read.headers["etag"]), bodies))
            self.assertEqual(sorted(reply.status for reply in replies), [200] + [409] * (AT_ONCE - 1))
            winner = next(i for i, reply in enumerate(replies) if reply.status == 200)
            now = self.gate.admin("GET", f"presets/{preset['id']}")
            self.assertEqual(now.json()["items"][0]["weight"], 100 + winner)
            self.assertEqual(now.headers["etag"], replies[winner].headers["etag"])
            for reply in replies:
                if reply.status == 409:
                    error = reply.json()["error"]
                    self.assertEqual((error["code"], error["field"]), ("CONFLICT", "if-match"))
                    self.assertEqual(error["detail"]["changed"], ["items"])

    def test_without_a_tag_the_last_one_wins_as_ever(self):
        preset = self.preset("last").json()
        for weight in (5, 6):
            reply = self.patch(f"presets/{preset['id']}", {"items": [{"provider": "alpha", "model": "m", "weight": weight}]})
            self.assertEqual(reply.status, 200)

    def test_the_tag_lives_through_a_restart(self):
        read = self.preset("kept")
        self.gate.stop()
        self.gate.start()
        self.gate.login()
        self.assertEqual(self.gate.admin("GET", f"presets/{read.json()['id']}").headers["etag"], read.headers["etag"])


if __name__ == "__main__":
    unittest.main()
