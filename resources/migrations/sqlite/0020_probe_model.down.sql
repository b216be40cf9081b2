ALTER TABLE provider DROP COLUMN probe_model
