-- Limits beside those of a key itself: of users, presets and addresses, and what holds for all without one of their own
-- (subject '*'). For a key, what api_key has no column for. An empty number means: no such limit, or the one of '*'.
CREATE TABLE limit_rule (
    id                   TEXT    NOT NULL PRIMARY KEY,
    scope                TEXT    NOT NULL CHECK (scope IN ('global', 'key', 'user', 'preset', 'ip')),
    subject              TEXT    NOT NULL,
    rpm                  INTEGER CHECK (rpm >= 1),
    tpm                  INTEGER CHECK (tpm >= 1),
    tpd                  INTEGER CHECK (tpd >= 1),
    max_parallel         INTEGER CHECK (max_parallel >= 1),
    budget_nanousd       INTEGER CHECK (budget_nanousd >= 0),
    budget_day_nanousd   INTEGER CHECK (budget_day_nanousd >= 0),
    budget_month_nanousd INTEGER CHECK (budget_month_nanousd >= 0),
    updated_by           TEXT,
    updated_at           INTEGER NOT NULL,
    UNIQUE (scope, subject)
)
-- ;;
-- What each user has spent, without a walk over the whole bill.
CREATE INDEX idx_usage_ledger_user_id ON usage_ledger (user_id, created_at, cost_nanousd) WHERE user_id IS NOT NULL
