-- name: insert_event
-- Add rows ({rows} is ten question marks in brackets for each); their positions are taken by the database.
INSERT INTO events
    (person_id, version, event_id, type, schema, occurred_at, recorded_at, body, sealed, hash)
VALUES {rows};

-- name: head
-- Where a stream stands: version and hash of its newest row.
SELECT version, hash FROM events WHERE person_id = ? ORDER BY version DESC LIMIT 1;

-- name: by_ids
-- A stream's rows with these event ids ({marks} is one question mark an id).
SELECT position, person_id, version, event_id, type, schema, occurred_at, recorded_at, body, sealed, hash
FROM events WHERE person_id = ? AND event_id IN ({marks});

-- name: by_versions
-- A stream's rows at these versions ({marks} is one question mark a version).
SELECT position, person_id, version, event_id, type, schema, occurred_at, recorded_at, body, sealed, hash
FROM events WHERE person_id = ? AND version IN ({marks});

-- name: page_forward
-- The next rows of a stream after a version.
SELECT position, person_id, version, event_id, type, schema, occurred_at, recorded_at, body, sealed, hash
FROM events WHERE person_id = ? AND version > ? ORDER BY version LIMIT ?;

-- name: occurrences
-- What folds see of the next rows of a stream after a version.
SELECT version, event_id, type, schema, occurred_at, body, sealed
FROM events WHERE person_id = ? AND version > ? ORDER BY version LIMIT ?;

-- name: page_backward
-- The rows of a stream below a version and above another, newest first.
SELECT position, person_id, version, event_id, type, schema, occurred_at, recorded_at, body, sealed, hash
FROM events WHERE person_id = ? AND version < ? AND version > ? ORDER BY version DESC LIMIT ?;

-- name: page_of_all
-- The next rows of the whole log after a position.
SELECT position, person_id, version, event_id, type, schema, occurred_at, recorded_at, body, sealed, hash
FROM events WHERE position > ? ORDER BY position LIMIT ?;

-- name: people
-- Everybody with a stream, oldest first.
SELECT person_id FROM events WHERE version = 1 ORDER BY position;

-- name: count
-- How many events there are.
SELECT count(*) FROM events;

-- name: key
-- A subject's wrapped key; secret is NULL where it was destroyed.
SELECT secret FROM subject_keys WHERE subject_id = ?;

-- name: insert_key
-- Keep a new key, unless another process was first.
INSERT INTO subject_keys (subject_id, secret, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING;

-- name: destroy_key
-- Destroy a key for ever; the row stays as the mark of it, and is made where there was no key yet.
INSERT INTO subject_keys (destroyed_at, created_at, subject_id, secret) VALUES (?1, ?1, ?2, NULL)
ON CONFLICT (subject_id) DO UPDATE SET secret = NULL, destroyed_at = excluded.destroyed_at WHERE destroyed_at IS NULL;

-- name: any_key
-- One key that is not destroyed, to try a master key on.
SELECT subject_id, secret FROM subject_keys WHERE secret IS NOT NULL LIMIT 1;

-- name: live_keys
-- Every key that is not destroyed.
SELECT subject_id, secret FROM subject_keys WHERE secret IS NOT NULL;

-- name: rewrap_key
-- Keep a key under another master key; one that was destroyed stays so.
UPDATE subject_keys SET secret = ? WHERE subject_id = ? AND secret IS NOT NULL;

-- name: mark
-- The mark of the master key that the keys are wrapped under.
SELECT mark FROM master_key;

-- name: keep_mark
-- Name the master key that the keys are wrapped under.
INSERT INTO master_key (only_row, mark) VALUES (1, ?) ON CONFLICT (only_row) DO UPDATE SET mark = excluded.mark;

-- name: snapshot
-- A person's snapshot: the version it stands at, the hash of that version's row, the folded states.
SELECT version, hash, states FROM snapshots WHERE person_id = ?;

-- name: keep_snapshot
-- Keep a newer snapshot in the place of an older one.
INSERT INTO snapshots (person_id, version, hash, states) VALUES (?, ?, ?, ?)
ON CONFLICT (person_id) DO UPDATE SET version = excluded.version, hash = excluded.hash, states = excluded.states;

-- name: drop_snapshot
-- Drop a person's snapshot.
DELETE FROM snapshots WHERE person_id = ?;
