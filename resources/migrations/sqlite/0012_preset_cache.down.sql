ALTER TABLE provider_preset DROP COLUMN cache_bill_percent
-- ;;
ALTER TABLE provider_preset DROP COLUMN cache_ttl_seconds
-- ;;
ALTER TABLE provider_preset DROP COLUMN cache_scope
-- ;;
ALTER TABLE provider_preset DROP COLUMN cache
