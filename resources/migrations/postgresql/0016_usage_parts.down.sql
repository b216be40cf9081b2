DROP TABLE usage_part_hour
-- ;;
DROP TABLE usage_part_day
