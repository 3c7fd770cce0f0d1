"""What makes Slack durable: inbox, worker, outbox sender, transports and their composition.

Must not know the handlers: they are handed in.
"""
