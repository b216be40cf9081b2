ALTER TABLE provider DROP COLUMN probe_seconds
-- ;;
ALTER TABLE provider_preset_item DROP COLUMN rpm
-- ;;
ALTER TABLE provider_preset_item DROP COLUMN max_parallel
-- ;;
ALTER TABLE gateway_log DROP COLUMN route_note
