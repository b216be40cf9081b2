-- People and keys.
-- All tables: ids are UUID text; money is integer nano-dollars; times are integer milliseconds since 1970 UTC, because SQLite
-- has no time type and integers sort, compare and index exactly (the PostgreSQL files use timestamptz); booleans are 0 or 1.
CREATE TABLE users (
    id            TEXT    NOT NULL PRIMARY KEY,
    email         TEXT    NOT NULL UNIQUE,
    password_hash TEXT    NOT NULL,
    role          TEXT    NOT NULL CHECK (role IN ('admin', 'operator', 'viewer')),
    is_active     BOOLEAN NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    created_at    INTEGER NOT NULL,
    last_login_at INTEGER
)
-- ;;
CREATE TABLE api_key (
    id                   TEXT    NOT NULL PRIMARY KEY,
    name                 TEXT    NOT NULL,
    prefix               TEXT    NOT NULL,
    secret_hash          TEXT    NOT NULL UNIQUE CHECK (length(secret_hash) = 64),
    user_id              TEXT    REFERENCES users (id),
    status               TEXT    NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'frozen', 'revoked')),
    rpm                  INTEGER CHECK (rpm >= 0),
    tpm                  INTEGER CHECK (tpm >= 0),
    max_parallel         INTEGER CHECK (max_parallel >= 0),
    budget_nanousd       INTEGER CHECK (budget_nanousd >= 0),
    models               TEXT    NOT NULL DEFAULT '[]',
    allowed_ips          TEXT    NOT NULL DEFAULT '[]',
    require_signature    BOOLEAN NOT NULL DEFAULT 0 CHECK (require_signature IN (0, 1)),
    signing_secret       TEXT,
    default_preset       TEXT,
    tags                 TEXT    NOT NULL DEFAULT '[]',
    created_at           INTEGER NOT NULL,
    expires_at           INTEGER,
    revoked_at           INTEGER,
    revoke_reason        TEXT,
    previous_hash        TEXT,
    previous_until       INTEGER
)
-- ;;
CREATE INDEX idx_api_key_created_at ON api_key (created_at, id)
-- ;;
CREATE INDEX idx_api_key_user_id ON api_key (user_id)
-- ;;
CREATE TRIGGER api_key_stays_revoked
BEFORE UPDATE OF status ON api_key
WHEN OLD.status = 'revoked' AND NEW.status <> 'revoked'
BEGIN
    SELECT RAISE(ABORT, 'a revoked key stays revoked');
END
-- ;;
CREATE TABLE refresh_token (
    id         TEXT    NOT NULL PRIMARY KEY,
    family     TEXT    NOT NULL,
    user_id    TEXT    NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash TEXT    NOT NULL UNIQUE,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER,
    revoked_at INTEGER,
    ip         TEXT
)
-- ;;
CREATE INDEX idx_refresh_token_family ON refresh_token (family)
-- ;;
CREATE INDEX idx_refresh_token_user_id ON refresh_token (user_id)
-- ;;
CREATE TABLE idempotency (
    actor_id    TEXT    NOT NULL,
    request_key TEXT    NOT NULL,
    route       TEXT    NOT NULL,
    body_hash   TEXT    NOT NULL,
    status      INTEGER NOT NULL DEFAULT 0,
    reply       TEXT,
    created_at  INTEGER NOT NULL,
    PRIMARY KEY (actor_id, request_key)
)
-- ;;
CREATE INDEX idx_idempotency_created_at ON idempotency (created_at)
