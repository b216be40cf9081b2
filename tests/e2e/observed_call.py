"""A client that reads answers byte by byte and says what a careful client would make of each: whole, an error it can recognise,
cut (the framing shows that something is missing), or silently cut, which must never happen (invariant I8).
"""
import json
import socket
from dataclasses import dataclass, field
from urllib.parse import urlsplit

NO_BODY = (204, 304)


class Cut(Exception):
    """The connection ended where the framing promised more."""


@dataclass
class Answer:
    status: int = 0
    version: str = ""
    headers: list = field(default_factory=list)     # of (lower-case name, value)
    body: bytes = b""
    complete: bool = False
    interim: int = 0                                # 1xx answers before it
    framing: str = "none"                           # none, length, chunked, close

    def header(self, name):
        return next((value for key, value in self.headers if key == name), None)


class Wire:
    """One connection, read strictly."""

    def __init__(self, url, timeout=30):
        parts = urlsplit(url)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=timeout)
        self.pending = b""

    def send(self, data):
        self.socket.sendall(data)

    def close(self):
        self.socket.close()

    def _more(self):
        try:
            data = self.socket.recv(65536)
        except ConnectionError:
            data = b""
        if not data:
            raise Cut
        self.pending += data

    def _line(self):
        while (end := self.pending.find(b"\r\n")) < 0:
            self._more()
        line, self.pending = self.pending[:end], self.pending[end + 2:]
        return line

    def _exactly(self, count, answer):
        while len(self.pending) < count:
            try:
                self._more()
            except Cut:
                answer.body += self.pending
                raise
        data, self.pending = self.pending[:count], self.pending[count:]
        return data

    def answer(self, to_head=False):
        """The next answer; `complete` tells whether all of it came. None when the connection ended before its first byte."""
        answer = Answer()
        try:
            while not self._head(answer):
                answer.interim += 1
            self._body(answer, to_head)
            answer.complete = True
        except Cut:
            if answer.status == 0 and not self.pending:
                return None
        return answer

    def _head(self, answer):
        line = self._line().decode("latin-1")
        answer.version, status, *_ = line.split(" ", 2)
        if answer.version not in ("HTTP/1.1", "HTTP/1.0") or not (len(status) == 3 and status.isdigit()):
            raise ValueError(f"no status line: {line!r}")
        answer.headers = []
        while line := self._line():
            name, colon, value = line.partition(b":")
            if not colon or not name.strip() == name or not name:
                raise ValueError(f"no field line: {line!r}")
            answer.headers.append((name.decode("latin-1").lower(), value.decode("latin-1").strip()))
        if status.startswith("1") and status != "101":
            return False
        answer.status = int(status)
        return True

    def _body(self, answer, to_head):
        lengths = [value for name, value in answer.headers if name == "content-length"]
        if len(set(lengths)) > 1 or (lengths and answer.header("transfer-encoding")):
            raise ValueError(f"contradicting lengths: {answer.headers}")
        if to_head or answer.status in NO_BODY:
            return
        if answer.header("transfer-encoding"):
            answer.framing = "chunked"
            self._chunks(answer)
        elif lengths:
            answer.framing = "length"
            answer.body += self._exactly(int(lengths[0]), answer)
        else:
            answer.framing = "close"
            self._to_the_end(answer)

    def _chunks(self, answer):
        while size := int(self._line().split(b";")[0], 16):
            answer.body += self._exactly(size, answer)
            if self._line():
                raise ValueError("no line end behind a chunk")
        while self._line():
            pass

    def _to_the_end(self, answer):
        while True:
            answer.body += self.pending
            self.pending = b""
            try:
                data = self.socket.recv(65536)
            except ConnectionError:
                raise Cut from None
            if not data:
                return
            self.pending = data


@dataclass
class Seen:
    """What the client makes of one call. kind: whole, error, foreign (an error status without the dialect's envelope), cut, none (no answer
    at all); silent_cut and odd must not be."""
    kind: str
    trace: str | None = None
    status: int = 0
    code: str | None = None
    tokens_out: int | None = None
    stream: bool = False
    note: str = ""
    text: str = ""

    @property
    def recognisable(self):
        return self.kind in ("whole", "error", "foreign", "cut", "none")


def judge(answer, stream):
    if answer is None:
        return Seen("none", stream=stream)
    seen = Seen("odd", answer.header("x-request-id"), answer.status, stream=stream)
    if answer.status >= 400:
        return _judge_error(answer, seen)
    if answer.status == 0:
        seen.kind = "cut"
        return seen
    if (answer.header("content-type") or "").lower().startswith("text/event-stream"):
        return _judge_stream(answer, seen)
    if not answer.complete:
        seen.kind = "cut"
        return seen
    return _judge_whole(answer, seen)


def _judge_error(answer, seen):
    if not answer.complete:
        seen.kind = "cut"
        return seen
    try:
        error = json.loads(answer.body)["error"]
        seen.code, seen.kind = error["code"], "error"
        seen.note = error["message"]
    except (ValueError, KeyError, TypeError):
        seen.kind, seen.note = "foreign", f"{answer.body[:200]!r}"
    return seen


def _judge_whole(answer, seen):
    try:
        reply = json.loads(answer.body)
    except ValueError:
        seen.kind, seen.note = "silent_cut", f"no JSON: {answer.body[:200]!r}"
        return seen
    if not isinstance(reply, dict) or reply.get("error"):
        seen.note = f"a 200 with {answer.body[:200]!r}"
        return seen
    seen.kind = "whole"
    usage = reply.get("usage")
    seen.tokens_out = usage.get("completion_tokens") if isinstance(usage, dict) else None
    choices = reply.get("choices")
    if isinstance(choices, list) and choices and isinstance(choices[0], dict):
        message = choices[0].get("message")
        seen.text = str(message.get("content") if isinstance(message, dict) else choices[0].get("text", ""))
    return seen


def events_of(body):
    """Data of the SSE events of a body, and whether it ends behind an event."""
    text = body.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    found = []
    for event in text.split("\n\n")[:-1]:
        data = [line[5:].removeprefix(" ") for line in event.split("\n") if line.startswith("data:")]
        if data:
            found.append("\n".join(data))
    return found, text.endswith("\n\n")


def _judge_stream(answer, seen):
    seen.stream = True
    events, ended = events_of(answer.body)
    done = bool(events) and events[-1] == "[DONE]"
    for data in events:
        try:
            event = json.loads(data)
        except ValueError:
            continue
        if not isinstance(event, dict):
            continue
        if event.get("error"):
            seen.code = event["error"].get("code") if isinstance(event["error"], dict) else str(event["error"])
        usage = event.get("usage")
        if isinstance(usage, dict):
            seen.tokens_out = usage.get("completion_tokens")
        choices = event.get("choices")
        if isinstance(choices, list) and choices and isinstance(choices[0], dict):
            delta = choices[0].get("delta")
            seen.text += (delta.get("content") if isinstance(delta, dict) else choices[0].get("text")) or ""
    if seen.code is not None:
        seen.kind = "error"
    elif done and ended and answer.complete:
        seen.kind = "whole"
    elif not answer.complete:
        seen.kind = "cut"
    else:
        seen.kind, seen.note = "silent_cut", f"ends cleanly with {answer.body[-200:]!r}"
    return seen


def chat_request(key, body, host="gate", close=True, extra=(), path="/v1/chat/completions"):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", f"Authorization: Bearer {key}", "Content-Type: application/json",
             f"Content-Length: {len(data)}", *(["Connection: close"] if close else []), *extra]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def chat_body(model, text="two words", stream=False, **fields):
    body = {"model": model, "messages": [{"role": "user", "content": text}], **fields}
    return {**body, "stream": True} if stream else body


def call(url, key, body, timeout=30, path="/v1/chat/completions"):
    """One call on a connection of its own. Never raises for what a gateway that dies does to a client."""
    stream = bool(isinstance(body, dict) and body.get("stream"))
    try:
        wire = Wire(url, timeout)
    except OSError:
        return Seen("none", stream=stream)
    try:
        wire.send(chat_request(key, body, path=path))
        return judge(wire.answer(), stream)
    except TimeoutError:
        return Seen("odd", stream=stream, note="no answer in time")
    except OSError:
        return Seen("none", stream=stream)
    except ValueError as problem:
        return Seen("odd", stream=stream, note=str(problem))
    finally:
        wire.close()
