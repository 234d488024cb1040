"""Importing: history from files becomes entries of the journal, once, and can be taken back.

`table` reads a file into records; a format (`bank`, `plain`) turns records into rows; `intake` turns rows into events
and tells new rows from known and changed ones; `service` runs an import and undoes it.
"""
