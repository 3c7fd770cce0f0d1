"""What people read: records become Slack messages, forms and terminal text. Pure, no Slack library.

`Card` is a message, `Modal` a form; each module makes the cards of one matter. Words of a paste
stand only in `plain_text` and in the text of `rich_text`, so they format, mention and link nothing.
"""

from bot.cards.card import Card, Modal

__all__ = ["Card", "Modal"]
