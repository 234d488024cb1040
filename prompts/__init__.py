"""What the coach may draw on, as data: technique cards from three articles, and prompt files."""
