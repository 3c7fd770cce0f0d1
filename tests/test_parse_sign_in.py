"""The answers of a sign-in service (OAuth): of mail that is sent they lead, of a web page's login they are none."""

import pytest

from bot.knowledge import Knowledge
from bot.parse import parse_text
from bot.reading import read_text

NO_SECRET = "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent is the value."
WRONG = "AADSTS50126: Error validating credentials due to invalid username or password."


@pytest.mark.parametrize(
    "paste",
    [
        f'ClientException: email account: {{"error":"invalid_client","error_description":"{NO_SECRET}\\r\\nTrace ID: 1"}}',
        f"535 5.7.3 Authentication unsuccessful [AM0PR01.outlook.com]\nmsal: {NO_SECRET}",
        f"SMTP ERROR: Failed to connect to server\n{NO_SECRET}\nMailer Error: could not send",
        f"Sending mail through Graph failed: AADSTS70002: Error validating credentials. {NO_SECRET}",
    ],
)
def test_the_number_of_the_sign_in_leads_where_mail_is_sent(paste: str) -> None:
    lead = parse_text(paste)[0]
    assert lead.reply.code is None
    assert lead.reply.text.startswith("AADSTS7000215: Invalid client secret provided.")
    assert "Trace ID" not in lead.reply.text
    assert not lead.suspected


def test_a_reply_beside_it_is_told_behind_it() -> None:
    bounces = parse_text(f"535 5.7.3 Authentication unsuccessful\nmsal: {WRONG}")
    assert [bounce.reply.code for bounce in bounces] == [None, 535]


@pytest.mark.parametrize(
    "paste",
    [
        WRONG,
        "AADSTS70008: The provided authorization code or refresh token has expired due to inactivity.",
        f'login.OAuthLogin(NewTransportWithCode) error="oauth2: cannot fetch token: 400 {NO_SECRET}"',
        f"scope=openid profile email offline_access\nFailed to authenticate: {NO_SECRET}",
        "Error 400: redirect_uri_mismatch\nscope: email profile openid",
        'Drive sync: {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}',
        f"Failed to fetch emails from the IMAP mailbox: {NO_SECRET}",
    ],
)
def test_the_login_of_a_web_page_is_no_mail_error(paste: str, knowledge: Knowledge) -> None:
    assert read_text(paste, knowledge) == ()


@pytest.mark.parametrize(
    ("paste", "cause"),
    [
        ("nodemailer: Error: invalid_client: The OAuth client was deleted.", "oauth-token-invalid"),
        ("Gmail SMTP: Error 403: org_internal", "oauth-token-invalid"),
        ("WP Mail SMTP, Gmail: Error 400: redirect_uri_mismatch", "oauth-token-invalid"),
        ("{ [Error: invalid_request] code: 'EAUTH', command: 'AUTH XOAUTH2' }", "oauth-token-invalid"),
        ("ERROR Failed generating new Access Token for ana@example.com (nodemailer)", "oauth-token-invalid"),
        ("AADSTS7000222 client secret expired, mails don't go out", "oauth-token-invalid"),
        ("sending mail: AADSTS65001: The user or administrator has not consented.", "oauth-scope-missing"),
        (f"SMTP: {WRONG}", "wrong-credentials"),
        (
            "sending a test email: Client error: `POST https://login.microsoftonline.com//oauth2/v2.0/token` resulted in a "
            "`404 Not Found` response",
            "oauth-token-invalid",
        ),
        (
            "sending mail: Could not refresh oauth token: Client error: `POST https://oauth2.googleapis.com/token` "
            "resulted in a `400 Bad Request` response: invalid_grant",
            "oauth-token-invalid",
        ),
        (
            "535 5.7.3 Authentication unsuccessful\n$mail->setOAuth(new OAuth(['refreshToken' => $token]));",
            "oauth-scope-missing",
        ),
    ],
)
def test_what_a_sign_in_service_says_of_mail(paste: str, cause: str, knowledge: Knowledge) -> None:
    assert read_text(paste, knowledge)[0].cause == cause


@pytest.mark.parametrize(
    ("paste", "code"),
    [
        ("smtp token refresh failed code=400 invalid_grant", None),
        ('SMTP XOAUTH2: token request failed, code=401, body={"error": "invalid_client"}', None),
        ("sending mail failed: smtp_code=406", 406),
        ("sending mail failed: code=535", 535),
    ],
)
def test_a_sign_in_services_status_is_no_reply_code(
    paste: str, code: int | None, knowledge: Knowledge
) -> None:
    assert [finding.reply_code for finding in read_text(paste, knowledge)] == [code]
