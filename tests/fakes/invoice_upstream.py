"""Two OpenAI-compatible providers in one process that keep an invoice of their own, for the replay of the bill.

Each call says in its member `user` what it is to become, as JSON: {"n": serial, "p": prompt tokens, "o": output tokens, "c": cached of
p, "r": reasoning of o, "flex": bool, "events": content events of a stream, "a": plan of provider a, "b": plan of provider b}.
Plans: ok; status (500, costs nothing); hang (a plain call that is worked on until the caller leaves: costs all); slow (a stream that
stops behind half its events until the caller leaves); cut (ends in the middle); silent (takes the call, does nothing, costs nothing).
What was sent of a stream that did not get to its end costs its prompt and a token an event.

A call without `user` is a health probe: serial -1, 8 tokens in, 1 out, and the plan that GET /_probes/PLAN has set (ok at first).

    invoice_upstream.py            prints {"a": port, "b": port}; GET /_invoice is the invoice, POST /_stop ends it
"""
import asyncio
import json
import sys

PROBE = {"n": -1, "p": 8, "o": 1, "c": 0, "r": 0, "flex": False, "events": 1, "a": "ok", "b": "ok"}
PLANS = ("ok", "status", "hang", "slow", "cut", "silent")
CHUNKED = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"


def whole(status, body):
    return b"HTTP/1.1 %d X\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (status, len(body), body)


def chunk(data):
    return b"%x\r\n%s\r\n" % (len(data), data)


def event(model, choice):
    return b"data: " + json.dumps({"id": "c", "object": "chat.completion.chunk", "created": 1, "model": model, "choices": [choice]}).encode() + b"\n\n"


class Provider(asyncio.Protocol):
    """One connection."""

    def __init__(self, name, invoice, stopping):
        self.name, self.invoice, self.stopping = name, invoice, stopping
        self.pending = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.pending += data
        while (end := self.pending.find(b"\r\n\r\n")) >= 0:
            head = self.pending[:end].decode("latin-1")
            fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:])
            size = end + 4 + int(fields.get("content-length", 0))
            if len(self.pending) < size:
                return
            body, self.pending = self.pending[end + 4:size], self.pending[size:]
            self.call(head.split(" ", 2)[1], fields, body)

    def call(self, path, fields, body):
        if path == "/_invoice":
            return self.transport.write(whole(200, json.dumps(self.invoice).encode()))
        if path == "/_stop":
            self.transport.write(whole(200, b"{}"))
            return self.stopping.set()
        if path == "/v1/models":
            return self.transport.write(whole(200, b'{"data":[{"id":"demo-large"}]}'))
        if path.startswith("/_probes/"):
            PROBE[self.name] = path.removeprefix("/_probes/")
            return self.transport.write(whole(200, b"{}"))
        asked = json.loads(body)
        script = json.loads(asked["user"]) if "user" in asked else PROBE
        plan = script[self.name]
        line = {"trace": fields["x-client-request-id"], "provider": self.name, "serial": script["n"], "model": asked["model"], "plan": plan, "finished": False,
                "in": 0, "out": 0, "cached": 0, "reasoning": 0, "batch": False}
        if plan == "status":
            return self.transport.write(whole(500, b'{"error":{"message":"on order","type":"server_error","param":null,"code":"server_error"}}'))
        if plan == "silent":
            return None
        self.invoice.append(line)
        if asked.get("stream"):
            return self.stream(asked, script, plan, line)
        self.charge(line, script)
        if plan == "hang":
            return None
        return self.plain(path, asked, script, plan, line)

    @staticmethod
    def charge(line, script):
        line.update({"in": script["p"], "out": script["o"], "cached": script["c"], "reasoning": script["r"], "batch": script["flex"]})

    @staticmethod
    def usage(script, embeds):
        if embeds:
            return {"prompt_tokens": script["p"], "total_tokens": script["p"]}
        return {"prompt_tokens": script["p"], "completion_tokens": script["o"], "total_tokens": script["p"] + script["o"],
                "prompt_tokens_details": {"cached_tokens": script["c"]}, "completion_tokens_details": {"reasoning_tokens": script["r"]}}

    def plain(self, path, asked, script, plan, line):
        embeds = path == "/v1/embeddings"
        reply = {"object": "list" if embeds else "chat.completion", "model": asked["model"], "usage": self.usage(script, embeds)}
        if embeds:
            reply["data"] = [{"object": "embedding", "index": 0, "embedding": [0.5]}]
        else:
            reply["choices"] = [{"index": 0, "message": {"role": "assistant", "content": "some words"}, "finish_reason": "stop"}]
        if script["flex"]:
            reply["service_tier"] = "flex"
        data = whole(200, json.dumps(reply).encode())
        if plan == "cut":
            self.transport.write(data[:-20])
            return self.transport.close()
        line["finished"] = True
        return self.transport.write(data)

    def stream(self, asked, script, plan, line):
        model, count = asked["model"], script["events"]
        said = b"".join(event(model, {"index": 0, "delta": {"content": " word"}, "finish_reason": None}) for _ in range(count if plan == "ok" else count // 2))
        begin = CHUNKED + chunk(event(model, {"index": 0, "delta": {"role": "assistant", "content": ""}, "finish_reason": None}) + said)
        if plan in ("slow", "cut"):
            line.update({"in": script["p"], "out": count // 2, "cached": script["c"]})
            self.transport.write(begin)
            return self.transport.close() if plan == "cut" else None
        self.charge(line, script)
        line["finished"] = True
        last = {"object": "chat.completion.chunk", "model": model, "choices": [], "usage": self.usage(script, False)}
        if script["flex"]:
            last["service_tier"] = "flex"
        end = event(model, {"index": 0, "delta": {}, "finish_reason": "stop"}) + b"data: " + json.dumps(last).encode() + b"\n\ndata: [DONE]\n\n"
        return self.transport.write(begin + chunk(end) + b"0\r\n\r\n")


async def serve():
    loop, stopping, invoice, ports = asyncio.get_running_loop(), asyncio.Event(), [], {}
    for name in ("a", "b"):
        server = await loop.create_server(lambda name=name: Provider(name, invoice, stopping), "127.0.0.1", 0, backlog=1024)
        ports[name] = server.sockets[0].getsockname()[1]
    print(json.dumps(ports), flush=True)
    await stopping.wait()
    await asyncio.sleep(0.1)


if __name__ == "__main__":
    sys.exit(asyncio.run(serve()))
