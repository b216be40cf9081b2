DROP TRIGGER usage_adjustment_is_never_edited ON usage_adjustment
-- ;;
DROP TRIGGER usage_adjustment_is_never_deleted ON usage_adjustment
-- ;;
DROP TABLE price
-- ;;
DROP FUNCTION bill_is_never_edited()
