-- What each model may do: one row for a model at an endpoint with a prompt. No word of anybody is in it.
CREATE TABLE standings (
    name       TEXT PRIMARY KEY,
    standing   BLOB NOT NULL,
    changed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
