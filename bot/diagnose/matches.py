"""Which wordings a bounce's replies meet, with the host that refused in view. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from bot.diagnose.host_wants import hosts_of_service, hosts_to_log_in_at, names_outgoing_server
from bot.diagnose.name_not_found import at_looked_up_name
from bot.diagnose.own_page import at_own_page
from bot.diagnose.reads_like import says_nothing, with_alike, without_introduction
from bot.knowledge import Knowledge, Match, Tier
from bot.model import (
    ANY_PROGRAM,
    MAIL_SERVERS,
    TROUBLE,
    Bounce,
    Family,
    Kind,
    Speaker,
    Stage,
    Traits,
    has_fact,
)
from bot.parse.errors.failed_step import failed_step
from bot.parse.signs import Seen
from bot.parse.stage import stage_of_code
from bot.providers import frequent_software, owner_of_host, refusing_provider

# What stands apart from its number is meant where it says as much as this.
_APART_SCORE = len("mailbox full")
# The texts that the standard itself gives to its codes (RFC 5321 4.2.2, RFC 821 4.2), with more behind them,
# and Postfix's for a refused client; what most servers say of any refused login.
_STANDARD = re.compile(
    r"(?:requested (?:mail )?action (?:not taken|aborted)(?:[:;,] (?:mailbox (?:unavailable|name not allowed)"
    r"|(?:local )?error in processing|exceeded storage allocation|insufficient system storage))?"
    r"|bad sequence of commands|syntax error(?: in parameters or arguments|,? command unrecognized)?"
    r"|service not available(?:,? closing transmission channel)?|(?:mailbox|service) unavailable"
    r"|transaction failed|(?:<[^<>\s]{1,255}>: )?client host rejected"
    r"|(?:error: )?(?:authentication|login) (?:failed|failure|unsuccessful|rejected)"
    r"|(?:incorrect|invalid) authentication data|authentication credentials invalid)"
    r"[\s:;,.(\[-]{1,4}(?=[a-z])",
    re.IGNORECASE,
)
_UNKNOWN_COMMAND, _NO_LOGIN = "command-unrecognised", "503-auth-not-offered"


def match_reply(bounce: Bounce, knowledge: Knowledge) -> list[Match]:
    """The wordings that fit a bounce's reply, most specific first, with who speaks in view."""
    found = knowledge.match(bounce.reply.text, bounce, _Speakers(bounce))
    if stage_of_code(bounce.reply.code) is not Stage.AUTH:
        return found
    # "535 Connection refused from your country": a server spoke.
    fit = [one for one in found if knowledge.page_of(one).family is not Family.CONNECTION]
    return fit if fit or not found else knowledge.match("", bounce, _Speakers(bounce))


class _Speakers:
    """Whose words a reply may hold: any server program's, its host's owner's, whoever's its marks name.

    Never those of the recipient's domain: its mail may be anywhere.
    """

    def __init__(self, bounce: Bounce) -> None:
        self._bounce = bounce

    def __contains__(self, provider: object) -> bool:
        return provider in frequent_software() or provider in self._named

    @cached_property
    def _named(self) -> frozenset[str | None]:
        """Looked for when first asked: few wordings want to know."""
        bounce = self._bounce
        if bounce.reply.code is None and bounce.client in MAIL_SERVERS and bounce.stage is Stage.AUTH:
            return frozenset()  # what a server tells of its own login is not in the other host's words
        hosts = (bounce.remote_host, *hosts_to_log_in_at(bounce), *hosts_of_service(bounce))
        owners = {owner_of_host(host) for host in hosts if host}
        if bounce.speaker is Speaker.SENDING_SERVICE and bounce.client is not None:
            owners.add(bounce.client)  # a service's web interface has no host in its answer
        return frozenset(owners | {refusing_provider(None, bounce.reply.text)}) - {None}


def find_matches(bounce: Bounce, knowledge: Knowledge) -> Sequence[Match]:
    """The wordings of the inner reply; of the replies around it where the inner one says nothing known.

    Where no sentence of a reply is known at all, the page that it reads like comes first.
    """
    if bounce.kind not in TROUBLE:
        return ()
    found = _find(bounce, knowledge) or _at_step(bounce, knowledge)
    if bounce.kind is Kind.DELAY:
        found = [one for one in found if one.tier >= Tier.PHRASE or not _gave_up(one, knowledge)]
    found = _of_login_command(bounce, _of_reporting_server(bounce, found, knowledge), knowledge)
    return at_own_page(bounce, at_looked_up_name(bounce, found), knowledge)


def _gave_up(match: Match, knowledge: Knowledge) -> bool:
    """Whether a page tells of a server that stopped trying: no number says so of a mail still being tried."""
    return knowledge.page_of(match).family is Family.EXPIRED


def _of_reporting_server(bounce: Bounce, found: Sequence[Match], knowledge: Knowledge) -> Sequence[Match]:
    """Take a page's twin where a mail server, not a program, tells that it reached nobody.

    A server that is known by its words names the host and port with them: those decide. A provider's
    server that mail is handed in to is the relay, and no recipient's, at port 25 as well.
    """
    if not found or bounce.reply.code:
        return found
    best, *others = found
    page = knowledge.page_of(best)
    if page.family is not Family.CONNECTION:
        return found
    twins = (knowledge.entries[name] for name in page.look_alikes)
    twin = next((one for one in twins if page.id in one.look_alikes), None)
    if twin is None:
        return found
    if page.traits.speaker is Speaker.OWN_CLIENT:
        reports = bounce.speaker is Speaker.OWN_SERVER and bounce.client not in MAIL_SERVERS
        if not reports or not bounce.recipient:
            return found
        known = {cause.id for cause in twin.causes}
        causes = tuple(name for name in best.wording.causes if name in known)
    else:
        if twin.traits.speaker is not Speaker.OWN_CLIENT or not names_outgoing_server(bounce.reply.text):
            return found
        causes = ()  # in its own order: port 25 is what networks close
    return [best._replace(wording=best.wording._replace(entry=twin.id, causes=causes)), *others]


def _of_login_command(bounce: Bounce, found: Sequence[Match], knowledge: Knowledge) -> Sequence[Match]:
    """Take the page of a login that is not offered where the command that nobody knows was AUTH."""
    if bounce.stage is not Stage.AUTH or not found or found[0].wording.entry != _UNKNOWN_COMMAND:
        return found
    if has_fact(bounce.context, "smtp.auth-advertised"):
        return found  # it listed its logins
    best, page = found[0], knowledge.entries[_NO_LOGIN]
    known = {cause.id for cause in page.causes}
    if len(best.wording.causes) == 1 and best.wording.causes[0] not in (*known, _UNKNOWN_COMMAND):
        return found  # a firewall that overwrites commands
    wording = best.wording._replace(entry=page.id, causes=(), provider=None, note="", traits=Traits())
    return [best._replace(wording=wording), *found[1:]]


def _at_step(bounce: Bounce, knowledge: Knowledge) -> list[Match]:
    """The page of the step that a program names; where only its "could not send" is mail's, behind that."""
    if bounce.suspected:
        reason = without_introduction(bounce.reply).text
        named = bounce.client == ANY_PROGRAM and reason != bounce.reply.text
        if not named or failed_step(Seen(reason)) is not bounce.stage:
            return []
    return knowledge.at_step(bounce)


def _find(bounce: Bounce, knowledge: Knowledge) -> Sequence[Match]:
    """The wordings of the inner reply, behind those that say why: its own, an outer one's, a likeness."""
    inner = match_reply(bounce, knowledge)
    behind = _behind_standard(bounce, inner, knowledge)
    if behind:
        return [*behind, *inner]
    if inner and inner[0].tier >= Tier.PHRASE:
        return inner
    nothing_said = says_nothing(bounce.reply)
    if nothing_said:
        inner = [match for match in inner if match.tier is Tier.SAYS_NOTHING]
    bare = not bounce.reply.text
    lowest = Tier.EVERYDAY_WORDS if not inner and (bare or bounce.reply.code is None) else Tier.PHRASE
    for outer in reversed(bounce.outer):
        found = match_reply(bounce._replace(reply=outer), knowledge)
        enough = _APART_SCORE if bare else 0
        worded = [match for match in found if match.tier >= lowest and match.score >= enough]
        if worded and not (inner and worded[0].wording.wraps):  # where it failed says less than why
            return [*worded, *inner]
    return inner if bare or nothing_said else with_alike(bounce, inner, knowledge)


def _behind_standard(bounce: Bounce, found: list[Match], knowledge: Knowledge) -> list[Match]:
    """What stands behind a code's own text says why, where another page is known by that text alone.

    "503 Bad sequence of commands (TLS required)", "550 Mailbox unavailable: quota exceeded".
    """
    standard = _STANDARD.match(bounce.reply.text)
    if standard is None or not found:
        return []
    known, said = found[0].wording, standard.group().lower()
    if known.token or known.pattern or any(phrase not in said for phrase in known.phrases):
        return []
    if known.words and not any(word in said for word in known.words):
        return []
    rest = bounce.reply._replace(text=bounce.reply.text[standard.end() :])
    behind = match_reply(bounce._replace(reply=rest), knowledge)
    why = [one for one in behind if one.tier >= Tier.EVERYDAY_WORDS]
    if not why or why[0] is not behind[0] or why[0].wording.wraps:
        return []
    if why[0].wording.entry == known.entry and not (why[0].wording.causes and not known.causes):
        return []
    family, page = knowledge.page_of(why[0]).family, knowledge.entries[known.entry]
    if page.about is not None and page.family is family and why[0].tier is Tier.EVERYDAY_WORDS:
        return []  # a few words in what somebody writes do not overrule the provider's own page
    return [] if family in (Family.CONNECTION, Family.UNKNOWN) else why  # a server answered, and says why
