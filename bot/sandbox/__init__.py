"""A Slack-compatible workspace on this machine, with a page: to try, develop and test the bot without Slack.

Only `bot.__main__` and tests import it, and it imports nothing of the bot: what passes here must pass at
Slack, so it may not know how the bot is made. `server.SandboxServer` is its door.
"""
