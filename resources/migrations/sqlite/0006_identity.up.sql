-- Where a user last signed in from, through which door each sign-in came, and a quick count of failed sign-ins.
ALTER TABLE users ADD COLUMN last_login_ip TEXT
-- ;;
ALTER TABLE refresh_token ADD COLUMN client TEXT NOT NULL DEFAULT 'api' CHECK (client IN ('api', 'console', 'local'))
-- ;;
CREATE INDEX idx_refresh_token_expires_at ON refresh_token (expires_at)
-- ;;
CREATE INDEX idx_audit_log_login_failed ON audit_log (created_at, target_id) WHERE action = 'auth.login_failed'
