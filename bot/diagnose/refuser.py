"""Who refused: by the host that answered, the words that were met, the program that tells of it. Pure."""

from __future__ import annotations

from bot.diagnose.host_wants import greeted_by_another, hosts_to_log_in_at
from bot.diagnose.speaker import OWN
from bot.knowledge import Match
from bot.model import MAIL_SERVERS, Bounce, Speaker, Stage
from bot.parse.chatter import tells_of_a_person
from bot.providers import is_software, owner_of_host, provider_of_host, refusing_provider, says_words_of


def refuser_of_match(bounce: Bounce, best: Match, speaker: Speaker | None) -> str | None:
    """Who refused, with the provider in view whose words the best match is; None where nothing tells it."""
    said = best.wording.provider if not best.anybodys else None
    if said is not None and not is_software(said):
        return _of_one_house(bounce, said) or said
    if bounce.reply.code is None and speaker in OWN:  # the program's own words, of a host it did not reach
        program = said or (bounce.client if bounce.client in MAIL_SERVERS else None)
        if program is not None:
            return program
    found = refuser_of(bounce)
    return found if found is not None and not is_software(found) else said or found


def _of_one_house(bounce: Bounce, said: str) -> str | None:
    """The provider whose host answered, where it refuses in the words of another; None for nobody."""
    owner = refusing_provider(bounce.remote_host, bounce.reply.text)
    return owner if owner is not None and says_words_of(owner, said) else None


def refuser_of(bounce: Bounce) -> str | None:
    """Who refused, by the reply's host and words alone; None for nobody known.

    A person who tells of it may name anybody.
    """
    reply = bounce.reply
    retold = bounce.suspected or (not reply.has_number and tells_of_a_person(reply.text))
    # Not who was meant, where another greets in that name.
    meant = bounce.stage is Stage.AUTH and not greeted_by_another(bounce)
    hosts = hosts_to_log_in_at(bounce)[:1] if meant else []
    # No gateway passes a login's words on: they are the server's, whoever else is named beside them.
    owner = owner_of_host(hosts[0]) if hosts and bounce.remote_host is None else None
    if owner is not None:
        return owner
    host = bounce.remote_host or next(iter(hosts), None)
    found = refusing_provider(host, "" if retold else reply.text)
    if host is None or not (found is None or is_software(found)):
        return found
    known = provider_of_host(host)  # where one logs in at the many whose words nobody knows them by
    return known.id if known is not None else found
