"""What a mail is by its headers and first words: a delivery report, a count of a day, an automatic reply.

Judges the outside; what a report says is read elsewhere.
"""

from __future__ import annotations

import re
from typing import Final

from bot.parse.mails.mime import Part
from bot.parse.mails.parts import Parts, header_text
from bot.parse.reports.report_signs import reads_like_report, says_it_is_report
from bot.parse.signs import Seen
from bot.parse.talk.said_of import names_mail

_SUBJECT: Final = re.compile(
    r"undeliver|delivery|returned mail|fail|error|bounce|not delivered|could not|warning|rejected"
    r"|nondeliverable|delayed|dsn|user unknown|problem|zustell|échec|entrega|退信|配信",
    re.IGNORECASE,
)
_REPORT_SUBJECT: Final = re.compile(
    r"\W{0,4}(?:undeliver|mail could not be delivered|(?:mail )?delivery (?:failed|failure)|non-?delivery"
    r"|returned mail|failure notice|avviso di mancata consegna)",
    re.IGNORECASE,
)
_FROM: Final = re.compile(
    r"mailer-daemon|postmaster|mail-?daemon|delivery|administrator|system"
    r"|notification|microsoftexchange|mdaemon|bounce|majordomo|listserv|mail ?server|antivirus"
    r"|scanner|scanmail|sympa|mailman|[+-]owner@",
    re.IGNORECASE,
)
# Only mail servers have these names; others send any notices.
_DAEMON: Final = re.compile(
    r"mailer-daemon|postmaster|mail-?daemon|mail delivery|delivery (?:sub)?system|microsoftexchange|mdaemon"
    r"|majordomo|listserv|mail ?server",
    re.IGNORECASE,
)
# A discussion's mail, as trackers of issues send it: "Re: [acme/shop] Error 550", "Bounce mails fail (#12)".
_DISCUSSED: Final = re.compile(
    r"\W{0,4}(?:(?:re|aw|antw|sv|rif): )|\W{0,4}\[(?:[\w.-]{1,60}/[\w.-]{1,60}|jira)\]"
    r"|.{0,300}\((?:(?:issue|pr|pull request|bug) )?[#!]\d{1,7}\)\s{0,4}$",
    re.IGNORECASE,
)
_OPENING: Final = 1_000  # characters
# The numbers of a refusal, whatever language the sentence around them is in: Exchange's "<host #5.1.1>".
_STATUS: Final = re.compile(r"#[45]\.\d\.\d{1,3}\b|\b[45]\d\d[ -][45]\.\d\.\d")
_AT: Final = re.compile(r"\w@\w")  # of an address
_AUTO_SUBJECT: Final = re.compile(
    r"^\W{0,4}(?:\[[^\]\n]{1,60}\] ?)?"  # "[Ticket#42] Automatic reply"
    r"(?:auto(?:matic|mated)?[ -]?(?:reply|response|answer)|out of (?:the )?office"
    r"|vacation|away|abwesenheit|automatische antwort|réponse automatique|respuesta automática"
    r"|risposta automatica|auto:|i am (?:away|out)|on (?:holiday|leave)"
    r"|fuera de la oficina|fora do escritório|fuori sede|вне офиса|ofis dışında"
    r"|automatisch antwoord|resposta automática|automatyczna odpowiedź|automaattinen vastaus|автоответ"
    r"|otomatik yanıt|自動返信|자동 응답|自动回复|رد تلقائي|trả lời tự động|balasan otomatis)"
    r"|[^\n]{0,300}\((?:auto(?:matic|mated)?[ -]?(?:reply|response|answer)|out of office)\)\W*$",
    re.IGNORECASE,
)
# How a program begins that answers for a person: by the name of what it is, with thanks from somebody who is
# away, or by what the sender is to do before the mail is let through.
_ANSWER_WITHIN: Final = 400  # characters
_AWAY: Final = (
    r"out of (?:the |my )?office|on (?:\w{2,10} )?(?:leave|vacation|holidays?)\b|im urlaub|abwesend"
    r"|nicht im (?:büro|haus|dienst)|außer haus|absente?\b|en congés?|en vacances|fuera de la oficina"
    r"|de vacaciones|de férias|fora do escritório|in ferie|fuori sede|met vakantie|afwezig|niet op kantoor"
)
_ANSWER: Final = re.compile(
    r"^\W*(?:(?:this|dies|ceci|esta?|questa?)\s+(?:is|ist|est|es|é|è)\s+(?:an?|eine?|une?|una?|uma)\s+)?"
    r"(?:auto(?:matic|mated)?[ -]?(?:e-?mail )?(?:reply|response|answer)\b(?! (?:of|for|from|is|sent by)\b)"
    r"|automatische (?:antwort|abwesenheit)|réponse automatique(?! de\b)|(?:respuesta|resposta) automática"
    r"|risposta automatica|automatisch antwoord|automatyczna odpowiedź|автоответ|自動返信|자동 응답)"
    r"|^\W*自动回复(?!的)|^[^\n]{0,30}自动回复邮件"
    r"|^(?:[^\n]{1,40}[,!]\s+)?(?:(?:many )?thanks?|thank you|(?:vielen |herzlichen )?dank|danke|merci"
    r"|gracias|obrigad[oa]|grazie|bedankt|dank u)\b[^\n.!]{0,40}(?:mail|message|nachricht|courriel|correo"
    r"|mensaje|mensagem|messaggio|bericht)\b[^\n]{0,120}?"
    rf"(?:{_AWAY})"
    # What an absent person says of themselves, with the day of their return.
    r"|^(?:[^\n]{1,40}[,!]\s+)?"
    r"(?:(?:thank|(?:vielen |herzlichen )?dank|merci|gracias|obrigad|grazie|bedankt)[^\n.!]{1,80}[.!]\s+)?"
    r"(?:i am|i['’]m|i will be|ich bin|je suis|estoy|estou|sono|ik ben)\b"
    rf"[^\n.!]{{0,40}}(?:{_AWAY}|away\b)[^\n]{{0,60}}"
    r"\b(?:until|till|bis|jusqu|hasta|até|fino|tot|returning|back on)\b"
    r"|\bso (?:that )?I can receive your e?-?mails?\b"
    r"|\bso your (?:e?-?mails?|messages?) (?:will|can) be delivered to my inbox\b"  # Boxbe
    r"|\bpara que sua mensagem seja (?:encaminhada|entregue)\b"  # UOL
    r"|\bto release your (?:message|e-?mail|mail)\b"
    r"|\bverify that you are a (?:real person|human)\b",
    re.IGNORECASE,
)
_DISPOSITION: Final = "disposition-notification"


def looks_like_report(message: Part, subject: str, parts: Parts) -> bool:
    """Whether a mail server sent it to tell what became of a mail."""
    if message.get("X-Failed-Recipients") or _is_delivery_report(message):
        return True
    sender = header_text(message, "From")
    daemon = _FROM.search(sender) is not None
    nobody = str(message.get("Return-Path", "")).strip() == "<>"
    if nobody and sender.strip() == "<>":
        return True
    if daemon and _DAEMON.search(sender) is None and _DISCUSSED.match(subject) is not None:
        daemon = False
    if _SUBJECT.search(subject) is not None and (daemon or nobody):
        return True
    prose = [Seen(text[:20_000]) for text in parts.prose[:2]]
    if daemon:
        reads = reads_like_report if _DAEMON.search(sender) is not None else says_it_is_report
        return any(reads(text) or _refuses(text.text) for text in prose)
    return (nobody or _REPORT_SUBJECT.match(subject) is not None) and any(
        says_it_is_report(text) and _names_mail(text.text[:_OPENING]) for text in prose
    )


def _refuses(text: str) -> bool:
    """Whether a text has the numbers of a refusal and names whom it is about, or Exchange's host."""
    status = _STATUS.search(text)
    return status is not None and (status.group().startswith("#") or _AT.search(text) is not None)


def _names_mail(opening: str) -> bool:
    """Whether what was not delivered is a mail: carriers of parcels tell of deliveries, too."""
    return "@" in opening or names_mail(opening)


def _is_delivery_report(message: Part) -> bool:
    """Whether its type says so; others report that a mail was read (RFC 8098) or on TLS (RFC 8460)."""
    if message.kind != "multipart/report":
        return False
    kind = str(message.get("Content-Type", "")).lower()
    return _DISPOSITION not in kind and "tlsrpt" not in kind


def is_auto_reply(message: Part, subject: str) -> bool:
    """Whether an absent person's program sent it."""
    if _DISPOSITION in str(message.get("Content-Type", "")).lower():
        return False
    sender = header_text(message, "From")
    if _answers(message) and _SUBJECT.search(subject) is None and _FROM.search(sender) is None:
        return "@" in sender  # a report may be from `<>`, a person's reply is not
    if _AUTO_SUBJECT.match(subject) is not None:
        return True
    return _SUBJECT.search(subject) is None and bool(
        message.get("X-Autoreply")
        or message.get("X-Autorespond")
        or str(message.get("Precedence", "")).lower() == "auto_reply"
    )


def begins_as_auto_reply(text: str) -> bool:
    """Whether a mail's text begins as a program does that answers for a person."""
    return _ANSWER.search(text[:_ANSWER_WITHIN].lstrip()) is not None


def _answers(message: Part) -> bool:
    """Whether a program sent a mail in answer to another (RFC 3834 5); Exchange calls it generated."""
    submitted = str(message.get("Auto-Submitted", "")).lower()
    if submitted.startswith("auto-generated"):
        return any(message.get(name) for name in ("In-Reply-To", "References", "X-Auto-Response-Suppress"))
    return submitted.startswith("auto-replied")
