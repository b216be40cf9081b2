-- Where a request waited before any provider heard of it: inside the gateway (queue_ms), and for the client's own body (body_ms). Both
-- were part of gateway_ms in older rows and stay there.
ALTER TABLE latency_step ADD COLUMN queue_ms BIGINT NOT NULL DEFAULT 0
-- ;;
ALTER TABLE latency_step ADD COLUMN body_ms BIGINT NOT NULL DEFAULT 0
-- ;;
-- What was billed at the price for work done at leisure (service tiers batch and flex): its calls and its cost, which is part of
-- cost_nanousd. From here on rows of usage_hour and usage_part_hour begin at quarters of an hour (column hour is their begin): days
-- begin there in every time zone. Older rows stay whole hours.
ALTER TABLE usage_hour ADD COLUMN batch BIGINT NOT NULL DEFAULT 0
-- ;;
ALTER TABLE usage_hour ADD COLUMN batch_nanousd BIGINT NOT NULL DEFAULT 0
-- ;;
ALTER TABLE usage_part_day ADD COLUMN batch BIGINT NOT NULL DEFAULT 0
-- ;;
ALTER TABLE usage_part_day ADD COLUMN batch_nanousd BIGINT NOT NULL DEFAULT 0
-- ;;
ALTER TABLE usage_part_hour ADD COLUMN batch BIGINT NOT NULL DEFAULT 0
-- ;;
ALTER TABLE usage_part_hour ADD COLUMN batch_nanousd BIGINT NOT NULL DEFAULT 0
-- ;;
-- Ledger rows of that price say so; few do. Rows are added to those that stand, which no other column of theirs notices.
INSERT INTO usage_hour (hour, key_id, user_id, provider, model, batch, batch_nanousd)
SELECT (extract(epoch FROM date_trunc('hour', created_at)) * 1000)::bigint, coalesce(key_id, ''), coalesce(user_id, ''), coalesce(provider, ''), coalesce(model, ''), count(*), coalesce(sum(cost_nanousd), 0)
FROM usage_ledger
WHERE price_version LIKE '%/batch'
GROUP BY 1, 2, 3, 4, 5
ON CONFLICT (hour, key_id, user_id, provider, model) DO UPDATE SET batch = excluded.batch, batch_nanousd = excluded.batch_nanousd
-- ;;
INSERT INTO usage_part_hour (dim, part, hour, batch, batch_nanousd)
SELECT 'all', '', hour, sum(batch), sum(batch_nanousd)
FROM usage_hour
WHERE batch > 0
GROUP BY 1, 2, 3
ON CONFLICT (dim, part, hour) DO UPDATE SET batch = excluded.batch, batch_nanousd = excluded.batch_nanousd
-- ;;
INSERT INTO usage_part_hour (dim, part, hour, batch, batch_nanousd)
SELECT 'key', key_id, hour, sum(batch), sum(batch_nanousd)
FROM usage_hour
WHERE batch > 0
GROUP BY 1, 2, 3
ON CONFLICT (dim, part, hour) DO UPDATE SET batch = excluded.batch, batch_nanousd = excluded.batch_nanousd
-- ;;
INSERT INTO usage_part_hour (dim, part, hour, batch, batch_nanousd)
SELECT 'user', user_id, hour, sum(batch), sum(batch_nanousd)
FROM usage_hour
WHERE batch > 0
GROUP BY 1, 2, 3
ON CONFLICT (dim, part, hour) DO UPDATE SET batch = excluded.batch, batch_nanousd = excluded.batch_nanousd
-- ;;
INSERT INTO usage_part_hour (dim, part, hour, batch, batch_nanousd)
SELECT 'provider', provider, hour, sum(batch), sum(batch_nanousd)
FROM usage_hour
WHERE batch > 0
GROUP BY 1, 2, 3
ON CONFLICT (dim, part, hour) DO UPDATE SET batch = excluded.batch, batch_nanousd = excluded.batch_nanousd
-- ;;
INSERT INTO usage_part_hour (dim, part, hour, batch, batch_nanousd)
SELECT 'model', model, hour, sum(batch), sum(batch_nanousd)
FROM usage_hour
WHERE batch > 0
GROUP BY 1, 2, 3
ON CONFLICT (dim, part, hour) DO UPDATE SET batch = excluded.batch, batch_nanousd = excluded.batch_nanousd
-- ;;
INSERT INTO usage_part_day (dim, day, part, batch, batch_nanousd)
SELECT dim, hour - hour % 86400000, part, sum(batch), sum(batch_nanousd)
FROM usage_part_hour
WHERE batch > 0
GROUP BY 1, 2, 3
ON CONFLICT (dim, day, part) DO UPDATE SET batch = excluded.batch, batch_nanousd = excluded.batch_nanousd
