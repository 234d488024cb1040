-- Which master key the keys are wrapped under: a mark of it, changed in the transaction that wraps them anew.
CREATE TABLE master_key (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    mark     BLOB NOT NULL CHECK (length(mark) = 32)
) STRICT;
