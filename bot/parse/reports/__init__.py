"""What a bounce mail's fields and prose say, be it a mail or pasted."""
