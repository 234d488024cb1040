"""Thirty replies over ten invented journals, printed into docs/replies.md."""
