-- What the pages errors, latency and usage read: sums kept in step with gateway_log and usage_ledger in the transaction that
-- writes those, so that a page costs what it shows and not what the log holds.
-- One row a step of time, upstream and latency bucket (store/latency_bucket.hpp); steps are kept in three
-- lengths (60, 600 and 7200 seconds), so that a month costs no more to read than an hour. Provider '' stands for requests that were refused
-- before any upstream was asked. Times are sums in milliseconds over all attempts of the requests.
-- begins_at and hour are milliseconds since 1970 UTC in both databases: they are cut and grouped by arithmetic.
CREATE TABLE latency_step (
    step_s     INTEGER NOT NULL,
    begins_at  INTEGER NOT NULL,
    provider   TEXT    NOT NULL,
    model      TEXT    NOT NULL,
    bucket     INTEGER NOT NULL,
    requests   INTEGER NOT NULL DEFAULT 0,
    latency_ms INTEGER NOT NULL DEFAULT 0,
    gateway_ms INTEGER NOT NULL DEFAULT 0,
    dns_ms     INTEGER NOT NULL DEFAULT 0,
    connect_ms INTEGER NOT NULL DEFAULT 0,
    tls_ms     INTEGER NOT NULL DEFAULT 0,
    wait_ms    INTEGER NOT NULL DEFAULT 0,
    stream_ms  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (step_s, begins_at, provider, model, bucket)
) WITHOUT ROWID
-- ;;
-- The ledger by whole hours, so that days may be those of the reader's clock.
CREATE TABLE usage_hour (
    hour               INTEGER NOT NULL,
    key_id             TEXT    NOT NULL,
    user_id            TEXT    NOT NULL,
    provider           TEXT    NOT NULL,
    model              TEXT    NOT NULL,
    calls              INTEGER NOT NULL DEFAULT 0,
    tokens_in          INTEGER NOT NULL DEFAULT 0,
    tokens_out         INTEGER NOT NULL DEFAULT 0,
    tokens_cached      INTEGER NOT NULL DEFAULT 0,
    tokens_cache_write INTEGER NOT NULL DEFAULT 0,
    tokens_reasoning   INTEGER NOT NULL DEFAULT 0,
    cost_nanousd       INTEGER NOT NULL DEFAULT 0,
    unpriced           INTEGER NOT NULL DEFAULT 0,
    estimated          INTEGER NOT NULL DEFAULT 0,
    estimated_nanousd  INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (hour, key_id, user_id, provider, model)
) WITHOUT ROWID
-- ;;
INSERT INTO usage_hour (hour, key_id, user_id, provider, model, calls, tokens_in, tokens_out, tokens_cached,
                        tokens_cache_write, tokens_reasoning, cost_nanousd, unpriced, estimated, estimated_nanousd)
SELECT created_at - created_at % 3600000, coalesce(key_id, ''), coalesce(user_id, ''), coalesce(provider, ''),
       coalesce(model, ''), count(*), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write),
       sum(tokens_reasoning), coalesce(sum(cost_nanousd), 0), sum(cost_nanousd IS NULL), sum(usage_source = 'estimated'),
       coalesce(sum(CASE WHEN usage_source = 'estimated' THEN cost_nanousd END), 0)
FROM usage_ledger
GROUP BY 1, 2, 3, 4, 5
-- ;;
-- Failed requests alone, with all that the page errors groups by: it never reads the log's own rows.
CREATE INDEX idx_gateway_log_failed
ON gateway_log (created_at, error_code, status, provider, upstream_model, model, key_id, node, trace_id)
WHERE status >= 400 OR error_code IS NOT NULL
-- ;;
CREATE INDEX idx_gateway_log_slow ON gateway_log (created_at, id, latency_ms) WHERE latency_ms >= 1000
