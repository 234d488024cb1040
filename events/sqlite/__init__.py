"""The log, its keys and its snapshots in SQLite: the embedded default. SQL lives in `.sql` files as named blocks."""
