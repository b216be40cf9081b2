"""Whoever takes something away can say why, and the audit log keeps it: each DELETE below admin/ that the route table knows."""
import unittest
from urllib.parse import quote

from gatehouse_process import EMAIL, PASSWORD, GatehouseTest, ask

WHY = "left the company / à bientôt & more"


class DeleteReasonTest(GatehouseTest):
    def routes(self):
        paths = ask(self.gate.url, "GET", "/api/v1/openapi.json").json()["paths"]
        return {path: verbs["delete"] for path, verbs in paths.items() if "delete" in verbs and path.startswith("/api/v1/admin/")}

    def reasons(self, action):
        return [row["reason"] for row in self.gate.admin("GET", f"audit?action={action}").json()["items"]]

    def test_every_delete_takes_a_reason_and_audits_it(self):
        self.gate.add_provider("alpha", "http://127.0.0.1:9")
        self.gate.add_provider("beta", "http://127.0.0.1:9")
        preset = self.gate.add_preset("one", [("alpha", "m")])
        beta = next(row for row in self.gate.admin("GET", "providers").json()["items"] if row["name"] == "beta")
        key = self.gate.add_key("limited")
        self.gate.admin("PUT", f"limits/key/{key['id']}", {"rpm": 5})
        self.gate.admin("POST", "blocked-ips", {"ip": "203.0.113.7", "reason": "noise"})
        user = self.gate.admin("GET", "users").json()["items"][0]
        ask(self.gate.url, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD})
        session = next(row for row in self.gate.admin("GET", f"users/{user['id']}/sessions").json()["items"] if not row["current"])
        calls = {
            "/api/v1/admin/limits/{scope}/{subject}": (f"limits/key/{key['id']}", "limit."),
            "/api/v1/admin/blocked-ips/{ip}": ("blocked-ips/203.0.113.7", "ip.unblock"),
            "/api/v1/admin/presets/{id}": (f"presets/{preset['id']}", "preset.delete"),
            "/api/v1/admin/providers/{id}": (f"providers/{beta['id']}", "provider.delete"),
            "/api/v1/admin/users/{id}/sessions/{session_id}": (f"users/{user['id']}/sessions/{session['id']}", "user."),
        }
        self.assertEqual(set(self.routes()), set(calls), "a DELETE route that this test does not know")
        for route, (path, action) in calls.items():
            with self.subTest(route):
                self.assertIn("reason", [one["name"] for one in self.routes()[route]["parameters"] if one["in"] == "query"])
                self.gate.admin("DELETE", f"{path}?reason={'x' * 1001}", expect=(422,))
                self.gate.admin("DELETE", f"{path}?reason={quote(WHY)}", expect=(200, 202))
                rows = [row for row in self.gate.admin("GET", "audit").json()["items"] if row["action"].startswith(action) and row["reason"] == WHY]
                self.assertEqual(len(rows), 1, action)

    def test_what_cannot_be_undone_takes_one_in_its_body(self):
        key = self.gate.add_key("turned")
        self.gate.admin("POST", f"api-keys/{key['id']}/rotate", {"reason": "leaked"})
        self.assertEqual(self.reasons("key.rotate"), ["leaked"])
        self.gate.admin("POST", "cache/flush", {"reason": "wrong answers"})
        self.assertEqual(self.reasons("cache.flush"), ["wrong answers"])


if __name__ == "__main__":
    unittest.main()
