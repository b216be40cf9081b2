-- Prices that operators set: a row a version, never edited and never deleted, so that each ledger row's price_version can be
-- looked up for ever. rates: decimal strings as in prices.json.
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
