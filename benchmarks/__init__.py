"""Measurements against the goals, as ratios in one run: `make bench`."""
