CREATE TABLE adjustment_kept AS SELECT * FROM usage_adjustment ORDER BY rowid
-- ;;
DROP TABLE usage_adjustment
-- ;;
CREATE TABLE usage_ledger_wide (
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
INSERT INTO usage_ledger_wide (request_id, attempt, usage_source, key_id, user_id, provider, model, tokens_in, tokens_out, tokens_cached, tokens_cache_write,
       tokens_reasoning, cost_nanousd, price_version, created_at)
SELECT request_id, attempt, usage_source, key_id, user_id, provider, model, tokens_in, tokens_out, tokens_cached, tokens_cache_write,
       tokens_reasoning, cost_nanousd, price_version, created_at
FROM usage_ledger ORDER BY rowid
-- ;;
DROP TABLE usage_ledger
-- ;;
ALTER TABLE usage_ledger_wide RENAME TO usage_ledger
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
INSERT INTO usage_adjustment (id, request_id, attempt, reason, cost_nanousd, actor, created_at) SELECT id, request_id, attempt, reason, cost_nanousd, actor, created_at FROM adjustment_kept ORDER BY rowid
-- ;;
DROP TABLE adjustment_kept
-- ;;
CREATE INDEX idx_usage_adjustment_request ON usage_adjustment (request_id, attempt)
-- ;;
CREATE TRIGGER usage_adjustment_is_never_edited
BEFORE UPDATE ON usage_adjustment
BEGIN
    SELECT RAISE(ABORT, 'corrections are never edited, write another one');
END
-- ;;
CREATE TRIGGER usage_adjustment_is_never_deleted
BEFORE DELETE ON usage_adjustment
BEGIN
    SELECT RAISE(ABORT, 'corrections are never deleted, write another one');
END
-- ;;
CREATE INDEX idx_usage_ledger_user_id ON usage_ledger (user_id, created_at, cost_nanousd) WHERE user_id IS NOT NULL
-- ;;
CREATE INDEX idx_usage_ledger_created_at ON usage_ledger (created_at)
-- ;;
CREATE TABLE request_attempt_wide (
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
INSERT INTO request_attempt_wide SELECT * FROM request_attempt WHERE true ON CONFLICT (trace_id, attempt) DO NOTHING
-- ;;
DROP VIEW request_attempt
-- ;;
ALTER TABLE request_attempt_wide RENAME TO request_attempt
-- ;;
CREATE TABLE gateway_log_wide (
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
    node              TEXT,
    route_note        TEXT
)
-- ;;
INSERT INTO gateway_log_wide (id, trace_id, client_request_id, created_at, key_id, user_id, ip, route, dialect, model, preset_id, provider, upstream_model,
       status, error_code, stream, cache, attempts, tokens_in, tokens_out, tokens_cached, tokens_reasoning, cost_nanousd,
       estimated, ttft_ms, latency_ms, upstream_ms, node, route_note)
SELECT id, trace_id, client_request_id, created_at, key_id, user_id, ip, route, dialect, model, preset_id, provider, upstream_model,
       status, error_code, stream, cache, attempts, tokens_in, tokens_out, tokens_cached, tokens_reasoning, cost_nanousd,
       estimated, ttft_ms, latency_ms, upstream_ms, node, route_note
FROM gateway_log ORDER BY rowid
-- ;;
DROP TABLE gateway_log
-- ;;
ALTER TABLE gateway_log_wide RENAME TO gateway_log
-- ;;
CREATE INDEX idx_gateway_log_created_at ON gateway_log (created_at, id)
-- ;;
CREATE INDEX idx_gateway_log_key_id ON gateway_log (key_id, created_at)
-- ;;
CREATE INDEX idx_gateway_log_failed
ON gateway_log (created_at, error_code, status, provider, upstream_model, model, key_id, node, trace_id)
WHERE status >= 400 OR error_code IS NOT NULL
-- ;;
CREATE INDEX idx_gateway_log_slow ON gateway_log (created_at, id, latency_ms) WHERE latency_ms >= 1000
