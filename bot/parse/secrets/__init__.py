"""Where secrets stand in a text, kind by kind; `bot.parse.redact` asks and takes them out."""
