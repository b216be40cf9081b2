-- What a rotated key still needs of its old secret, when each secret was last used, and the nonces of signed requests
-- that a restart must not forget.
ALTER TABLE api_key ADD COLUMN rotated_at INTEGER
-- ;;
ALTER TABLE api_key ADD COLUMN previous_prefix TEXT
-- ;;
ALTER TABLE api_key ADD COLUMN previous_signing_secret TEXT
-- ;;
CREATE TABLE secret_use (
    secret_hash  TEXT    NOT NULL PRIMARY KEY,
    key_id       TEXT    NOT NULL REFERENCES api_key (id) ON DELETE CASCADE,
    last_used_at INTEGER NOT NULL,
    last_ip      TEXT
)
-- ;;
CREATE INDEX idx_secret_use_key_id ON secret_use (key_id)
-- ;;
CREATE TABLE used_nonce (
    id         TEXT    NOT NULL PRIMARY KEY CHECK (length(id) = 32),
    expires_at INTEGER NOT NULL
) WITHOUT ROWID
-- ;;
CREATE INDEX idx_used_nonce_expires_at ON used_nonce (expires_at)
