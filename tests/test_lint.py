"""The lint is silent about the base as it lies here, and finds each fault a page can have."""

import pytest

from bot import lint as lint_module
from bot.knowledge import load_knowledge, load_signs
from bot.lint import Fault, lint
from tests.pages import page, wording


class Page:
    """A file of the knowledge base that was never written."""

    def __init__(self, text: str) -> None:
        self.text = text

    def read_text(self, encoding: str) -> str:
        return self.text


# What every base is proven against; a few pages leave most of them unused.
LISTS = ("bot/knowledge/codes.toml", "bot/knowledge/signs.toml")


@pytest.fixture
def faults_of(monkeypatch):
    """Lint the given pages instead of the package's own."""

    def run(**pages: str) -> list[Fault]:
        listed = [("auth", name.replace("_", "-"), Page(text)) for name, text in pages.items()]
        monkeypatch.setattr(lint_module, "entry_files", lambda: listed)
        return [fault for fault in lint() if fault.file not in LISTS]

    return run


def test_the_base_as_it_lies_here_has_no_fault():
    assert [str(fault) for fault in lint()] == []


WELL = wording(codes=[550], phrases="refused for a reason", example="550 refused for a reason")
OTHER = page(wording(codes=[550], phrases="another reason entirely", example="550 another reason entirely"))


def test_classes_and_escapes_of_a_pattern_are_no_letters(faults_of):
    one = page(wording(pattern=r"refused [^A-Z\\]ß]\\S+\\p{Lu}?\\W?", example="550 refused 12"))
    assert faults_of(one=one) == []


FAULTS = {
    "an example nobody wins": (
        page(wording(phrases="refused for a reason", example="550 something else")),
        6,
        "no wording matches the example, not even its own",
    ),
    "a look-alike nobody knows": (
        page(WELL + '\nlook_alikes = ["550 never heard"]'),
        6,
        "no wording knows the look-alike “550 never heard”",
    ),
    "a look-alike won by itself": (
        page(WELL + '\nlook_alikes = ["550 refused for a reason, again"]'),
        6,
        "the look-alike “550 refused for a reason, again” is won by this wording",
    ),
    "a cause that is not listed": (
        page(WELL + '\ncauses = ["other"]'),
        6,
        "the cause other does not stand under `## Why it happens`",
    ),
    "an undeclared tag": (
        page(WELL, "1. **a** So. (confirmed by `no.such`)"),
        1,
        "`no.such` is not declared in evidence.toml",
    ),
    "an unreachable section": (
        page(WELL, more="## How to fix it when `gone`\n1. **Wait.** A while."),
        1,
        "a section stands under `gone`, which is no cause of this page: nobody will read it",
    ),
    "an unknown check": (
        page(WELL).replace("check: server", "check: magic"),
        1,
        "magic is no check; known are address, credential, domain, login, server",
    ),
    "a relation to nothing": (
        page(WELL, head='related = { sibling = ["nothing"] }'),
        1,
        "related names nothing, which is no entry",
    ),
    "a pattern of another kind": (
        page(wording(pattern="(?<=a)b", example="550 b")),
        6,
        "the pattern is not RE2 syntax",
    ),
    "a pattern that counts": (
        page(wording(pattern="refused.{0,60}here", example="550 refused here")),
        6,
        "the pattern counts any signs up to a number, which slows down every search: write * or +",
    ),
    "a pattern with a capital": (
        page(wording(pattern=r"refused (?:here|There)\\b", example="550 refused here")),
        6,
        "the pattern never meets “T”: texts are compared as “t”",
    ),
    "a pattern with a letter that is two": (
        page(wording(pattern="refused|straße", example="550 refused")),
        6,
        "the pattern never meets “ß”: texts are compared as “ss”",
    ),
    "a pattern with a hyphen": (
        page(wording(pattern="refused|e-mail", example="550 refused")),
        6,
        "the pattern never meets “e-mail”: texts are compared as “email”",
    ),
    "a pattern with a final sigma": (
        page(wording(pattern="refused|λόγος", example="550 refused")),
        6,
        "the pattern never meets “ς”: texts are compared as “σ”",
    ),
    "a pattern with a border that is none": (
        page(wording(pattern=r"\\b(?:error|ошибка) 111", example="error 111")),
        6,
        r"the pattern never meets “\b(?:error|о”: a \b knows the letters a to z alone",
    ),
    "an unwanted word": (
        page(WELL).replace("We are looking into it.", "Please wait."),
        1,
        "the customer's text says “Please”",
    ),
    "a step's title that no box holds": (
        page(WELL).replace(
            "Try again.", "Try again and again, until the next morning comes and longer than that."
        ),
        1,
        "the title “Try again and again, until the next morning comes and longer than that” does not fit a box, "
        "at most 69 characters do",
    ),
    "a wait that cures nothing": (
        page(WELL, head="retry_in_s = 600"),
        6,
        "refused is permanent and yet to be tried again in 600 s: retry_in_s = 0 ends that",
    ),
    "a host of nobody": (
        page(WELL + "\nat_host = true"),
        6,
        "at_host wants the provider whose hosts count",
    ),
    "an example without the host it asks for": (
        page(WELL + '\nat_host = true\nprovider = "zoho"'),
        6,
        "no wording matches the example, not even its own",
    ),
    "words beside a phrase": (
        page(wording(phrases="refused here", words=["refused"], example="550 refused here")),
        6,
        "words stand alone: phrase, token or pattern want a wording of their own",
    ),
    "joined words without a login": (
        page(wording(words=["refused here", "account + blocked"], example="550 refused here")),
        6,
        '“account + blocked” wants stage = "auth": elsewhere no such words are looked for',
    ),
    "a joined word by a name that it has not": (
        page(
            wording(
                words=["refused here", "konto + blocked"],
                stage="auth",
                causes=["refused"],
                example="535 refused here",
            )
        ),
        6,
        "“konto” in “konto + blocked” is never met: it is called “account”",
    ),
    "a number that words rule out": (
        page(wording(codes=[550], enhanced=["5.1.1"], not_phrases=["sender"], example="550 5.1.1 x")),
        6,
        "not_phrases count beside a phrase, token, pattern or words only",
    ),
    "a token beside a pattern": (
        page(wording(token="AUTH005", pattern="refused .* here", example="550 AUTH005 refused right here")),
        6,
        "a token and a pattern are two wordings",
    ),
    "a cause of others on a page's gist": (
        page(WELL, head='[cause.refused]\nwho_acts = "recipient"'),
        1,
        "refused is another's to mend than its page: [cause.refused] wants a gist",
    ),
    "a cause of another kind on a page's gist": (
        page(WELL, head='[cause.refused]\nfamily = "tls"'),
        1,
        "refused is of another family than its page: [cause.refused] wants a gist",
    ),
    "a gist that the page has": (
        page(WELL, head='[cause.refused]\ngist = "The server refused it."'),
        1,
        "the gist of refused is its page's: leave it out",
    ),
    "a sign that is a sentence": (
        page(WELL, head='[cause.refused]\nsign = "it waits."'),
        1,
        "the sign of refused goes on after “It is this if ”: no capital, no full stop",
    ),
    "a gist that is no sentence": (
        page(WELL, head='[cause.refused]\ngist = "The mailbox is full"'),
        1,
        "the gist of refused is a sentence",
    ),
    "a page that nothing leads to": (page(""), 1, "no [[wording]]: nothing leads to this page"),
}


@pytest.mark.parametrize(("text", "line", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_each_fault_is_named_with_file_and_line(faults_of, text, line, message):
    assert faults_of(refused=text, other=OTHER) == [
        Fault("bot/knowledge/entries/auth/refused.md", line, message)
    ]


def test_an_example_won_by_another_page_names_that_page_and_why(faults_of):
    greedy = page(wording(phrases="refused for a reason, always", example="550 refused for a reason, always"))
    loser = page(wording(phrases="refused for a", example="550 refused for a reason, always"))

    (fault,) = faults_of(greedy=greedy, loser=loser)

    assert fault == Fault(
        "bot/knowledge/entries/auth/loser.md",
        6,
        "the example is won by greedy:6 (phrase, 28), not by its own (phrase, 13)",
    )


def test_an_everyday_word_that_leads_to_another_page_is_a_fault(faults_of):
    words = page(wording(words=["no space", "refused for a reason"], example="550 no space"))
    other = page(wording(phrases="refused for a reason", example="550 refused for a reason"))

    (fault,) = faults_of(words=words, other=other)

    assert fault == Fault(
        "bot/knowledge/entries/auth/words.md",
        6,
        "the word “refused for a reason” leads to other:6 (phrase, 20)",
    )


def test_words_that_only_numbers_tell_apart_are_a_fault(faults_of):
    one = page(wording(phrases="refused here", codes=[550], example="550 refused here"))
    two = page(wording(phrases="refused here", codes=[554], example="554 refused here"))

    assert [(fault.file[-6:], fault.message) for fault in faults_of(one=one, two=two)] == [
        ("one.md", "without numbers its words lead as well to two:6 (phrase, 12)"),
        ("two.md", "without numbers its words lead as well to one:6 (phrase, 12)"),
    ]


def test_a_broken_page_is_one_fault_and_the_others_are_still_read(faults_of):
    (fault,) = faults_of(broken="# no block", other=OTHER)

    assert (fault.file, fault.line) == ("bot/knowledge/entries/auth/broken.md", 1)


def test_one_id_in_two_families_is_a_fault(monkeypatch):
    listed = [("auth", "same", Page(OTHER)), ("tls", "same", Page(OTHER))]
    monkeypatch.setattr(lint_module, "entry_files", lambda: listed)

    assert "the id same is taken by bot/knowledge/entries/auth/same.md" in [fault.message for fault in lint()]


def test_each_fault_is_told_by_one_share_of_the_pages(faults_of):
    lost = {
        name: page(wording(phrases=f"never met {name}", example="550 something else"))
        for name in ("first", "second", "third")
    }
    alone = faults_of(**lost, broken="# no block")
    entries, files, unread = lint_module._read_pages(load_signs())
    in_shares = [fault for share in range(3) for fault in lint_module._faults_of(entries, files, share, 3)]

    assert [fault.file[-9:-3] for fault in alone] == ["broken", "/first", "second", "/third"]
    assert sorted(unread + in_shares) == alone


def test_a_sign_of_a_cause_that_no_page_has_is_a_fault():
    signs = {"hidden-character": "", "no-such": "it waits"}

    assert [str(fault) for fault in lint_module._list_faults(signs, load_knowledge())] == [
        "bot/knowledge/signs.toml:1: no-such is no cause of any page"
    ]
