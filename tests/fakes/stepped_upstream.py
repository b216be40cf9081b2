"""An upstream whose streams go on only when the test says so, a word at a time: what came before what is then the test's to say, and no
clock has a part in it.

    upstream = SteppedUpstream().start(); call = upstream.call(0); call.say("word"); call.finish(); call.cut(); upstream.stop()
"""
import contextlib
import http.server
import json
import threading

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
WAIT = 30


class Call:
    """One streamed call: lives until it is finished, cut, or left by the gateway."""

    def __init__(self, body, wire):
        self.body, self._wire = body, wire
        self.over = threading.Event()
        self.left = threading.Event()
        self._send(HEAD)

    def _send(self, data):
        try:
            self._wire.sendall(data)
        except OSError:
            self.left.set()

    def _event(self, **fields):
        text = b"data: " + json.dumps({"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1767700800, "model": "m", **fields}).encode() + b"\n\n"
        self._send(b"%x\r\n%s\r\n" % (len(text), text))

    def say(self, word):
        self._event(choices=[{"index": 0, "delta": {"content": word}, "finish_reason": None}])

    def finish(self, tokens=3):
        self._event(choices=[{"index": 0, "delta": {}, "finish_reason": "stop"}])
        self._event(choices=[], usage={"prompt_tokens": 9, "completion_tokens": tokens, "total_tokens": 9 + tokens})
        self._send(b"e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n")
        self.over.set()

    def cut(self):
        self.over.set()


class SteppedUpstream:
    def __init__(self):
        self.calls = []

    def start(self):
        owner = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["content-length"])))
                call = Call(body, self.connection)
                owner.calls.append(call)
                self.close_connection = True
                watch = threading.Thread(target=self.watch, args=(call,), daemon=True)
                watch.start()
                call.over.wait()

            def watch(self, call):
                """Sees the gateway close its side."""
                with contextlib.suppress(OSError):
                    if not self.connection.recv(1):
                        call.left.set()
                        call.over.set()

            def log_message(self, *arguments):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def stop(self):
        for call in self.calls:
            call.over.set()
        self._server.shutdown()
        self._server.server_close()
