"""What is told where no reply, or not a whole one, stands in a paste."""
