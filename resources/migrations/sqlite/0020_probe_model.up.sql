-- The model that a health probe asks for a real, tiny answer. NULL: the probe asks for the model list only, as before.
ALTER TABLE provider ADD COLUMN probe_model TEXT
