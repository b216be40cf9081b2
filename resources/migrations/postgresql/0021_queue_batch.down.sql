ALTER TABLE usage_part_hour DROP COLUMN batch_nanousd
-- ;;
ALTER TABLE usage_part_hour DROP COLUMN batch
-- ;;
ALTER TABLE usage_part_day DROP COLUMN batch_nanousd
-- ;;
ALTER TABLE usage_part_day DROP COLUMN batch
-- ;;
ALTER TABLE usage_hour DROP COLUMN batch_nanousd
-- ;;
ALTER TABLE usage_hour DROP COLUMN batch
-- ;;
ALTER TABLE latency_step DROP COLUMN body_ms
-- ;;
ALTER TABLE latency_step DROP COLUMN queue_ms
