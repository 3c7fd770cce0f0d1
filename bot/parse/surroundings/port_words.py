"""What people tell of a mail server's ports: that another one than the one that fails works."""

from __future__ import annotations

import re
from typing import Final

_PORT: Final = "(?:(?:ports?|puerto|porta) )?(?:25|465|587|2525)"
_WORKS: Final = (
    r"(?:works?|worked|answers?|connects?|goes through|(?:is|was) (?:ok|okay|fine|open)|geht|klappt"
    r"|funktioniert|läuft|marche|fonctionne|funciona|funziona|werkt|działa)"
)
_OVER: Final = r"(?:with|on|over|via|using|through|mit|über|auf|avec|sur|con|en|su|met|na|po)"
OF_PORTS: Final = {
    "prose.other-port-works": (
        rf"\b{_PORT}(?: (?:does|still|alone|itself))? {_WORKS}(?: fine| well)?(?:$|\s*[^\s\w?]|\s+[^\sn?])"
        rf"|\b{_WORKS}(?: (?:fine|well|perfectly|gut|bien|bene))?(?: \S+){{0,3}} {_OVER}(?: \S+)? {_PORT}\b"
        rf"|(?:^|\s){_OVER} {_PORT},? (?:\S+ ){{0,4}}{_WORKS}(?:$|\s*[^\s\w?]|\s+[^\sn?])"
    ),
}
_MAIL_PORT: Final = re.compile(
    r"(?<![\w.,-])(?:(?<=:)25|(?i:port |on |auf |sur |en )25|465|587|2525)(?![\w-])"
)


def names_several_ports(text: str) -> bool:
    """Whether a text names two of the ports that mail is handed in at: one fails where the other works."""
    ports = {port[0].split()[-1] for port in _MAIL_PORT.finditer(text)}
    return len(ports) > 1
