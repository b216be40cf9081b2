-- Why each request went where it went; caps of a preset's items; how often a provider is asked for its model list.
ALTER TABLE gateway_log ADD COLUMN route_note TEXT
-- ;;
ALTER TABLE provider_preset_item ADD COLUMN max_parallel INTEGER CHECK (max_parallel > 0)
-- ;;
ALTER TABLE provider_preset_item ADD COLUMN rpm INTEGER CHECK (rpm > 0)
-- ;;
ALTER TABLE provider ADD COLUMN probe_seconds INTEGER CHECK (probe_seconds > 0)
