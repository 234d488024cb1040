"""Rebound: a coach for people who sell and hear "no" all day."""

__version__ = "0.1.0"
