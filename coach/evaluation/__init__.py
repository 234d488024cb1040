"""Evaluation: the coach held against labelled sets and generated journals. `coach eval` prints the table."""
