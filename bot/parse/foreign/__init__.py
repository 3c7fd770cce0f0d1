"""Other protocols: in a text, in a reply or a line, in a program's error."""
