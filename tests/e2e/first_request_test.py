"""A first request as the README shows it, with curl and the demo upstream: the answer, the metrics, the log line and the rows."""
import json
import subprocess
import unittest

from gatehouse_process import DemoUpstream, GatehouseTest, ask, until

TOOLS = [{"type": "function", "function": {"name": "weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}]
PROMPT_CANARY = "marigold-7f3a"


class FirstRequestTest(GatehouseTest):
    @classmethod
    def prepare(cls):
        demo = DemoUpstream()
        cls.addClassCleanup(demo.discard)
        cls.gate.add_provider("demo", demo.url)
        cls.gate.add_preset("fast", [("demo", "demo-small")])
        cls.gate.add_preset("embed", [("demo", "demo-embed")])
        cls.key = cls.gate.add_key("first")

    def curl(self, path, body=None, *options):
        """(status, headers, body) of a call by the real curl."""
        command = ["curl", "-sS", "-N", "-D", "-", "-H", f"Authorization: Bearer {self.key['key']}", *options, self.gate.url + path]
        if body is not None:
            command += ["-H", "Content-Type: application/json", "-d", json.dumps(body)]
        answer = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
        head, _, rest = answer.partition("\r\n\r\n")
        lines = head.split("\r\n")
        return int(lines[0].split()[1]), dict(line.lower().split(": ", 1) for line in lines[1:]), rest

    def chat(self, text="say hello", **fields):
        return self.curl("/v1/chat/completions", {"model": "fast", "messages": [{"role": "user", "content": text}], **fields})

    def test_plain_answer_and_its_trail(self):
        status, headers, body = self.chat(f"three words {PROMPT_CANARY}")
        self.assertEqual(status, 200)
        trace = headers["x-request-id"]
        self.assertRegex(trace, r"^req-[0-9a-z]+$")
        reply = json.loads(body)
        self.assertEqual(reply["object"], "chat.completion")
        usage = reply["usage"]
        self.assertEqual(usage["prompt_tokens"], 7)

        ledger = self.gate.ledger(trace)
        self.assertEqual([(row["attempt"], row["usage_source"], row["tokens_in"], row["tokens_out"], row["provider"], row["model"]) for row in ledger],
                         [(1, "reported", 7, usage["completion_tokens"], "demo", "demo-small")])
        log = self.gate.log_row(trace)
        self.assertEqual((log["status"], log["model"], log["provider"], log["upstream_model"], log["key_id"], log["tokens_in"], log["stream"]),
                         (200, "fast", "demo", "demo-small", self.key["id"], 7, 0))
        line = until(lambda: [row for row in self.gate.log_text().splitlines() if f"trace_id={trace}" in row], "the log line")[0]
        for part in (" status=200 ", " provider=demo ", " attempts=1 ", f"key={self.key['prefix']}", f"tokens_out={usage['completion_tokens']}", "latency_ms="):
            self.assertIn(part, line + " ")
        self.assertNotIn(PROMPT_CANARY, self.gate.log_text())
        self.assertNotIn(self.key["key"], self.gate.log_text())

    def test_stream_hides_usage_that_was_not_asked_for(self):
        status, headers, body = self.chat(stream=True)
        self.assertEqual(status, 200)
        self.assertTrue(headers["content-type"].startswith("text/event-stream"))
        self.assertTrue(body.rstrip().endswith("data: [DONE]"), body[-200:])
        chunks = [json.loads(line[6:]) for line in body.splitlines() if line.startswith("data: {")]
        self.assertTrue(all(not chunk.get("usage") and chunk["choices"] for chunk in chunks))
        text = "".join(chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks)
        row = self.gate.ledger(headers["x-request-id"])[0]
        self.assertEqual((row["usage_source"], row["tokens_out"]), ("reported", len(text.split())))

    def test_stream_shows_usage_that_was_asked_for(self):
        _, _, body = self.chat(stream=True, stream_options={"include_usage": True})
        last = [json.loads(line[6:]) for line in body.splitlines() if line.startswith("data: {")][-1]
        self.assertEqual(last["choices"], [])
        self.assertGreater(last["usage"]["completion_tokens"], 0)

    def test_tools_pass_through(self):
        _, _, body = self.chat("please use the tool", tools=TOOLS)
        call = json.loads(body)["choices"][0]["message"]["tool_calls"][0]
        self.assertEqual((call["function"]["name"], json.loads(call["function"]["arguments"])), ("weather", {"city": "demo"}))
        _, _, body = self.chat("please use the tool", tools=TOOLS, stream=True)
        chunks = [json.loads(line[6:]) for line in body.splitlines() if line.startswith("data: {")]
        parts = [part["function"].get("arguments", "") for chunk in chunks for choice in chunk["choices"] for part in choice["delta"].get("tool_calls", [])]
        self.assertEqual(json.loads("".join(parts)), {"city": "demo"})

    def test_models_are_listed(self):
        status, headers, body = self.curl("/v1/models")
        self.assertEqual(status, 200)
        self.assertIn("x-request-id", headers)
        listed = json.loads(body)
        self.assertEqual(listed["object"], "list")
        self.assertIn("fast", [model["id"] for model in listed["data"]])
        status, _, body = self.curl("/v1/models/fast")
        self.assertEqual((status, json.loads(body)["id"]), (200, "fast"))
        self.assertEqual(self.curl("/v1/models/nothing-like-it")[0], 404)

    def test_a_model_has_three_names(self):
        for name in ("fast", "demo/demo-small", "demo-small"):
            with self.subTest(model=name):
                status, headers, _ = self.curl("/v1/chat/completions", {"model": name, "messages": [{"role": "user", "content": "x"}]})
                self.assertEqual(status, 200)
                self.assertEqual(self.gate.log_row(headers["x-request-id"])["upstream_model"], "demo-small")

    def test_embeddings(self):
        status, headers, body = self.curl("/v1/embeddings", {"model": "embed", "input": ["a b", "c"]})
        self.assertEqual((status, len(json.loads(body)["data"])), (200, 2))
        self.assertEqual(self.gate.ledger(headers["x-request-id"])[0]["tokens_in"], 3)

    def test_the_caller_keeps_its_own_request_id(self):
        status, headers, _ = self.curl("/v1/models", None, "-H", "x-request-id: mine-42")
        self.assertEqual((status, headers["x-client-request-id"]), (200, "mine-42"))
        self.assertNotEqual(headers["x-request-id"], "mine-42")

    def test_each_way_to_send_the_key(self):
        for header in ({"Authorization": f"Bearer {self.key['key']}"}, {"x-api-key": self.key["key"]}, {"x-goog-api-key": self.key["key"]}):
            self.assertEqual(ask(self.gate.url, "GET", "/v1/models", headers=header).status, 200, header)

    def test_metrics_and_health(self):
        def total():
            text = ask(self.gate.url, "GET", "/metrics").body.decode()
            return sum(float(line.rsplit(" ", 1)[1]) for line in text.splitlines()
                       if line.startswith("gateway_request_total{") and 'provider="demo"' in line and 'status="200"' in line)
        before = total()
        self.chat()
        until(lambda: total() >= before + 1, "the counter")
        text = ask(self.gate.url, "GET", "/metrics").body.decode()
        for name in ("gateway_request_latency_seconds_bucket", "gateway_overhead_seconds_bucket", "gateway_tokens_total", "gateway_inflight"):
            self.assertIn(name, text)
        self.assertNotIn(self.key["key"], text)
        for path in ("/health", "/health/live", "/health/ready"):
            self.assertEqual(ask(self.gate.url, "GET", path).status, 200, path)


if __name__ == "__main__":
    unittest.main()
