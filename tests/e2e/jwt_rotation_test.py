"""The handbook's 8.2, its commands word for word: the gateway never takes a half pair, and nobody is signed out."""
import os
import shlex
import signal
import subprocess
import unittest

from gatehouse_process import EMAIL, PASSWORD, Gatehouse, ask, until

NEW_PAIR = ["openssl genrsa -out security/private_new.pem 2048",
            "openssl rsa -in security/private_new.pem -pubout -out security/public_new.pem"]
MOVES = ["mv security/private.pem security/private_old.pem",
         "mv security/public.pem security/public_old.pem",
         "mv security/private_new.pem security/private.pem",
         "mv security/public_new.pem security/public.pem"]


class JwtRotationTest(unittest.TestCase):
    def setUp(self):
        self.gate = Gatehouse().start().login()
        self.addCleanup(self.gate.discard)

    def run_line(self, line):
        subprocess.run(shlex.split(line), check=True, cwd=self.gate.data, stderr=subprocess.DEVNULL)

    def signer(self):
        return self.gate.admin("GET", "security/jwt").json()["signing"]["kid"]

    def me(self, token):
        return ask(self.gate.url, "GET", "/api/v1/auth/me", headers={"Authorization": f"Bearer {token}"}).status

    def sign_in(self):
        reply = ask(self.gate.url, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD})
        self.assertEqual(reply.status, 200, reply)
        return reply.json()["access_token"]

    def reload(self):
        """SIGHUP, until the log says that it was done."""
        count = self.gate.log_text().count("settings and token keys read again")
        self.gate.program.signal(signal.SIGHUP)
        until(lambda: self.gate.log_text().count("settings and token keys read again") > count, "the reload")
        # The key files are read behind it, in turn with what the next call asks of the same thread.
        return self.gate.admin("GET", "security/jwt").json()

    def restart(self):
        self.assertEqual(self.gate.stop(), 0)
        self.gate.start()

    def walk(self, between):
        old, first = self.signer(), self.gate.token
        tokens = [first]
        for line in NEW_PAIR:
            self.run_line(line)
        for move in MOVES[:3]:
            self.run_line(move)
            between()
            self.assertEqual(self.signer(), old, move)
            tokens.append(self.sign_in())
            self.assertEqual([self.me(token) for token in tokens], [200] * len(tokens), move)
        self.run_line(MOVES[3])
        between()
        until(lambda: self.signer() != old, "the fresh key to sign")
        tokens.append(self.sign_in())
        self.assertEqual([self.me(token) for token in tokens], [200] * len(tokens))
        state = self.gate.admin("GET", "security/jwt").json()
        self.assertEqual((state["state"], state["old"]["kid"]), ("grace", old))
        self.assertEqual(self.gate.admin("POST", "security/jwt/retire", {}, expect=(409,)).error["code"], "TOKENS_LIVE")
        return tokens

    def test_a_reload_after_each_move(self):
        self.walk(self.reload)

    def test_a_restart_after_each_move(self):
        self.walk(self.restart)

    def test_only_the_handbooks_restart_at_the_end(self):
        old, token = self.signer(), self.gate.token
        for line in NEW_PAIR + MOVES:
            self.run_line(line)
        self.assertEqual(self.signer(), old)
        self.restart()
        self.assertNotEqual(self.signer(), old)
        self.assertEqual(self.me(token), 200)
        # Step 4, too early: whoever deletes the old files ends the old tokens.
        for name in ("private_old.pem", "public_old.pem"):
            os.unlink(self.gate.data / "security" / name)
        self.gate.token = self.sign_in()
        self.reload()
        until(lambda: self.me(token) == 401, "the old token to be refused")
        self.assertEqual(self.me(self.gate.token), 200)

    def test_by_click_without_a_restart(self):
        old, token = self.signer(), self.gate.token
        state = self.gate.admin("POST", "security/jwt/rotate", {"reason": "yearly"}).json()
        self.assertEqual((state["state"], state["old"]["kid"]), ("grace", old))
        fresh = self.sign_in()
        self.assertEqual((self.me(token), self.me(fresh)), (200, 200))
        self.restart()
        self.assertEqual((self.me(token), self.me(fresh)), (200, 200))
        modes = {path.name: path.stat().st_mode & 0o777 for path in (self.gate.data / "security").iterdir()}
        self.assertEqual((modes["private.pem"], modes["private_old.pem"]), (0o600, 0o600))

    def test_a_pair_that_does_not_match_is_refused_by_name(self):
        self.run_line("openssl genrsa -out security/private.pem 2048")
        state = self.reload()
        self.assertEqual(self.me(self.sign_in()), 200)
        self.assertEqual(state["signing"]["kid"], self.signer())
        until(lambda: "key files not taken" in self.gate.log_text(), "the log to say so")
        self.gate.stop()
        self.gate.start(wait=False)
        self.assertEqual(self.gate.program.wait(), 1)
        self.assertIn("private.pem", self.gate.program.stderr())


if __name__ == "__main__":
    unittest.main()
