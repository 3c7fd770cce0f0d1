"""What `basis` claims: `documented` is the page of whoever says the words, never somebody's collection of them."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from bot.model import Basis
from bot.providers import owner_of_host
from tests.knowledge_base import knowledge

# Who gathers other people's refusals and writes down what they mean: one observation more, no documentation.
COLLECTIONS = (
    "github.com/sisimai/",
    "github.com/ActiveCampaign/smtp-field-manual",
    "smtpfieldmanual.com",
    "smtp.codes",
    "blog.csdn.net",
    "pastebin.com",
    "stackoverflow.com",
    "biecuoliao.com",
    "sh-aliyun.com",
)
WORDINGS = [wording for entry in knowledge().entries.values() for wording in entry.wordings]


@pytest.mark.parametrize("collection", COLLECTIONS)
def test_what_a_collection_says_is_observed_only(collection):
    claimed = {
        (wording.entry, wording.source, wording.basis)
        for wording in WORDINGS
        if collection in wording.source and wording.basis is Basis.DOCUMENTED
    }
    assert claimed == set()


def test_anybodys_words_lead_to_no_page_of_one_provider():
    """A provider that stands in the words themselves is one that they name."""
    led_to = {}
    for wording in WORDINGS:
        owner = owner_of_host(urlsplit(wording.link).hostname or "") if wording.provider is None else None
        said = " ".join((*wording.phrases, wording.pattern or "")).replace(" ", "")
        if owner is not None and owner not in said:
            led_to[wording.example] = wording.link
    assert led_to == {}


def test_outlooks_numbers_rest_on_the_names_that_microsoft_gave_them():
    """Its header names them all but three, which were seen only."""
    told = {
        wording.phrases[0]: wording.basis
        for wording in WORDINGS
        if wording.phrases and wording.phrases[0].startswith("0x800ccc")
    }
    assert {number for number, basis in told.items() if basis is not Basis.SOURCE_CODE} == {
        "0x800ccc40",
        "0x800ccc80",
        "0x800ccc92",
    }
    assert len(told) > 20
