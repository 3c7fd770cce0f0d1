"""Replies of FTP, web and payment servers with SMTP's numbers; web servers' lines on what they were asked.

Looks at one reply or line; what else its text speaks of is read in `tongues`.
"""

from __future__ import annotations

import re
from typing import Final

from bot.model import Reply
from bot.parse.foreign.tongues import METHODS
from bot.parse.numbers.codes import HTTP_FAULTS, LOGIN_REFUSED

# What FTP and HTTP servers say with numbers that SMTP has too
# (vsftpd, Pure-FTPd, ProFTPD, FileZilla, IIS; RFC 959, RFC 9110).
_FOREIGN_REPLY: Final = re.compile(
    r"(?:permission denied\W*$|could not (?:create file|delete|get file|open|change perm)"
    r"|can'?t (?:open|create|change|check|cwd|remove|rename|access file|get a time|find file|login as \[)"
    r"|cannot (?:create|remove) d"
    r"|failed to (?:open|change|create|write|store)\b.{0,30}(?:file|dir|connection)"
    r"|no such (?:file|directory|article)|not a (?:plain|regular|valid) (?:file|directory)"
    r"|no (?:file|directory) name|file (?:not found|unavailable|exists)|directory|no permission\W*$"
    r"|(?:create|remove) directory operation failed|delete operation failed|use (?:port|pasv)\b"
    r"|i (?:can only retrieve|won't open)|sorry, (?:but i (?:won't|can't)|(?:there are already|max) \d)"
    r"|sorry, (?:anonymous|cleartext sessions|we were unable to read)|you cannot use pasv"
    r"|anonymous users (?:are not allowed to (?:move|rename)|can ?not (?:change|delete)|may not overwrite)"
    r"|\d{1,6} users \(the maximum\)|too many connections \(\d{1,6}\) from this ip|this is a private system"
    r"|quota exceeded: \[|unable to (?:create file|open (?:a passive|/\S{1,200} for (?:reading|writing)))"
    r"|unrecogni[sz]ed type|trying to pull|please login with user|login incorrect"
    r"|login authentication failed|not logged (?:in|on)|login or password incorrect"
    r"|(?:user )?cannot log ?in|service not available, remote server has closed"
    r"|sorry, the maximum number of (?:allowed )?(?:clients|hosts|users)"
    r"|there are too many connections from your internet"
    r"|unknown auth type\W*$|unable to negotiate secure (?:command|data)"
    # A broker's (AMQP 0-9-1, 1.2).
    r"|(?-i:(?:NOT[_-]ALLOWED|(?:INTERNAL|CHANNEL|FRAME|RESOURCE)[_-]ERROR|UNEXPECTED[_-]FRAME)\b)"
    r"|\* :[A-Z]"  # IRC's, to who has no name there yet
    r"|oops:|illegal port|rename|need rnfr|policy requires ssl"
    r"|you aren'?t logged (?:in|on)|authentication rejected|passive data channel"
    r"|(?:can'?t|cannot|unable to) (?:open|build) data connection"
    r"|\S{1,80} \S{1,80} :unknown command|timeout - try typing"
    r"|data connection|transfer aborted|prot command|cwd|retr\b|stor\b"
    r"|the system cannot find|access is denied\W*$|user .{1,40} cannot"
    r"|service unavailable\W*(?:$|\[IP: )|bad gateway|(?:gateway|login) time-?out|internal server error"
    # Python's requests.
    r"|(?:server|client) error: (?:service unav|bad gateway|gateway time|internal server|not found|forbidden"
    r"|unauthorized|.{1,80} for url: )"
    r"|not implemented\W*$|not found\W*$|unauthorized(?:\W*$| [^ ]*\bapi\.)|forbidden"
    r"|unprocessable|bad request|length required|request entity too large|payload too large"
    r"|request-uri|unsupported media type|expectation failed|precondition (?:failed|required)"
    r"|proxy (?:authentication required|error)"
    r"|\W{0,3}unavailable for legal reasons|misdirected request"
    r"|home directory|no transfer timeout|ssl connection failed; session|prohibited (?:file|dir)"
    r"|disk full - please|status code\W*$"
    r"|error during (?:read|write)|size not allowed|you have no permission to talk"
    r"|posting (?:failed|not (?:allowed|permitted))"
    r"|[\w./~-]{1,120}: (?:operation not permitted|no such file|permission denied\W*$)"
    r"|article|session not found|option not supported|unsupported transport"
    r"|(?:card )?issuer (?:is )?(?:unavailable|declined|not available)\b"
    r"|(?:in|not )sufficient funds|(?:your )?card (?:was |is |has )?(?:declined|expired)|do not hono"
    r"|(?:processing th(?:e|is) )?request tim(?:ed |e-?)out"
    r"|method not allowed|http version|requested url|(?:get|head|post|put) \"?https?://"
    r"|network authentication required|insufficient storage"
    r"|requested (?:file action|action (?:not taken|aborted)\W{1,3}(?:file|page type))|ftp)",
    re.IGNORECASE,
)
# A web server's line on a request: what stands in it as a number is its status, a size or a time.
_REQUEST: Final = re.compile(
    rf"\b(?:{METHODS})\b[\"\s]{{1,9}}(?:/|https?:)|\bmethod\"?\s?[:=]\s?\"?(?:{METHODS})\b"
    # Go's Echo: "code=405, message=Method Not Allowed".
    r"|\bcode=[45]\d\d, message=(?:Bad|Forbidden|Internal|Method|Not|Unauthorized|Unsupported)\b"
    r"|<(?:h1|title)>[45]\d\d "  # its page
    r"|\bHTTP probe failed\b"  # Kubernetes
)
# "status": 500, as web servers write it into the JSON of their answers.
_STATUS: Final = re.compile(r"\bstatus[\"']? ?[:=] ?[\"']?50[0234]\b")
_LINE_LIMIT: Final = 4_000
_OF_CLIENT: Final = range(400, 419)  # RFC 9110's, of which SMTP has none; a web interface's words are JSON


_OF_CDN: Final = range(520, 528)  # Cloudflare's, of the web server behind it
_CDN_SAYS: Final = re.compile(
    r"\W{0,3}(?:web server is (?:down|returning)|origin is unreachable|ssl handshake failed"
    r"|invalid ssl certificate)\b",
    re.IGNORECASE,
)


def foreign_reply(reply: Reply) -> bool:
    """Whether a reply is one that FTP or HTTP servers give; they refuse no login with 535."""
    if reply.code in _OF_CDN and _CDN_SAYS.match(reply.text) is not None:
        return True
    if reply.code is not None and reply.code in _OF_CLIENT and reply.text.startswith("{"):
        return True
    return reply.code != LOGIN_REFUSED and _FOREIGN_REPLY.match(reply.text.lstrip("( ")) is not None


def logs_request(line: str) -> bool:
    """Whether a line is a web server's, on a request it has answered."""
    return _REQUEST.search(line, 0, _LINE_LIMIT) is not None


def is_status(reply: Reply, line: str) -> bool:
    """Whether a number without words is what a web server answered a request with."""
    if reply.code not in HTTP_FAULTS:
        return False
    return _STATUS.search(line, 0, _LINE_LIMIT) is not None or logs_request(line)
