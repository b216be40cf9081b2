CREATE INDEX idx_usage_ledger_user_id ON usage_ledger (user_id, created_at, cost_nanousd) WHERE user_id IS NOT NULL
-- ;;
CREATE INDEX idx_usage_ledger_created_at ON usage_ledger (created_at)
-- ;;
CREATE INDEX idx_gateway_log_key_id ON gateway_log (key_id, created_at)
-- ;;
DROP INDEX idx_gateway_log_created_at
-- ;;
CREATE INDEX idx_gateway_log_created_at ON gateway_log (created_at, id)
-- ;;
ALTER TABLE gateway_log ADD CONSTRAINT gateway_log_pkey PRIMARY KEY (id)
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
)
-- ;;
INSERT INTO request_attempt_wide SELECT * FROM request_attempt ON CONFLICT (trace_id, attempt) DO NOTHING
-- ;;
DROP VIEW request_attempt
-- ;;
ALTER TABLE request_attempt_wide RENAME TO request_attempt
-- ;;
ALTER TABLE request_attempt RENAME CONSTRAINT request_attempt_wide_pkey TO request_attempt_pkey
-- ;;
ALTER TABLE gateway_log DROP COLUMN attempt_list
