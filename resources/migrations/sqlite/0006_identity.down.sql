DROP INDEX idx_audit_log_login_failed
-- ;;
DROP INDEX idx_refresh_token_expires_at
-- ;;
ALTER TABLE refresh_token DROP COLUMN client
-- ;;
ALTER TABLE users DROP COLUMN last_login_ip
