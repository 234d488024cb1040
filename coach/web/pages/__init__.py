"""Pages, one module a room. A new room is a module here, a template, and a line in `coach/web/app.py`."""
