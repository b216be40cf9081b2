DROP TABLE idempotency
-- ;;
DROP TABLE refresh_token
-- ;;
DROP TABLE api_key
-- ;;
DROP TABLE users
