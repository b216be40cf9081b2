DROP TRIGGER usage_adjustment_is_never_edited
-- ;;
DROP TRIGGER usage_adjustment_is_never_deleted
-- ;;
DROP TABLE price
