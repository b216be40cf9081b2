-- Upstreams and the presets that choose among them. A preset item names its provider, as the handbook's UPDATEs do.
CREATE TABLE provider (
    id                    TEXT    NOT NULL PRIMARY KEY,
    name                  TEXT    NOT NULL UNIQUE,
    kind                  TEXT    NOT NULL CHECK (kind IN ('openai', 'anthropic', 'gemini', 'azure')),
    base_url              TEXT    NOT NULL,
    allow_private         BOOLEAN NOT NULL DEFAULT 0 CHECK (allow_private IN (0, 1)),
    is_active             BOOLEAN NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    credential            TEXT,
    credential_hint       TEXT,
    connect_timeout_ms    INTEGER CHECK (connect_timeout_ms > 0),
    first_byte_timeout_ms INTEGER CHECK (first_byte_timeout_ms > 0),
    idle_timeout_ms       INTEGER CHECK (idle_timeout_ms > 0),
    total_timeout_ms      INTEGER CHECK (total_timeout_ms > 0),
    created_at            INTEGER NOT NULL
)
-- ;;
CREATE TABLE provider_preset (
    id         TEXT    NOT NULL PRIMARY KEY,
    name       TEXT    NOT NULL UNIQUE,
    strategy   TEXT    NOT NULL CHECK (strategy IN ('weighted', 'priority', 'latency', 'least_busy', 'sticky')),
    created_at INTEGER NOT NULL
)
-- ;;
CREATE TABLE provider_preset_item (
    id        TEXT    NOT NULL PRIMARY KEY,
    preset_id TEXT    NOT NULL REFERENCES provider_preset (id) ON DELETE CASCADE,
    provider  TEXT    NOT NULL REFERENCES provider (name),
    model     TEXT    NOT NULL,
    weight    INTEGER NOT NULL DEFAULT 1 CHECK (weight >= 0),
    priority  INTEGER NOT NULL DEFAULT 0 CHECK (priority >= 0),
    is_active BOOLEAN NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    position  INTEGER NOT NULL DEFAULT 0,
    UNIQUE (preset_id, provider, model)
)
-- ;;
CREATE INDEX idx_provider_preset_item_provider ON provider_preset_item (provider)
-- ;;
CREATE TABLE blocked_ip (
    id         TEXT    NOT NULL PRIMARY KEY,
    ip         TEXT    NOT NULL UNIQUE,
    reason     TEXT,
    source     TEXT    NOT NULL,
    created_by TEXT,
    created_at INTEGER NOT NULL,
    expires_at INTEGER
)
