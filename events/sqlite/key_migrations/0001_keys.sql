-- One wrapped key a subject. secret is NULL once the subject was forgotten: destroyed is told from unknown.
CREATE TABLE subject_keys (
    subject_id   BLOB PRIMARY KEY CHECK (length(subject_id) = 16),
    secret       BLOB,
    created_at   TEXT NOT NULL,
    destroyed_at TEXT,
    CHECK ((secret IS NULL) = (destroyed_at IS NOT NULL))
) STRICT, WITHOUT ROWID;
