"""What else a paste shows: programs, settings, services, accounts, what people say of it."""
