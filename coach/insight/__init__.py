"""Insight: honest statistics on folded state. Pure functions; nothing here reads or writes."""
