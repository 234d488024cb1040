-- Folded states, to start from. Disposable: without them everything is folded again from the log.
CREATE TABLE snapshots (
    person_id BLOB PRIMARY KEY CHECK (length(person_id) = 16),
    version   INTEGER NOT NULL,
    hash      BLOB NOT NULL,
    states    BLOB NOT NULL
) STRICT, WITHOUT ROWID;
