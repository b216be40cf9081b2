-- What requests did and cost. gateway_log and request_attempt may be cut by retention; usage_ledger is the bill: its rows are
-- never edited (trigger), corrections stand in usage_adjustment.
CREATE TABLE gateway_log (
    id                TEXT    NOT NULL PRIMARY KEY,
    trace_id          TEXT    NOT NULL UNIQUE,
    client_request_id TEXT,
    created_at        INTEGER NOT NULL,
    key_id            TEXT,
    user_id           TEXT,
    ip                TEXT,
    route             TEXT,
    dialect           TEXT,
    model             TEXT,
    preset_id         TEXT,
    provider          TEXT,
    upstream_model    TEXT,
    status            INTEGER NOT NULL,
    error_code        TEXT,
    stream            BOOLEAN NOT NULL DEFAULT 0,
    cache             TEXT,
    attempts          INTEGER NOT NULL DEFAULT 0,
    tokens_in         INTEGER NOT NULL DEFAULT 0,
    tokens_out        INTEGER NOT NULL DEFAULT 0,
    tokens_cached     INTEGER NOT NULL DEFAULT 0,
    tokens_reasoning  INTEGER NOT NULL DEFAULT 0,
    cost_nanousd      INTEGER,
    estimated         BOOLEAN NOT NULL DEFAULT 0,
    ttft_ms           INTEGER,
    latency_ms        INTEGER NOT NULL DEFAULT 0,
    upstream_ms       INTEGER NOT NULL DEFAULT 0,
    node              TEXT
)
-- ;;
CREATE INDEX idx_gateway_log_created_at ON gateway_log (created_at, id)
-- ;;
CREATE INDEX idx_gateway_log_key_id ON gateway_log (key_id, created_at)
-- ;;
CREATE TABLE request_attempt (
    trace_id       TEXT    NOT NULL,
    attempt        INTEGER NOT NULL,
    provider       TEXT,
    upstream_model TEXT,
    status         INTEGER NOT NULL DEFAULT 0,
    error_code     TEXT,
    detail         TEXT,
    dns_ms         INTEGER,
    connect_ms     INTEGER,
    tls_ms         INTEGER,
    first_byte_ms  INTEGER,
    total_ms       INTEGER NOT NULL DEFAULT 0,
    circuit_state  TEXT,
    PRIMARY KEY (trace_id, attempt)
) WITHOUT ROWID
-- ;;
CREATE TABLE usage_ledger (
    request_id         TEXT    NOT NULL,
    attempt            INTEGER NOT NULL,
    usage_source       TEXT    NOT NULL CHECK (usage_source IN ('reported', 'reported_zero', 'estimated', 'none')),
    key_id             TEXT,
    user_id            TEXT,
    provider           TEXT,
    model              TEXT,
    tokens_in          INTEGER NOT NULL DEFAULT 0,
    tokens_out         INTEGER NOT NULL DEFAULT 0,
    tokens_cached      INTEGER NOT NULL DEFAULT 0,
    tokens_cache_write INTEGER NOT NULL DEFAULT 0,
    tokens_reasoning   INTEGER NOT NULL DEFAULT 0,
    cost_nanousd       INTEGER,
    price_version      TEXT,
    created_at         INTEGER NOT NULL,
    UNIQUE (request_id, attempt)
)
-- ;;
CREATE INDEX idx_usage_ledger_created_at ON usage_ledger (created_at)
-- ;;
CREATE TRIGGER usage_ledger_is_never_edited
BEFORE UPDATE ON usage_ledger
BEGIN
    SELECT RAISE(ABORT, 'ledger rows are never edited: write a usage_adjustment');
END
-- ;;
CREATE TABLE usage_adjustment (
    id           TEXT    NOT NULL PRIMARY KEY,
    request_id   TEXT    NOT NULL,
    attempt      INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    cost_nanousd INTEGER NOT NULL,
    actor        TEXT    NOT NULL,
    created_at   INTEGER NOT NULL,
    FOREIGN KEY (request_id, attempt) REFERENCES usage_ledger (request_id, attempt)
)
-- ;;
CREATE INDEX idx_usage_adjustment_request ON usage_adjustment (request_id, attempt)
-- ;;
-- One row a key and UTC day, kept in step with the ledger in the same transaction: lists and budgets read these instead of
-- counting the log.
CREATE TABLE key_day (
    key_id       TEXT    NOT NULL,
    day          INTEGER NOT NULL,
    requests     INTEGER NOT NULL DEFAULT 0,
    errors       INTEGER NOT NULL DEFAULT 0,
    cost_nanousd INTEGER NOT NULL DEFAULT 0,
    last_used_at INTEGER,
    last_ip      TEXT,
    PRIMARY KEY (key_id, day)
) WITHOUT ROWID
-- ;;
CREATE TABLE metric_minute (
    minute INTEGER NOT NULL,
    node   TEXT    NOT NULL,
    name   TEXT    NOT NULL,
    value  REAL    NOT NULL,
    PRIMARY KEY (name, minute, node)
) WITHOUT ROWID
