-- Tokens that went to models: one row a person and day. Persons are random ids; only the present day is kept.
CREATE TABLE spending (
    day       TEXT NOT NULL,
    person_id TEXT NOT NULL,
    tokens    INTEGER NOT NULL,
    PRIMARY KEY (day, person_id)
) STRICT, WITHOUT ROWID;
