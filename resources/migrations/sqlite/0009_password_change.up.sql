-- A password that somebody else has set is good for one thing: choosing another.
ALTER TABLE users ADD COLUMN must_change_password BOOLEAN NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1))
