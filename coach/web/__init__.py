"""The web surface: server-rendered pages that work without script, a JSON API, and streamed replies."""
