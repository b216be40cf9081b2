"""The sixteen cases of failure that every preset must survive (dialects.md, "Failure conduct") as a table, with a few that lie close
by: a preset of two upstreams, the first misbehaves; what comes of it for calls that may be tried again, and for relays, which
may not.
"""
from dataclasses import dataclass, field

from gatehouse_process import Fault

WORDS, CUT = 60, 41     # of 60 tokens 40 are sent, behind the event with the role
WHOLE = ("whole", 200, None)
SECOND = [("second", "reported", WORDS)]
FIRST = [("first", "reported", WORDS)]
CUT_STREAM = [("first", "estimated", 40)]
# A plain answer that broke off was made, so it is booked on its attempt; how much of it there was is an estimate.
BOTH = [("first", "estimated", None), ("second", "reported", WORDS)]


@dataclass
class Case:
    name: str
    orders: list                        # of (fault, times) for the first upstream, one behind the other
    plain: tuple = WHOLE                # what the client saw: kind, status, code
    stream: tuple = WHOLE
    billed: list = field(default_factory=lambda: SECOND)
    stream_billed: list | None = None   # None: the same
    failed: str | None = None           # error_code of the first attempt
    stream_failed: str | None = None
    attempts: int = 2
    stream_attempts: int | None = None
    calls: int = 1                      # the last one is looked at
    level: str = "WARN"
    stream_level: str | None = None
    failures: int = 1                   # in a row, at the first upstream's circuit afterwards
    stream_failures: int | None = None
    opens: str | None = None            # why it opened it
    rests: int = 0                      # seconds, for as long as the upstream asked
    relayed: tuple | None = None        # what a relay's client saw, plain; a relay is never tried again
    relayed_stream: tuple | None = None


def broken(code, level="ERROR"):
    seen = ("error", 200, code.lower())
    return {"stream": seen, "stream_billed": CUT_STREAM, "stream_attempts": 1, "stream_level": level, "billed": BOTH,
            "relayed": ("error", 504 if code == "UPSTREAM_TIMEOUT" else 502, code.lower()), "relayed_stream": seen}


LASTING = Fault("status", status=503)
CASES = [
    Case("429 with Retry-After", [(Fault("status", status=429, retry_after="7"), -1)], failed="UPSTREAM_RATE_LIMIT", failures=0, opens="UPSTREAM_RATE_LIMIT", rests=7,
         relayed=("error", 429, "server_error")),
    Case("429 without", [(Fault("status", status=429), -1)], failed="UPSTREAM_RATE_LIMIT", failures=0, opens="UPSTREAM_RATE_LIMIT", relayed=("error", 429, "server_error")),
    Case("one 500", [(Fault("status", status=500), 1)], failed="UPSTREAM_ERROR", relayed=("error", 500, "server_error")),
    Case("lasting 503", [(LASTING, -1)], failed="UPSTREAM_ERROR", calls=3, failures=0, opens="UPSTREAM_ERROR", relayed=("error", 503, "server_error")),
    Case("503 with Retry-After", [(Fault("status", status=503, retry_after="7"), -1)], failed="UPSTREAM_ERROR", opens="UPSTREAM_ERROR", rests=7,
         relayed=("error", 503, "server_error")),
    Case("connection reset", [(Fault("reset"), -1)], failed="UPSTREAM_RESET", relayed=("error", 502, "upstream_reset")),
    Case("accepted then silent", [(Fault("stall"), -1)], failed="UPSTREAM_TIMEOUT", relayed=("error", 504, "upstream_timeout")),
    Case("first token after 20 s", [(Fault("slow_first", seconds=20), -1)], failed="UPSTREAM_TIMEOUT", relayed=("error", 504, "upstream_timeout")),
    Case("stream cut at 40 of 60 tokens", [(Fault("cut", after=CUT), -1)], failed="UPSTREAM_CUT", **broken("UPSTREAM_CUT")),
    Case("30 s stall mid-stream", [(Fault("stall_mid", after=CUT), -1)], failed="UPSTREAM_TIMEOUT", **broken("UPSTREAM_TIMEOUT")),
    Case("malformed chunk", [(Fault("malformed_chunk", after=CUT), -1)], failed="UPSTREAM_PROTOCOL", **broken("UPSTREAM_PROTOCOL")),
    Case("missing [DONE]", [(Fault("missing_done"), -1)], billed=FIRST, attempts=1, level="INFO", failures=0),
    Case("context_length_exceeded", [(Fault("status", status=400, code="context_length_exceeded"), -1)], plain=("error", 400, "context_length_exceeded"),
         stream=("error", 400, "context_length_exceeded"), billed=[], attempts=1, failed="UPSTREAM_REFUSED", failures=0, relayed=("error", 400, "context_length_exceeded")),
    Case("content filter", [(Fault("status", status=400, code="content_filter"), -1)], plain=("error", 400, "content_filter"), stream=("error", 400, "content_filter"),
         billed=[], attempts=1, failed="UPSTREAM_REFUSED", failures=0, relayed=("error", 400, "content_filter")),
    Case("content filter as the reason of the end", [(Fault("content_filter"), -1)], billed=FIRST, attempts=1, level="INFO", failures=0),
    Case("cut then refusal to continue", [(Fault("cut", after=CUT), 1), (LASTING, -1)], failed="UPSTREAM_ERROR", calls=2, failures=2,
         relayed=("error", 503, "server_error")),
    Case("flapping primary", [(Fault("status", status=500), 1), (Fault("usage", usage={"prompt_tokens": 6, "completion_tokens": 60, "total_tokens": 66}), 1),
                              (Fault("status", status=502), 1)], failed="UPSTREAM_ERROR", calls=3, relayed=("error", 502, "server_error")),
    Case("fallback billing", [(Fault("status", status=500), -1)], failed="UPSTREAM_ERROR", relayed=("error", 500, "server_error")),
    Case("an error behind the role", [(Fault("error_event", after=1), -1)], billed=FIRST, attempts=1, level="INFO",
         stream_billed=SECOND, stream_attempts=2, stream_failed="UPSTREAM_ERROR", stream_level="WARN", failures=0, stream_failures=1,
         relayed_stream=("error", 200, "server_error")),
    Case("a cut behind the role", [(Fault("cut", after=1), -1)], billed=BOTH, failed="UPSTREAM_CUT", stream_billed=SECOND,
         relayed=("error", 502, "upstream_cut"), relayed_stream=("error", 200, "upstream_cut")),
]


@dataclass
class Kind:
    """A way of calling: its path, its body, and what of the cases applies to it."""
    name: str
    path: str
    streams: bool = True
    words: bool = True      # the answer holds the words that were counted
    relay: bool = False     # one upstream, one try

    def body(self, model, stream):
        asked = {"messages": [{"role": "user", "content": "two words"}]}
        if self.name == "completions":
            asked = {"prompt": "two words"}
        elif not self.words and not self.relay:
            asked = {"input": "two words"}
        more = {"stream": True, **({"stream_options": {"include_usage": True}} if self.relay else {})} if stream else {}
        return {"model": model, **asked, **more}


CHAT = Kind("chat", "/v1/chat/completions")
KINDS = [CHAT, Kind("completions", "/v1/completions"), Kind("embeddings", "/v1/embeddings", streams=False, words=False),
         Kind("relay", "/v1/images/generations", words=False, relay=True)]


@dataclass
class Expected:
    """What one case comes to for one kind of call."""
    seen: tuple
    billed: list            # of (provider, usage source, tokens out or None)
    attempts: int
    failed: str | None      # of the first attempt
    level: str | None       # of the log's line; None: whatever it is
    words: int              # that the client got
    failures: int = 0       # in a row, at the first upstream's circuit

    @classmethod
    def of(cls, case, kind, stream):
        expected = cls.relay(case, stream) if kind.relay else cls.retried(case, kind, stream)
        expected.failures = case.stream_failures if stream and case.stream_failures is not None else case.failures
        if kind.relay and expected.failed is None:
            expected.failures = 0
        return expected

    @classmethod
    def retried(cls, case, kind, stream):
        seen = case.stream if stream else case.plain
        billed = case.stream_billed if stream and case.stream_billed is not None else case.billed
        if not kind.words:
            billed = [(provider, source, 0 if out else out) for provider, source, out in billed]
        attempts = case.stream_attempts if stream and case.stream_attempts else case.attempts
        failed = (stream and case.stream_failed) or case.failed
        level = case.stream_level if stream and case.stream_level else case.level
        words = WORDS if seen == WHOLE else 40 if stream and seen[1] == 200 else 0
        return cls(seen, billed, attempts, failed, level, words if kind.words else 0)

    @classmethod
    def relay(cls, case, stream):
        seen = (case.relayed_stream if stream and case.relayed_stream else case.relayed) or WHOLE
        # An error that the upstream tells inside its stream is its client's to read: the gateway does not look for it there.
        told = stream and seen == ("error", 200, "server_error")
        broke = not told and (case.relayed_stream if stream else seen[1] >= 500 and case.billed == BOTH)
        billed = [("first", "reported", WORDS)] if seen == WHOLE else [("first", "none", 0)] if broke or told else []
        behind_role = stream and case.orders[0][0].after == 1
        words = (WORDS if seen == WHOLE else 40 if broke and not behind_role else 0) if stream else 0
        return cls(seen, billed, 1, None if told or seen == WHOLE else case.failed, None, words)
