"""An API key that a mail service's web interface refuses: mail's where a mail service is asked, else nobody's."""

import pytest

from bot.knowledge import Knowledge
from bot.reading import read_text

PAGE = "mail-service-key-refused"
FORBIDDEN = "[Error: UNAUTHORIZED] { status: 401, details: 'Forbidden', type: 'MailgunAPIError' }"
GRANT = "The provided authorization grant is invalid, expired, or revoked"
BREVO = '{"message":"Key not found","code":"unauthorized"}'


@pytest.mark.parametrize(
    ("paste", "provider", "certainty"),
    [
        (FORBIDDEN, "mailgun", "likely"),
        ("our mail does not go out, mailgun says 401 Forbidden", "mailgun", "likely"),
        ("Mail geht nicht raus: Mailgun antwortet mit 401 Unauthorized", "mailgun", "likely"),
        ("message: 'Unauthorized',\ndetails: '{\"message\":\"Invalid private key\"}'\nmailgun.js", "mailgun", "likely"),
        (
            "Client error: `POST https://api.mailgun.net/v3/mg.example.com/messages` resulted in a "
            "`401 Unauthorized` response:\nForbidden",
            "mailgun",
            "likely",
        ),
        ("Unable to send an email: Forbidden (code 401).", None, "likely"),
        (f"Unable to send an email: {GRANT} (code 401).", "sendgrid", "likely"),
        (f'app.ERROR: 401: {{"errors":[{{"message":"{GRANT}","field":null,"help":null}}]}} [] []', "sendgrid", "likely"),
        (
            "ResponseError: Unauthorized\n    at node_modules/@sendgrid/client/src/classes/client.js:146:29 {\n  code: 401",
            "sendgrid",
            "likely",
        ),
        ("RestClient::Exception: 401 Unauthorized api.mailgun.net", "mailgun", "likely"),
        (
            "ResponseError: Forbidden\n    at node_modules/@sendgrid/client/src/classes/client.js:146:29 {\n  code: 403",
            "sendgrid",
            "likely",
        ),
        ('{"ErrorCode":10,"Message":"Request does not contain a valid Server token."}', "postmark", "certain"),
        ("Postmark: Bad or missing API token", "postmark", "certain"),
        (f"Reason: Unauthorized\nX-Sib-Server: SENDINBLUE-srv\nHTTP response body: {BREVO}", "brevo", "likely"),
        (f"Brevo answers {BREVO} since this morning, no mail goes out", "brevo", "likely"),
        ("WP Mail SMTP: Mailer: Brevo\nunauthorized: Key not found", "brevo", "likely"),
        ('{"statusCode":401,"message":"API key is invalid","name":"validation_error"} resend', "resend", "certain"),
        ("Resend error: { statusCode: 403, message: 'API key is invalid', name: 'invalid_api_key' }", "resend", "certain"),
        ('SparkPostRails::DeliveryException ([{"message"=>"Unauthorized."}])', "sparkpost", "likely"),
        (
            '{"errors":[{"message":"Unauthorized."}]}\nPOST https://api.eu.sparkpost.com/api/v1/transmissions',
            "sparkpost",
            "likely",
        ),
        ("we send with sendgrid\nPOST /v3/mail/send 401 Unauthorized", "sendgrid", "likely"),
        ("SendGrid answers our app:\nstatus code: 401\nbody: Unauthorized request", "sendgrid", "likely"),
        ("Mandrill_Invalid_Key: Invalid API key", "mandrill", "certain"),
        (
            "botocore.exceptions.ClientError: An error occurred (InvalidClientTokenId) when calling the SendEmail operation: "
            "The security token included in the request is invalid.",
            "amazon-ses",
            "likely",
        ),
        (
            'BotoServerError: 403 Forbidden <ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"> '
            "<Code>MissingAuthenticationToken</Code>",
            "amazon-ses",
            "likely",
        ),
        ('mailersend 401\n{"message":"Unauthenticated."} when sending the email', "mailersend", "likely"),
    ],
)  # fmt: skip
def test_a_mail_service_refuses_the_key(
    paste: str, provider: str | None, certainty: str, knowledge: Knowledge
) -> None:
    found = read_text(paste, knowledge)
    told = [(one.entry, one.cause, one.provider, one.certainty) for one in found]
    assert told == [(PAGE, "api-key-invalid", provider, certainty)]


@pytest.mark.parametrize(
    "paste",
    [
        'Stripe: {"error":{"message":"Invalid API Key provided: sk_test_****"}} status 401',
        'HTTP 401 {"message":"Bad credentials","documentation_url":"https://docs.github.com/rest"}',
        "GET /login 401 Unauthorized",
        "Client error: `POST https://api.stripe.com/v1/charges` resulted in a `401 Unauthorized` response: Forbidden",
        '{"code":"unauthorized","message":"Key not found"} from our license server',
        "Docker: unauthorized: authentication required",
        "Mailgun works, but Stripe answers 401 Unauthorized: Invalid API key",
        "mail goes out through sendgrid. GitHub API: 403 Forbidden rate limit",
        "OpenAI: Invalid API key. We send mail with brevo.",
        "Our mailgun webhook got 401 Unauthorized from our own endpoint",
        "An error occurred (InvalidClientTokenId) when calling the GetCallerIdentity operation: The security token included "
        "in the request is invalid. (deployment of the mail server)",
        "An error occurred (SignatureDoesNotMatch) when calling the PutObject operation, mail-archive",
        "How do I specify sending key instead of api key in mailgun.js?",
        "feat(mailgun): handle 401 Forbidden and show a hint about the region",
        "docs: mailgun returns 401 Unauthorized when the API key is missing",
        "I resend the request with the API key and it is invalid",
        "Sent by Postmark.\nGET /admin 403 Forbidden",
        "We use SendGrid for mail.\n403 Forbidden on /admin",
    ],
)  # fmt: skip
def test_a_key_of_anything_else_is_no_mail_error(paste: str, knowledge: Knowledge) -> None:
    assert read_text(paste, knowledge) == ()


def test_a_reply_beside_it_leads(knowledge: Knowledge) -> None:
    found = read_text(f"535 5.7.8 Authentication failed\nthen over the web:\n{FORBIDDEN}", knowledge)
    assert [one.reply_code for one in found] == [535]


def test_what_a_mail_server_says_of_the_key_is_a_refused_login(knowledge: Knowledge) -> None:
    (found,) = read_text(
        f"smtp.sendgrid.net, port 587, user apikey:\n'Authentication failed: {GRANT}'", knowledge
    )
    assert (found.entry, found.cause) == ("sendgrid-login-refused", "api-key-invalid")


def test_the_steps_speak_of_the_service_that_refused(knowledge: Knowledge) -> None:
    first = read_text(FORBIDDEN, knowledge)[0].steps[0]
    assert first.id == "new-key"
    assert "Sending API keys" in first.text
    assert "Transmissions" not in first.text
