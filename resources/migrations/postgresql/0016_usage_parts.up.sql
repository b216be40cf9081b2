-- Table usage_hour summed up once more by one part at a time: all of it (dim 'all', part ''), or one key, user, provider or model.
-- usage_part_day, by UTC days, is what groups of a long span are read from; usage_part_hour, whose rows of one part lie together, what
-- a series is read from, so that days may be those of the reader's clock. Kept by store/usage_rollup.cpp in the ledger's transaction.
CREATE TABLE usage_part_day (
    dim                TEXT    NOT NULL,
    day                BIGINT NOT NULL,
    part               TEXT    NOT NULL,
    calls              BIGINT NOT NULL DEFAULT 0,
    tokens_in          BIGINT NOT NULL DEFAULT 0,
    tokens_out         BIGINT NOT NULL DEFAULT 0,
    tokens_cached      BIGINT NOT NULL DEFAULT 0,
    tokens_cache_write BIGINT NOT NULL DEFAULT 0,
    tokens_reasoning   BIGINT NOT NULL DEFAULT 0,
    cost_nanousd       BIGINT NOT NULL DEFAULT 0,
    unpriced           BIGINT NOT NULL DEFAULT 0,
    estimated          BIGINT NOT NULL DEFAULT 0,
    estimated_nanousd  BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (dim, day, part)
)
-- ;;
CREATE TABLE usage_part_hour (
    dim                TEXT    NOT NULL,
    part               TEXT    NOT NULL,
    hour               BIGINT NOT NULL,
    calls              BIGINT NOT NULL DEFAULT 0,
    tokens_in          BIGINT NOT NULL DEFAULT 0,
    tokens_out         BIGINT NOT NULL DEFAULT 0,
    tokens_cached      BIGINT NOT NULL DEFAULT 0,
    tokens_cache_write BIGINT NOT NULL DEFAULT 0,
    tokens_reasoning   BIGINT NOT NULL DEFAULT 0,
    cost_nanousd       BIGINT NOT NULL DEFAULT 0,
    unpriced           BIGINT NOT NULL DEFAULT 0,
    estimated          BIGINT NOT NULL DEFAULT 0,
    estimated_nanousd  BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (dim, part, hour)
)
-- ;;
INSERT INTO usage_part_hour (dim, hour, part, calls, tokens_in, tokens_out, tokens_cached, tokens_cache_write, tokens_reasoning, cost_nanousd, unpriced, estimated, estimated_nanousd)
SELECT 'all', hour, '', sum(calls), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), sum(cost_nanousd), sum(unpriced), sum(estimated), sum(estimated_nanousd)
FROM usage_hour
GROUP BY 1, 2, 3
-- ;;
INSERT INTO usage_part_hour (dim, hour, part, calls, tokens_in, tokens_out, tokens_cached, tokens_cache_write, tokens_reasoning, cost_nanousd, unpriced, estimated, estimated_nanousd)
SELECT 'key', hour, key_id, sum(calls), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), sum(cost_nanousd), sum(unpriced), sum(estimated), sum(estimated_nanousd)
FROM usage_hour
GROUP BY 1, 2, 3
-- ;;
INSERT INTO usage_part_hour (dim, hour, part, calls, tokens_in, tokens_out, tokens_cached, tokens_cache_write, tokens_reasoning, cost_nanousd, unpriced, estimated, estimated_nanousd)
SELECT 'user', hour, user_id, sum(calls), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), sum(cost_nanousd), sum(unpriced), sum(estimated), sum(estimated_nanousd)
FROM usage_hour
GROUP BY 1, 2, 3
-- ;;
INSERT INTO usage_part_hour (dim, hour, part, calls, tokens_in, tokens_out, tokens_cached, tokens_cache_write, tokens_reasoning, cost_nanousd, unpriced, estimated, estimated_nanousd)
SELECT 'provider', hour, provider, sum(calls), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), sum(cost_nanousd), sum(unpriced), sum(estimated), sum(estimated_nanousd)
FROM usage_hour
GROUP BY 1, 2, 3
-- ;;
INSERT INTO usage_part_hour (dim, hour, part, calls, tokens_in, tokens_out, tokens_cached, tokens_cache_write, tokens_reasoning, cost_nanousd, unpriced, estimated, estimated_nanousd)
SELECT 'model', hour, model, sum(calls), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), sum(cost_nanousd), sum(unpriced), sum(estimated), sum(estimated_nanousd)
FROM usage_hour
GROUP BY 1, 2, 3
-- ;;
INSERT INTO usage_part_day (dim, day, part, calls, tokens_in, tokens_out, tokens_cached, tokens_cache_write, tokens_reasoning, cost_nanousd, unpriced, estimated, estimated_nanousd)
SELECT dim, hour - hour % 86400000, part, sum(calls), sum(tokens_in), sum(tokens_out), sum(tokens_cached), sum(tokens_cache_write), sum(tokens_reasoning), sum(cost_nanousd), sum(unpriced), sum(estimated), sum(estimated_nanousd)
FROM usage_part_hour
GROUP BY 1, 2, 3
