-- The log. Rows are for ever: this table is only ever added to.
CREATE TABLE events (
    -- AUTOINCREMENT: a plain rowid would be used again after a deletion, and a reader would skip an event.
    position    INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id   BLOB NOT NULL CHECK (length(person_id) = 16),
    version     INTEGER NOT NULL CHECK (version >= 1),
    event_id    BLOB NOT NULL CHECK (length(event_id) = 16),
    type        TEXT NOT NULL,
    schema      INTEGER NOT NULL CHECK (schema >= 1),
    occurred_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    body        TEXT NOT NULL,
    sealed      BLOB,
    hash        BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

-- One event a version: two writers that computed the same next version cannot both succeed.
CREATE UNIQUE INDEX events_version ON events (person_id, version);

-- Exactly once: the same event sent twice finds itself here.
CREATE UNIQUE INDEX events_id ON events (person_id, event_id);

-- Append-only, enforced where no program can forget it.
CREATE TRIGGER events_never_change BEFORE UPDATE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;

-- With recursive_triggers on, this also stops INSERT OR REPLACE, which deletes the row that it replaces.
CREATE TRIGGER events_never_go BEFORE DELETE ON events
BEGIN
    SELECT RAISE(ABORT, 'events are never removed');
END;
