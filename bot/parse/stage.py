"""At which step of the conversation a reply was given, read from the words before and after it.

Reads words only, never decides whether something is a failure.
"""

from __future__ import annotations

import re
from typing import Final

import re2

from bot.model import Reply, Stage
from bot.parse.around import lower_in_place
from bot.parse.signs import REPLY, Seen, Signs

# Words for a step, as they decide: "end of data" before "data", "mail from" before "data", "mail" behind it.
_STAGE_WORDS: Final = tuple(
    (word, stage)
    for words, stage in (
        (
            "end of data|end-of-data|end of message|end-of-message|pipelined end|sending data block",
            Stage.END_OF_DATA,
        ),
        ("rcpt", Stage.RCPT),
        ("mail from|mail_from", Stage.MAIL),
        ("data|bdat", Stage.DATA),
        ("tls", Stage.TLS),
        ("auth", Stage.AUTH),
        ("ehlo|helo|lhlo", Stage.HELO),
        ("mail", Stage.MAIL),
        ("greeting|conn", Stage.CONNECT),
    )
    for word in words.split("|")
)
_IN_REPLY: Final = re.compile(
    r"\(in reply to ([^()]{2,60})\)?|\bin response to ([A-Z ]{4,24})", re.IGNORECASE
)
_AFTER: Final = re2.compile(
    r"(?i)(?:error from remote (?:mail server|mailer) after |error after |after sending "
    r"|remote mail server after |refused by .{0,80} after |reply (?:to|from) )"
    r"(end of data|initial connection|RCPT TO|MAIL FROM|DATA|STARTTLS|AUTH|EHLO|HELO"
    r"|pipelined (?:end of data|RCPT TO|MAIL FROM|DATA)|sending data block)"
    # In capitals, as servers log it: "a mail from a colleague" names no step.
    r"|(?-i:\b(RCPT|MAIL|DATA|END-OF-MESSAGE|CONNECT|EHLO|HELO|AUTH|BDAT) (?:from|FROM)\b)"
    r"|command['\"]?: ?['\"]([A-Z ]{4,14})['\"]"
    r"|\b(MAIL|RCPT|DATA|AUTH|EHLO|STARTTLS) command (?:failed|rejected)"
    r"|\brejected (RCPT|MAIL|EHLO|HELO|after DATA|connection)"
    # go-gitea/gitea, prometheus/alertmanager and wneessen/go-mail; PHPMailer up to 5.2; gogs/gogs.
    r"|\b(?:issue|send|sending)(?: SMTP)? (EHLO|HELO|MAIL(?: FROM)?|RCPT(?: TO)?|DATA|STARTTLS) command\b"
    r"|\b(EHLO|HELO|MAIL|RCPT|DATA|AUTH|STARTTLS) not accepted from server"
    r"|(?:^|: )(?-i:(Auth|Rcpt)): $"
)
# What a program says in a line of its own above the reply: qmail (notqmail/notqmail, qmail-remote.c)
# and msmtp (marlam/msmtp, src/smtp.c).
_ABOVE: Final = (
    (": envelope from address ", Stage.MAIL),
    (": recipient address ", Stage.RCPT),
    (": the server did not accept the mail", Stage.END_OF_DATA),
    ("but greeting failed", Stage.CONNECT),
    ("but my name was rejected", Stage.HELO),
    ("but sender was rejected", Stage.MAIL),
    ("does not like recipient", Stage.RCPT),
    ("failed on DATA command", Stage.DATA),
    ("failed after I sent the message", Stage.END_OF_DATA),
)
_ABOVE_SIGNS: Final = Signs(REPLY, "|".join(words for words, _ in _ABOVE))
_CLASSES: Final = (
    ("SMTPAuthenticationError", Stage.AUTH),
    ("SMTPRecipientsRefused", Stage.RCPT),
    ("SMTPRecipientRefused", Stage.RCPT),
    ("SMTPSenderRefused", Stage.MAIL),
    ("SMTPDataError", Stage.END_OF_DATA),
    ("SMTPHeloError", Stage.HELO),
    ("SMTPConnectError", Stage.CONNECT),
    ("SMTPConnectResponseError", Stage.CONNECT),
    ("AuthenticationFailedException", Stage.AUTH),
    ("AuthenticationException", Stage.AUTH),
    ("SMTPAddressFailedException", Stage.RCPT),
    ("SMTPSenderFailedException", Stage.MAIL),
    ("RecipientError", Stage.RCPT),
    ("SmtpFailedRecipient", Stage.RCPT),
    ("Failed to authenticate", Stage.AUTH),
    ("Could not authenticate", Stage.AUTH),
    ("Invalid login", Stage.AUTH),
    ("Password command failed", Stage.AUTH),
    ("auth() command failed", Stage.AUTH),
    ("authentication failed", Stage.AUTH),
    ("authentication failure [SMTP", Stage.AUTH),
    ("failed to authenticate SMTP: ", Stage.AUTH),
    ("SMTP AUTH failed: ", Stage.AUTH),
    ("Auth auth: ", Stage.AUTH),  # "*smtp.plainAuth auth: "
    ("Authentication failed", Stage.AUTH),
    ("Can't send mail - all recipients", Stage.RCPT),
    ("Failed to add recipient", Stage.RCPT),
    ("recipients failed", Stage.RCPT),
    ("rejected by the server", Stage.RCPT),
    ("recipient was rejected", Stage.RCPT),
    ("Mail command failed", Stage.MAIL),
    ("MAIL FROM command failed", Stage.MAIL),
    ("From address failed", Stage.MAIL),
    ("Failed to set sender", Stage.MAIL),
    ("DATA END command failed", Stage.END_OF_DATA),
    ("Message failed", Stage.END_OF_DATA),
    ("Data command failed", Stage.DATA),
    ("data not accepted", Stage.END_OF_DATA),
    ("closing SMTP DATA writer: ", Stage.END_OF_DATA),
    ("failed to start TLS connection: ", Stage.TLS),
    ("STARTTLS: got ", Stage.TLS),  # mox (mjl-/mox, smtpclient/client.go)
    ("Invalid greeting", Stage.CONNECT),
    ("refused to talk to me", Stage.CONNECT),
    ("Could not connect to SMTP host", Stage.CONNECT),
    ("command: 'CONN'", Stage.CONNECT),
    ("Got unexpected smtp-server response", Stage.CONNECT),  # curl says it of the greeting alone
    ("MAIL failed: ", Stage.MAIL),
    ("RCPT failed: ", Stage.RCPT),
    *_ABOVE,
    # SwiftMailer and Symfony name the answer they waited for, and each command has its own:
    # symfony/symfony, src/Symfony/Component/Mailer/Transport/Smtp/{Smtp,Esmtp}Transport.php.
    *(
        (words, stage)
        for code, stage in (("250/251/252", Stage.RCPT), ("354", Stage.DATA), ("235", Stage.AUTH))
        for words in (f"code {code} but got", f'code "{code}" but got')
    ),
    ('code 220 but got code "', Stage.CONNECT),
    ('code "220" but got code "', Stage.CONNECT),
    ("Got bad greeting from SMTP host", Stage.CONNECT),
)
# The same two wait for 220 as the greeting, which is no command for 500 to 504 to answer, and as STARTTLS's
# answer, where 454 is "TLS not available". The number may be all that stands there.
_STARTTLS_ANSWERED: Final = re.compile(r'code "?220"? but got code "(?:50|45)')
_CLASS_SIGNS: Final = Signs(REPLY, "|".join(re2.escape(words) for words, _ in _CLASSES))
# Each command begins with a word; it is looked at where that word stands, which is found much faster.
_COMMANDS: Final = tuple(
    (word, stage, re.compile(rf"(?<![\w-]){place}", re.IGNORECASE))
    for word, stage, place in (
        ("rcpt", Stage.RCPT, r"RCPT\s{1,3}TO:\s{0,2}<?([^\s<>]{0,320})"),
        ("mail", Stage.MAIL, r"MAIL\s{1,3}FROM:\s{0,2}<?([^\s<>]{0,320})"),
        (
            "auth",
            Stage.AUTH,
            r"AUTH\s{1,3}(?:PLAIN|LOGIN|CRAM-MD5|XOAUTH2|OAUTHBEARER|NTLM|DIGEST-MD5|SCRAM|GSSAPI)",
        ),
        ("ehlo", Stage.HELO, r"EHLO\s{1,3}(?!first\b)[\w.\[-]"),
        ("helo", Stage.HELO, r"HELO\s{1,3}(?!first\b)[\w.\[-]"),
        ("lhlo", Stage.HELO, r"LHLO\s{1,3}[\w.\[-]"),
        # "Login is offered only after STARTTLS" and the last line of an EHLO, "250 STARTTLS", are replies.
        ("starttls", Stage.TLS, r"(?:(?<![a-z\d] )|(?<=sending )|(?<=issuing ))STARTTLS\s{0,3}(?:\\r\\n)?$"),
        # In small letters only behind a session's arrow, "<= data": any line may end with the word.
        ("data", Stage.DATA, r"(?:(?-i:(?<![a-z] )DATA)|(?<=[<=-][>=-] )data)\s{0,3}(?:\\r\\n)?$"),
        ("bdat", Stage.DATA, r"(?-i:(?<![a-z] )BDAT \d+(?: LAST)?)\s{0,3}(?:\\r\\n)?$"),
    )
)
# Functions that send one command each: Jakarta Mail's SMTPTransport, .NET's System.Net.Mail, MailKit's client
# (jstedfast/MailKit), nodemailer's SMTPConnection (lib/smtp-connection/index.js), Ruby's net/smtp.
_FRAME: Final = re2.compile(
    r"SMTPTransport\.(openServer|ehlo|helo|startTLS|authenticate|mailFrom|rcptTo|finishData)\b"
    r"|System\.Net\.Mail\.(EHello|Hello|Auth|StartTls|Mail|Recipient|Data|DataStop)Command\."
    r"|SmtpClient\.(Ehlo|Authenticate|ProcessMailFrom|OnSenderNotAccepted|ProcessRcptTo"
    r"|OnRecipientNotAccepted)"
    r"|SMTPConnection\._action(Greeting|EHLO|HELO|STARTTLS|AUTH|MAIL|RCPT|DATA|SMTPStream)"
    r"|in [`'](?:Net::SMTP#)?(ehlo|helo|starttls|auth_plain|auth_login|mailfrom|rcptto)'"
)
_OF_FRAME: Final = {
    name: stage
    for names, stage in (
        ("openserver greeting", Stage.CONNECT),
        ("ehlo helo ehello hello", Stage.HELO),
        ("starttls", Stage.TLS),
        ("authenticate auth auth_plain auth_login", Stage.AUTH),
        ("mailfrom mail processmailfrom onsendernotaccepted", Stage.MAIL),
        ("rcptto recipient rcpt processrcptto onrecipientnotaccepted", Stage.RCPT),
        ("data", Stage.DATA),
        ("finishdata datastop smtpstream", Stage.END_OF_DATA),
    )
    for name in names.split()
}
_DOT: Final = re.compile(r"[>:]\s{0,3}\.\s{0,3}$")  # the end of data; no more characters than this:
_DOT_REACH: Final = 8
_TYPED: Final = {"data": Stage.DATA, ".": Stage.END_OF_DATA}  # by hand, on a line of its own
_TYPED_REACH: Final = 40
_AFTER_SIGNS: Final = Signs(
    REPLY,
    r"after (?:end|initial|rcpt|mail|data|starttls|auth|ehlo|helo|pipelined|sending)|reply (?:to|from) "
    r"|(?:rcpt|mail|data|message|connect|ehlo|helo|auth|bdat) from|command['\"]?: ?['\"]"
    r"|command (?:failed|rejected)|rejected (?:rcpt|mail|ehlo|helo|after|connection)"
    r"|(?:from|to|helo|ehlo|mail|rcpt|data|starttls) command|not accepted from server|\b(?:auth|rcpt): ",
)
_COMMAND_SIGNS: Final = Signs(
    REPLY,
    r"rcpt\s+to:|mail\s+from:|auth\s+(?:plain|login|cram|xoauth|oauth|ntlm|digest|scram|gssapi)"
    r"|(?:ehlo|helo|lhlo)\s|starttls|(?-i:\bDATA)|[<=-][>=-] data\s*$|(?-i:BDAT \d)"
    r"|[>:]\s*\.(?:\s|$)|^\.\s*$|^data\s*$",
)


def stage_of_code(code: int | None) -> Stage | None:
    """Read the stage from a code that no command but AUTH is answered with (RFC 4954 6); None for others."""
    return Stage.AUTH if code in (534, 535, 538) else None


def stage_of_reply(reply: Reply) -> Stage | None:
    """Read the stage from a reply's numbers: 454 4.7.0 is AUTH's, too, where it tells nothing of TLS.

    So is 525, of an account that is disabled (RFC 5248 2.4), where it is not said of a recipient.
    """
    if reply.code == 454 and reply.enhanced == "4.7.0" and "TLS" not in reply.text:
        return Stage.AUTH
    if reply.code == 525 and "ecipient" not in reply.text:
        return Stage.AUTH
    return stage_of_code(reply.code)


def stage_named(words: str) -> Stage | None:
    """Read a stage from words such as `end of DATA command` or `RCPT TO`; None when none is named."""
    lower = words.lower()
    for word, stage in _STAGE_WORDS:
        if word in lower:
            return stage
    return None


def stage_of(head: str, tail: str, seen: Seen) -> Stage | None:
    """Read the stage from the words before a reply and after it; None where they name none.

    `seen` is the whole that holds them.
    """
    if tail:
        match = _IN_REPLY.search(tail) if "eply to " in tail or "esponse to " in tail else None
        if match is not None:
            return stage_named(match.group(1) or match.group(2))
    if not head and not tail:
        return None
    if seen.any(_AFTER_SIGNS):
        match = _AFTER.search(head) or _AFTER.search(tail)
        if match is not None:
            return stage_named(next(group for group in match.groups() if group))
    if seen.any(_CLASS_SIGNS):
        if "220" in head and _STARTTLS_ANSWERED.search(seen.text) is not None:
            return Stage.TLS
        for words, stage in _CLASSES:
            if words in head:
                return stage
    command = last_command(head, seen)
    return command[0] if command else None


def stage_of_frames(text: str) -> Stage | None:
    """Read the stage from a program's stack: the innermost function that sends a command; None for none."""
    frame = _FRAME.search(text)
    return None if frame is None else _OF_FRAME[next(name for name in frame.groups() if name).lower()]


def stage_above(line: str, seen: Seen) -> Stage | None:
    """Read the stage from what a program says in a line of its own above the reply; None for others."""
    if not seen.any(_ABOVE_SIGNS):
        return None
    return next((stage for words, stage in _ABOVE if words in line), None)


def last_command(head: str, seen: Seen) -> tuple[Stage, str] | None:
    """Find the last SMTP command in some words: its stage and its address, which may be empty.

    None for none.
    """
    if not seen.any(_COMMAND_SIGNS):
        return None
    typed = _TYPED.get(head.strip().lower()) if len(head) < _TYPED_REACH else None
    if typed is not None:
        return typed, ""
    if _DOT.search(head, max(0, len(head) - _DOT_REACH)) is not None:
        return Stage.END_OF_DATA, ""
    lower = lower_in_place(head)
    last: re.Match[str] | None = None
    stage = Stage.DATA
    for word, of, place in _COMMANDS:
        at = lower.rfind(word)
        while at >= 0 and (last is None or at > last.start()):
            match = place.match(head, at)
            if match is not None:
                last, stage = match, of
                break
            at = lower.rfind(word, 0, at)
    if last is None:
        return None
    return stage, last.group(1).strip("<>'\",;") if last.lastindex else ""
