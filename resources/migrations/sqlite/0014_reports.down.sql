DROP INDEX idx_gateway_log_slow
-- ;;
DROP INDEX idx_gateway_log_failed
-- ;;
DROP TABLE usage_hour
-- ;;
DROP TABLE latency_step
