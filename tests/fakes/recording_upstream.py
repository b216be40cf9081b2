"""An OpenAI-compatible upstream for tests: it records each request byte for byte, keeps its own ledger of what it billed, and
misbehaves on order. Runs on a thread of its own; a test holds the object, other programs use the paths under /_control.

    upstream = RecordingUpstream().start()
    upstream.order("small", Fault("cut", after=3), times=1)   # for the next call of that model; "*" is any model
    ...
    upstream.requests[-1].raw; upstream.ledger; upstream.stop()

Alone: recording_upstream.py [--port N], then POST /_control {"model","kind","times",…fields of Fault}, GET /_requests, GET /_ledger.
Token rule as in app/demo: a word is a token, a message of the prompt costs four more, one token a chunk of a stream.
"""
import argparse
import asyncio
import gzip
import itertools
import json
import socket
import struct
import threading
import time
from dataclasses import asdict, dataclass

from upstream_fault import Fault

HEAD_BYTES_MAX = 1 << 20


@dataclass
class Recorded:
    serial: int
    connection: int
    method: str
    target: str
    headers: list           # of [name, value], in order, as sent
    body: bytes
    raw: bytes              # head and body as they came, framing included
    at: float               # monotonic seconds
    fault: str | None = None
    events_sent: int = 0
    finished: bool = False  # the whole answer was handed to the kernel
    peer_left: bool = False # the caller closed before that
    peer_left_at: float = 0.0

    def header(self, name):
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def json(self):
        return json.loads(self.body)


@dataclass
class Billed:
    """One line of the upstream's own bill."""
    serial: int
    model: str
    prompt_tokens: int
    completion_tokens: int
    user: str | None
    complete: bool          # the answer went out to its end


def tokens(text):
    return len(text.split())


def prompt_tokens(body):
    total = tokens(body["prompt"]) if isinstance(body.get("prompt"), str) else 0
    for message in body.get("messages", []):
        content = message.get("content") or ""
        if isinstance(content, list):
            content = " ".join(part.get("text", "") for part in content)
        total += 4 + tokens(content)
    return total


class Left(Exception):
    """The caller closed the connection."""


class RecordingUpstream:
    def __init__(self, port=0, words=8, unique_usage=False, chunk_seconds=0.0, api_key=None, echo_usage=None, host="127.0.0.1"):
        """unique_usage: completion_tokens is 1000 + serial, so that a row can be matched to its call. api_key: refuse others with 401.
        echo_usage: what the paths that are only echoed report, and then they stream as chat does when they are asked to."""
        self.port = port
        self.words = words
        self.unique_usage = unique_usage
        self.chunk_seconds = chunk_seconds
        self.api_key = api_key
        self.echo_usage = echo_usage
        self.host = host
        self.requests = []
        self.ledger = {}
        self.heads_seen = 0     # calls whose head came, whatever became of their body
        self.cut_uploads = []   # bytes that came of bodies whose caller left
        self._orders = {}
        self._serial = itertools.count(1)
        self._connection = itertools.count(1)
        self._lock = threading.Lock()
        self._open = set()

    # The test's side: any thread.

    def start(self):
        self._listener = socket.create_server((self.host, self.port), backlog=512)
        self.port = self._listener.getsockname()[1]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="recording-upstream", daemon=True)
        self._thread.start()
        return self

    def stop(self):
        self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    @property
    def url(self):
        return f"http://{self.host}:{self.port}"

    def order(self, model, fault, times=-1):
        """The next `times` calls of `model` ("*": any) get `fault`; -1 until it is cleared."""
        with self._lock:
            self._orders.setdefault(model, []).append([fault, times])

    def clear(self):
        with self._lock:
            self._orders.clear()

    def calls(self, model=None):
        with self._lock:
            return [r for r in self.requests if r.method == "POST" and (model is None or _model_of(r.body) == model)]

    def billed(self):
        with self._lock:
            return dict(self.ledger)

    # The server's side: its own thread.

    def _run(self):
        asyncio.set_event_loop(self._loop)
        self._stopping = asyncio.Event()
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self):
        server = await asyncio.start_server(self._connection_made, sock=self._listener, limit=HEAD_BYTES_MAX)
        await self._stopping.wait()
        server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _connection_made(self, reader, writer):
        task = asyncio.current_task()
        self._open.add(task)
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        number = next(self._connection)
        try:
            while await self._one_call(reader, writer, number):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError, Left):
            pass
        finally:
            self._open.discard(task)
            writer.transport.abort()

    async def _one_call(self, reader, writer, number):
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        method, target, _ = lines[0].split(" ", 2)
        headers = [[part.strip() for part in line.split(":", 1)] for line in lines[1:] if ":" in line]
        self.heads_seen += 1
        if fault := self._take_early():
            return await self._answer_early(Recorded(0, number, method, target, headers, b"", head, time.monotonic(), "early"), fault, reader, writer)
        try:
            body, raw_body = await _read_body(reader, {name.lower(): value for name, value in headers})
        except (ConnectionError, asyncio.IncompleteReadError) as left:
            self.cut_uploads.append(len(getattr(left, "partial", b"")))
            raise
        call = Recorded(0, number, method, target, headers, body, head + raw_body, time.monotonic())
        path = target.split("?")[0]
        if path.startswith("/_"):
            return await self._control(path, call, writer)
        with self._lock:
            call.serial = next(self._serial)
            fault = self._take_order(_model_of(body))
            call.fault = fault.kind if fault else None
            self.requests.append(call)
        return await Answer(self, call, fault, reader, writer).give()

    def _take_order(self, model):
        for name in (model, "*"):
            for order in self._orders.get(name, []):
                if order[1] != 0:
                    order[1] -= 1 if order[1] > 0 else 0
                    return order[0]
        return None

    def _take_early(self):
        with self._lock:
            for order in self._orders.get("*", []):
                if order[0].kind == "early" and order[1] != 0:
                    order[1] -= 1 if order[1] > 0 else 0
                    return order[0]
        return None

    async def _answer_early(self, call, fault, reader, writer):
        """Answers a head at once; counts what of the body comes all the same."""
        with self._lock:
            call.serial = next(self._serial)
            self.requests.append(call)
        await _send(writer, _whole(fault.status, json.dumps(_envelope(fault.code, "Said before the body was read.")).encode()))
        call.finished = True
        came = 0
        while piece := await reader.read(65536):
            came += len(piece)
        self.cut_uploads.append(came)
        return False

    async def _control(self, path, call, writer):
        if path == "/_control":
            wanted = call.json()
            model, times = wanted.pop("model", "*"), wanted.pop("times", -1)
            if wanted:
                self.order(model, Fault(**wanted), times)
            else:
                self.clear()
            reply = {"ok": True}
        elif path == "/_ledger":
            reply = [asdict(line) for line in self.billed().values()]
        else:
            reply = [dict(asdict(r), body=r.body.decode("latin-1"), raw=r.raw.decode("latin-1")) for r in self.requests]
        await _send(writer, _whole(200, json.dumps(reply).encode()))
        return True

    def bill(self, call, body, produced, complete):
        with self._lock:
            reported = 1000 + call.serial if self.unique_usage else produced
            self.ledger[call.serial] = Billed(call.serial, body.get("model", ""), prompt_tokens(body), reported, body.get("user"), complete)


class Answer:
    """The answer to one call, with its fault."""

    def __init__(self, upstream, call, fault, reader, writer):
        self.upstream, self.call, self.fault, self.reader, self.writer = upstream, call, fault, reader, writer
        self.kind = fault.kind if fault else None
        self.reason = "content_filter" if self.kind == "content_filter" else "stop"

    async def give(self):
        """True when the connection may carry another call."""
        path = self.call.target.split("?")[0]
        if self.upstream.api_key and self.call.header("authorization") != f"Bearer {self.upstream.api_key}":
            return await self._whole(401, _envelope("invalid_api_key", "Incorrect API key provided."))
        if path == "/v1/models":
            return await self._whole(200, {"object": "list", "data": [{"id": name, "object": "model"} for name in ("small", "large")]})
        early = await self._early_fault()
        if early is not None:
            return early
        if path in ("/v1/chat/completions", "/v1/completions") or (self.upstream.echo_usage and b'"stream": true' in self.call.body):
            return await self._chat(path == "/v1/completions")
        if path == "/v1/embeddings":
            return await self._whole(200, {"object": "list", "model": _model_of(self.call.body), "data": [{"object": "embedding", "index": 0, "embedding": [0.5, -0.5]}],
                                           "usage": {"prompt_tokens": 3, "total_tokens": 3}})
        return await self._echo(path)

    async def _echo(self, path):
        if self.kind == "binary":
            head = f"HTTP/1.1 200 OK\r\ncontent-type: audio/mpeg\r\ncontent-disposition: attachment; filename=\"a.mp3\"\r\nset-cookie: a=b\r\ncontent-length: {self.fault.size}\r\n\r\n"
            await self._send(head.encode() + binary(self.fault.size))
        elif self.kind == "events":
            await self._send(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
            usage = {"input_tokens": 11, "output_tokens": 22, "total_tokens": 33}
            for event in ({"type": "partial", "b64": "AAAA"}, {"type": "completed", "usage": usage}):
                await self._send(_chunk(f"event: {event['type']}\ndata: {json.dumps(event)}\n\n".encode()))
                await self._pause(self.upstream.chunk_seconds)
            await self._send(b"0\r\n\r\n")
        elif self.kind == "empty":
            await self._send(b"HTTP/1.1 204 No Content\r\n\r\n")
        else:
            reply = {"object": "echo", "path": path, "bytes": len(self.call.body)}
            if self.upstream.echo_usage:
                reply["usage"] = self.upstream.echo_usage
            if self.kind == "usage":
                reply["usage"] = self.fault.usage
            return await self._whole(200, reply)
        self.call.finished = True
        return True

    async def _early_fault(self):
        """The faults that need no answer of ours; None when the call is to be answered."""
        if self.kind == "reset":
            return self._break()
        if self.kind == "stall":
            await self._silence()
        if self.kind == "garbage":
            await _send(self.writer, b"\x16\x03\x01 this is not HTTP\n\n\x00\xff")
            return False
        if self.kind == "fat_head":
            await _send(self.writer, b"HTTP/1.1 200 OK\r\n" + b"x-filler: " + b"y" * 300_000 + b"\r\n\r\n")
            return False
        if self.kind == "slow_first":
            await self._pause(self.fault.seconds)
        if self.kind in ("status", "redirect"):
            extra = dict(self.fault.retry_after) if isinstance(self.fault.retry_after, dict) else {"retry-after": self.fault.retry_after} if self.fault.retry_after else {}
            if self.kind == "redirect":
                extra["location"] = self.fault.location
            return await self._whole(self.fault.status, _envelope(self.fault.code, "The recording upstream fails on order."), extra)
        return None

    async def _chat(self, older=False):
        """`older`: the completions call, whose choices hold a text."""
        try:
            body = self.call.json()
        except ValueError:
            return await self._whole(400, _envelope("invalid_json", "The body is not JSON."))
        words = [("" if i == 0 else " ") + f"word{i}" for i in range(self.upstream.words)]
        words = words[:body.get("max_tokens") or len(words)]
        self.upstream.bill(self.call, body, 0, False)
        usage = {"prompt_tokens": prompt_tokens(body), "completion_tokens": len(words), "total_tokens": prompt_tokens(body) + len(words)}
        if self.upstream.unique_usage:
            usage["completion_tokens"] = 1000 + self.call.serial
            usage["total_tokens"] = usage["prompt_tokens"] + usage["completion_tokens"]
        if self.kind == "usage":
            usage = self.fault.usage
        head = {"id": f"chatcmpl-{self.call.serial}", "created": 1767700800, "model": body.get("model", "")}
        if body.get("stream"):
            return await self._stream(body, head, words, usage, older)
        said = {"text": "".join(words)} if older else {"message": {"role": "assistant", "content": "".join(words)}}
        reply = {**head, "object": "text_completion" if older else "chat.completion", "choices": [{"index": 0, **said, "finish_reason": self.reason}]}
        if usage != "absent":
            reply["usage"] = usage
        more = await self._whole(200, reply)
        self.upstream.bill(self.call, body, len(words), True)
        return more

    async def _stream(self, body, head, words, usage, older=False):
        head["object"] = "text_completion" if older else "chat.completion.chunk"
        asked = (body.get("stream_options") or {}).get("include_usage")
        deltas = [{"role": "assistant", "content": ""}, *({"content": word} for word in words), {}]
        said = [{"text": delta.get("content", "")} if older else {"delta": delta} for delta in deltas]
        events = [{**head, "choices": [{"index": 0, **part, "finish_reason": None}]} for part in said]
        events[-1]["choices"][0]["finish_reason"] = self.reason
        if asked and usage != "absent":
            events.append({**head, "choices": [], "usage": usage})
        await self._send(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")
        for number, event in enumerate(events):
            if number == self.fault_at():
                if not await self._mid_fault():
                    self.upstream.bill(self.call, body, max(0, self.call.events_sent - 1), False)
                    return False
            await self._send(_chunk(f"data: {json.dumps(event)}\n\n".encode()))
            self.call.events_sent += 1
            if self.upstream.chunk_seconds:
                await self._pause(self.upstream.chunk_seconds)
        await self._send((b"" if self.kind == "missing_done" else _chunk(b"data: [DONE]\n\n")) + b"0\r\n\r\n")
        self.call.finished = True
        self.upstream.bill(self.call, body, len(words), True)
        return self.kind != "close_after"

    def fault_at(self):
        return self.fault.after if self.fault else -1

    async def _mid_fault(self):
        """True when the stream goes on afterwards."""
        if self.kind == "cut_reset":
            self._break()
        elif self.kind == "stall_mid":
            await self._silence()
        elif self.kind == "malformed_chunk":
            await self._send(b"zz\r\nnot a chunk\r\n")
        elif self.kind == "error_event":
            await self._send(_chunk(f"data: {json.dumps(_envelope('server_error', 'The model failed.'))}\n\n".encode()) + b"0\r\n\r\n")
        elif self.kind == "bad_event":
            await self._send(_chunk(b'data: {"choices": [{"delta": {"content": \n\n'))
            return True
        elif self.kind != "cut":
            return True
        return False

    async def _whole(self, status, reply, extra=None):
        body = json.dumps(reply).encode()
        if self.call.method == "HEAD":
            await self._send(_whole(status, body, extra)[:-len(body)])
            self.call.finished = True
            return True
        headers = dict(extra or {})
        if self.kind == "gzip":
            body = gzip.compress(body)
            headers["content-encoding"] = "gzip"
        data = _whole(status, body, headers)
        if self.kind == "malformed_chunk":
            return await self._send(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n" + _chunk(body[:len(body) // 2]) + b"zz\r\nnot a chunk\r\n")
        if self.kind in ("short_body", "cut", "cut_reset", "stall_mid"):
            await self._send(data[:-max(1, len(body) // 2)])
            if self.kind == "stall_mid":
                await self._silence()
            return self._break() if self.kind == "cut_reset" else False
        await self._send(data)
        self.call.finished = True
        return self.kind != "close_after"

    async def _send(self, data):
        try:
            await _send(self.writer, data)
        except ConnectionError:
            self._left()
        if self.reader.at_eof():
            self._left()

    def _left(self):
        if not self.call.peer_left:
            self.call.peer_left_at = time.monotonic()
        self.call.peer_left = True
        raise Left

    async def _pause(self, seconds):
        """Waits, but notices when the caller leaves."""
        watch = asyncio.ensure_future(self.reader.read(1))
        done, _ = await asyncio.wait({watch}, timeout=seconds)
        if done:
            watch.exception()   # a reset is a way of leaving
            self._left()
        watch.cancel()
        await asyncio.gather(watch, return_exceptions=True)

    async def _silence(self):
        await self._pause(3600)

    def _break(self):
        """Ends the connection with RST: linger zero."""
        self.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        return False


def binary(size):
    """Bytes of every value, the same each time."""
    return bytes((i * 131 + i // 256) % 256 for i in range(size))


def _model_of(body):
    try:
        return json.loads(body).get("model")
    except (ValueError, AttributeError):
        return None


def _envelope(code, message):
    return {"error": {"message": message, "type": code, "param": None, "code": code}}


def _chunk(data):
    return b"%x\r\n%s\r\n" % (len(data), data)


def _whole(status, body, headers=None):
    lines = [f"HTTP/1.1 {status} On order", "content-type: application/json", f"content-length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def _send(writer, data):
    writer.write(data)
    await writer.drain()


async def _read_body(reader, headers):
    """(decoded body, bytes as they came)."""
    if "content-length" in headers:
        data = await reader.readexactly(int(headers["content-length"]))
        return data, data
    if "chunked" not in headers.get("transfer-encoding", ""):
        return b"", b""
    body = raw = b""
    while True:
        line = await reader.readuntil(b"\r\n")
        size = int(line.split(b";")[0], 16)
        data = await reader.readexactly(size + 2)
        body, raw = body + data[:size], raw + line + data
        if size == 0:
            return body, raw


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    upstream = RecordingUpstream(port=parser.parse_args().port).start()
    print(f"ready {upstream.url}", flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main()
