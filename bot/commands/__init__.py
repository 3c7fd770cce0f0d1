"""The command line's groups of commands, one a file; `bot.__main__` puts them together."""
