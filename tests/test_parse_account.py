"""Which mailbox logs in, as a paste says it."""

from __future__ import annotations

import pytest

from bot.parse.surroundings.account import account_in

REFUSED = "535 5.7.8 Error: authentication failed"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Login to smtp.example.com:587 as ana@example.com failed: {refused}", id="as"),
        pytest.param("{refused} for login ana@example.com at smtp.example.com", id="for-login"),
        pytest.param("Authentication failed for <ana@example.com>: {refused}", id="for"),
        pytest.param("host: smtp.example.com\nuser: ana@example.com\n{refused}", id="setting"),
        pytest.param("SMTP_USERNAME=ana@example.com\n{refused}", id="environment"),
        pytest.param("{{'user': 'ana@example.com', 'port': 587}} {refused}", id="dictionary"),
        pytest.param('const login = "ana@example.com"; // {refused}', id="assigned"),
        pytest.param("SASL LOGIN authentication failed: x, sasl_username=ana@example.com", id="postfix"),
        pytest.param("Our mailbox ana@example.com gets {refused}", id="mailbox"),
        pytest.param("Benutzername: ana@example.com {refused}", id="german"),
        pytest.param("again for ana@example.com: {refused}", id="told-of"),
        pytest.param("Wieder bei ana@example.com: {refused}", id="told-of-in-german"),
        pytest.param("ana@example.com: {refused}", id="opens-the-line"),
        pytest.param("Two of them fail.\n• ana@example.com - {refused}", id="opens-an-item"),
        pytest.param("ana@example.com gets {refused}", id="gets"),
        pytest.param("user ana@example.com, again user Ana@Example.com: {refused}", id="twice"),
        pytest.param("{refused}\n" + "- retrying\n" * 6_000 + "user: ana@example.com", id="below-a-long-log"),
    ],
)
def test_the_mailbox_that_logs_in_is_found(text):
    assert account_in(text.format(refused=REFUSED)) == "ana@example.com"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{refused}", id="nobody"),
        pytest.param("user: ana\n{refused}", id="no-address"),
        pytest.param("user ana@example.com and user bob@example.com: {refused}", id="several"),
        pytest.param("{refused}. Contact postmaster@example.com", id="whom-to-ask"),
        pytest.param("{refused}\nThanks, ana@example.com", id="signature"),
        pytest.param("{refused}\n\nAna\nana@example.com", id="signature-alone-on-its-line"),
        pytest.param("<ana@example.com>: host relay.example.net said: {refused}", id="recipient"),
        pytest.param(
            "ana@example.com: host relay.example.net said: {refused}", id="recipient-without-brackets"
        ),
        pytest.param("ana@example.com: {refused}\nbob@example.com: {refused}", id="several-told-of"),
    ],
)
def test_no_mailbox_is_made_up(text):
    assert account_in(text.format(refused=REFUSED)) is None
