"""What is left out of what a paste tells, since something beside it says it better. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from bot.diagnose.own_page import LOGIN_HIDDEN
from bot.diagnose.story import HOSTS, SAME_WORDS, Story, is_part
from bot.diagnose.unexplained import STILL_TRIED
from bot.model import TROUBLE, Bounce, Diagnosis, Family, Speaker, Stage

# What a server says of a text whose recipients it has all refused before.
_NO_RECIPIENTS = "no-valid-recipients"
# What breaks off before a login is tried.
_OF_LINE = (Family.CONNECTION, Family.TLS)


def without_needless(known: Sequence[Story]) -> Sequence[Story]:
    """The stories without those that another of them says better, in their order."""
    for leave_out in (_worded, _reasoned, _telling, _unwrapped, _cut_before_login, _echoing, _untitled):
        known = leave_out(known)
    return known


def _worded(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out suspected text with an everyday word in it where a sentence beside it is known."""
    of_sentences = {
        story.bounce.mail for story in known if _hints(story.diagnosis) and not _is_everyday(story)
    }
    return [story for story in known if not _is_everyday(story) or story.bounce.mail not in of_sentences]


def _reasoned(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out that a mail is still tried where a reply says why: Exchange's "4.4.7 Message delayed"."""
    told = {_whose(story) for story in known if story.page != STILL_TRIED and _tells(story.diagnosis)}
    return [story for story in known if story.page != STILL_TRIED or _whose(story) not in told]


def _whose(story: Story) -> tuple[int | None, str | None]:
    return story.bounce.mail, story.bounce.recipient


def _is_everyday(story: Story) -> bool:
    wording = story.diagnosis.wording
    return story.bounce.suspected and wording is not None and bool(wording.words)


def _telling(known: Sequence[Story]) -> list[Story]:
    """Leave out a program's words that say little where others beside them say more."""
    says = _tells if any(_tells(story.diagnosis) for story in known) else _hints
    telling = [story.bounce for story in known if says(story.diagnosis)]
    told = {bounce.mail for bounce in telling}
    codes = {None, *(bounce.reply.code for bounce in telling)}
    whose = {None, *(bounce.recipient for bounce in telling)}

    def is_needless(bounce: Bounce) -> bool:
        return (
            (bounce.suspected or bounce.recipient in whose)
            and bounce.mail in told
            and bounce.kind in TROUBLE
            and bounce.reply.code in codes
            and not bounce.reply.enhanced
        )

    return [story for story in known if says(story.diagnosis) or not is_needless(story.bounce)]


def _unwrapped(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out that a program did not get through where another line of it tells at which step.

    PHPMailer ends with "SMTP connect() failed" whatever broke before.
    """
    stepped = {_step(story) for story in known if _of_program(story) and _told_step(story) is not None}
    return [
        story
        for story in known
        if not (_of_program(story) and story.diagnosis.wording is not None and story.diagnosis.wording.wraps)
        or _told_step(story) is not None
        or _step(story) not in stepped
    ]


def _of_program(story: Story) -> bool:
    return story.diagnosis.speaker is Speaker.OWN_CLIENT and story.bounce.reply.code is None


def _told_step(story: Story) -> Stage | None:
    """The step that the page's words are for; None where they are for any."""
    return story.diagnosis.wording.stage if story.diagnosis.wording is not None else None


def _step(story: Story) -> tuple[int | None, Stage | None]:
    return story.bounce.mail, story.bounce.stage


def _cut_before_login(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out that a login failed, for a reason that the program hides, where its connection broke before.

    PHPMailer says "Could not authenticate" of each login that it could not even begin.
    """
    broken: set[int | None] = set()
    kept = []
    for story in known:
        if story.page == LOGIN_HIDDEN and story.bounce.mail in broken:
            continue
        kept.append(story)
        if story.diagnosis.family in _OF_LINE and story.diagnosis.speaker is Speaker.OWN_CLIENT:
            broken.add(story.bounce.mail)
    return kept


def _echoing(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out that a server was left without a recipient where it refused one before, with the reason."""
    refused: dict[int | None, set[str | None]] = {}  # of each mail
    kept = []
    for story in known:
        mail, recipient = _whose(story)
        before = refused.get(mail, set())
        is_echo = bool(before) if recipient is None else not before.isdisjoint((recipient, None))
        if story.bounce.reply.code is not None and story.bounce.kind in TROUBLE:
            if story.page == _NO_RECIPIENTS and is_echo:
                continue
            refused.setdefault(mail, set()).add(recipient)
        kept.append(story)
    return kept


def _tells(diagnosis: Diagnosis) -> bool:
    """Whether a sentence or number that is known led to the page, not a program's wrapper."""
    wording = diagnosis.wording
    if wording is None or wording.wraps or wording.step_only:
        return False
    return not (wording.words and wording.stage)


def _hints(diagnosis: Diagnosis) -> bool:
    """Whether any page knows the words: "SMTP connect() failed" says more than "error sending email"."""
    wording = diagnosis.wording
    if wording is None or wording.step_only:
        return False
    return wording.source != "" and diagnosis.family is not Family.UNKNOWN


def _untitled(known: Sequence[Story]) -> Sequence[Story]:
    """Leave out a title that tells of an error without its particulars where the text below has them."""
    title, below = known[0], known[1:]
    return below if any(_is_title(title, story) for story in below) else known


def _is_title(title: Story, story: Story) -> bool:
    """Whether a story tells the same error as a title, with particulars that the title lacks."""
    one, other = title.bounce, story.bounce
    same = (
        title.page == story.page
        or _is_begun(one.reply.text, other.reply.text)
        or (_tells_refused_login(title) and story.diagnosis.family is Family.AUTH)
    )
    if not same or (one.mail, one.kind) != (other.mail, other.kind):
        return False
    if one.reply.enhanced not in (None, other.reply.enhanced):
        return False
    if one.recipient is not None or one.remote_host is not None or one.count > 1:
        return False
    if HOSTS.search(one.reply.text) is not None:
        return False
    if one.reply.code is None:
        heads = title.page is None and story.page is not None
        return other.reply.code is not None or (heads and _is_begun(one.reply.text, other.reply.text))
    # The same words of nobody else are the same error told again, which is counted.
    again = not other.recipient and is_part(one.reply.text.casefold(), other.reply.text.casefold())
    return one.reply.code == other.reply.code and not again


def _tells_refused_login(story: Story) -> bool:
    """Whether a story tells that a login was refused and nothing of why: any page on one says it better."""
    wording = story.diagnosis.wording
    return (
        story.diagnosis.family is Family.AUTH
        and story.bounce.reply.code is None
        and wording is not None
        and not wording.causes
    )


def _is_begun(text: str, told: str) -> bool:
    """Whether a title gives the first words of what is told, and no more of them."""
    return len(text) >= SAME_WORDS and told.casefold().startswith(text.casefold())
