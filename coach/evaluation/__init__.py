"""Measuring what the program understands, as pure functions: labelled rows in, figures out."""
