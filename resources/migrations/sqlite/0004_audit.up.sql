-- Who did what: append-only, each row holding the hash of the one before it.
CREATE TABLE audit_log (
    seq           INTEGER NOT NULL PRIMARY KEY,
    created_at    INTEGER NOT NULL,
    actor         TEXT    NOT NULL,
    actor_id      TEXT,
    actor_role    TEXT,
    source        TEXT    NOT NULL CHECK (source IN ('console', 'api', 'cli', 'system')),
    ip            TEXT,
    action        TEXT    NOT NULL,
    target_type   TEXT,
    target_id     TEXT,
    target_name   TEXT,
    outcome       TEXT    NOT NULL CHECK (outcome IN ('done', 'failed', 'intent')),
    reason        TEXT,
    state_before  TEXT,
    state_after   TEXT,
    previous_hash TEXT    NOT NULL,
    hash          TEXT    NOT NULL UNIQUE
)
-- ;;
CREATE INDEX idx_audit_log_target ON audit_log (target_id, seq)
-- ;;
CREATE TRIGGER audit_log_is_never_edited
BEFORE UPDATE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'audit rows are never edited');
END
-- ;;
CREATE TRIGGER audit_log_is_never_deleted
BEFORE DELETE ON audit_log
BEGIN
    SELECT RAISE(ABORT, 'audit rows are never deleted');
END
