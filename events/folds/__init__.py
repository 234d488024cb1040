"""Folds: pure functions from events to state. One module a fold; `reader.py` keeps the states."""
