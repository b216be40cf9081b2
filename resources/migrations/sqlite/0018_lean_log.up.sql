-- A request is written into as few trees as its readers need: each index is paid for by every request. Gone are the index of
-- the row's id (nobody looks a request up by it; pages are ordered by created_at, id, which sorts within a millisecond only),
-- those of key_id (a list by key walks the days of key_day), of the bill's time (usage_hour) and of its user (usage_hour),
-- and the table of attempts: they stand in the request's own row as a JSON array of arrays, request_attempt shows them.
CREATE TABLE gateway_log_lean (
    id                TEXT    NOT NULL,
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
    route_note        TEXT,
    attempt_list      TEXT
)
-- ;;
INSERT INTO gateway_log_lean (id, trace_id, client_request_id, created_at, key_id, user_id, ip, route, dialect, model, preset_id, provider, upstream_model,
       status, error_code, stream, cache, attempts, tokens_in, tokens_out, tokens_cached, tokens_reasoning, cost_nanousd,
       estimated, ttft_ms, latency_ms, upstream_ms, node, route_note, attempt_list)
SELECT id, trace_id, client_request_id, created_at, key_id, user_id, ip, route, dialect, model, preset_id, provider, upstream_model,
       status, error_code, stream, cache, attempts, tokens_in, tokens_out, tokens_cached, tokens_reasoning, cost_nanousd,
       estimated, ttft_ms, latency_ms, upstream_ms, node, route_note,
       (SELECT json_group_array(json_array(a.attempt, a.provider, a.upstream_model, a.status, a.error_code, a.detail, a.dns_ms,
                                           a.connect_ms, a.tls_ms, a.first_byte_ms, a.total_ms, a.circuit_state))
        FROM (SELECT * FROM request_attempt WHERE trace_id = l.trace_id ORDER BY attempt) AS a HAVING count(*) > 0)
FROM gateway_log l ORDER BY l.rowid
-- ;;
DROP TABLE gateway_log
-- ;;
DROP TABLE request_attempt
-- ;;
ALTER TABLE gateway_log_lean RENAME TO gateway_log
-- ;;
CREATE INDEX idx_gateway_log_created_at ON gateway_log (created_at)
-- ;;
CREATE INDEX idx_gateway_log_failed
ON gateway_log (created_at, error_code, status, provider, upstream_model, model, key_id, node, trace_id)
WHERE status >= 400 OR error_code IS NOT NULL
-- ;;
CREATE INDEX idx_gateway_log_slow ON gateway_log (created_at, id, latency_ms) WHERE latency_ms >= 1000
-- ;;
-- json_each alone: json_extract and its like may not stand in a view under trusted_schema = OFF (SQLite 3.40).
CREATE VIEW request_attempt AS
SELECT l.trace_id,
       (SELECT value FROM json_each(a.value) WHERE key = 0) AS attempt,
       (SELECT value FROM json_each(a.value) WHERE key = 1) AS provider,
       (SELECT value FROM json_each(a.value) WHERE key = 2) AS upstream_model,
       (SELECT value FROM json_each(a.value) WHERE key = 3) AS status,
       (SELECT value FROM json_each(a.value) WHERE key = 4) AS error_code,
       (SELECT value FROM json_each(a.value) WHERE key = 5) AS detail,
       (SELECT value FROM json_each(a.value) WHERE key = 6) AS dns_ms,
       (SELECT value FROM json_each(a.value) WHERE key = 7) AS connect_ms,
       (SELECT value FROM json_each(a.value) WHERE key = 8) AS tls_ms,
       (SELECT value FROM json_each(a.value) WHERE key = 9) AS first_byte_ms,
       (SELECT value FROM json_each(a.value) WHERE key = 10) AS total_ms,
       (SELECT value FROM json_each(a.value) WHERE key = 11) AS circuit_state
FROM gateway_log l, json_each(l.attempt_list) a
-- ;;
-- The bill without its two indices, and with a check that is no IN: SQLite builds a table of the list for each row that is
-- inserted. The corrections point at the bill and step aside meanwhile.
CREATE TABLE adjustment_kept AS SELECT * FROM usage_adjustment ORDER BY rowid
-- ;;
DROP TABLE usage_adjustment
-- ;;
CREATE TABLE usage_ledger_lean (
    request_id         TEXT    NOT NULL,
    attempt            INTEGER NOT NULL,
    usage_source       TEXT    NOT NULL CHECK (usage_source = 'reported' OR usage_source = 'reported_zero' OR usage_source = 'estimated' OR usage_source = 'none'),
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
INSERT INTO usage_ledger_lean (request_id, attempt, usage_source, key_id, user_id, provider, model, tokens_in, tokens_out, tokens_cached, tokens_cache_write,
       tokens_reasoning, cost_nanousd, price_version, created_at)
SELECT request_id, attempt, usage_source, key_id, user_id, provider, model, tokens_in, tokens_out, tokens_cached, tokens_cache_write,
       tokens_reasoning, cost_nanousd, price_version, created_at
FROM usage_ledger ORDER BY rowid
-- ;;
DROP TABLE usage_ledger
-- ;;
ALTER TABLE usage_ledger_lean RENAME TO usage_ledger
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
