"""`python -m coach.cli`: the same as `coach`."""

from coach.cli.main import main

main()
