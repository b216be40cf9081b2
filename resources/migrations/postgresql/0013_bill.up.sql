-- Prices that operators set: a row a version, never edited and never deleted, so that each ledger row's price_version can be
-- looked up for ever. rates: decimal strings as in prices.json.
CREATE TABLE price (
    id             TEXT    NOT NULL PRIMARY KEY,
    version        TEXT    NOT NULL UNIQUE,
    provider       TEXT    NOT NULL,
    model          TEXT    NOT NULL,
    rates          TEXT    NOT NULL,
    effective_from BIGINT NOT NULL,
    reason         TEXT,
    created_by     TEXT,
    created_at     BIGINT NOT NULL
)
-- ;;
CREATE INDEX idx_price_model ON price (provider, model, effective_from)
-- ;;
CREATE FUNCTION bill_is_never_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never edited or deleted: write another one', TG_TABLE_NAME;
END
$$
-- ;;
CREATE TRIGGER price_is_never_edited BEFORE UPDATE ON price FOR EACH ROW EXECUTE FUNCTION bill_is_never_edited()
-- ;;
CREATE TRIGGER price_is_never_deleted BEFORE DELETE ON price FOR EACH ROW EXECUTE FUNCTION bill_is_never_edited()
-- ;;
CREATE TRIGGER usage_adjustment_is_never_edited BEFORE UPDATE ON usage_adjustment FOR EACH ROW EXECUTE FUNCTION bill_is_never_edited()
-- ;;
CREATE TRIGGER usage_adjustment_is_never_deleted BEFORE DELETE ON usage_adjustment FOR EACH ROW EXECUTE FUNCTION bill_is_never_edited()
