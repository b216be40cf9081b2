-- As in sqlite/0018: as few indexes as the readers of a request need, its attempts in its own row.
ALTER TABLE gateway_log ADD COLUMN attempt_list JSONB
-- ;;
UPDATE gateway_log l SET attempt_list = (
    SELECT jsonb_agg(jsonb_build_array(a.attempt, a.provider, a.upstream_model, a.status, a.error_code, a.detail, a.dns_ms,
                                       a.connect_ms, a.tls_ms, a.first_byte_ms, a.total_ms, a.circuit_state) ORDER BY a.attempt)
    FROM request_attempt a WHERE a.trace_id = l.trace_id)
-- ;;
DROP TABLE request_attempt
-- ;;
CREATE VIEW request_attempt AS
SELECT l.trace_id, (a.value ->> 0)::INTEGER AS attempt, a.value ->> 1 AS provider, a.value ->> 2 AS upstream_model,
       (a.value ->> 3)::INTEGER AS status, a.value ->> 4 AS error_code, a.value ->> 5 AS detail, (a.value ->> 6)::INTEGER AS dns_ms,
       (a.value ->> 7)::INTEGER AS connect_ms, (a.value ->> 8)::INTEGER AS tls_ms, (a.value ->> 9)::INTEGER AS first_byte_ms,
       (a.value ->> 10)::INTEGER AS total_ms, a.value ->> 11 AS circuit_state
FROM gateway_log l CROSS JOIN LATERAL jsonb_array_elements(coalesce(l.attempt_list, '[]'::JSONB)) AS a (value)
-- ;;
ALTER TABLE gateway_log DROP CONSTRAINT gateway_log_pkey
-- ;;
DROP INDEX idx_gateway_log_created_at
-- ;;
CREATE INDEX idx_gateway_log_created_at ON gateway_log (created_at)
-- ;;
DROP INDEX idx_gateway_log_key_id
-- ;;
DROP INDEX idx_usage_ledger_created_at
-- ;;
DROP INDEX idx_usage_ledger_user_id
