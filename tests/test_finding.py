"""A finding as JSON keeps every key of the contract, fits the schema and comes back as it was."""

import json
from importlib.resources import files

import jsonschema
import pytest

from bot.finding import finding_from_json, finding_json
from bot.reading import read_text

SCHEMA = json.loads((files("bot") / "finding.schema.json").read_text("utf-8"))

# The contract's keys, in its order.
KEYS = [
    "kind", "recipient", "original_recipient", "mail", "count", "reply_code", "enhanced_code", "reply_text", "entry",
    "cause", "family", "permanence", "provider", "stage", "speaker", "who_acts", "retry_in_s", "address_action",
    "certainty", "because", "alternatives", "steps", "evidence", "open_causes", "link", "logged",
]  # fmt: skip

PASTES = {
    "smtplib": "smtplib.SMTPAuthenticationError: (535, b'5.7.8 Error: authentication failed')",
    "no reply": "Error: connect ECONNREFUSED 127.0.0.1:587\n  code: 'ESOCKET', command: 'CONN'",
    "no reason": "550 Rejected",
    "with a page": "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. gsmtp",
    "a log's line": "Nov 24 09:12:31 550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown",
    "unknown user": "550 5.1.1 <ana@example.com>: Recipient address rejected: User unknown in virtual mailbox table",
}


@pytest.mark.parametrize("text", PASTES.values(), ids=PASTES.keys())
def test_each_finding_fits_the_schema_and_survives_the_way_through_json(text, knowledge):
    (finding,) = read_text(text, knowledge)

    document = json.loads(json.dumps(finding_json(finding)))

    assert list(document) == KEYS
    jsonschema.validate(document, SCHEMA)
    assert finding_from_json(document) == finding


def test_the_schema_names_exactly_the_contracts_keys():
    assert list(SCHEMA["properties"]) == KEYS
    assert SCHEMA["required"] == KEYS


def test_a_document_of_another_shape_is_refused():
    with pytest.raises(KeyError):
        finding_from_json({"kind": "failure"})
