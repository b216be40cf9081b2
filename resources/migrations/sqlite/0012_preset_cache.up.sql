-- What the response cache may do for a preset: which requests (off, those at temperature 0, all), who shares an answer, for how
-- long (NULL: GATEWAY_CACHE_TTL_SECONDS), and how much of its price an answer from the cache costs (0 free … 100 in full).
ALTER TABLE provider_preset ADD COLUMN cache TEXT NOT NULL DEFAULT 'temperature_zero' CHECK (cache IN ('off', 'temperature_zero', 'all'))
-- ;;
ALTER TABLE provider_preset ADD COLUMN cache_scope TEXT NOT NULL DEFAULT 'key' CHECK (cache_scope IN ('key', 'user'))
-- ;;
ALTER TABLE provider_preset ADD COLUMN cache_ttl_seconds INTEGER CHECK (cache_ttl_seconds > 0)
-- ;;
ALTER TABLE provider_preset ADD COLUMN cache_bill_percent INTEGER NOT NULL DEFAULT 0 CHECK (cache_bill_percent BETWEEN 0 AND 100)
