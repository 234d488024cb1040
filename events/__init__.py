"""A small event store: an append-only log with sealed private parts and hash chains, and folds over it.

It imports nothing from the rest of Rebound. Start with `envelope.py` (what an event is), `log.py` (what a log
promises), `types/` (the events) and `folds/` (state from events).
"""
