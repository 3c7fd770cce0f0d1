"""The command line's commands, a file each or each group of them; `bot.__main__` puts them together."""
