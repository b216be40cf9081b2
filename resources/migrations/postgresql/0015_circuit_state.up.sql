-- What circuits that open by themselves knew when the engine ended: the state of a provider's model, until when it rests, its
-- counters, and its last turns with their reasons (JSON, the newest last). Written behind the requests, at most twice a second.
CREATE TABLE circuit_state (
    provider        TEXT    NOT NULL,
    model           TEXT    NOT NULL,
    state           TEXT    NOT NULL CHECK (state IN ('open', 'closed')),
    reason          TEXT,
    by_order        BOOLEAN NOT NULL,
    order_id        TEXT,
    until_at        BIGINT  NOT NULL,
    next_rest_ms    BIGINT  NOT NULL CHECK (next_rest_ms >= 0),
    failures_in_row BIGINT  NOT NULL CHECK (failures_in_row >= 0),
    openings        BIGINT  NOT NULL CHECK (openings >= 0),
    turns           TEXT    NOT NULL,
    updated_at      BIGINT  NOT NULL,
    PRIMARY KEY (provider, model)
)
