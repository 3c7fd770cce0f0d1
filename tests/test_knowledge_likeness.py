"""A text that no wording knows is answered by the page it reads most like, and never for sure."""

from dataclasses import replace

import pytest

from bot.diagnose import conclude
from bot.knowledge import Knowledge
from bot.knowledge.likeness import Likenesses
from bot.model import Bounce, Certainty, Diagnosis, Family, Reply
from bot.reading import read_text
from tests.knowledge_base import knowledge
from tests.pages import base, page, wording

PAGES = base(
    full=page(
        wording(phrases="mailbox holds no more letters", provider="yahoo")
        + "\n"
        + wording(phrases="letters no longer fit into the mailbox")
        + "\n"
        + wording(phrases="mailbox overflows with letters", codes=[552])
    ),
    login=page(
        wording(phrases="password was mistyped")
        + "\n"
        + wording(phrases="mistyped password or name")
        + "\n"
        + wording(words=["password"])
    ),
    nothing=page(
        wording(phrases="gate stays shut today") + "\n" + wording(phrases="gate stays shut tomorrow")
    ),
)
FAMILIES = {"full": Family.MAILBOX_FULL, "login": Family.AUTH, "nothing": Family.UNKNOWN}
KNOWN = Knowledge(
    {name: replace(entry, family=FAMILIES[name]) for name, entry in PAGES.entries.items()},
    PAGES.codes,
    PAGES.tags,
)


def read(text: str, code: int | None = 550, **facts: object) -> Diagnosis:
    return conclude(Bounce(Reply(code, None, text), **facts), (), KNOWN)  # type: ignore[arg-type]


def page_of(diagnosis: Diagnosis) -> str | None:
    return diagnosis.entry.id if diagnosis.entry else None


def test_its_words_lead_to_the_page_whose_texts_use_them():
    diagnosis = read("no more letters fit into this mailbox")

    assert page_of(diagnosis) == "full"
    assert diagnosis.certainty is Certainty.POSSIBLE
    assert diagnosis.reasons.because == (
        "No page has this text as it stands. Known texts with “letters fit” mostly mean this.",
    )


def test_it_quotes_words_of_one_sentence_that_begin_with_a_telling_one_and_end_with_its_phrase():
    texts = (
        "letters for mailbox of letters and of no",
        "Sorry: LETTERS, the mailbox letters (letters@x.example), mailbox",
        "letters for mailbox of letters left lying. Sorry",
        "letters for mailbox of letters left lying there since some days",
    )

    quoted = [read(text).reasons.because[0].partition("“")[2].rpartition("”")[0] for text in texts]

    assert quoted == [
        "letters for mailbox of letters",
        "mailbox letters",
        "letters for mailbox of letters left lying",
        "letters for mailbox of letters",
    ]


def test_it_takes_over_no_provider_of_a_text_it_resembles():
    assert read("no more letters fit into this mailbox").provider is None


def test_words_of_several_families_and_words_of_none_lead_nowhere():
    assert [page_of(read(text)) for text in ("letters mistyped", "something else entirely")] == [None, None]


def test_one_word_reads_like_nothing_in_particular():
    assert page_of(read("letters letters", code=None)) is None
    assert page_of(read("letters overflowed the mailbox", code=None)) == "full"


def test_a_log_that_says_deferred_and_no_more_gives_no_reason():
    line = (
        "sm-mta[12]: x6C: to=<bob@example.com>, mailer=esmtp, relay=mx.example.com., dsn=4.0.0, stat=Deferred"
    )
    (finding,) = read_text(line, knowledge())
    assert (finding.entry, finding.family, finding.recipient) == (None, Family.UNKNOWN, "bob@example.com")


def test_a_few_words_do_not_outweigh_an_everyday_word():
    assert page_of(read("letters: password")) == "login"


def test_an_everyday_word_that_is_half_of_a_text_is_not_outweighed():
    (finding,) = read_text("550 5.7.1 TLS required by recipient", knowledge())

    assert (finding.entry, finding.cause) == ("starttls-required", "starttls-required")


def test_the_words_of_a_sentence_that_gives_no_reason_lead_to_no_page():
    text = "554 5.0.0 Error: transaction failed: unexpected status: POST /api/sends Invalid API key"
    (finding,) = read_text(text, knowledge())

    assert (finding.entry, finding.family) == (None, Family.UNKNOWN)


def test_other_forms_of_a_long_word_count_as_well():
    pages = base(
        full=page(wording(phrases="mailbox overflows today") + "\n" + wording(phrases="overflowing by now")),
        login=page(
            wording(phrases="mailbox password was mistyped") + "\n" + wording(phrases="mistyped today")
        ),
    )

    def lead(text: str) -> float:
        likeness = Likenesses(pages.entries).closest(Reply(550, None, text), None, None, lead=0.0)
        return 0.0 if likeness is None else likeness.lead

    assert lead("mailbox overflowed today") > lead("mailbox superfluous today")


def test_a_name_made_of_words_reads_like_nothing():
    assert page_of(read("MailboxOverflowsWithLetters")) is None
    assert page_of(read("mailbox overflows with letters!")) == "full"


def test_what_reads_like_texts_without_a_reason_has_none():
    diagnosis = read("gate stays shut for ever")

    assert (page_of(diagnosis), diagnosis.family) == (None, Family.UNKNOWN)


def test_many_words_outweigh_an_everyday_word():
    assert page_of(read("mailbox holds no more letters, mailbox overflows with letters: password")) == "full"


def test_a_suspected_text_is_not_made_an_error_by_its_words():
    assert page_of(read("no more letters fit into this mailbox", code=None, suspected=True)) is None


def test_a_servers_unlisted_words_are_read_with_the_real_base():
    texts = {
        "552 the mailbox of this person has gone over its limit of storage": Family.MAILBOX_FULL,
        "554 Rejected because Bad IP": Family.REPUTATION_BLOCKLIST,
        "smtplib.SMTPAuthenticationError: (571, b'Bad authentication')": Family.AUTH,
    }

    found = {text: read_text(text, knowledge())[0] for text in texts}

    assert {text: finding.family for text, finding in found.items()} == texts
    assert {finding.certainty for finding in found.values()} == {Certainty.POSSIBLE}


def test_other_words_for_the_same_thing_lead_to_the_same_page():
    said = ("letters overflow the inbox", "Postfächer fassen keine Nachrichten", "mensajes en el buzón")

    assert [page_of(read(text)) for text in said] == ["full"] * 3


def test_a_servers_unlisted_words_in_other_languages_are_read_with_the_real_base():
    texts = {
        "550 L'adresse du destinataire est inconnue chez nous": Family.MAILBOX_UNKNOWN,
        "552 Caixa postal cheia": Family.MAILBOX_FULL,
        "550 La cuenta del usuario esta desactivada": Family.MAILBOX_DISABLED,
        "550 Il messaggio è stato classificato come spam indesiderato": Family.SPAM_CONTENT,
        "552 De bijlage is te groot voor deze server": Family.SIZE,
        "550 Skrzynka odbiorcy jest pełna": Family.MAILBOX_FULL,
        "550 Alıcı bulunamadı": Family.MAILBOX_UNKNOWN,
        "550 A címzett postafiókja megtelt": Family.MAILBOX_FULL,
        "550 Mottagarens brevlåda är full": Family.MAILBOX_FULL,
        "550 Користувача не знайдено": Family.MAILBOX_UNKNOWN,
        "550 수신자를 찾을 수 없습니다": Family.MAILBOX_UNKNOWN,
        "552 メールボックスの容量を超えました": Family.MAILBOX_FULL,
        "554 送信元IPが拒否されました": Family.REPUTATION_BLOCKLIST,
        "550 该邮箱用户已被禁用": Family.MAILBOX_DISABLED,
    }

    found = {text: read_text(text, knowledge())[0] for text in texts}

    assert {text: finding.family for text, finding in found.items()} == texts


def test_words_of_chinese_and_japanese_are_quoted_whole():
    (finding,) = read_text("550 该邮箱用户已被禁用", knowledge())

    assert "“邮箱用户”" in finding.because[0]


def test_words_that_any_sentence_of_a_language_has_lead_nowhere():
    (finding,) = read_text("550 Ce texte a été écrit à la main et n'est plus là", knowledge())

    assert (finding.entry, finding.family) == (None, Family.UNKNOWN)


@pytest.mark.parametrize(
    "text", ["Access denied", "Message blocked", "Mail delivery refused.", "Email rejected"]
)
def test_words_that_say_only_no_read_like_no_page(text: str):
    (finding,) = read_text(f"550 {text}", knowledge())

    assert (finding.entry, finding.family) == (None, Family.UNKNOWN)


def test_what_reads_like_a_providers_page_is_not_said_to_be_of_that_provider():
    texts = (
        "554 this host has been put on our naughty list, write to the hostmaster",
        "550 Our system has detected an unusual amount of unsolicited email originating from your address",
    )

    found = [read_text(text, knowledge())[0] for text in texts]

    assert [(finding.family, finding.provider) for finding in found] == [
        (Family.REPUTATION_BLOCKLIST, None)
    ] * 2
    assert [finding.entry for finding in found] == ["ip-on-blocklist", "ip-blocked-by-provider"]


def test_whose_service_it_is_says_nothing_of_why():
    (finding,) = read_text("Yahoo sending mail fails with SMTPSenderRefused", knowledge())

    assert finding.family is Family.UNKNOWN


def test_the_steps_of_a_page_that_is_only_resembled_lean_on_no_words_that_are_not_there():
    text = "554 this host has been put on our naughty list, write to the hostmaster"

    (finding,) = read_text(text, knowledge())

    assert [step.title for step in finding.steps[:2]] == [
        "Find the address that was refused",
        "Look the address up at the list, or at Spamhaus if none is named",
    ]
