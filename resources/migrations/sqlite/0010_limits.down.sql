DROP INDEX idx_usage_ledger_user_id
-- ;;
DROP TABLE limit_rule
