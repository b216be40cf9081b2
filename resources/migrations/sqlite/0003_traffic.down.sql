DROP TABLE metric_minute
-- ;;
DROP TABLE key_day
-- ;;
DROP TABLE usage_adjustment
-- ;;
DROP TABLE usage_ledger
-- ;;
DROP TABLE request_attempt
-- ;;
DROP TABLE gateway_log
