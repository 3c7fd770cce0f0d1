"""What chat, archives, terminals and programs made of a text, undone; its lines."""
