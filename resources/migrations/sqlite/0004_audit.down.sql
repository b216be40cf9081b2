DROP TRIGGER audit_log_is_never_deleted
-- ;;
DROP TRIGGER audit_log_is_never_edited
-- ;;
DROP TABLE audit_log
