-- One-time sign-in links. A token is 256 random bits, so its plain SHA-256 is enough to keep.
CREATE TABLE links (
    token_hash BLOB PRIMARY KEY,
    person_id  TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Sessions of signed-in devices.
CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY,
    person_id  TEXT NOT NULL,
    expires_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
