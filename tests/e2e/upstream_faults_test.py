"""What the gateway makes of an upstream that fails, lies or hangs: with one candidate and with a second one behind it."""
import json
import unittest

from gatehouse_process import Fault, GatehouseTest, ask, until

# One upstream fails over and over: without circuits each case meets it.
SETTINGS = {"CIRCUIT_FAILURES": 0, "UPSTREAM_FIRST_BYTE_TIMEOUT_MS": 800, "UPSTREAM_IDLE_TIMEOUT_MS": 700, "UPSTREAM_CONNECT_TIMEOUT_MS": 800}


class FaultTest(GatehouseTest):
    SETTINGS = SETTINGS
    CHECKED = True

    @classmethod
    def prepare(cls):
        cls.first = cls.record_upstream(api_key="sk-first", words=40)
        cls.second = cls.record_upstream(api_key="sk-second", words=40)
        cls.gate.add_provider("first", cls.first.url, "sk-first")
        cls.gate.add_provider("second", cls.second.url, "sk-second")
        cls.key = cls.gate.add_key("faults")["key"]
        cls.number = 0

    def preset(self, *items):
        """A fresh preset and fresh model names, so that no circuit of another test is open."""
        type(self).number += 1
        name = f"preset-{self.number}"
        self.gate.add_preset(name, [(provider, f"{model}-{self.number}") for provider, model in items])
        return name

    def fault(self, fault, *items):
        name = self.preset(*items)
        self.first.clear()
        self.first.order(f"small-{self.number}", fault)
        return name

    def trail(self, trace):
        return self.gate.ledger(trace), self.gate.log_row(trace)


class OneCandidateTest(FaultTest):
    def test_failures_before_the_first_byte(self):
        for fault, status, code in ((Fault("reset"), {502}, "UPSTREAM_RESET"), (Fault("garbage"), {502}, "UPSTREAM_PROTOCOL"), (Fault("stall"), {504}, "UPSTREAM_TIMEOUT"),
                                    (Fault("fat_head"), {502}, "UPSTREAM_PROTOCOL"), (Fault("status", status=500), {500, 502}, "UPSTREAM_ERROR"),
                                    (Fault("status", status=503), {502, 503}, "UPSTREAM_ERROR"), (Fault("redirect", status=302), {502}, None),
                                    (Fault("short_body"), {502}, None)):
            for stream in (False, True):
                with self.subTest(kind=fault.kind, status=fault.status, stream=stream):
                    if stream and fault.kind == "short_body":
                        continue    # that fault bends whole answers only
                    model = self.fault(fault, ("first", "small"))
                    reply = self.gate.chat(self.key, model, stream=stream)
                    self.assertIn(reply.status, status, reply)
                    self.assertTrue(reply.error["message"])
                    row = self.gate.log_row(reply.headers["x-request-id"])
                    if code:
                        self.assertEqual(row["error_code"], code)

    def test_a_provider_that_refuses_the_credential_is_not_quoted(self):
        model = self.fault(Fault("status", status=401, code="invalid_api_key"), ("first", "small"))
        reply = self.gate.chat(self.key, model)
        self.assertEqual(reply.status, 502, reply)
        self.assertNotIn(b"recording upstream", reply.body)
        self.assertEqual(self.gate.log_row(reply.headers["x-request-id"])["error_code"], "UPSTREAM_AUTH")

    def test_a_rate_limit_keeps_its_retry_after(self):
        model = self.fault(Fault("status", status=429, code="rate_limit_exceeded", retry_after="7"), ("first", "small"))
        reply = self.gate.chat(self.key, model)
        self.assertEqual((reply.status, reply.headers.get("retry-after")), (429, "7"), reply)

    def test_a_client_error_stays_one(self):
        model = self.fault(Fault("status", status=400, code="context_length_exceeded"), ("first", "small"), ("second", "small"))
        before = len(self.second.requests)
        reply = self.gate.chat(self.key, model)
        self.assertEqual((reply.status, reply.error["code"]), (400, "context_length_exceeded"))
        self.assertEqual(len(self.second.requests), before)

    def test_a_broken_stream_never_ends_cleanly(self):
        for fault in (Fault("cut", after=20), Fault("cut_reset", after=20), Fault("stall_mid", after=20), Fault("malformed_chunk", after=20), Fault("error_event", after=20)):
            with self.subTest(kind=fault.kind):
                model = self.fault(fault, ("first", "small"))
                stream = self.gate.stream(self.key, model)
                events = list(stream)
                stream.close()
                self.assertTrue(json.loads(events[-1]).get("error"), events[-1])
                self.assertNotIn("[DONE]", events)
                self.assertFalse(stream.clean)
                ledger, log = self.trail(stream.headers["x-request-id"])
                delivered = sum(1 for event in events if '"content": "' in event or '"content":"' in event) - 1
                self.assertEqual(len(ledger), 1)
                self.assertEqual(ledger[0]["usage_source"], "estimated")
                self.assertGreaterEqual(ledger[0]["tokens_out"], delivered // 2)
                self.assertTrue(log["error_code"])

    def test_a_finished_answer_without_its_end_mark_gets_one(self):
        stream = self.gate.stream(self.key, self.fault(Fault("missing_done"), ("first", "small")))
        events = list(stream)
        stream.close()
        self.assertEqual(events[-1], "[DONE]")
        self.assertIn('"finish_reason": "stop"', events[-2])
        self.assertTrue(stream.clean)

    def test_a_broken_event_does_no_harm(self):
        stream = self.gate.stream(self.key, self.fault(Fault("bad_event", after=5), ("first", "small")))
        events = list(stream)
        stream.close()
        self.assertTrue(events[-1] == "[DONE]" or '"error"' in events[-1], events[-1])
        self.assertEqual(len(self.gate.ledger(stream.headers["x-request-id"])), 1)

    def test_lies_about_usage_are_not_believed(self):
        for usage in ({"prompt_tokens": -5, "completion_tokens": -9}, {"prompt_tokens": 2**63, "completion_tokens": 2**70}, {"prompt_tokens": "many", "completion_tokens": 1.5},
                      [], None, "absent", {}):
            for stream in (False, True):
                with self.subTest(usage=usage, stream=stream):
                    model = self.fault(Fault("usage", usage=usage), ("first", "small"))
                    reply = self.gate.chat(self.key, model, stream=stream)
                    self.assertEqual(reply.status, 200, reply)
                    row = self.gate.ledger(reply.headers["x-request-id"])[0]
                    self.assertEqual(row["usage_source"], "estimated")
                    self.assertTrue(0 < row["tokens_in"] < 1000 and 0 < row["tokens_out"] < 10000, row)

    def test_a_reported_zero_is_a_value(self):
        model = self.fault(Fault("usage", usage={"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}), ("first", "small"))
        reply = self.gate.chat(self.key, model)
        row = self.gate.ledger(reply.headers["x-request-id"])[0]
        self.assertEqual((row["usage_source"], row["tokens_in"], row["tokens_out"]), ("reported_zero", 0, 0))

    def test_a_compressed_answer_is_relayed_and_estimated(self):
        model = self.fault(Fault("gzip"), ("first", "small"))
        reply = self.gate.chat(self.key, model)
        self.assertEqual((reply.status, reply.headers.get("content-encoding")), (200, "gzip"))
        self.assertEqual(self.first.requests[-1].header("accept-encoding"), "identity")
        self.assertEqual(self.gate.ledger(reply.headers["x-request-id"])[0]["usage_source"], "estimated")

    def test_an_idle_connection_that_the_upstream_closed_costs_no_request(self):
        model = self.fault(Fault("close_after"), ("first", "small"))
        for _ in range(8):
            self.assertEqual(self.gate.chat(self.key, model).status, 200)

    def test_nobody_listens(self):
        self.gate.add_provider("nobody", "http://127.0.0.1:9")
        reply = self.gate.chat(self.key, self.preset(("nobody", "small")))
        self.assertEqual(reply.status, 502, reply)
        self.assertEqual(self.gate.log_row(reply.headers["x-request-id"])["error_code"], "UPSTREAM_UNREACHABLE")


class TwoCandidatesTest(FaultTest):
    # One worker: the allowance of free retries is shared by the workers, and each case below needs one.
    SETTINGS = {**SETTINGS, "GATEWAY_THREADS": 1}

    def test_the_second_answers_and_is_the_one_billed(self):
        for fault in (Fault("status", status=429, retry_after="30"), Fault("status", status=429), Fault("status", status=500), Fault("status", status=503), Fault("reset"),
                      Fault("stall"), Fault("slow_first", seconds=20), Fault("garbage"), Fault("status", status=401)):
            for stream in (False, True):
                with self.subTest(kind=fault.kind, status=fault.status, stream=stream):
                    model = self.fault(fault, ("first", "small"), ("second", "large"))
                    reply = self.gate.chat(self.key, model, stream=stream)
                    self.assertEqual(reply.status, 200, reply)
                    ledger, log = self.trail(reply.headers["x-request-id"])
                    billed = [row for row in ledger if row["usage_source"] != "none"]
                    self.assertEqual([(row["provider"], row["usage_source"], row["tokens_out"]) for row in billed], [("second", "reported", 40)])
                    self.assertEqual((log["provider"], log["attempts"], log["status"]), ("second", 2, 200))
                    attempts = self.gate.admin("GET", f"requests/{log['trace_id']}").json()["attempt_list"]
                    self.assertEqual([row["provider"] for row in attempts], ["first", "second"])
                    self.assertTrue(attempts[0]["error_code"])

    def test_a_name_that_does_not_resolve_is_passed_by(self):
        self.gate.add_provider("lost", "http://no-such-host.invalid")
        reply = self.gate.chat(self.key, self.preset(("lost", "small"), ("second", "large")))
        self.assertEqual(reply.status, 200, reply)
        ledger, log = self.trail(reply.headers["x-request-id"])
        self.assertEqual([row["provider"] for row in ledger], ["second"])
        attempts = self.gate.admin("GET", f"requests/{log['trace_id']}").json()["attempt_list"]
        # Without any name server the name is asked for until the time to connect is over.
        self.assertIn(attempts[0]["error_code"], ("UPSTREAM_DNS", "UPSTREAM_TIMEOUT"))

    def test_after_the_first_byte_there_is_no_second_try(self):
        model = self.fault(Fault("cut", after=20), ("first", "small"), ("second", "large"))
        before = len(self.second.requests)
        stream = self.gate.stream(self.key, model)
        events = list(stream)
        stream.close()
        self.assertIn('"error"', events[-1])
        self.assertEqual(len(self.second.requests), before)

    def test_both_upstreams_get_their_own_credential_and_model(self):
        model = self.fault(Fault("status", status=500), ("first", "small"), ("second", "large"))
        self.assertEqual(self.gate.chat(self.key, model, user="kept").status, 200)
        for upstream, credential, name in ((self.first, "sk-first", f"small-{self.number}"), (self.second, "sk-second", f"large-{self.number}")):
            call = upstream.calls()[-1]
            self.assertEqual(call.header("authorization"), f"Bearer {credential}")
            self.assertEqual((call.json()["model"], call.json()["user"]), (name, "kept"))
            self.assertEqual(sum(1 for key, _ in call.headers if key.lower() == "host"), 1)
            self.assertNotIn(self.key.encode(), call.raw)


class ManyHangUpsTest(FaultTest):
    def test_connections_to_the_upstream_are_kept_and_bounded(self):
        model = self.preset(("first", "small"))
        for _ in range(50):
            self.assertEqual(self.gate.chat(self.key, model).status, 200)
        connections = {call.connection for call in self.first.calls(f"small-{self.number}")}
        self.assertLessEqual(len(connections), 8)

    def test_metrics_count_the_failures(self):
        model = self.fault(Fault("reset"), ("first", "small"))
        self.gate.chat(self.key, model)
        until(lambda: any(line.startswith("gateway_request_total{") and "UPSTREAM_RESET" in line for line in ask(self.gate.url, "GET", "/metrics").body.decode().splitlines()),
              "a counted reset")


if __name__ == "__main__":
    unittest.main()
