"""A page of the knowledge base is read whole, and each way to break the format is named with its line."""

import pytest

from bot.knowledge import EntryError, parse_entry
from bot.model import Actor, Basis, Cause, Family, Permanence, Question, Stage, Step, Traits
from tests.pages import page, wording

WHOLE = """```toml
permanence = "permanent"
who_acts = "sender-admin"
address_action = "none"
retry_in_s = 0
checks = ["login"]
related = { sibling = ["other"], look-alike = ["third"] }
reviewed = 2026-11-24

[cause.locked]
permanence = "temporary"
retry_in_s = 1800
gist = "The mailbox is locked."
sign = "it opens an hour later"

[[wording]]
codes = [535]
enhanced = ["5.7.8"]
stage = "auth"
provider = "gmail"
phrases = ["Not Accepted"]
causes = ["locked"]
example = "535 5.7.8 not accepted"
basis = "source-code"
source = "https://example.com/a"
note = "Said for everything."
```
# 535 Refused
The server refused
the login.
## What it means
Refused.

In two paragraphs.
## Why it happens
1. **wrong** A wrong password.
   On two lines.
2. **locked** Too many tries.
   (confirmed by `reply.locked`, `a.b`; refuted by `login.accepted`; likelier with `c.d`)
## How to fix it
1. **Type it.** By hand (not from the file). Mail goes out. (who: sender; check: login; id: type)
## How to fix it when `locked`
1. **Wait.** Half an hour. (needless with `a.b`, `c.d`)
## Tell the customer
We wait.
## Tell the customer when `locked`
Wait an hour.
## Questions
**Is it this?** Yes,
it is.

**And that?** No.
## Sources
- https://example.com/a (its words)
"""


def test_a_whole_page_is_read_into_every_field():
    signs = {"wrong": "webmail refuses it too", "locked": "not this page's"}
    entry = parse_entry(WHOLE, id="535-refused", family="auth", signs=signs)

    assert entry.title == "535 Refused"
    assert entry.gist == "The server refused the login."
    assert entry.family is Family.AUTH
    assert entry.meaning == "Refused.\n\nIn two paragraphs."
    assert entry.traits == Traits(
        Permanence.PERMANENT, Actor.SENDER_ADMIN, None, 0, None, no_address_action=True
    )
    assert (entry.checks, entry.siblings, entry.look_alikes) == (("login",), ("other",), ("third",))
    assert entry.causes == (
        Cause(
            "wrong", "A wrong password. On two lines.", (), (), (), Traits(), sign="webmail refuses it too"
        ),
        Cause(
            "locked", "Too many tries.", ("reply.locked", "a.b"), ("login.accepted",), ("c.d",),
            Traits(permanence=Permanence.TEMPORARY, retry_in_s=1800), "The mailbox is locked.",
            "it opens an hour later",
        ),
    )  # fmt: skip
    assert entry.steps == (
        Step("type", "Type it", "By hand (not from the file). Mail goes out.", Actor.SENDER, "login"),
    )
    assert entry.steps_when == (
        ("locked", (Step("wait", "Wait", "Half an hour.", Actor.SENDER_ADMIN, None, ("a.b", "c.d")),)),
    )
    assert entry.customer_when == (("locked", "Wait an hour."),)
    assert entry.questions == (Question("Is it this?", "Yes, it is."), Question("And that?", "No."))
    assert entry.sources == ("https://example.com/a (its words)",)
    (only,) = entry.wordings
    assert (only.entry, only.line, only.codes, only.enhanced) == ("535-refused", 16, (535,), ("5.7.8",))
    assert (only.stage, only.provider, only.phrases, only.causes) == (
        Stage.AUTH,
        "gmail",
        ("not accepted",),
        ("locked",),
    )
    assert (only.basis, only.source, only.note) == (
        Basis.SOURCE_CODE,
        "https://example.com/a",
        "Said for everything.",
    )


GOOD = page(wording(phrases="not accepted"))

BROKEN = {
    "no TOML block": ("# Title\n", 1, "opens with ```toml"),
    "block not closed": ("```toml\nreviewed = 2026-11-24\n", 1, "not closed"),
    "broken TOML": (GOOD.replace("reviewed = 2026-11-24", "reviewed ="), 4, "TOML"),
    "unknown key": (GOOD.replace("who_acts", "who_act"), 2, "unknown key who_act"),
    "unknown wording key": (page(wording(phrases="x y", phrase="z")), 6, "unknown key phrase"),
    "unknown family member": (GOOD.replace('"permanent"', '"forever"'), 2, "forever"),
    "unknown heading": (GOOD.replace("## What it means", "## What it is"), 14, "unknown heading"),
    "missing section": (
        GOOD.replace("## Tell the customer\nWe are looking into it.\n", ""),
        12,
        "Tell the customer",
    ),
    "no review date": (GOOD.replace("reviewed = 2026-11-24", ""), 2, "reviewed is missing"),
    "wordings in single brackets": (GOOD.replace("[[wording]]", "[wording]"), 2, "opens with [[wording]]"),
    "an action that is a list": (page(wording(phrases="x y", address_action=["keep"])), 6, "not a valid"),
    "a token that is a number": (page(wording(phrases="x y", token=5)), 6, "token is a text"),
    "a cause that is no table": (page(wording(phrases="x y"), head="cause = 5"), 2, "a table is expected"),
    "no source": (page(wording(phrases="x y", source="example.com")), 6, "https address"),
    "cause without an id": (page(wording(phrases="x"), "1. It is so."), 17, "bold"),
    "cause twice": (page(wording(phrases="x"), "1. **a** Once.\n2. **a** Twice."), 18, "stands twice"),
    "traits of no cause": (page(wording(phrases="x"), head="[cause.b]\nretry_in_s = 5\n"), 18, "cause.b"),
    "a family that is none": (
        page(wording(phrases="x"), "1. **b** So.", head='[cause.b]\nfamily = "mail"\n'),
        2,
        "mail",
    ),
    "a family of a page": (GOOD.replace("reviewed", 'family = "tls"\nreviewed'), 2, "unknown key family"),
    "section twice": (GOOD + "## What it means\nAgain.\n", 25, "stands twice"),
    "negative wait": (GOOD.replace("reviewed", "retry_in_s = -1\nreviewed"), 2, "retry_in_s"),
    "condition where none may stand": (
        GOOD + "## Sources when `a.b`\n- https://x.example\n",
        25,
        "unknown heading",
    ),
}


@pytest.mark.parametrize(("text", "line", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_page_is_refused_with_its_line(text, line, said):
    with pytest.raises(EntryError) as caught:
        parse_entry(text, id="x", family="auth")

    assert said in caught.value.message
    assert caught.value.line == line
