"""Starts real programs for the end-to-end tests: `gatehoused serve` in a data directory of its own, and the demo upstream.

The path of the program comes from GATEHOUSED. Everything listens on loopback and on free ports, and is stopped by its pid.
"""
import contextlib
import http.client
import json
import os
import queue
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path
from urllib.parse import quote, urlsplit

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "fakes"))

from recording_upstream import Fault, RecordingUpstream  # noqa: E402,F401

PROGRAM = os.environ.get("GATEHOUSED", "")
EMAIL, PASSWORD = "owner@example.test", "correct horse battery"
READY_SECONDS = 60
_PAUSE = threading.Event()


def until(condition, what="the condition", seconds=15.0):
    """The first truthy value of condition(), asked again and again; fails the test after `seconds`."""
    for _ in range(int(seconds / 0.02)):
        if value := condition():
            return value
        _PAUSE.wait(0.02)
    raise AssertionError(f"{what} did not come true in {seconds:g} s")


class Reply:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, {name.lower(): value for name, value in headers}, body

    def json(self):
        return json.loads(self.body)

    @property
    def error(self):
        return self.json()["error"]

    def __repr__(self):
        return f"<{self.status} {self.body[:300]!r}>"


class Link:
    """One keep-alive connection."""

    def __init__(self, url, timeout=30):
        parts = urlsplit(url)
        self.http = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)

    def begin(self, method, path, body=None, headers=None):
        """Sends a request and returns the response with its body unread."""
        headers = dict(headers or {})
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            headers.setdefault("Content-Type", "application/json")
        self.http.request(method, path, body=body, headers=headers)
        return self.http.getresponse()

    def ask(self, method, path, body=None, headers=None):
        response = self.begin(method, path, body, headers)
        return Reply(response.status, response.getheaders(), response.read())

    def close(self):
        self.http.close()


def ask(url, method, path, body=None, headers=None, timeout=30):
    link = Link(url, timeout)
    try:
        return link.ask(method, path, body, headers)
    finally:
        link.close()


def _whole_line(source):
    line = source.readline()
    if not line.endswith(b"\r\n"):
        raise ConnectionError("cut between chunks")
    return line


class EventStream:
    """The events of an SSE answer as they come. `clean` is None while it runs, then whether the body ended as HTTP says."""

    def __init__(self, link, path, body, headers):
        self.link = link
        self.response = link.begin("POST", path, body, headers)
        self.status = self.response.status
        self.headers = {name.lower(): value for name, value in self.response.getheaders()}
        self.clean = None

    def __iter__(self):
        pending = b""
        try:
            for piece in self._pieces():
                pending += piece
                while (end := pending.find(b"\n\n")) >= 0:
                    event, pending = pending[:end], pending[end + 2:]
                    data = [line[5:].strip().decode() for line in event.split(b"\n") if line.startswith(b"data:")]
                    if data:
                        yield "\n".join(data)
            self.clean = not pending
        except (ConnectionError, ValueError):
            self.clean = False

    def _pieces(self):
        """The body's pieces. http.client takes a connection that just ends for a clean end, so the framing is read here."""
        source = self.response.fp
        if not self.response.chunked:
            yield self.response.read()
            return
        while size := int(_whole_line(source).split(b";")[0], 16):
            data = source.read(size + 2)
            if len(data) < size + 2:
                raise ConnectionError("cut inside a chunk")
            yield data[:-2]
        _whole_line(source)

    def close(self):
        self.response.close()
        self.link.close()


class Program:
    """A running program of ours: its lines on stdout, its stderr in a file. `wrapper` is a command that starts it (strace -D, prlimit)."""

    def __init__(self, arguments, environment, folder, wrapper=()):
        if not PROGRAM:
            raise SystemExit("GATEHOUSED must name the built gatehoused (ctest sets it)")
        self.stderr_path = Path(folder) / "stderr.txt"
        with open(self.stderr_path, "ab") as stderr:
            self.process = subprocess.Popen([*wrapper, PROGRAM, *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                            stdout=subprocess.PIPE, stderr=stderr, text=True)
        self.lines = queue.Queue()
        self.said = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.said.append(line)
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    def ready_url(self):
        """The URL of the `ready` line; fails with what the program said when it ends before."""
        while True:
            try:
                line = self.lines.get(timeout=READY_SECONDS)
            except queue.Empty:
                self.kill()
                raise AssertionError(f"no ready line in {READY_SECONDS} s; stderr: {self.stderr()}") from None
            if line is None:
                raise AssertionError(f"the program ended with {self.wait()} before it was ready; stderr: {self.stderr()}")
            if line.startswith("ready "):
                return line.split()[1]

    def stderr(self):
        return self.stderr_path.read_text(encoding="utf-8", errors="replace")

    @property
    def pid(self):
        return self.process.pid

    def wait(self, seconds=60):
        code = self.process.wait(timeout=seconds)
        self.reader.join()
        self.process.stdout.close()
        return code

    def signal(self, number):
        self.process.send_signal(number)

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        return self.wait()


def clean_environment(folder, settings):
    """Nothing of the caller's settings leaks in: a test names all that matters."""
    kept = {name: os.environ[name] for name in ("PATH", "TSAN_OPTIONS", "ASAN_OPTIONS", "UBSAN_OPTIONS") if name in os.environ}
    # Descriptors and threads are counted from outside, also by tests that do not run as root.
    return {**kept, "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC", "GATEHOUSE_DEBUGGER": "1", **{name: str(value) for name, value in settings.items()}}


class Gatehouse:
    """One gateway in one data directory; may be stopped and started again there."""

    def __init__(self, folder=None, **settings):
        self.own_folder = folder is None
        self.folder = Path(folder or tempfile.mkdtemp(prefix="gatehouse-e2e-"))
        self.data = self.folder / "data"
        self.data.mkdir(exist_ok=True)
        self.settings = {"GATEWAY_PORT": 0, "GATEWAY_DATA_DIR": self.data, "GATEWAY_LOG_DIR": self.folder / "log", "GATEWAY_THREADS": 2,
                         "GATEWAY_ADMIN_EMAIL": EMAIL, "GATEWAY_ADMIN_PASSWORD": PASSWORD, **settings}
        self.program = None
        self.programs = []
        self.token = None

    def start(self, wait=True, wrapper=()):
        self.program = Program(["serve"], clean_environment(self.folder, self.settings), self.folder, wrapper)
        self.programs.append(self.program)
        if wait:
            self.url = self.program.ready_url()
        return self

    def stop(self, seconds=60):
        """SIGTERM, and the exit code after the drain."""
        if self.program.process.poll() is None:
            self.program.signal(signal.SIGTERM)
        return self.program.wait(seconds)

    def kill(self):
        return self.program.kill()

    def discard(self):
        if self.program:
            self.program.kill()
        if self.own_folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    # Admin API

    def login(self):
        reply = ask(self.url, "POST", "/api/v1/auth/login", {"email": EMAIL, "password": PASSWORD})
        if reply.status != 200:
            raise AssertionError(f"login answered {reply}")
        self.token = reply.json()["access_token"]
        return self

    def admin(self, method, path, body=None, expect=(200, 201)):
        if not self.token:
            self.login()
        reply = ask(self.url, method, f"/api/v1/admin/{path}", body, {"Authorization": f"Bearer {self.token}"})
        if expect and reply.status not in expect:
            raise AssertionError(f"{method} {path} answered {reply}")
        return reply

    def add_provider(self, name, url, key="sk-upstream-canary-0001"):
        return self.admin("POST", "providers", {"name": name, "kind": "openai", "base_url": url, "api_key": key, "allow_private": True}).json()

    def add_preset(self, name, items, strategy="priority"):
        """items: (provider, model) pairs; earlier goes first."""
        rows = [{"provider": provider, "model": model, "weight": 1, "priority": i + 1, "is_active": True} for i, (provider, model) in enumerate(items)]
        return self.admin("POST", "presets", {"name": name, "strategy": strategy, "items": rows}).json()

    def add_key(self, name="e2e", **fields):
        return self.admin("POST", "api-keys", {"name": name, **fields}).json()

    # Client API

    def chat(self, key, model, text="two words", link=None, headers=None, **fields):
        body = {"model": model, "messages": [{"role": "user", "content": text}], **fields}
        headers = {"Authorization": f"Bearer {key}", **(headers or {})}
        return (link.ask if link else lambda *a: ask(self.url, *a))("POST", "/v1/chat/completions", body, headers)

    def stream(self, key, model, text="two words", headers=None, timeout=30, **fields):
        body = {"model": model, "stream": True, "messages": [{"role": "user", "content": text}], **fields}
        return EventStream(Link(self.url, timeout), "/v1/chat/completions", body, {"Authorization": f"Bearer {key}", **(headers or {})})

    # What it left behind

    def rows(self, query, *values):
        """Rows as dictionaries, read beside the running gateway."""
        with contextlib.closing(sqlite3.connect(f"file:{quote(str(self.data))}/gateway.db?mode=ro", uri=True, timeout=10)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute(query, values)]

    def ledger(self, trace_id):
        """The ledger rows of one request, once they are there."""
        return until(lambda: self.rows("SELECT * FROM usage_ledger WHERE request_id = ?", trace_id), f"a ledger row of {trace_id}")

    def log_row(self, trace_id):
        return until(lambda: self.rows("SELECT * FROM gateway_log WHERE trace_id = ?", trace_id), f"a log row of {trace_id}")[0]

    def log_text(self):
        return "".join(path.read_text(encoding="utf-8", errors="replace") for path in sorted((self.folder / "log").glob("app.log*")))


class DemoUpstream:
    """`gatehoused demo-upstream` on a free port."""

    def __init__(self, *arguments):
        self.folder = tempfile.mkdtemp(prefix="gatehouse-demo-")
        self.program = Program(["demo-upstream", "--port", "0", "--latency-ms", "0", "--chunk-ms", "0", *arguments],
                               clean_environment(self.folder, {}), self.folder)
        self.url = self.program.ready_url()

    def discard(self):
        self.program.signal(signal.SIGTERM)
        self.program.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


class GatehouseTest(unittest.TestCase):
    """A class of tests around one gateway; SETTINGS are its environment. CHECKED: the checker of all fault tests looks at what it leaves."""
    SETTINGS = {}
    CHECKED = False

    @classmethod
    def setUpClass(cls):
        cls.gate = Gatehouse(**cls.SETTINGS)
        cls.addClassCleanup(cls.gate.discard)
        cls.gate.start()
        cls.prepare()
        if cls.CHECKED:
            from checker import verify
            cls.addClassCleanup(verify, cls.gate)

    @classmethod
    def prepare(cls):
        """Providers, presets and keys of the class."""

    @classmethod
    def record_upstream(cls, **options):
        upstream = RecordingUpstream(**options).start()
        cls.addClassCleanup(upstream.stop)
        return upstream
