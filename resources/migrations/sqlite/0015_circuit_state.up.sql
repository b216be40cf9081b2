-- What circuits that open by themselves knew when the engine ended: the state of a provider's model, until when it rests, its
-- counters, and its last turns with their reasons (JSON, the newest last). Written behind the requests, at most twice a second.
CREATE TABLE circuit_state (
    provider        TEXT    NOT NULL,
    model           TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('open', 'closed')),
    reason          TEXT,
    by_order        BOOLEAN NOT NULL CHECK (by_order IN (0, 1)),
    order_id        TEXT,
    until_at        INTEGER NOT NULL,
    next_rest_ms    INTEGER NOT NULL CHECK (next_rest_ms >= 0),
    failures_in_row INTEGER NOT NULL CHECK (failures_in_row >= 0),
    openings        INTEGER NOT NULL CHECK (openings >= 0),
    turns           TEXT    NOT NULL,
    updated_at      INTEGER NOT NULL,
    PRIMARY KEY (provider, model)
)
