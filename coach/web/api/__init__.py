"""The JSON API under /api/v1, one module a resource. Types are those of `coach/contracts.py`."""
