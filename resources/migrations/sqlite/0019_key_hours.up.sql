-- In which of its 24 hours (UTC, bit 0 is the first) a key made requests on a day, so that a list by key walks these and not the
-- day. Of days from before nobody knows: all of them.
ALTER TABLE key_day ADD COLUMN hours INTEGER NOT NULL DEFAULT 16777215
