DROP TABLE used_nonce
-- ;;
DROP TABLE secret_use
-- ;;
ALTER TABLE api_key DROP COLUMN previous_signing_secret
-- ;;
ALTER TABLE api_key DROP COLUMN previous_prefix
-- ;;
ALTER TABLE api_key DROP COLUMN rotated_at
