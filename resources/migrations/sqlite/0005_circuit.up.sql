-- What operators ordered for a provider's model: open until then, or closed. One word a route: the last one.
CREATE TABLE circuit (
    id         TEXT    NOT NULL PRIMARY KEY,
    provider   TEXT    NOT NULL,
    model      TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('open', 'closed')),
    reason     TEXT,
    source     TEXT    NOT NULL,
    created_by TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    UNIQUE (provider, model)
)
