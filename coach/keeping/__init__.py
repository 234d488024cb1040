"""Keeping: backups of the data folder and putting one back."""
