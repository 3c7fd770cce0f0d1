"""Numbers that mean different things, and texts that mislead: each with the answer it has to get.

The eighteen collisions are numbers whose registered meaning is not a provider's; the thirty traps
are texts that a reader of numbers, or of the first clause, gets wrong.
"""

import pytest

from bot.model import Actor, AddressAction, Certainty, Family, Finding, Permanence
from bot.reading import read_text
from tests.knowledge_base import knowledge

KEEP, PAUSE, SUPPRESS = AddressAction.KEEP, AddressAction.PAUSE, AddressAction.SUPPRESS
SENDER, ADMIN, RECIPIENT = Actor.SENDER, Actor.SENDER_ADMIN, Actor.RECIPIENT
RECIPIENT_ADMIN, WAIT = Actor.RECIPIENT_ADMIN, Actor.NOBODY_WAIT
LASTING, PASSING = Permanence.PERMANENT, Permanence.TEMPORARY
UNKNOWN = "reason-not-given"


def only(paste: str) -> Finding:
    (finding,) = read_text(paste, knowledge())
    return finding


def told(finding: Finding) -> tuple[str, Family | None, Permanence, AddressAction | None, Actor | None]:
    return (
        finding.entry or UNKNOWN,
        finding.family,
        finding.permanence,
        finding.address_action,
        finding.who_acts,
    )


def case(name: str, paste: str, *answer: object) -> object:
    return pytest.param(paste, answer, id=name)


AUTH, TLS, RATE, POLICY = Family.AUTH, Family.TLS, Family.RATE_LIMIT, Family.POLICY
DNS_AUTH, REPUTATION, RELAY = Family.SENDER_AUTH_DNS, Family.REPUTATION_BLOCKLIST, Family.RELAY_DENIED
FULL, GONE, OFF = Family.MAILBOX_FULL, Family.MAILBOX_UNKNOWN, Family.MAILBOX_DISABLED
NOT_GIVEN = (UNKNOWN, Family.UNKNOWN)

COLLISIONS = [
    case(
        "5.7.27-google-spf",
        "550-5.7.27 Your email has been blocked because SPF authentication didn't pass. - gsmtp",
        "spf-check-failed", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "5.7.27-registry-null-mx",
        "550 5.7.27 Sender address has null MX",
        "sender-domain-not-found", Family.SENDER_REJECTED, LASTING, KEEP, ADMIN,
    ),
    case(
        "5.7.28-google-unsolicited",
        "550-5.7.28 Our system has detected an unusual rate of unsolicited mail originating from your IP. - gsmtp",
        "gmail-unsolicited-rate", REPUTATION, LASTING, KEEP, ADMIN,
    ),
    case("5.7.28-registry-flood", "550 5.7.28 Mail flood detected", "slowed-by-receiver", RATE, PASSING, KEEP, ADMIN),
    case(
        "5.7.29-google-no-tls",
        "550-5.7.29 Your email has been blocked because it was not sent over a TLS connection. - gsmtp",
        "recipient-requires-tls", TLS, LASTING, KEEP, ADMIN,
    ),
    case("5.7.29-registry-arc", "550 5.7.29 ARC validation failure", "arc-check-failed", DNS_AUTH, LASTING, KEEP, ADMIN),
    case(
        "5.7.30-google-dkim",
        "550-5.7.30 Your email has been blocked because DKIM authentication didn't pass. - gsmtp",
        "dkim-check-failed", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "5.7.30-registry-requiretls",
        "550 5.7.30 REQUIRETLS support required",
        "requiretls-not-offered", TLS, LASTING, KEEP, RECIPIENT_ADMIN,
    ),
    case(
        "5.7.30-microsoft-basic-authentication",
        "550 5.7.30 Basic authentication is not supported for Client Submission.",
        "microsoft-basic-authentication-disabled", AUTH, LASTING, None, ADMIN,
    ),
    case(
        "5.7.24-google-suspicious-entries",
        "550-5.7.24 The SPF record of the sending domain has one or more suspicious entries. - gsmtp",
        "spf-record-broken", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case("5.7.24-registry-spf-error", "550 5.7.24 SPF validation error", "spf-record-broken", DNS_AUTH, LASTING, KEEP, ADMIN),
    case(
        "5.7.12-microsoft-own-organisation-only",
        "550 5.7.12 Sender was not authenticated by organization",
        "microsoft-recipient-takes-only-known-senders", POLICY, LASTING, KEEP, RECIPIENT_ADMIN,
    ),
    case(
        "4.7.12-registry-password-transition",
        "432 4.7.12 A password transition is needed",
        "password-change-required", AUTH, LASTING, None, SENDER,
    ),
    case(
        "5.7.13-microsoft-public-folder",
        "550 5.7.13 The public folder takes no mail from this sender",
        "microsoft-recipient-takes-only-known-senders", POLICY, LASTING, KEEP, RECIPIENT_ADMIN,
    ),
    case(
        "5.7.13-registry-account-disabled",
        "525 5.7.13 User account disabled",
        "account-disabled-at-login", AUTH, LASTING, None, ADMIN,
    ),
    case(
        "5.7.14-google-web-login",
        "534-5.7.14 Please log in via your web browser and then try again. - gsmtp",
        "gmail-web-login-required", AUTH, LASTING, None, SENDER,
    ),
    case("5.7.14-registry-trust", "554 5.7.14 Trust relationship required", *NOT_GIVEN, LASTING, None, SENDER),
    case(
        "5.7.9-yahoo-policy",
        "554 5.7.9 Message not accepted for policy reasons. See https://senders.yahooinc.com/error-codes",
        "refused-by-policy-without-reason", POLICY, LASTING, KEEP, ADMIN,
    ),
    case(
        "5.7.9-yahoo-unauthenticated",
        "550 5.7.9 This mail has been blocked because the sender is unauthenticated. "
        "Yahoo requires all senders to authenticate with either SPF or DKIM.",
        "neither-spf-nor-dkim-passes", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "5.7.9-google-app-password",
        "534-5.7.9 Application-specific password required. - gsmtp",
        "gmail-app-password-required", AUTH, LASTING, None, SENDER,
    ),
    case(
        "5.7.9-registry-mechanism",
        "534 5.7.9 Authentication mechanism is too weak",
        "534-authentication-mechanism-too-weak", AUTH, LASTING, None, ADMIN,
    ),
    case(
        "5.4.1-microsoft-unknown-recipient",
        "550 5.4.1 Recipient address rejected: Access denied. [AM0EUR02FT001.eop-EUR02.prod.protection.outlook.com]",
        "microsoft-recipient-not-found", GONE, LASTING, SUPPRESS, SENDER,
    ),
    case(
        "4.4.1-registry-no-answer",
        "451 4.4.1 No answer from host",
        "recipient-server-not-answering", Family.CONNECTION, PASSING, KEEP, RECIPIENT_ADMIN,
    ),
    case(
        "5.4.5-google-daily-limit",
        "550-5.4.5 Daily user sending limit exceeded. - gsmtp",
        "sending-quota-exceeded", RATE, PASSING, KEEP, ADMIN,
    ),
    case(
        "4.4.5-registry-congestion",
        "451 4.4.5 Mail system congestion",
        "server-temporary-fault", Family.SERVER_TRANSIENT, PASSING, KEEP, WAIT,
    ),
    case(
        "5.4.6-zoho-unusual-activity",
        "550 5.4.6 Unusual sending activity detected. Please try after sometime",
        "sending-quota-exceeded", RATE, PASSING, KEEP, ADMIN,
    ),
    case(
        "5.4.6-registry-loop",
        "554 5.4.6 Routing loop detected",
        "mail-loop", Family.ROUTING_DNS, LASTING, PAUSE, RECIPIENT_ADMIN,
    ),
    case(
        "5.1.8-microsoft-own-account",
        "550 5.1.8 Access denied, bad outbound sender",
        "sending-account-blocked", Family.SUPPRESSION, LASTING, KEEP, ADMIN,
    ),
    case(
        "5.1.8-zoho-own-account",
        "554 5.1.8 Email Outgoing Blocked",
        "sending-account-blocked", Family.SUPPRESSION, LASTING, KEEP, ADMIN,
    ),
    case(
        "5.1.8-registry-sender-domain",
        "553 5.1.8 <ana@example.com>... Domain of sender address ana@example.com does not exist",
        "sender-domain-not-found", Family.SENDER_REJECTED, LASTING, KEEP, ADMIN,
    ),
    case(
        "5.2.1-google-flooded",
        "550-5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional "
        "messages from being delivered. https://support.google.com/mail/?p=ReceivingRatePerm - gsmtp",
        "recipient-receives-too-much", RATE, PASSING, KEEP, WAIT,
    ),
    case(
        "5.2.1-registry-disabled",
        "550 5.2.1 Mailbox disabled, not accepting messages",
        "mailbox-disabled", OFF, LASTING, SUPPRESS, RECIPIENT,
    ),
    case(
        "5.2.2-microsoft-own-quota",
        "554 5.2.2 Submission quota exceeded",
        "sending-quota-exceeded", RATE, PASSING, KEEP, ADMIN,
    ),
    case("5.2.2-registry-full", "552 5.2.2 Mailbox full", "mailbox-full", FULL, PASSING, PAUSE, RECIPIENT),
    case("5.1.1-on-552-orange", "552 5.1.1 <ana@example.net> OFR_417", "mailbox-full", FULL, PASSING, PAUSE, RECIPIENT),
    case("5.1.1-on-552-comcast", "552 5.1.1 ana@example.net user over quota", "mailbox-full", FULL, PASSING, PAUSE, RECIPIENT),
    case("5.1.1-registry-unknown", "550 5.1.1 User unknown", "recipient-unknown", GONE, LASTING, SUPPRESS, SENDER),
    case(
        "432-exchange-thread-limit",
        "432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded",
        "recipient-receives-too-much", RATE, PASSING, KEEP, WAIT,
    ),
    case(
        "523-registry-encryption",
        "523 5.7.10 Encryption Needed",
        "538-encryption-required-for-authentication", AUTH, LASTING, None, ADMIN,
    ),
    case("523-folk-size", "523 Message size exceeds limit", "message-too-large", Family.SIZE, LASTING, KEEP, SENDER),
]  # fmt: skip

TRAPS = [
    case(
        "1-mailbox-unavailable-is-an-ip-block",
        "550 5.2.1 Mailbox unavailable. Your IP address 192.0.2.10 is blacklisted using SPAMHAUS ZEN",
        "block-disguised", REPUTATION, LASTING, KEEP, ADMIN,
    ),
    case(
        "1-barracuda-blocked-recipient-is-an-ip-block",
        "550 permanent failure for one or more recipients (ana@example.net:blocked)",
        "block-disguised", REPUTATION, LASTING, KEEP, ADMIN,
    ),
    case(
        "2-access-denied-is-an-unknown-recipient",
        "550 5.4.1 Recipient address rejected: Access denied. AS(201806281)",
        "microsoft-recipient-not-found", GONE, LASTING, SUPPRESS, SENDER,
    ),
    case("3-no-such-user-under-a-policy-number", "550 5.7.1 No such user!", "recipient-unknown", GONE, LASTING, SUPPRESS, SENDER),
    case("4-full-under-5.1.1", "452 4.1.1 ana@example.net user over quota", "mailbox-full", FULL, PASSING, PAUSE, RECIPIENT),
    case(
        "5-unknown-under-552",
        "552 1 Requested mail action aborted, mailbox not found",
        "recipient-unknown", GONE, LASTING, SUPPRESS, SENDER,
    ),
    case(
        "6-gmail-disabled-user",
        "550-5.2.1 The email account that you tried to reach is inactive. "
        "https://support.google.com/mail/?p=DisabledUser - gsmtp",
        "mailbox-disabled", OFF, LASTING, SUPPRESS, RECIPIENT,
    ),
    case(
        "7-gmail-over-quota-may-clear",
        "452-4.2.2 The recipient's inbox is out of storage space. "
        "https://support.google.com/mail/?p=OverQuotaTemp - gsmtp",
        "mailbox-full", FULL, PASSING, PAUSE, RECIPIENT,
    ),
    case(
        "7-gmail-over-quota-and-abandoned",
        "552-5.2.2 The recipient's inbox is out of storage space and inactive. "
        "https://support.google.com/mail/?p=OverQuotaPerm - gsmtp",
        "mailbox-full-and-inactive", FULL, LASTING, SUPPRESS, SENDER,
    ),
    case("8-the-senders-own-limit", "550 5.2.0 submission quota exceeded", "sending-quota-exceeded", RATE, PASSING, KEEP, ADMIN),
    case(
        "9-authentication-failed-is-billing",
        "451 Authentication failed: Maximum credits exceeded",
        "sendgrid-credits-exceeded", AUTH, PASSING, None, ADMIN,
    ),
    case(
        "10-the-password-is-right-tenant",
        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant.",
        "microsoft-smtp-auth-disabled-tenant", AUTH, LASTING, None, ADMIN,
    ),
    case(
        "10-the-password-is-right-security-defaults",
        "535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.",
        "microsoft-security-defaults", AUTH, LASTING, None, ADMIN,
    ),
    case(
        "10-the-password-is-right-address-not-allowed",
        "525 5.7.1 Unauthorized IP address",
        "client-ip-not-authorized", AUTH, LASTING, None, ADMIN,
    ),
    case("10-the-password-is-right-wrong-server", "535 IB401", "godaddy-wrong-server", AUTH, LASTING, None, SENDER),
    case(
        "11-login-before-encryption-exim",
        "503 AUTH command used when not advertised",
        "503-auth-not-offered", AUTH, LASTING, None, ADMIN,
    ),
    case(
        "11-login-before-encryption-postfix",
        "503 5.5.1 Error: authentication not enabled",
        "503-auth-not-offered", AUTH, LASTING, None, ADMIN,
    ),
    case("12-5.7.1-relay", "550 5.7.1 Unable to relay", "exchange-unable-to-relay", RELAY, LASTING, None, ADMIN),
    case(
        "12-5.7.1-malformed",
        "550-5.7.1 Our system has detected that this message is not RFC 5322 compliant. - gsmtp",
        "message-not-rfc-compliant", Family.SYNTAX_PROTOCOL, LASTING, KEEP, ADMIN,
    ),
    case("12-5.7.1-alone", "550 5.7.1 Rejected", *NOT_GIVEN, LASTING, None, SENDER),
    case("13-554-as-greeting", "554 No SMTP service here", "greeting-refused", Family.CONNECTION, Permanence.UNKNOWN, KEEP, ADMIN),
    case(
        "13-554-as-echo",
        "554 5.5.1 Error: no valid recipients",
        "no-valid-recipients", Family.SYNTAX_PROTOCOL, LASTING, KEEP, SENDER,
    ),
    case(
        "13-554-after-the-message",
        "554 5.7.1 Spam message rejected",
        "message-looks-like-spam", Family.SPAM_CONTENT, LASTING, KEEP, ADMIN,
    ),
    case(
        "14-421-is-reputation",
        "421-4.7.0 This message is suspicious due to the very low reputation of the sending IP address. - gsmtp",
        "gmail-low-reputation", REPUTATION, LASTING, KEEP, ADMIN,
    ),
    case(
        "15-try-again-later-is-abuse-protection",
        "421-4.7.0 Try again later, closing connection. - gsmtp",
        "block-disguised", REPUTATION, PASSING, KEEP, ADMIN,
    ),
    case(
        "16-deferred-for-good-ts03",
        "421 4.7.1 [TS03] All messages from 192.0.2.10 will be permanently deferred; Retrying will NOT succeed.",
        "yahoo-defers-sender", REPUTATION, LASTING, KEEP, ADMIN,
    ),
    case(
        "16-deferred-for-good-tss09",
        "553 5.7.2 [TSS09] All messages from 192.0.2.10 will be permanently deferred; Retrying will NOT succeed.",
        "yahoo-defers-sender", REPUTATION, LASTING, KEEP, ADMIN,
    ),
    case(
        "17-passes-by-itself-hourly-cap",
        "550 Domain example.com has exceeded the max emails per hour (200/200 (100%)) allowed. Message discarded.",
        "hourly-limit-of-own-host", RATE, PASSING, KEEP, ADMIN,
    ),
    case("17-passes-by-itself-qq", "550 Ip frequency limited", "slowed-by-receiver", RATE, PASSING, KEEP, ADMIN),
    case("17-passes-by-itself-godaddy", "550 IB504", "slowed-by-receiver", RATE, PASSING, KEEP, ADMIN),
    case(
        "17-passes-by-itself-microsoft",
        "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
        "sending-quota-exceeded", RATE, PASSING, KEEP, ADMIN,
    ),
    case(
        "18-mixed-classes",
        "550 4.4.7 QUEUE.Expired; message expired",
        "delivery-time-expired", Family.EXPIRED, LASTING, PAUSE, SENDER,
    ),
    case(
        "19-the-wrapper-says-spam-the-inner-reply-broken-list",
        "550 5.7.350 Remote server returned message detected as spam -> 554 5.7.1 Service unavailable; "
        "Client host [192.0.2.10] blocked using zen.spamhaus.org; Error: open resolver",
        "dnsbl-query-refused", REPUTATION, PASSING, KEEP, RECIPIENT_ADMIN,
    ),
    case(
        "19-the-wrapper-says-nothing-the-inner-reply-size",
        "550 5.0.350 Remote server returned an error -> 552 Message size exceeds maximum permitted",
        "message-too-large", Family.SIZE, LASTING, KEEP, SENDER,
    ),
    case(
        "20-an-outer-5.1.0-is-noise",
        "5.1.0 - Unknown address error 550-'5.2.2 <ana@example.net>: Mailbox Full'",
        "mailbox-full", FULL, PASSING, PAUSE, RECIPIENT,
    ),
    case(
        "20-expired-around-a-time-out",
        "554 4.4.7 Message expired: unable to deliver in 840 minutes.<421 4.4.2 Connection timed out>",
        "recipient-server-not-answering", Family.CONNECTION, PASSING, KEEP, RECIPIENT_ADMIN,
    ),
    case(
        "21-open-resolver-lists-nobody",
        "554 5.7.1 Service unavailable; Client host [192.0.2.10] blocked using zen.spamhaus.org; Error: open resolver",
        "dnsbl-query-refused", REPUTATION, PASSING, KEEP, RECIPIENT_ADMIN,
    ),
    case(
        "22-a-blocklist-that-is-gone",
        "554 5.7.1 Service unavailable; Client host [192.0.2.10] blocked using dnsbl.sorbs.net",
        "blocklist-shut-down", REPUTATION, LASTING, KEEP, RECIPIENT_ADMIN,
    ),
    case(
        "23-consumer-outlook-has-a-form",
        "550 5.7.1 Unfortunately, messages from [192.0.2.10] weren't sent. Part of their network is on our block list (S3140).",
        "outlook-com-ip-blocked", REPUTATION, LASTING, KEEP, ADMIN,
    ),
    case(
        "23-microsoft-365-has-a-portal",
        "550 5.7.606 Access denied, banned sending IP [192.0.2.10]",
        "microsoft-365-ip-banned", REPUTATION, LASTING, KEEP, ADMIN,
    ),
    case(
        "23-spamhaus-by-way-of-microsoft",
        "550 5.7.1 Service unavailable, Client host [192.0.2.10] blocked using Spamhaus. "
        "To request removal from this list see https://www.spamhaus.org/query/ip/192.0.2.10 (AS16012611)",
        "ip-on-blocklist", REPUTATION, LASTING, KEEP, ADMIN,
    ),
    case(
        "23-only-the-recipients-organisation",
        "550 5.7.513 Service unavailable, Client host [192.0.2.10] blocked by example.net using Customer Block list",
        "sender-blocked-by-recipient", POLICY, LASTING, KEEP, RECIPIENT_ADMIN,
    ),
    case(
        "23-the-administrators-list-is-not-the-persons",
        "550 Envelope rejected - Block policy for Envelope From address - "
        "https://community.mimecast.com/docs/DOC-1369#550",
        "sender-blocked-by-recipient", POLICY, LASTING, PAUSE, RECIPIENT,
    ),
    case(
        "24-alignment-refused-for-good",
        "550-5.7.32 Your email has been blocked because the From: header (RFC5322) in this message isn't aligned\n"
        "550 5.7.32 with either the authenticated SPF or DKIM organizational domain. - gsmtp",
        "dmarc-not-aligned", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "24-no-dmarc-record-delayed-until-there-is-one",
        "421-4.7.40 Your email has been rate limited because the sending domain doesn't have a DMARC record, or the\n"
        "421 4.7.40 DMARC record doesn't specify a DMARC policy. - gsmtp",
        "dmarc-record-missing", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "24-5.7.26-unauthenticated",
        "550-5.7.26 This mail has been blocked because the sender is unauthenticated. - gsmtp",
        "neither-spf-nor-dkim-passes", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "24-5.7.26-spf-hard-fail",
        "550-5.7.26 The MAIL FROM domain [example.com] has an SPF record with a hard fail policy (-all) but it fails - gsmtp",
        "spf-check-failed", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "24-5.7.1-ciscos-word-of-the-policy",
        "550 #5.7.1 DMARC unauthenticated mail is prohibited.",
        "dmarc-policy-refuses", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "24-5.7.26-the-domains-own-policy",
        "550-5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy. - gsmtp",
        "dmarc-policy-refuses", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "25-google-drifts-5.7.80",
        "535-5.7.80 Username and Password not accepted. - gsmtp",
        "gmail-username-and-password-not-accepted", AUTH, LASTING, None, SENDER,
    ),
    case(
        "25-google-drifts-5.7.90",
        "534-5.7.90 Application-specific password required. - gsmtp",
        "gmail-app-password-required", AUTH, LASTING, None, SENDER,
    ),
    case(
        "26-gcdp-is-an-administrators-rule",
        "550-5.7.1 This message violates example.net email policy. - gcdp a1-2 - gsmtp",
        "google-administrator-rule", POLICY, LASTING, KEEP, RECIPIENT_ADMIN,
    ),
    case(
        "27-5.7.515-is-stricter-than-dmarc",
        "550 5.7.515 Access denied, sending domain EXAMPLE.COM does not meet the required authentication level. "
        "Spf= Pass , Dkim= Fail , DMARC= Pass",
        "microsoft-5-7-515", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "27-5.7.509-is-the-own-policy",
        "550 5.7.509 Access denied, sending domain example.com does not pass DMARC verification and has a DMARC "
        "policy of reject.",
        "dmarc-policy-refuses", DNS_AUTH, LASTING, KEEP, ADMIN,
    ),
    case(
        "28-greylisting-in-disguise-mimecast",
        "451 Internal resources are temporarily unavailable",
        "greylisted", Family.GREYLIST, PASSING, KEEP, WAIT,
    ),
    case(
        "28-greylisting-in-disguise-postscreen",
        "450 4.3.2 Service currently unavailable",
        "greylisted", Family.GREYLIST, PASSING, KEEP, WAIT,
    ),
    case("28-greylisting-in-disguise-rspamd", "451 4.7.1 Try again later", "greylisted", Family.GREYLIST, PASSING, KEEP, WAIT),
    case(
        "29-the-own-side-hosting",
        "554 5.7.1 <ana@example.com>: Sender address rejected: Disabled by user from hPanel",
        "sending-account-blocked", Family.SUPPRESSION, LASTING, KEEP, ADMIN,
    ),
    case("29-the-own-side-filter", "550 5.7.1 [ESA] Blocked", "own-outbound-filter", Family.SPAM_CONTENT, LASTING, KEEP, ADMIN),
    case(
        "29-suppressed-mailgun",
        "605 Not delivering to previously bounced address",
        "recipient-suppressed", Family.SUPPRESSION, LASTING, SUPPRESS, ADMIN,
    ),
    case("29-suppressed-oracle", "254 4.7.1 Suppression", "recipient-suppressed", Family.SUPPRESSION, LASTING, SUPPRESS, ADMIN),
    case(
        "30-kddi-without-an-address-is-a-filter",
        "host lsean.ezweb.ne.jp[192.0.2.1] said: 550 : User unknown (in reply to end of DATA command)",
        "sender-blocked-by-recipient", POLICY, LASTING, SUPPRESS, RECIPIENT,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("paste", "answer"), COLLISIONS)
def test_one_number_with_two_meanings_is_told_apart_by_its_words(paste, answer):
    assert told(only(paste)) == answer


@pytest.mark.parametrize(("paste", "answer"), TRAPS)
def test_a_misleading_text_gets_the_answer_that_is_true(paste, answer):
    assert told(only(paste)) == answer


def test_a_provider_that_others_answer_for_is_told_by_the_host_not_by_the_address():
    paste = (
        "Nov 24 10:00:00 mail postfix/smtp[1]: 4ABC: to=<ana@att.net>, relay=mx-att.mail.am0.yahoodns.net[192.0.2.1]:25, "
        "dsn=5.0.0, status=bounced (host mx-att.mail.am0.yahoodns.net[192.0.2.1] said: "
        "554 delivery error: dd This user doesn't have a att.net account (in reply to end of DATA command))"
    )
    finding = only(paste)
    assert (finding.provider, finding.entry) == ("yahoo", "recipient-unknown")


@pytest.mark.parametrize(
    "paste",
    [
        pytest.param(
            "550 5.7.1 Spam détecté LPN007_510 try again later", id="28-try-later-that-is-a-verdict"
        ),
        pytest.param(
            "451 4.7.1 Access denied. [TS03] permanently deferred", id="16-a-4xx-that-never-succeeds"
        ),
    ],
)
def test_waiting_alone_is_not_advised_where_it_does_not_help(paste):
    finding = only(paste)
    assert (finding.permanence, finding.retry_in_s, finding.who_acts) == (LASTING, None, ADMIN)


def test_words_said_for_several_reasons_are_never_certain():
    finding = only("host smtp.zeptomail.com[192.0.2.1] said: 535 Authentication Failed")
    assert (finding.entry, finding.certainty) == ("zoho-login-refused", Certainty.POSSIBLE)
    assert "account-disabled" in {cause.id for cause in knowledge().entries["zoho-login-refused"].causes}


@pytest.mark.parametrize(
    ("relay", "cause", "acts"),
    [
        pytest.param("mx.example.net[192.0.2.1]:25", "relay-not-registered", RECIPIENT_ADMIN, id="to-the-mx"),
        pytest.param("smtp.example.net[192.0.2.1]:587", "auth-not-attempted", SENDER, id="to-the-own-relay"),
    ],
)
def test_a_server_that_delivers_is_not_told_to_log_in(relay, cause, acts):
    paste = (
        f"Nov 24 10:00:00 mail postfix/smtp[1]: 4ABC: to=<ana@example.net>, relay={relay}, dsn=5.7.1, status=bounced "
        f"(host {relay.partition(':')[0]} said: 554 5.7.1 <ana@example.net>: Relay access denied "
        "(in reply to RCPT TO command))"
    )
    finding = only(paste)
    assert (finding.cause, finding.who_acts) == (cause, acts)


@pytest.mark.parametrize(
    ("paste", "way_out"),
    [
        ("550 5.7.606 Access denied, banned sending IP [192.0.2.10]", "release-the-address-in-microsoft-s-portal"),
        ("550 5.7.511 Access denied, banned sender[192.0.2.10]", "forward-the-whole-refusal-to-delist-microsoft-com"),
        ("550 5.7.508 Access denied, [2001:db8::25] has exceeded permitted limits within range", "send-over-ipv4-for-now"),
    ],
)  # fmt: skip
def test_each_kind_of_microsofts_ban_gets_its_own_way_out(paste, way_out):
    ways = {
        "release-the-address-in-microsoft-s-portal",
        "forward-the-whole-refusal-to-delist-microsoft-com",
        "send-over-ipv4-for-now",
    }

    assert ways.intersection(step.id for step in only(paste).steps) == {way_out}
