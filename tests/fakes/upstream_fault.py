"""What an upstream for tests is ordered to do wrong."""
from dataclasses import dataclass


@dataclass
class Fault:
    """What goes wrong. kind: reset, stall, slow_first, status, garbage, redirect, gzip, short_body, cut, cut_reset, stall_mid,
    missing_done, malformed_chunk, content_filter, bad_event, error_event, usage, close_after, fat_head; for the paths that are only echoed also binary
    (`size` bytes of audio), events (a stream with usage), early (status, before the body is read; ordered for "*") and empty (204)."""
    kind: str
    after: int = 3              # events of a stream that are sent before it happens
    seconds: float = 0.0        # for slow_first
    status: int = 500           # for status and redirect
    code: str = "server_error"  # error code inside the envelope
    retry_after: str | dict | None = None   # of a status; a dictionary: any header fields
    location: str = "http://127.0.0.1:9/"
    usage: object = "absent"    # replaces the usage object: any JSON value; "absent" leaves it out
    size: int = 200_000         # for binary
