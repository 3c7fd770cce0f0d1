"""The small words with which somebody goes on behind a number that they met: "535 since Monday"."""

from __future__ import annotations

from typing import Final

# That it is there once more, or ever since: no server says so, and nothing that is counted is called so.
AGAIN: Final = (
    "again|still|(?:ever )?since|(?:schon )?wieder|immer|ständig|dauernd|seit(?:dem)?|encore|depuis"
    "|otra vez|desde|de novo|sempre|di nuovo|weer|sinds|znowu|od|опять|снова|с|после"
)
# And at what it happens.
WHEN: Final = (
    f"{AGAIN}|every|everywhere|if|when|whenever|while|after|from|at|beim?|wenn|falls|nach|während|quand|chez"
    "|lorsque|pendant|cuando|al|ao|quando|da|als|bij|gdy|przy|jeśli|när|når|kun|если|когда|при"
)
# The day it was; whose day it is may tell of work as well, so some look at these apart.
DAY: Final = (
    "yesterday|today|tomorrow|gestern|heute|hier|aujourd['’]hui|ayer|hoy|ieri|oggi|ontem|hoje|gisteren"
    "|vandaag|wczoraj|dzi[sś]|вчера|сегодня"
)
