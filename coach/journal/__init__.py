"""The journal: what a person may do to it, decided purely, and the service that appends what was decided."""
