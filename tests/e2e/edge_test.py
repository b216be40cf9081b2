"""The hardened edge: TLS with a certificate that changes under way, descriptors that run out, what strangers see of health and metrics,
and the admin API on a listener of its own."""
import http.client
import os
import resource
import select
import socket
import ssl
import subprocess
import time
import unittest
from pathlib import Path
from urllib.parse import urlsplit

from gatehouse_process import EMAIL, PASSWORD, Gatehouse, GatehouseTest, ask, until

TICKS = os.sysconf("SC_CLK_TCK")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def make_certificate(folder, name):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={name}",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", folder / "key.new", "-out", folder / "cert.new"], check=True, capture_output=True)
    (folder / "key.new").rename(folder / "key.pem")
    (folder / "cert.new").rename(folder / "cert.pem")


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class TlsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gate = Gatehouse()
        cls.addClassCleanup(cls.gate.discard)
        make_certificate(cls.gate.folder, "first")
        cls.gate.settings |= {"GATEWAY_TLS_CERT": cls.gate.folder / "cert.pem", "GATEWAY_TLS_KEY": cls.gate.folder / "key.pem"}
        cls.gate.start()
        cls.address = ("127.0.0.1", urlsplit(cls.gate.url).port)

    def connect(self, **versions):
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        for name, value in versions.items():
            setattr(context, name, value)
        link = http.client.HTTPSConnection(*self.address, timeout=20, context=context)
        link.connect()
        self.addCleanup(link.close)
        return link

    def name_seen(self):
        """The common name of the certificate a fresh connection gets."""
        der = self.connect().sock.getpeercert(binary_form=True)
        text = subprocess.run(["openssl", "x509", "-inform", "DER", "-noout", "-subject"], input=der, check=True, capture_output=True).stdout
        return text.decode().strip().rsplit("=", 1)[1].strip()

    def live(self, link):
        link.request("GET", "/health/live")
        reply = link.getresponse()
        reply.read()
        return reply.status

    def test_a_certificate_changes_under_open_connections(self):
        self.assertTrue(self.gate.url.startswith("https://"))
        before = self.name_seen()
        held = [self.connect() for _ in range(20)]
        self.assertEqual({self.live(link) for link in held}, {200})
        make_certificate(self.gate.folder, "second")
        self.gate.program.signal(1)
        until(lambda: self.name_seen() == "second", "the new certificate")
        self.assertNotEqual(before, "second")
        self.assertEqual({self.live(link) for link in held}, {200})
        # A file that cannot be read takes nothing away.
        (self.gate.folder / "cert.pem").write_text("no certificate")
        self.gate.program.signal(1)
        until(lambda: "reload refused" in self.gate.log_text(), "the refusal in the log")
        self.assertEqual(self.name_seen(), "second")
        self.assertEqual({self.live(link) for link in held}, {200})

    def test_old_protocols_are_refused(self):
        self.assertEqual(self.connect(minimum_version=ssl.TLSVersion.TLSv1_2, maximum_version=ssl.TLSVersion.TLSv1_2).sock.version(), "TLSv1.2")
        self.assertEqual(self.connect().sock.version(), "TLSv1.3")
        with self.assertRaises((ssl.SSLError, OSError)):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
            with socket.create_connection(self.address, timeout=20) as plain:
                context.wrap_socket(plain)

    def test_plain_http_gets_nothing(self):
        with socket.create_connection(self.address, timeout=20) as plain:
            plain.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
            try:
                self.assertNotIn(b"200", plain.recv(100))
            except ConnectionResetError:
                pass  # as good


class DescriptorsTest(GatehouseTest):
    def test_running_out_of_descriptors_pauses_and_recovers(self):
        pid = self.gate.program.pid
        address = ("127.0.0.1", urlsplit(self.gate.url).port)
        link = http.client.HTTPConnection(*address, timeout=20)
        self.addCleanup(link.close)

        def live():
            link.request("GET", "/health/live")
            reply = link.getresponse()
            reply.read()
            return reply.status

        self.assertEqual(live(), 200)
        limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)
        used = max(int(name) for name in os.listdir(f"/proc/{pid}/fd"))
        resource.prlimit(pid, resource.RLIMIT_NOFILE, (used + 1, limits[1]))
        waiting = [socket.create_connection(address, timeout=20) for _ in range(40)]
        for one in waiting:
            self.addCleanup(one.close)
            one.sendall(b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        until(lambda: "accepting pauses" in self.gate.log_text(), "the warning")
        began, spent = time.monotonic(), cpu_seconds(pid)
        for _ in range(20):
            self.assertEqual(live(), 200)  # those who are in are served
            until(lambda began=began, n=_: time.monotonic() > began + 0.1 * n, "the time")
        share = (cpu_seconds(pid) - spent) / (time.monotonic() - began)
        print(f"CPU while descriptors are out: {share:.1%}")
        self.assertLess(share, 0.05)
        resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)
        for one in waiting:
            self.assertIn(b"200 OK", one.recv(1000))
        self.assertEqual(self.gate.admin("GET", "blocked-ips").status, 200)


class StrangersTest(GatehouseTest):
    ADMIN_PORT = free_port()
    SETTINGS = {"GATEWAY_HOST": "0.0.0.0", "GATEWAY_ALLOW_PLAIN": 1, "METRICS_TOKEN": "metrics-canary-0001", "GATEWAY_ADMIN_LISTEN": f"127.0.0.1:{ADMIN_PORT}",
                "GATEWAY_MAX_CONNECTIONS_PER_IP": 8}

    @classmethod
    def prepare(cls):
        port = urlsplit(cls.gate.url).port
        cls.wide, cls.own = f"http://127.0.0.1:{port}", f"http://127.0.0.1:{cls.ADMIN_PORT}"
        cls.token = ask(cls.own, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD}).json()["access_token"]

    def test_metrics_want_a_token(self):
        self.assertEqual(ask(self.wide, "GET", "/metrics").status, 401)
        self.assertEqual(ask(self.wide, "GET", "/metrics", headers={"Authorization": "Bearer metrics-canary-000"}).status, 401)
        for token in ("metrics-canary-0001", self.token):
            reply = ask(self.wide, "GET", "/metrics", headers={"Authorization": f"Bearer {token}"})
            self.assertEqual(reply.status, 200)
            self.assertIn(b"gateway_request_total", reply.body)
        self.assertEqual(ask(self.own, "GET", "/metrics").status, 200)

    def test_health_shows_its_parts_to_those_who_may_look_inside(self):
        bare = ask(self.wide, "GET", "/health")
        self.assertEqual((bare.status, set(bare.json())), (200, {"status"}))
        for url, headers in ((self.wide, {"Authorization": "Bearer metrics-canary-0001"}), (self.own, {})):
            self.assertIn("checks", ask(url, "GET", "/health", headers=headers).json())

    def test_the_admin_api_is_on_its_own_listener_only(self):
        self.assertEqual(ask(self.wide, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD}).status, 404)
        reply = ask(self.own, "GET", "/api/v1/admin/blocked-ips", headers={"Authorization": f"Bearer {self.token}"})
        self.assertEqual(reply.status, 200)
        self.assertEqual(ask(self.own, "POST", "/v1/chat/completions", {"model": "x"}).status, 404)
        self.assertNotIn("metrics-canary-0001", self.gate.log_text())

    def test_one_address_gets_so_many_connections(self):
        address = next((line.split()[3].split("/")[0] for line in subprocess.run(["ip", "-o", "-4", "addr"], capture_output=True, text=True).stdout.splitlines()
                        if " lo " not in line), None)
        self.assertIsNotNone(address, "this test needs an address besides loopback")
        port = urlsplit(self.gate.url).port
        held = [socket.create_connection((address, port), timeout=20) for _ in range(9)]
        for one in held:
            self.addCleanup(one.close)
        # Two workers accept them in an order of their own: one of the nine is refused, whichever came last.
        refused = select.select(held, [], [], 8)[0]
        self.assertEqual(len(refused), 1)
        self.assertIn(b" 503 ", refused[0].recv(1000))
        for one in (*refused, next(one for one in held if one not in refused)):
            one.close()

        def again():
            with socket.create_connection((address, port), timeout=20) as one:
                one.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                return b" 200 " in one.recv(1000)
        until(again, "room for another")


class StartTest(unittest.TestCase):
    def refusal(self, **settings):
        gate = Gatehouse(**settings)
        self.addCleanup(gate.discard)
        gate.start(wait=False)
        self.assertEqual(gate.program.wait(), 1)
        return gate.program.stderr()

    def test_wide_and_plain_needs_a_word(self):
        self.assertIn("GATEWAY_ALLOW_PLAIN=1", self.refusal(GATEWAY_HOST="0.0.0.0"))
        self.assertIn("GATEWAY_ADMIN_LISTEN", self.refusal(GATEWAY_ADMIN_LISTEN="0.0.0.0:0"))

    def test_a_taken_admin_port_is_named(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            said = self.refusal(GATEWAY_ADMIN_LISTEN=f"127.0.0.1:{taken.getsockname()[1]}")
        self.assertIn("GATEWAY_ADMIN_LISTEN", said)


if __name__ == "__main__":
    unittest.main()
