DROP TABLE blocked_ip
-- ;;
DROP TABLE provider_preset_item
-- ;;
DROP TABLE provider_preset
-- ;;
DROP TABLE provider
