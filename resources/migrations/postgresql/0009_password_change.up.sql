-- A password that somebody else has set is good for one thing: choosing another.
ALTER TABLE users ADD COLUMN must_change_password BOOLEAN NOT NULL DEFAULT FALSE
