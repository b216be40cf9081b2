-- Prices that operators set: a row a version, never edited and never deleted, so that each ledger row's price_version can be
-- looked up for ever. rates: decimal strings as in prices.json. Days sum up the bill by key, user, provider and model.
CREATE TABLE price (
    id             TEXT    NOT NULL PRIMARY KEY,
    version        TEXT    NOT NULL UNIQUE,
    provider       TEXT    NOT NULL,
    model          TEXT    NOT NULL,
    rates          TEXT    NOT NULL,
    effective_from INTEGER NOT NULL,
    reason         TEXT,
    created_by     TEXT,
    created_at     INTEGER NOT NULL
)
-- ;;
CREATE INDEX idx_price_model ON price (provider, model, effective_from)
-- ;;
CREATE TRIGGER price_is_never_edited
BEFORE UPDATE ON price
BEGIN
    SELECT RAISE(ABORT, 'prices are never edited, write a new version');
END
-- ;;
CREATE TRIGGER price_is_never_deleted
BEFORE DELETE ON price
BEGIN
    SELECT RAISE(ABORT, 'prices are never deleted, write a new version');
END
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
-- One row a UTC day, key, user, provider and model ('' where there is none), kept in step with the ledger in the same
-- transaction. A correction counts on the day it was made: a day that is over keeps its bill.
CREATE TABLE usage_day (
    day                INTEGER NOT NULL,
    key_id             TEXT    NOT NULL,
    user_id            TEXT    NOT NULL,
    provider           TEXT    NOT NULL,
    model              TEXT    NOT NULL,
    requests           INTEGER NOT NULL DEFAULT 0,
    errors             INTEGER NOT NULL DEFAULT 0,
    billed             INTEGER NOT NULL DEFAULT 0,
    tokens_in          INTEGER NOT NULL DEFAULT 0,
    tokens_out         INTEGER NOT NULL DEFAULT 0,
    tokens_cached      INTEGER NOT NULL DEFAULT 0,
    tokens_cache_write INTEGER NOT NULL DEFAULT 0,
    tokens_reasoning   INTEGER NOT NULL DEFAULT 0,
    cost_nanousd       INTEGER NOT NULL DEFAULT 0,
    estimated          INTEGER NOT NULL DEFAULT 0,
    estimated_nanousd  INTEGER NOT NULL DEFAULT 0,
    unpriced           INTEGER NOT NULL DEFAULT 0,
    adjusted_nanousd   INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, key_id, user_id, provider, model)
)
-- ;;
INSERT INTO usage_day (day, key_id, user_id, provider, model, billed, tokens_in, tokens_out, tokens_cached, tokens_cache_write,
    tokens_reasoning, cost_nanousd, estimated, estimated_nanousd, unpriced)
SELECT created_at / 86400000, coalesce(key_id, ''), coalesce(user_id, ''), coalesce(provider, ''), coalesce(model, ''), count(*),
    sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), coalesce(sum(cost_nanousd), 0),
    sum(CASE WHEN usage_source = 'estimated' THEN 1 ELSE 0 END),
    sum(CASE WHEN usage_source = 'estimated' THEN coalesce(cost_nanousd, 0) ELSE 0 END),
    sum(CASE WHEN cost_nanousd IS NULL THEN 1 ELSE 0 END)
FROM usage_ledger GROUP BY 1, 2, 3, 4, 5
-- ;;
INSERT INTO usage_day (day, key_id, user_id, provider, model, requests, errors)
SELECT created_at / 86400000, coalesce(key_id, ''), coalesce(user_id, ''), coalesce(provider, ''), coalesce(upstream_model, ''), count(*),
    sum(CASE WHEN status >= 400 THEN 1 ELSE 0 END)
FROM gateway_log WHERE true GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (day, key_id, user_id, provider, model) DO UPDATE SET requests = excluded.requests, errors = excluded.errors
-- ;;
INSERT INTO usage_day (day, key_id, user_id, provider, model, adjusted_nanousd)
SELECT a.created_at / 86400000, coalesce(l.key_id, ''), coalesce(l.user_id, ''), coalesce(l.provider, ''), coalesce(l.model, ''), sum(a.cost_nanousd)
FROM usage_adjustment a JOIN usage_ledger l ON l.request_id = a.request_id AND l.attempt = a.attempt
WHERE true GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (day, key_id, user_id, provider, model) DO UPDATE SET adjusted_nanousd = excluded.adjusted_nanousd
