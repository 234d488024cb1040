"""The command line, one module a group of commands. Heavy imports happen inside the commands: `--help` is instant."""
