-- Replies that are being written: who writes one renews its lease, and where nobody does, another process completes it.
CREATE TABLE unfinished (
    person_id BLOB NOT NULL,
    reply_id  BLOB NOT NULL,
    lease_ms  INTEGER NOT NULL,
    PRIMARY KEY (person_id, reply_id)
) STRICT, WITHOUT ROWID;

-- What is known of each so far, in order: sealed for the person.
CREATE TABLE unfinished_parts (
    person_id BLOB NOT NULL,
    reply_id  BLOB NOT NULL,
    number    INTEGER NOT NULL,
    box       BLOB NOT NULL,
    PRIMARY KEY (person_id, reply_id, number),
    FOREIGN KEY (person_id, reply_id) REFERENCES unfinished ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
