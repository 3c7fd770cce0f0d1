"""One pure function: words beat numbers, evidence orders the causes, unknown is said to be unknown."""

import pytest

from bot.diagnose import conclude, recognise
from bot.diagnose.steps import done_already, steps_for
from bot.model import (
    Actor,
    AddressAction,
    Alternative,
    Bounce,
    Certainty,
    Evidence,
    Family,
    Kind,
    Permanence,
    Reference,
    Reply,
    Speaker,
    Stage,
    Vantage,
)
from bot.parse import parse_text
from bot.reading import read_paste, read_text
from tests.pages import base, page, wording

CAUSES = """1. **wrong** Wrong. (refuted by `login.accepted`)
2. **hidden** Hidden. (confirmed by `credential.hidden-character`; likelier with `prose.worked-before`)
3. **locked** Locked. (confirmed by `reply.locked`)"""

LOCKED_STEPS = "## How to fix it when `locked`\n1. **Wait.** Half an hour. Then it works."


def refused(code=535, enhanced="5.7.8", text="authentication failed", **facts):
    return Bounce(Reply(code, enhanced, text), **facts)


def fact(tag, vantage=Vantage.PASTE, source="paste"):
    return Evidence(tag, {}, source, vantage)


LOGIN = base(
    login=page(
        wording(codes=[535], enhanced=["5.7.8"], phrases="authentication failed")
        + "\n" + wording(codes=[535])
        + "\n" + wording(codes=[535], provider="gmail", phrases="not accepted here", causes=["hidden"]),
        CAUSES,
        head='address_action = "none"\n[cause.locked]\npermanence = "temporary"\nretry_in_s = 1800\n',
        more=LOCKED_STEPS,
    ),
    elsewhere=page(wording(codes=[454], phrases="temporary authentication failure")),
)  # fmt: skip


def test_words_that_settle_nothing_are_possible_with_all_causes():
    diagnosis = conclude(refused(), (), LOGIN)

    assert (diagnosis.entry.id, diagnosis.cause, diagnosis.certainty) == (
        "login",
        "wrong",
        Certainty.POSSIBLE,
    )
    assert [item.cause for item in diagnosis.reasons.alternatives] == ["hidden", "locked"]
    assert [step.id for step in diagnosis.steps] == ["try-again"]
    assert diagnosis.reasons.because == (
        "The text says “authentication failed”.",
        "The same is said for different causes, so the text alone cannot tell which it is.",
    )


def test_all_words_it_rests_on_are_quoted_as_and_where_they_were_said():
    listed = "Service unavailable; Client host [192.0.2.7] Blocked using zen.spamhaus.org"
    known = base(
        listed=page(
            wording(codes=[554], phrases=["zen.spamhaus.org", "blocked using", "service unavailable"])
        )
    )
    because = conclude(refused(554, "5.7.1", listed), (), known).reasons.because
    assert because[0] == "The text says “Service unavailable … Blocked using zen.spamhaus.org”."


@pytest.mark.parametrize(
    ("said", "quoted"),
    [
        ("is not accepted due to domain's DMARC policy. Ask there", "due to domain's DMARC policy"),
        ("is not accepted due to domain's DMARC policy", "due to domain's DMARC policy"),
        ("is not accepted due to domain's policy (see below)", "due to domain's policy"),
        ("is not accepted due to domain's rules that nobody can look up here", "due to domain's"),
        ("is not accepted due to domain's: none", "due to domain's"),
        ("is not accepted due to domain's mx.example.com", "due to domain's"),
    ],
)
def test_a_quote_goes_on_to_the_end_of_its_clause_where_that_is_near(said, quoted):
    known = base(refused=page(wording(codes=[550], phrases=["due to domain's"])))
    because = conclude(refused(550, "5.7.1", said), (), known).reasons.because
    assert because[0] == f"The text says “{quoted}”."


def test_a_provider_wording_that_settles_the_cause_is_certain():
    diagnosis = conclude(refused(text="Not Accepted here. gsmtp"), (), LOGIN)

    assert (diagnosis.cause, diagnosis.certainty, diagnosis.provider) == (
        "hidden",
        Certainty.CERTAIN,
        "gmail",
    )
    assert diagnosis.reasons.alternatives == ()


def test_the_number_alone_never_beats_the_text():
    diagnosis = conclude(refused(535, None, "454 temporary authentication failure"), (), LOGIN)

    assert diagnosis.entry.id == "elsewhere"
    assert diagnosis.certainty is not Certainty.CERTAIN  # its number contradicts
    assert "The number 535 is unusual for these words; the words decide." in diagnosis.reasons.because


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("no", "Only the number 535 says so; no page has the words beside it as they stand."),
        ("", "Only the number 535 says so."),
        ("mail.example.com", "Only the number 535 says so."),
    ],
)
def test_a_bare_number_is_possible_and_says_so(words, reason):
    diagnosis = conclude(refused(535, None, words), (), LOGIN)

    assert (diagnosis.entry.id, diagnosis.certainty) == ("login", Certainty.POSSIBLE)
    assert diagnosis.reasons.because == (
        reason,
        "The same is said for different causes, so the text alone cannot tell which it is.",
    )


ONE_CAUSE = base(taken=page(wording(codes=[550]), "1. **full** No room."))


NAMED_CAUSE = base(taken=page(wording(codes=[550], causes=["full"]), "1. **full** No room."))


def test_a_number_alone_is_certain_only_where_its_wording_names_the_cause():
    named = conclude(refused(550, None, ""), (), NAMED_CAUSE)
    beside = conclude(refused(550, None, "we do not like you"), (), NAMED_CAUSE)
    unnamed = conclude(refused(550, None, ""), (), ONE_CAUSE)

    assert (named.cause, named.certainty) == ("full", Certainty.CERTAIN)
    assert named.reasons.because == ("550 means: The mailbox cannot be used.",)
    assert (beside.cause, beside.certainty) == ("full", Certainty.POSSIBLE)
    assert (unnamed.cause, unnamed.certainty) == ("full", Certainty.POSSIBLE)


@pytest.mark.parametrize(("code", "certainty"), [(503, Certainty.POSSIBLE), (538, Certainty.CERTAIN)])
def test_numbers_that_servers_give_for_much_are_never_certain_alone(knowledge, code, certainty):
    (finding,) = read_text(f"SMTP error {code}", knowledge)

    assert finding.certainty is certainty


def test_prose_raises_a_cause_and_is_never_certain():
    diagnosis = conclude(refused(context=(fact("prose.worked-before"),)), (), LOGIN)

    assert (diagnosis.cause, diagnosis.certainty) == ("hidden", Certainty.LIKELY)


def test_what_a_person_says_weighs_more_than_a_setting():
    causes = "1. **mode** Mode. (likelier with `client.implicit-tls`)\n2. **sign** Sign. (likelier with `prose.worked-before`)"
    known = base(login=page(wording(codes=[535]), causes))
    context = (fact("client.implicit-tls"), fact("prose.worked-before"))

    diagnosis = conclude(refused(context=context), (), known)

    assert [cause.id for cause in diagnosis.causes] == ["sign", "mode"]


def test_a_fact_of_the_paste_confirms_and_brings_that_causes_steps_and_wait():
    diagnosis = conclude(refused(context=(fact("reply.locked"),)), (), LOGIN)

    assert (diagnosis.cause, diagnosis.certainty) == ("locked", Certainty.LIKELY)
    assert (diagnosis.permanence, diagnosis.retry_in_s) == (Permanence.TEMPORARY, 1800)
    assert [step.id for step in diagnosis.steps] == ["wait"]


def test_a_check_confirms_for_certain_and_leads():
    evidence = (fact("credential.hidden-character", Vantage.GIVEN_CREDENTIAL, "credential"),)

    diagnosis = conclude(refused(), evidence, LOGIN)

    assert (diagnosis.cause, diagnosis.certainty) == ("hidden", Certainty.CERTAIN)


def test_a_proven_cause_is_not_called_likelier_as_well():
    checked = fact("credential.hidden-character", Vantage.GIVEN_CREDENTIAL, "credential")

    diagnosis = conclude(refused(context=(fact("prose.worked-before"),)), (checked,), LOGIN)

    assert diagnosis.reasons.because == (
        "The text says “authentication failed”.",
        "Proven: meaning of credential.hidden-character.",
    )


def test_at_most_three_other_readings_are_told():
    causes = "\n".join(
        f"1. **{name}** {name.title()}. And more." for name in ("one", "two", "three", "four", "five")
    )
    known = base(
        login=page(wording(codes=[535], phrases="failed"), causes), other=page(wording(phrases="cation"))
    )

    found = conclude(refused(), (), known).reasons.alternatives

    assert found == tuple(
        Alternative("login", name, (f"{name.title()}.",)) for name in ("two", "three", "four")
    )


def test_another_page_whose_words_stand_there_is_read_as_its_first_cause():
    known = base(
        login=page(wording(phrases="authentication failed"), "1. **wrong** Wrong."),
        other=page(wording(phrases="no room left"), "1. **full** Full.\n2. **moved** Moved."),
    )

    assert conclude(refused(text="no room left, authentication failed"), (), known).reasons.alternatives == (
        Alternative("other", "full", ("The text also says “no room left”.",)),
    )


@pytest.mark.parametrize(
    ("code", "permanence"),
    [
        (399, Permanence.UNKNOWN),
        (400, Permanence.TEMPORARY),
        (499, Permanence.TEMPORARY),
        (500, Permanence.PERMANENT),
        (599, Permanence.PERMANENT),
    ],
)
def test_what_nothing_is_known_of_is_as_lasting_as_its_first_digit_says(code, permanence):
    assert conclude(refused(code, None, "we do not like you"), (), LOGIN).permanence is permanence


@pytest.mark.parametrize(
    ("from_check", "left"), [(False, "wrong"), (True, "hidden")], ids=["paste", "same run"]
)
def test_what_the_bot_sees_refutes_only_in_its_own_run(from_check, left):
    evidence = (fact("login.accepted", Vantage.BOT_HOST, "login"),)

    assert conclude(refused(from_check=from_check), evidence, LOGIN).cause == left


def test_no_known_words_and_no_known_number_is_unknown_with_what_the_number_means():
    diagnosis = conclude(refused(550, None, "Rejected"), (), LOGIN)

    assert (diagnosis.entry, diagnosis.cause, diagnosis.family) == (None, None, Family.UNKNOWN)
    assert (diagnosis.certainty, diagnosis.permanence) == (Certainty.UNKNOWN, Permanence.PERMANENT)
    assert diagnosis.reasons.because == (
        "The text does not give the reason.",
        "550 alone means: The mailbox cannot be used.",
    )


@pytest.mark.parametrize("kind", [Kind.SUCCESS, Kind.COMPLAINT, Kind.AUTO_REPLY])
def test_what_is_no_failure_has_no_family(kind):
    diagnosis = conclude(refused(kind=kind), (), LOGIN)

    assert (diagnosis.family, diagnosis.entry, diagnosis.steps) == (None, None, ())


def test_the_outer_reply_answers_where_the_inner_one_says_nothing_known():
    outer = Reply(535, "5.7.8", "authentication failed")

    assert conclude(refused(None, None, "see log", outer=(outer,)), (), LOGIN).entry.id == "login"


def test_everyday_words_beside_a_number_that_says_nothing_are_possible(knowledge):
    text = "I get error 550, the mail has bare line feed characters in it"

    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.certainty) == ("bare-line-feed", "possible")


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (
            "535 5.7.8 Your login is locked",
            (
                "The text says “Your login is locked”.",
                "These are everyday words for it; no server is known to say just this.",
                "The text shows that the reply speaks of a locked or blocked account.",
            ),
        ),
        (
            "customer's phone says wrong password when sending mail",
            (
                "The text says “wrong password when sending mail”.",
                "The same is said for different causes, so the text alone cannot tell which it is.",
            ),
        ),
    ],
    ids=["one cause", "several, which says more"],
)
def test_everyday_words_are_told_as_such(knowledge, text, because):
    (finding,) = read_text(text, knowledge)

    assert finding.because == because


def test_what_is_odd_about_the_password_weighs_more_than_where_it_came_from(knowledge):
    text = (
        "535 5.7.8 Error: authentication failed\n"
        "The password has special characters. It is copied from the provider's page."
    )

    (finding,) = read_text(text, knowledge)

    assert finding.cause == "credential-escaping"


@pytest.mark.parametrize(
    "reply",
    [
        "535 5.7.3 Authentication unsuccessful [AM0PR07CA0026.eurprd07.prod.outlook.com]",
        "Net::SMTPAuthenticationError: 535 5.7.8 Error: authentication failed",
    ],
)
@pytest.mark.parametrize("sign", ["punctuation characters", "a backslash"])
def test_a_sign_of_the_password_makes_a_configuration_file_likelier(knowledge, reply, sign):
    found = read_text(f"Maybe because of my password having {sign} in it\n{reply}", knowledge)
    assert [one.cause for one in found] == ["credential-escaping"]


def test_a_greeting_refused_for_its_syntax_is_a_wrong_name(knowledge):
    causes = {
        step: [
            one.cause
            for one in read_text(f"SMTP ERROR: {step} command failed: 500 Error: bad syntax", knowledge)
        ]
        for step in ("EHLO", "HELO", "NOOP")
    }
    assert causes == {
        "EHLO": ["helo-name-invalid"],
        "HELO": ["helo-name-invalid"],
        "NOOP": ["command-unrecognised"],
    }


def test_receivers_of_several_domains_that_are_silent_mean_a_closed_port(knowledge):
    line = "connect to {}[192.0.2.{}]:25: Connection timed out"
    one = [line.format("mx1.acme.example", 1), line.format("mx2.acme.example", 2)]
    two = [one[0], line.format("mail.beta.example", 3)]
    causes = [{one.cause for one in read_text("\n".join(lines), knowledge)} for lines in (one, two)]
    assert causes == [{"connect-timeout"}, {"port-blocked"}]


@pytest.mark.parametrize(
    ("paste", "entry", "cause"),
    [
        (
            "550-Callback setup failed while verifying <ana@example.com>\n"
            "550-(result of an earlier callout reused).\n550-The initial connection, or a HELO or MAIL FROM:<> "
            "command was\n550 rejected. Refusing MAIL FROM:<> does not help fight spam",
            "sender-verification-failed",
            "greeting-refused",
        ),
        (
            ">>> MAIL FROM:<>\n<<< 501 Was expecting MAIL arg syntax of FROM:<address>",
            "sender-address-malformed",
            "envelope-sender-empty",
        ),
        (
            "The bounce has an empty sender:\n501 Invalid MAIL FROM address provided (in reply to MAIL FROM command)",
            "sender-address-malformed",
            "envelope-sender-empty",
        ),
        (
            "501 Invalid MAIL FROM address provided (in reply to MAIL FROM command)",
            "sender-address-malformed",
            "address-malformed",
        ),
    ],
)
def test_whose_empty_sender_was_refused(knowledge, paste, entry, cause):
    assert [(one.entry, one.cause) for one in read_text(paste, knowledge)] == [(entry, cause)]


def test_a_number_alone_at_a_command_is_no_certain_answer(knowledge):
    (finding,) = read_text("curl: (55) MAIL failed: 501", knowledge)

    assert (finding.entry, finding.certainty) == ("sender-address-malformed", Certainty.POSSIBLE)


@pytest.mark.parametrize(
    ("number", "entry"),
    [
        ("550 5.6.11", "bare-line-feed"),
        ("450 4.4.317", "recipient-server-not-answering"),
        ("550 5.7.506", "helo-name-invalid"),
        ("450 4.7.323", "tls-handshake-failed-to-recipient"),
        ("451 4.7.651", "microsoft-slows-sender"),
        ("550 5.1.20", "message-not-rfc-compliant"),
    ],
)
def test_a_number_that_only_microsoft_gives_is_possible_alone(knowledge, number, entry):
    told = [(one.entry, one.certainty) for one in read_text(f"Status code: {number}", knowledge)]
    assert told == [(entry, Certainty.POSSIBLE)]


WANTED = {
    "gmail": ("Error: Invalid login\nhost: 'smtp.gmail.com'", "app-password-required"),
    "gmail, and the password is right": (
        "Error: Invalid login\nThe credentials are correct.\nhost: 'smtp.gmail.com'",
        "app-password-required",
    ),
    "an app password in use": (
        "Error: Invalid login\nI use an app password.\nhost: 'smtp.gmail.com'",
        "wrong-credentials",
    ),
    "it works elsewhere": (
        "SMTP Error: Could not authenticate.\nIt works on my laptop.\n$mail->Host = 'smtp.gmail.com'",
        "intercepted-smtp",
    ),
    "a code": ("535 Error: authentication failed\nhost: 'smtp.qq.com'", "authorization-code-required"),
    "a fixed user name": (
        "535 Authentication failed\nhost: 'smtp.sendgrid.net', user: 'ana@acme.example'",
        "username-literal",
    ),
    "a key": (
        'EMAIL_SMTP_HOST: "smtp-relay.brevo.com"\n535 5.7.8 Error: authentication failed: (reason unavailable)',
        "api-key-invalid",
    ),
    "the only server that is named": (
        "Cannot send email to smtp.qq.com\nI get 535 Authentication failed",
        "authorization-code-required",
    ),
    "one of two servers": (
        "smtp.acme.example works, smtp.qq.com\nI get 535 Authentication failed",
        "wrong-credentials",
    ),
    "a database's host": (
        'DB_HOST="in-v3.mailjet.com"\n535 5.7.8 Error: authentication failed: (reason unavailable)',
        "wrong-credentials",
    ),
    "nobody known": ("Error: Invalid login\nhost: 'smtp.acme.example'", "wrong-credentials"),
}


@pytest.mark.parametrize(("paste", "cause"), WANTED.values(), ids=WANTED)
def test_what_the_provider_in_the_settings_takes_as_password_orders_the_causes(knowledge, paste, cause):
    finding = read_text(paste, knowledge)[0]

    assert finding.cause == cause
    assert finding.certainty != "certain"


def test_whom_somebody_names_beside_an_error_did_not_refuse(knowledge):
    (finding,) = read_text(
        'I get "NOQUEUE: reject: RCPT from Temporary lookup failure"\nTried sending to myself from sendinblue',
        knowledge,
    )
    assert (finding.entry, finding.provider) == ("lookup-table-fault", "postfix")


def test_a_large_providers_own_certificate_is_not_self_signed(knowledge):
    error = "nodemailer Error: self signed certificate in certificate chain"
    (anywhere,) = read_text(error, knowledge)
    (at_gmail,) = read_text(f'host: "smtp.gmail.com", port: 465\n{error}', knowledge)
    assert (anywhere.cause, at_gmail.cause) == ("certificate-self-signed", "tls-interception")


def test_a_large_provider_is_known_where_only_the_error_names_its_server(knowledge):
    (at_gmail,) = read_text("Error: connect ECONNREFUSED smtp.gmail.com:587", knowledge)
    (anywhere,) = read_text("Error: connect ECONNREFUSED mail.example.com:587", knowledge)
    (another,) = read_text("x509: certificate is valid for *.hoster.example, not smtp.gmail.com", knowledge)
    (at_25,) = read_text("host smtp.gmail.com, port 25\nSMTP connect() failed: Connection refused", knowledge)
    (told,) = read_text(
        "Our site can't send. SMTP ERROR: Failed to connect to server: Connection refused (111)\n"
        "host smtp.gmail.com, port 25",
        knowledge,
    )
    (beside,) = read_text("smtp.gmail.com works\nError: connect ECONNREFUSED mail.example.com:587", knowledge)
    refused = (at_gmail, at_25, told, anywhere, beside)
    assert [one.cause for one in refused] == [*["port-blocked"] * 3, *["connection-refused"] * 2]
    assert at_25.steps[0].title == "Enter port 587 with STARTTLS, or 465 with SSL/TLS"
    assert at_25.steps[0].title not in [step.title for step in at_gmail.steps]
    assert another.cause == "intercepted-smtp"


GREETED = (
    "Connection: opening to {}:587, timeout=300\nSERVER -> CLIENT: 220-{} ESMTP Exim 4.93 #2\n"
    "CLIENT -> SERVER: AUTH LOGIN\nSERVER -> CLIENT: 535 Incorrect authentication data"
)


@pytest.mark.parametrize(
    ("meant", "greets", "cause"),
    [
        ("smtp.gmail.com", "web12.hoster.example", "intercepted-smtp"),
        ("mail.smtp2go.com", "mail.smtp2go.com", "wrong-credentials"),
        ("smtp.strato.de", "h42.strato.de", "wrong-credentials"),
        ("mail.acme.example", "web12.hoster.example", "wrong-credentials"),
    ],
    ids=[
        "a web host in Google's name",
        "a provider that runs Exim",
        "another name of its own",
        "nobody's server that is known",
    ],
)
def test_a_web_hosts_greeting_in_a_providers_name_is_another_server(knowledge, meant, greets, cause):
    (finding,) = read_text(GREETED.format(meant, greets), knowledge)
    assert (finding.cause, finding.certainty != "certain") == (cause, True)


def test_a_mix_up_of_port_and_tls_is_of_tls_only_where_the_text_tells_of_it(knowledge):
    error = "smtplib.SMTPServerDisconnected: Connection unexpectedly closed"
    (alone,) = read_text(error, knowledge)
    (mixed,) = read_text(f"smtplib.SMTP('smtp.example.com', 465)\n{error}", knowledge)
    assert (alone.family, mixed.family, mixed.cause) == ("connection", "tls", "tls-mode-mismatch")


ALTNAMES = "Hostname/IP does not match certificate's altnames: Host: {}. is not in the cert's altnames: {}"
VALID_FOR = "x509: certificate is valid for {}, not {}"


@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (
            ALTNAMES.format("smtp.gmail.com", "DNS:mail.hoster.example, DNS:hoster.example"),
            "intercepted-smtp",
        ),
        (ALTNAMES.format("smtp.mail.ee", "DNS:mail.inbox.eu, DNS:mail.ee"), "certificate-hostname-mismatch"),
        (ALTNAMES.format("smtp.gmail.com", "DNS:mx.gmail.com"), "certificate-hostname-mismatch"),
        (VALID_FOR.format("*.hoster.example, hoster.example", "smtp.gmail.com"), "intercepted-smtp"),
        (VALID_FOR.format("smtp.mail.ee, mail.ee", "mail.acme.example"), "certificate-hostname-mismatch"),
        # An address was asked for, and no provider's certificate names one.
        (
            "SSLHandshakeException: No subject alternative names matching IP address 192.0.2.10 found\n"
            "SMTP host: smtp.gmail.com",
            "certificate-hostname-mismatch",
        ),
    ],
)
def test_whose_certificate_came_tells_whether_another_server_answered(knowledge, error, cause):
    (finding,) = read_text(error, knowledge)
    assert finding.cause == cause


def test_a_mail_program_whose_line_has_no_name_is_told_to_log_in(knowledge):
    refused = "550 5.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.7]"
    (by_program,) = read_text(f"thunderbird: The mail server responded: {refused}", knowledge)
    (by_server,) = read_text(f"host mx.example.com[192.0.2.1] said: {refused}", knowledge)
    assert by_program.cause == by_server.cause == "ptr-missing"
    assert "logged in" in by_program.steps[0].text
    assert by_program.steps != by_server.steps


def test_a_sender_refused_to_a_mail_program_is_refused_by_its_own_server(knowledge):
    (told_by_program,) = read_text("nodemailer: Error: Mail command failed: 550 Sender refused", knowledge)
    (told_by_server,) = read_text("host mx.example.com[192.0.2.1] said: 550 Sender refused", knowledge)
    assert told_by_program.entry == told_by_server.entry == "sender-refused-without-reason"
    assert told_by_program.cause == "sender-not-owned-by-login"
    assert told_by_server.cause == "sender-refused-without-reason"


def test_a_programs_words_before_nothing_are_no_servers(knowledge):
    (finding,) = read_text("Backup\nSMTP Error:\n'NoneType' object has no attribute 'encode'", knowledge)
    assert finding.speaker is Speaker.OWN_CLIENT


def test_over_which_network_it_was_tried_tells_a_closed_port_from_a_missing_route(knowledge):
    unreachable = (
        "to=<ana@acme.example>, relay=none, dsn=4.4.1, status=deferred "
        "(connect to mx.acme.example[2001:db8::25]:25: Network is unreachable)"
    )
    silent = "connect to mx.acme.example[192.0.2.25]:25: Connection timed out"

    assert read_text(unreachable, knowledge)[0].cause == "no-ipv6-route"
    assert read_text(f"{silent}\n{unreachable}", knowledge)[0].cause == "port-blocked"


def test_words_that_somebody_quotes_without_a_number_are_never_certain(knowledge):
    (quoted,) = read_text('Is it normal that the printer says "mailbox full"? It has 20 GB.', knowledge)
    (numbered,) = read_text('the customer gets "552 5.2.2 mailbox full"', knowledge)

    assert [(one.entry, one.certainty) for one in (quoted, numbered)] == [
        ("mailbox-full", Certainty.LIKELY),
        ("mailbox-full", Certainty.CERTAIN),
    ]


def test_words_apart_from_their_number_lead_to_the_page_and_are_never_certain(knowledge):
    apart = "**Code**\n550 5.5.0\n\n**Description**\nRequested action not taken: mailbox unavailable"
    (bounce,) = parse_text(apart)
    (said,) = read_text(apart, knowledge)

    assert (bounce.reply, bounce.outer[0].text) == (
        Reply(550, "5.5.0", ""),
        "Code 550 5.5.0 Description Requested action not taken: mailbox unavailable",
    )
    assert (said.entry, said.reply_code, said.certainty) == ("recipient-unknown", 550, Certainty.POSSIBLE)
    settled = base(full=page(wording(phrases="mailbox is full", causes=["only"]), "1. **only** Only."))
    words = refused(552, None, "", outer=(Reply(None, None, "The mailbox is full"),))
    assert conclude(words, (), settled).certainty is Certainty.LIKELY


def test_a_spoken_none_of_the_wording_beats_the_entrys_address_action():
    knowledge = base(
        a=page(
            wording(phrases="mailbox full") + "\n" + wording(phrases="your own quota", address_action="none"),
            head='address_action = "pause"\n',
        )
    )

    assert conclude(refused(text="Mailbox full"), (), knowledge).address_action is AddressAction.PAUSE
    assert conclude(refused(text="Your own quota"), (), knowledge).address_action is None


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "550 permanent failure for one or more recipients (bob@example.org:blocked)",
            "permanent failure for one or more recipients … blocked",
        ),
        ("553 envelope sender is in my badmailfrom list", "badmailfrom list"),
        (
            "E-Mail konnte nicht gesendet werden: Der Benutzername oder das Kennwort ist falsch",
            "EMail konnte nicht gesendet werden: Der Benutzername oder das Kennwort ist …",
        ),
    ],
)
def test_a_quote_holds_the_words_that_were_known_and_no_more(text, quoted, knowledge):
    assert read_text(text, knowledge)[0].because[0] == f"The text says “{quoted}”."


def test_a_reply_with_a_number_is_not_the_mail_servers_that_logs_it(knowledge):
    (finding,) = read_text("sendmail[7]: stat=User unknown, 550 Host unknown", knowledge)
    assert (finding.reply_code, finding.speaker, finding.provider) == (550, "own-server", None)


def test_a_sentence_without_a_reason_does_not_read_like_those_that_give_one(knowledge):
    (finding,) = read_text("554 5.7.1 Message refused because of its sender, see", knowledge)
    assert (finding.entry, finding.because[0]) == (None, "The text does not give the reason.")


@pytest.mark.parametrize(("said", "entry"), [("Envelope expired", "delivery-time-expired"), ("", None)])
def test_a_mail_still_being_tried_has_expired_only_where_words_say_so(said, entry, knowledge):
    told = conclude(refused(None, "4.4.7", said, kind=Kind.DELAY), (), knowledge)
    assert (told.entry.id if told.entry else None) == entry


STAGES = base(
    rcpt=page(wording(codes=[550], stage="rcpt")),
    data=page(wording(codes=[550], stage="data", phrases="not wanted here")),
)


def test_numbers_bound_to_another_stage_do_not_match():
    assert conclude(refused(550, None, "x", stage=Stage.DATA), (), STAGES).entry is None
    assert conclude(refused(550, None, "x", stage=Stage.RCPT), (), STAGES).entry.id == "rcpt"
    assert conclude(refused(550, None, "not wanted here", stage=Stage.RCPT), (), STAGES).entry.id == "data"


SAME_WORDS = base(
    starttls=page(wording(codes=[502], stage="tls", phrases="not implemented")),
    anywhere=page(wording(codes=[502], phrases="not implemented")),
)


@pytest.mark.parametrize(
    ("stage", "entry"), [(None, "anywhere"), (Stage.RCPT, "anywhere"), (Stage.TLS, "starttls")]
)
def test_words_bound_to_a_stage_count_there_and_unbound_ones_elsewhere(stage, entry):
    assert conclude(refused(502, None, "not implemented", stage=stage), (), SAME_WORDS).entry.id == entry


@pytest.mark.parametrize(
    "reply",
    [
        "535 5.7.8 account does not exist",
        "535 User unknown",
        "fails SMTP authentication with error 535, or the account does not exist",
        "SMTPAuthenticationError: (550, b'5.1.1 User unknown')",
        "C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nC: YW5h\nS: 550 No such user here",
    ],
)
def test_no_such_user_at_a_login_is_the_one_who_logs_in(knowledge, reply):
    (finding,) = read_text(reply, knowledge)
    assert (finding.family, finding.entry) == (Family.AUTH, "535-authentication-failed")


@pytest.mark.parametrize(
    ("reply", "cause"),
    [
        ("535 account does not exist", "username-format"),
        ("535 5.7.8 no such user here", "username-format"),
        ("535 Error: the mailbox was not found", "username-format"),
        ("Error: Invalid login: 535 User not exist", "username-format"),
        ("535 5.7.8 Invalid user or password", "wrong-credentials"),
    ],
)
def test_an_account_that_a_login_does_not_know_leads_to_the_user_name(knowledge, reply, cause):
    (finding,) = read_text(reply, knowledge)
    assert (finding.entry, finding.cause) == ("535-authentication-failed", cause)


@pytest.mark.parametrize(
    "text",
    [
        "An internal error has occurred: SMTP error",
        "SMTP Error: Failed to send email. Please try again later.",
        "nodemailer: Failed to send email. Please try again later.",
        "Sorry, we could not send your message via SMTP. Please try again in a few minutes.",
        "550 Exception sending email",
        "Exception sending email: <class 'smtplib.SMTPException'> at line 12 of mailer.py",
        "2026-07-05 20:31:20.055 WARNING [smtp.notify] SMTPException sending mail: retrying connection",
    ],
)
def test_words_that_only_tell_of_a_mail_not_sent_give_no_reason(knowledge, text):
    (finding,) = read_text(text, knowledge)
    assert (finding.family, finding.entry, finding.certainty) == (Family.UNKNOWN, None, Certainty.UNKNOWN)


def test_a_program_that_hides_the_reason_has_the_steps_of_its_page(knowledge):
    (finding,) = read_text("Mailer Error: Could not access file: /var/www/offer.pdf", knowledge)
    page = knowledge.entries["sending-failed-reason-hidden"]
    assert (finding.family, finding.entry, finding.steps) == (Family.UNKNOWN, None, page.steps)
    assert finding.because == (
        "The text does not give the reason.",
        "PHPMailer could not read an attachment: no server was asked yet.",
    )


def test_a_program_that_names_no_mail_and_no_reason_is_not_answered(knowledge):
    assert read_text("Error: could not send your message, try again", knowledge) == ()


def test_a_servers_try_again_later_is_its_own(knowledge):
    (finding,) = read_text("451 Internal error, please try again later", knowledge)
    assert finding.family is Family.SERVER_TRANSIENT


def test_suspected_text_is_kept_only_with_a_servers_sentence():
    knowledge = base(
        a=page(
            wording(phrases="mailbox full") + "\n" + wording(phrases="the email account you tried to reach")
        )
    )
    short = Bounce(Reply(None, None, "is your mailbox full again?"), suspected=True)
    sentence = Bounce(Reply(None, None, "The email account you tried to reach is gone"), suspected=True)

    assert [bounce for bounce, _ in recognise((short, sentence), knowledge)] == [sentence]


def test_fewer_words_suffice_where_a_suspected_line_names_smtp():
    knowledge = base(a=page(wording(phrases="recipient is unknown")))
    told, named = (
        Bounce(Reply(None, None, text), suspected=True)
        for text in ("The recipient is unknown", "SMTP: the recipient is unknown")
    )

    assert [bounce for bounce, _ in recognise((told, named), knowledge)] == [named]


def test_the_same_failure_is_one_with_a_count_and_failures_stand_first():
    one, again = refused(recipient="a@example.com"), refused(recipient="a@example.com", count=3)
    other, gone = refused(recipient="b@example.com"), refused(250, None, "ok", kind=Kind.SUCCESS)

    found = [
        (bounce.kind, bounce.recipient, bounce.count)
        for bounce, _ in recognise((gone, one, other, again), LOGIN)
    ]

    assert found == [
        (Kind.FAILURE, "a@example.com", 4),
        (Kind.FAILURE, "b@example.com", 1),
        (Kind.SUCCESS, None, 1),
    ]


def test_a_number_that_people_tell_stands_behind_the_log_that_gives_the_reason(knowledge):
    log = "== ana@example.com R=dnslookup T=remote_smtp defer (113): No route to host H=mx.example.com [192.0.2.3]"
    first, second = read_text(
        f"Whoever writes to us receives error 550\n\n2026-11-24 10:02:24 1pfdJV-004eVE-9X {log}", knowledge
    )
    assert (first.entry, second.reply_code) == ("recipient-server-not-answering", 550)


def test_an_error_without_a_number_leads_where_it_stands_above_another_ones_reply(knowledge):
    above = "R=dnslookup T=remote_smtp defer (110): Connection timed out"
    below = "Then this came back:\n\nRemote-MTA: dns; mx.example.net\nDiagnostic-Code: smtp; 550 5.7.1 invalid helo given"
    between = "\n".join(f"Message {one} is frozen" for one in range(8))
    first, second = read_text(f"{above}\n{between}\n{below}", knowledge)
    assert (first.entry, second.reply_code) == ("recipient-server-not-answering", 550)


def test_an_error_printed_twice_in_other_words_is_told_once():
    message = Bounce(Reply(535, "5.7.8", "authentication failed"))
    trace = Bounce(Reply(535, "5.7.8", "authentication failed at line 5"))

    assert [
        [one.bounce for one in recognise(told, LOGIN)] for told in ((message, trace), (trace, message))
    ] == [
        [message],
        [trace],
    ]


def test_a_reference_leads_with_the_entry_that_the_number_alone_names():
    knowledge = base(
        one=page(wording(codes=[535]) + "\n" + wording(codes=[535, 554], phrases="not accepted here")),
        two=page(wording(codes=[554, 535], phrases="something else entirely")),
    )
    one, two = knowledge.entries["one"], knowledge.entries["two"]

    assert knowledge.reference("535") == Reference("535", None, one, (two,))
    assert knowledge.reference("554") == Reference("554", None, None, (one, two))
    assert knowledge.reference("550").code.title == "Not taken"
    assert knowledge.reference("999") is None
    assert knowledge.reference("５３５") == knowledge.reference("٥٣٥") == knowledge.reference("535")


def test_a_number_of_no_register_says_so_in_its_name(knowledge):
    titles = {
        number: knowledge.code(number).title for number in ("254", "510", "605", "X.4.8", "550", "5.7.8")
    }
    assert titles == {
        "254": "In no standard: accepted, then dropped",
        "510": "In no standard: bad address",
        "605": "In no standard: Mailgun's bounce list",
        "X.4.8": "In no registry: try over IPv4",
        "550": "Refused",
        "5.7.8": "Login refused",
    }


@pytest.mark.parametrize(
    ("number", "lead"),
    [
        ("550", None),  # after MAIL FROM it is the sender's address; elsewhere it may be anything
        ("451", None),
        ("500", "command-unrecognised"),
        ("535", "535-authentication-failed"),
        ("5.7.8", "535-authentication-failed"),
        ("221", None),  # one page has a sentence with it; what it means by itself is another thing
        ("5.7.32", "dmarc-not-aligned"),  # no register has it, and one page does
    ],
)
def test_a_number_that_stands_for_much_leads_to_no_page(knowledge, number, lead):
    found = knowledge.reference(number)
    assert (found.lead.id if found.lead else None) == lead


def test_an_enhanced_code_is_found_by_its_class_and_without():
    assert LOGIN.reference("X.7.8").lead.id == LOGIN.reference("5.7.8").lead.id == "login"


def test_a_pair_of_numbers_is_the_enhanced_one_in_the_entries_that_carry_both():
    knowledge = base(
        one=page(wording(codes=[535], enhanced=["5.7.8"])),
        two=page(wording(codes=[554], enhanced=["5.7.8"])),
    )
    found = knowledge.reference(" 535  5.7.8")
    assert found == Reference("535 5.7.8", knowledge.code("5.7.8"), knowledge.entries["one"], ())
    assert [knowledge.reference(words) for words in ("999 5.7.8", "535 554", "5.7.8 535", "")] == [None] * 4


ZOHO_REFUSES = "535 Authentication Failed"


@pytest.mark.parametrize(
    ("paste", "entry"),
    [
        pytest.param(f"host smtp.zoho.eu[192.0.2.1] said: {ZOHO_REFUSES}", "zoho-login-refused", id="named"),
        pytest.param(
            f"nodemailer.createTransport({{ host: 'smtp.zoho.com', port: 465 }})\n"
            f"Error: Invalid login: {ZOHO_REFUSES}\n    at SMTPConnection._formatError (smtp-connection/index.js:784)",
            "zoho-login-refused",
            id="told-to-the-client",
        ),
        pytest.param(
            f"host mail.example.com[192.0.2.1] said: {ZOHO_REFUSES}",
            "535-authentication-failed",
            id="another",
        ),
        pytest.param(
            f"to=<ana@zoho.com>, status=deferred (host mail.example.com[192.0.2.1] said: {ZOHO_REFUSES})",
            "535-authentication-failed",
            id="only-the-recipients-domain",
        ),
        pytest.param(
            "host smtp.zoho.com[192.0.2.1] said: 550 5.7.23 SPF authentication failed with a permanent error",
            "spf-record-broken",
            id="other-numbers-and-more-words-of-anybody",
        ),
        pytest.param(ZOHO_REFUSES, "535-authentication-failed", id="no-host"),
    ],
)
def test_words_that_anybody_says_mean_what_they_mean_at_the_host_that_refused(knowledge, paste, entry):
    assert [finding.entry for finding in read_text(paste, knowledge)] == [entry]


def test_words_are_quoted_as_they_stand_in_the_text():
    said = base(unadvertised=page(wording(phrases="doesn't advertise that feature")))
    bounce = Bounce(Reply(None, None, "It doesn’t Advertise that feature."))
    assert conclude(bounce, (), said).reasons.because[0] == "The text says “doesn’t Advertise that feature”."


def test_words_of_the_reply_around_it_are_quoted_where_they_decide():
    said = base(full=page(wording(phrases="mailbox is full")))
    bounce = Bounce(Reply(550, None, "see above"), outer=(Reply(552, None, "Mailbox is FULL"),))
    assert conclude(bounce, (), said).reasons.because[0] == "The text says “Mailbox is FULL”."


@pytest.mark.parametrize(
    "paste",
    [
        "ERROR SwiftSMTP - Failed to send email to someone@example.com: createEmailRegexFailed",
        "ERROR KMail - Failed to send email to someone@example.com: You are currently offline. Do you want to go"
        " online?",
    ],
)
def test_the_words_that_introduce_an_error_are_not_its_reason(knowledge, paste):
    assert [finding.family for finding in read_text(paste, knowledge)] == [Family.UNKNOWN]


@pytest.mark.parametrize(
    ("reply", "entry"),
    [
        (
            'Expected response code 354 but got code "503", with message "503 5.0.0 Need RCPT (recipient)"',
            "no-valid-recipients",
        ),
        ("503 5.5.1 Error: send HELO/EHLO first", "commands-out-of-order"),
        ("AUTH LOGIN\n503 5.5.1 Error: send HELO/EHLO first", "auth-before-ehlo"),
        ("503 5.5.1 Error: need MAIL command", "commands-out-of-order"),
    ],
)
def test_a_command_out_of_order_follows_another_refusal_and_is_never_certain(knowledge, reply, entry):
    (finding,) = read_text(reply, knowledge)
    assert (finding.entry, finding.certainty) == (entry, Certainty.LIKELY)


def test_a_reply_of_that_number_that_names_its_cause_is_certain(knowledge):
    text = "503 5.5.0 <DATA>: Data command rejected: Improper use of SMTP command pipelining"
    (finding,) = read_text(text, knowledge)
    assert (finding.cause, finding.certainty) == ("talked-too-early", Certainty.CERTAIN)


@pytest.mark.parametrize(
    ("greeting", "cause"),
    [("HELO pc.example.com", "helo-instead-of-ehlo"), ("EHLO pc.example.com", "commands-out-of-order")],
)
@pytest.mark.parametrize("command", ["MAIL FROM:<ana@example.com>", "AUTH LOGIN"])
def test_the_order_refused_right_behind_the_old_greeting_is_the_greetings_fault(
    knowledge, greeting, cause, command
):
    (finding,) = read_text(
        f"220 mx.example.net ESMTP\n> {greeting}\n250 Ok\n> {command}\n503 bad sequence of commands",
        knowledge,
    )
    assert (finding.cause, finding.certainty) == (cause, Certainty.LIKELY)


def test_a_server_said_to_want_no_login_offers_none_for_that_reason(knowledge):
    said = "smtplib.SMTPNotSupportedError: SMTP AUTH extension not supported by server."
    assert read_text(said, knowledge)[0].cause != "auth-not-needed"
    (finding,) = read_text(f"Our internal relay does not require authentication.\n{said}", knowledge)
    assert (finding.cause, finding.certainty) == ("auth-not-needed", Certainty.LIKELY)


def test_no_example_is_answered_by_an_empty_quotation(knowledge):
    reasons = [
        because
        for entry in knowledge.entries.values()
        for one in entry.wordings
        for finding in read_paste(one.example, knowledge).findings
        for because in finding.because
    ]
    assert len(reasons) > 1_500
    assert [reason for reason in reasons if "“”" in reason] == []


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(554, None, "HL:ITC 163 smtp1,XX http://mail.163.com/help/help_spam_16.htm"), "HL:ITC"),
        (Reply(550, "5.7.900", "Delivery not authorized, message refused"), "5.7.900"),
        (Reply(None, None, "AADSTS7000222: The provided client secret keys are expired."), "AADSTS7000222"),
        (Reply(550, None, "user bob@example.com does not exist (#7)"), "user bob@example.com does not exist"),
        (Reply(535, None, "Login refused: Account disabled"), "535 Login refused: Account disabled"),
    ],
    ids=["a provider's token", "a number", "a number with a colon", "words with a name", "numbers and words"],
)
def test_what_a_pattern_matched_is_quoted_in_whole_words(knowledge, reply, words):
    assert conclude(Bounce(reply), (), knowledge).reasons.because[0] == f"The text says “{words}”."


def test_what_a_text_reads_like_does_not_overrule_three_everyday_words(knowledge):
    (finding,) = read_text("550 Message will exceed maximum mailbox size. Mail rejected", knowledge)
    assert (finding.family, finding.because[0]) == (
        Family.MAILBOX_FULL,
        "The text says \u201cmaximum mailbox size\u201d.",
    )


def test_a_reports_status_stands_against_what_its_prose_reads_like(knowledge):
    prose = "This email has come from the internet and has been scanned for all viruses and potentially offensive content"
    ((_, diagnosis),) = recognise((Bounce(Reply(None, "5.1.1", prose)),), knowledge)
    assert diagnosis.family is Family.MAILBOX_UNKNOWN


REPORTED = {
    "KDDI": ("Could not be delivered to: <bob@example.net>\nAs their mailbox is full.", "mailbox-full"),
    "Exchange 2003": (
        "The following recipient(s) could not be reached:\n\n  bob@example.net on 4/29/01 11:34:45 PM\n    Mailbox full",
        "mailbox-full",
    ),
    "Outlook": (
        "The following recipient(s) cannot be reached:\n\n  'bob@example.net' on 04/29/2001 11:34\n\n    Mailbox full",
        "mailbox-full",
    ),
}


@pytest.mark.parametrize(("body", "entry"), REPORTED.values(), ids=REPORTED)
def test_everyday_words_beside_a_reported_recipient_are_his_servers(knowledge, body, entry):
    (finding,) = read_text(body, knowledge)
    assert (finding.entry, finding.recipient) == (entry, "bob@example.net")


@pytest.mark.parametrize(
    "said", ["Is the mailbox of bob@example.net full?", "The mailbox is full, write to bob@example.net"]
)
def test_everyday_words_alone_are_no_report(knowledge, said):
    assert read_text(said, knowledge) == ()


def test_a_cause_that_stands_alone_is_not_called_likelier(knowledge):
    (finding,) = read_text(
        "com.sun.mail.smtp.SMTPSendFailedException: 550 MIME message is missing 'From' header", knowledge
    )
    assert finding.because == ("The text says “MIME message is missing 'From' header”.",)


def test_a_providers_words_that_leave_the_cause_open_are_no_other_reading(knowledge):
    (finding,) = read_text(
        "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.", knowledge
    )
    assert (finding.cause, finding.alternatives) == ("basic-auth-disabled", ())


def test_what_only_the_paste_shows_is_not_called_proven(knowledge):
    (finding,) = read_text("In docker: Error: connect ECONNREFUSED 127.0.0.1:587 (nodemailer)", knowledge)
    assert (finding.cause, finding.certainty) == ("local-address-in-container", Certainty.LIKELY)
    assert finding.because[-1] == (
        "The text shows that the client tried its own machine (localhost, 127.0.0.1, ::1), and it runs in a container."
    )


def test_a_container_is_named_only_where_the_paste_shows_one(knowledge):
    (finding,) = read_text("Error: connect ECONNREFUSED 127.0.0.1:587 (nodemailer)", knowledge)
    assert (finding.cause, finding.certainty) == ("connection-refused", Certainty.LIKELY)
    assert finding.steps[0].title == "Enter the mail server's own name"


def test_a_network_that_brought_the_connection_about_did_not_block_the_port(knowledge):
    waited = 'File "smtplib.py", line 398, in getreply\n    line = self.file.readline(_MAXLINE + 1)\n{}'
    (finding,) = read_text(waited.format("TimeoutError: timed out"), knowledge)
    assert (finding.entry, finding.cause) == ("connect-timeout", "connect-timeout")


GREETING = "Error: Greeting never received"


@pytest.mark.parametrize(
    ("paste", "answer"),
    [
        (GREETING, ("tls", "tls-mode-mismatch", Certainty.POSSIBLE)),
        (f"{GREETING}\nport: 465, secure: false", ("tls", "tls-mode-mismatch", Certainty.LIKELY)),
        (f"{GREETING}\nport: 587, secure: false", ("connection", "server-silent", Certainty.LIKELY)),
        (f"{GREETING}\nport: 587, our firewall is new", ("connection", "port-blocked", Certainty.LIKELY)),
        (
            "Net::ReadTimeout\nsmtp.rb:909:in `block in data'",
            ("connection", "server-silent", Certainty.LIKELY),
        ),
        (
            "gomail: could not send email 1: read tcp 192.0.2.8:42386->198.51.100.160:25: i/o timeout",
            ("connection", "server-silent", Certainty.LIKELY),
        ),
    ],
)
def test_silence_is_a_matter_of_tls_only_where_the_port_may_want_it(paste, answer, knowledge):
    (finding,) = read_text(paste, knowledge)
    assert finding.entry == "greeting-never-received"
    assert (finding.family, finding.cause, finding.certainty) == answer


@pytest.mark.parametrize(
    ("paste", "answer"),
    [
        (
            "port 465 with STARTTLS selected, the connection just hangs",
            ("tls-mode-mismatch", "tls-mode-mismatch", Certainty.LIKELY),
        ),
        (
            "Could not connect to mail.example.com port 587 with SSL",
            ("smtp-connect-failed", "tls-mode-mismatch", Certainty.LIKELY),
        ),
        (
            "STARTTLS on port 465: certificate verify failed",
            ("certificate-not-verified", "certificate-untrusted", Certainty.POSSIBLE),
        ),
        (
            "535 5.7.8 authentication failed, we use SSL on port 587",
            ("535-authentication-failed", "wrong-credentials", Certainty.POSSIBLE),
        ),
        (
            "Error 535 authentication failed, SSL on port 587",
            ("535-authentication-failed", "wrong-credentials", Certainty.POSSIBLE),
        ),
    ],
)
def test_a_pair_of_port_and_encryption_that_somebody_tells_is_never_certain(paste, answer, knowledge):
    (finding,) = read_text(paste, knowledge)
    assert (finding.entry, finding.cause, finding.certainty) == answer


NTLM = "250-mail.example.com\n250-AUTH GSSAPI NTLM\n250 OK\n"


@pytest.mark.parametrize(
    "said",
    [
        "AUTH LOGIN\n535 5.7.3 Authentication unsuccessful",
        "AUTH PLAIN\n535 5.7.8 Error: authentication failed",
        "AUTH PLAIN\n504 5.7.4 Unrecognized authentication type",
        "SMTP Error: Could not authenticate.",
    ],
)
def test_a_password_is_no_login_where_only_a_windows_domains_are_offered(said, knowledge):
    finding = read_text(NTLM + said, knowledge)[0]
    assert (finding.family, finding.cause) == ("auth", "mechanism-not-accepted")
    assert "TLS" in finding.steps[0].title + finding.steps[0].text
    assert "NTLM" in finding.steps[-1].title


@pytest.mark.parametrize(
    "said",
    [
        "AUTH NTLM TlRMTVNTUAAB\n535 5.7.3 Authentication unsuccessful",
        "STARTTLS\n220 ready\n250-AUTH NTLM LOGIN\n250 OK\n535 5.7.3 Authentication unsuccessful",
    ],
    ids=["a domain's login", "more under TLS"],
)
def test_a_login_that_was_offered_is_refused_for_what_it_holds(said, knowledge):
    finding = read_text(NTLM + said, knowledge)[0]
    assert (finding.family, finding.cause) == ("auth", "wrong-credentials")


REFUSED = "blocked using zen.spamhaus.org; from=<a@example.com> to=<b@example.org> proto=ESMTP helo=<{}>"
LARGE = "mail-lo2gbr01on0166.outbound.protection.outlook.com"


@pytest.mark.parametrize(
    ("paste", "cause"),
    [
        (f"NOQUEUE: reject: RCPT from {LARGE}[192.0.2.9]: 554 5.7.1 Service unavailable; Client host [192.0.2.9] "
         + REFUSED.format("x.example"), "dnsbl-query-refused"),
        ("postfix/postscreen[1]: NOQUEUE: reject: RCPT from [192.0.2.9]:4028: 550 5.7.1 Service unavailable; client "
         "[192.0.2.9] " + REFUSED.format(LARGE), "dnsbl-query-refused"),
        ("Since today all incoming mails are blocked:\nNOQUEUE: reject: RCPT from mx.example.com[192.0.2.9]: 554 5.7.1 "
         "Service unavailable; Client host [192.0.2.9] " + REFUSED.format("mx.example.com"), "dnsbl-query-refused"),
        ("NOQUEUE: reject: RCPT from mx.example.com[192.0.2.9]: 554 5.7.1 Service unavailable; Client host [192.0.2.9] "
         + REFUSED.format("mx.example.com"), "dnsbl-listed"),
        (f"NOQUEUE: reject: RCPT from {LARGE}[192.0.2.9]: 554 5.7.1 Service unavailable; Client host [192.0.2.9] "
         "blocked using zen.spamhaus.org; https://www.spamhaus.org/sbl/query/SBL1; from=<a@example.com>", "dnsbl-listed"),
    ],
)  # fmt: skip
def test_a_server_that_refuses_everybody_asks_the_list_wrongly(paste, cause, knowledge):
    (finding,) = read_text(paste, knowledge)
    assert (finding.entry, finding.cause) == ("ip-on-blocklist", cause)


def test_a_dmarc_refusal_of_forwarded_mail_is_the_forwarders_to_mend(knowledge):
    paste = (
        "I set SOGo to forward to Gmail. Now mail from ebay.example is rejected: 550-5.7.1 Unauthenticated email from "
        "ebay.example is not accepted due to domain's DMARC policy."
    )
    (found,) = read_text(paste, knowledge)
    assert found.cause == "forwarding-breaks-spf"
    assert found.steps[0].title.startswith("Forward the message unchanged")


def test_a_number_for_the_senders_address_is_not_about_the_recipients(knowledge):
    for reply in ("501 5.1.{} Invalid address", "550 5.1.{} no"):
        entries = [read_text(reply.format(last), knowledge)[0].entry for last in (7, 3)]
        assert entries == ["sender-address-malformed", "address-malformed"]


def test_a_login_service_that_ones_own_log_misses_is_started_and_not_waited_for(knowledge):
    for note in (
        "fatal: no SASL authentication mechanisms",
        "warning: SASL authentication failure: cannot connect to saslauthd server: No such file",
    ):
        (noted,) = read_text(f"May 28 23:21:58 mail postfix/smtpd[13]: {note}", knowledge)
        assert (noted.who_acts, noted.steps[0].title) == (
            Actor.SENDER_ADMIN,
            "Start the login service behind the server",
        )
    (said,) = read_text("454 4.7.0 Temporary authentication failure", knowledge)
    assert said.steps[0].title == "Wait five minutes, then try once"


def test_a_program_that_prints_its_error_twice_in_other_words_around_it_had_one(knowledge):
    told = (
        'level=error msg="Error on notify: dial tcp {}:25: connect: connection refused" source="notify.go:283"\n'
        'level=error msg="Notify for 6 alerts failed: dial tcp {}:25: connect: connection refused" source="dispatch.go:262"'
    )

    def read(*hosts: str) -> list[str]:
        return [finding.reply_text for finding in read_text(told.format(*hosts), knowledge)]

    assert read("192.0.2.4", "192.0.2.4") == told.format("192.0.2.4", "").splitlines()[:1]
    assert read("mx.a.example", "mx.b.example") == told.format("mx.a.example", "mx.b.example").splitlines()


def test_a_login_that_ones_own_exim_notes_is_a_strangers(knowledge):
    reply = "AUTH command used when not advertised"
    (noted,) = read_text(
        f'SMTP protocol error in "AUTH LOGIN" H=(pc) [203.0.113.34]:60723 {reply}', knowledge
    )
    (said,) = read_text(f"503 {reply}", knowledge)
    assert (noted.cause, said.cause) == ("login-attempts-from-outside", "auth-not-offered")
    assert noted.steps[0].title == "See whose address stands in the line"


def test_a_rule_in_everyday_words_says_nothing_of_proof_of_origin(knowledge):
    for text in (
        '550 "You are not allowed to send email"',
        "554 mail server permanently rejected message (#5.3.0)",
    ):
        (found,) = read_text(text, knowledge)
        assert found.cause == "refused-by-policy-without-reason"


def test_a_server_that_offers_no_login_is_told_to_want_tls_only_where_something_shows_it(knowledge):
    told = "SMTP AUTH extension not supported by server."
    (bare,) = read_text(told, knowledge)
    (plain,) = read_text(f"tls = off\n{told}", knowledge)
    assert (bare.cause, plain.cause) == ("auth-not-offered", "auth-before-tls")


def test_words_are_quoted_without_the_sign_that_opens_what_follows(knowledge):
    (finding,) = read_text('Error: Missing credentials for "PLAIN"', knowledge)
    assert finding.because[0] == "The text says “Missing credentials for”."


_LOOPS = "550 5.1.1 <joe@example.org>: undeliverable address: mail for example.org loops back to myself"


@pytest.mark.parametrize(
    "paste",
    [
        f"<joe@example.org>: host mx.example.org[192.0.2.1] said: {_LOOPS} (in reply to RCPT TO command)",
        "  joe@example.org\n    host mx.example.org [192.0.2.1]\n"
        "    SMTP error from remote mail server after RCPT TO:<joe@example.org>:\n"
        "    550 lowest numbered MX record points to local host",
        "   ----- Transcript of session follows -----\n... while talking to mx.example.org.:\n"
        ">>> RCPT To:<joe@example.org>\n"
        "<<< 553 5.3.5 example.org. config error: mail loops back to me (MX problem?)",
    ],
)
def test_what_a_line_says_the_recipients_server_said_is_that_servers_matter(knowledge, paste):
    finding = read_text(paste, knowledge)[0]
    assert finding.entry == "mail-points-back-to-own-server"
    assert finding.speaker is Speaker.RECIPIENT_SERVER
    assert finding.who_acts is Actor.RECIPIENT_ADMIN
    assert Actor.SENDER_ADMIN not in {step.who for step in finding.steps}


@pytest.mark.parametrize(
    "paste",
    [
        "<joe@example.org>: mail for example.org loops back to myself",
        f"host smtp.sendgrid.net[192.0.2.1] said: {_LOOPS}",  # the relay one logs in at
        f"host 192.168.0.2 said: {_LOOPS}",
    ],
)
def test_ones_own_server_and_the_relay_one_logs_in_at_stay_ones_own(knowledge, paste):
    finding = read_text(paste, knowledge)[0]
    assert finding.speaker is Speaker.OWN_SERVER
    assert finding.who_acts is Actor.SENDER_ADMIN


def test_a_services_own_words_stay_the_services_whoever_passes_them_on(knowledge):
    said = "host mx.example.org[192.0.2.1] said: 432 4.3.2 Concurrent connections limit exceeded."
    (finding,) = read_text(f"{said} Visit https://aka.ms/concurrent_sending for more information.", knowledge)
    assert finding.speaker is Speaker.OWN_SERVER


@pytest.mark.parametrize(
    ("paste", "cause"),
    [
        (
            "Temporary SMTP delivery error when sending to 192.0.2.7:25 (mx.example.org)\n"
            "Output: 530 Authentication required",
            "relay-not-registered",
        ),
        (
            "Temporary SMTP delivery error when sending to 192.0.2.7:25 (mx.example.org)\n"
            "530 Authentication required",
            "relay-not-registered",
        ),
        (
            "postfix/smtp[12]: 4ABC: to=<joe@example.org>, relay=mx.example.org[192.0.2.1]:25, status=bounced "
            "(host mx.example.org[192.0.2.1] said: 530 Authentication required (in reply to RCPT TO command))",
            "relay-not-registered",
        ),
        (
            "smtpd[12]: 4abc mta delivery evpid=4abc from=<ann@example.com> to=<joe@example.org> rcpt=<-> "
            'source="192.0.2.9" relay="192.0.2.1 (mx.example.org)" delay=1s result="PermFail" '
            'stat="530 Authentication required"',
            "relay-not-registered",
        ),
        (
            "postfix/smtp[12]: 4ABC: to=<joe@example.org>, relay=smtp.sendgrid.net[192.0.2.1]:25, "
            "status=bounced (host smtp.sendgrid.net[192.0.2.1] said: 530 Authentication required)",
            "auth-not-attempted",
        ),
        (
            "postfix/smtp[12]: 4ABC: to=<joe@example.org>, relay=smtp.gmail.com[192.0.2.1]:25, "
            "status=bounced (host smtp.gmail.com[192.0.2.1] said: 554 5.7.1 Relay access denied)",
            "auth-not-attempted",
        ),
        ("530 Authentication required", "auth-not-attempted"),
    ],
)
def test_a_login_is_missing_at_ones_own_relay_and_a_route_at_the_recipients_server(knowledge, paste, cause):
    assert read_text(paste, knowledge)[0].cause == cause


def test_what_refuses_the_recipient_leads_before_a_command_that_was_sent_again_in_another_form(knowledge):
    session = (
        "220 mx.example.net ESMTP\n> EHLO pc.example.com\n502 5.5.1 Unrecognized command\n"
        "> HELO pc.example.com\n250 mx.example.net\n> MAIL FROM:<ana@example.com>\n250 Ok\n"
        "> RCPT TO:<joe@example.net>\n550 5.7.1 Client host [192.0.2.7] blocked using zen.spamhaus.org"
    )
    first, second = read_text(session, knowledge)
    assert (first.reply_code, second.reply_code) == (550, 502)
    stopped = session.partition("\n> HELO")[0]
    assert read_text(f"{stopped}\n503 Bad sequence", knowledge)[0].reply_code == 502


def test_one_word_whose_step_is_not_known_settles_nothing(knowledge):
    known = [
        read_text(text, knowledge)[0].certainty
        for text in ("550 Blocked", "host mx.example.com[192.0.2.1] refused to talk to me: 550 Blocked")
    ]

    assert known == [Certainty.POSSIBLE, Certainty.LIKELY]


def test_a_login_at_a_port_for_reading_mail_is_told_so_first(knowledge):
    reading, sending = (
        read_text(f"SMTP settings: smtp.example.com, port {port}. Login error", knowledge)[0].steps[0].id
        for port in (993, 587)
    )

    assert (reading, sending) == ("enter-the-port-for-sending", "type-the-password-by-hand")


def test_a_fault_told_with_a_5_is_not_tried_again_by_itself(knowledge):
    temporary, final = (
        read_text(text, knowledge)[0].steps[0].title
        for text in ("451 4.3.0 System error", "550 5.3.0 System error")
    )

    assert (temporary, final) == ("Let it be tried again", "Send it once more yourself")


@pytest.mark.parametrize(
    ("paste", "entry", "cause", "provider"),
    [
        (
            "smtp.resend.com:465 -> 535 Authentication credentials invalid, username: my email",
            "resend-login-refused",
            "username-literal",
            "resend",
        ),
        (
            "customer's 1&1/IONOS box, Outlook: 535 Authentication credentials invalid",
            "ionos-gmx-login-refused",
            "wrong-credentials",
            "ionos",
        ),
        (
            "mail.ru: 535 5.7.8 Error: authentication failed",
            "mailru-app-password-required",
            "app-password-required",
            "mailru",
        ),
        (
            "smtp.larksuite.com 535 Error: authentication failed",
            "535-authentication-failed",
            "app-password-required",
            "larksuite",
        ),
        (
            "Proton Bridge in Thunderbird: 454 4.7.0 invalid username or password",
            "535-authentication-failed",
            "app-password-required",
            None,
        ),
        (
            "Proton Bridge: 454 4.7.0 cannot re-authenticate",
            "proton-bridge-session-expired",
            "bridge-session-expired",
            "protonmail",
        ),
        (
            "smtp.resend.com: 535 5.7.8 Error: authentication failed: Connection lost to authentication server",
            "454-temporary-authentication-failure",
            "auth-backend-unavailable",
            "resend",
        ),
    ],
)
def test_words_that_any_server_says_of_a_login_are_told_by_the_page_of_the_one_that_said_them(
    knowledge, paste, entry, cause, provider
):
    (finding,) = read_text(paste, knowledge)

    assert (finding.entry, finding.cause, finding.provider) == (entry, cause, provider)


def test_a_page_on_any_login_says_what_the_provider_takes_and_links_its_page_alone(knowledge):
    (finding,) = read_text("smtp.seznam.cz: 535 5.7.0 Authentication failed, 2FA is on", knowledge)

    assert finding.because[-1] == (
        "Seznam Email: user name: the whole address; password: an app password, made in the account's"
        " settings once two-step verification is on."
    )
    assert finding.steps[0].text == (
        "Page: [Seznam Email](https://o-seznam.cz/napoveda/ucet/en/dvoufazove-overeni/postovni-programy/)."
        " It is made on the account's security page as a rule, and shown once."
    )


def test_where_only_the_provider_is_named_its_server_is_told_too(knowledge):
    (finding,) = read_text(
        "Cliente con Aruba, Outlook nuovo\n535 5.7.0 authentication rejected (5)", knowledge
    )

    assert finding.because[-1] == (
        "Aruba mail (Italy): server: smtps.aruba.it, port 465 with SSL/TLS; user name: the whole address;"
        " password: the mailbox's own."
    )


def test_a_password_is_called_as_the_provider_calls_it(knowledge):
    (finding,) = read_text("securesmtp.t-online.de: 535 5.7.0 Authentication failed", knowledge)

    assert finding.because[-1] == (
        "Telekom (T-Online, Magenta): Wants the separate password for mail programs "
        '("Passwort für E-Mail-Programme"), set in its E-Mail Center.'
    )
    titles = [
        "Take the password that the provider keeps for mail programs",
        "Enter that password in the program",
    ]
    assert [step.title for step in finding.steps] == titles
    assert '"Passwort für E-Mail-Programme"' in finding.steps[0].text

    (bridge,) = read_text("Proton Mail Bridge, smtp: 535 5.7.8 invalid username or password", knowledge)

    assert [step.title for step in bridge.steps] == titles
    assert bridge.steps[0].text.startswith("Proton Bridge: open the Bridge window on that computer")


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (
            "452 4.2.2 The recipient's inbox is out of storage space - gsmtp",
            "Gmail, iCloud: photos and files count as well."
            " Page: [Gmail](https://support.google.com/mail/?p=OverQuotaTemp).",
        ),
        ("552 5.2.2 mailbox full for ana@web.de", ""),
        ("<ana@example.com>: host mx.example.com[192.0.2.1] said: 552 5.2.2 mailbox full", ""),
        ("552 5.2.2 mailbox full (mx.yahoodns.net) https://senders.yahooinc.com", ""),
        (
            "552 5.2.2 mailbox full",
            "Gmail, iCloud: photos and files count as well."
            " Pages: [Gmail](https://support.google.com/mail/?p=OverQuotaTemp),"
            " [iCloud](https://support.apple.com/en-us/108922).",
        ),
    ],
)
def test_of_several_providers_pages_the_one_that_matters_is_shown(knowledge, reply, text):
    (finding,) = read_text(reply, knowledge)

    shown = "Delete large mails and empty the bin; their storage page then shows free space."
    assert finding.steps[1].text == f"{shown} {text}".strip()


@pytest.mark.parametrize(
    ("text", "titles", "left"),
    [
        (
            "smtp.163.com: 535 Error: authentication failed",
            ["Switch on SMTP and make an authorization code"],
            "NetEase: at 163 and 126 Settings → POP3/SMTP/IMAP → switch on, then add an authorization code."
            " They ask for a text message. Page: [NetEase](https://help.mail.163.com/).",
        ),
        (
            "smtp.ionos.com: 535 Authentication credentials invalid",
            ["Type the mailbox's own password by hand", "Use the whole address as user name"],
            "IONOS: it is set under Email → the mailbox → Change password, and is not the customer account's."
            " It is right when webmail opens with it.",
        ),
    ],
)
def test_what_a_step_says_for_single_providers_is_shown_for_the_one_that_refused(
    knowledge, text, titles, left
):
    (finding,) = read_text(text, knowledge)

    assert [step.title for step in finding.steps][: len(titles)] == titles
    assert finding.steps[0].text == left
    assert not any(step.title.startswith("GMX") for step in finding.steps)


@pytest.mark.parametrize(
    ("text", "needless"),
    [
        (
            "454 4.7.0 Cannot authenticate due to temporary system problem. Try again later. - gsmtp",
            "Look at the login service, when the server is yours",
        ),
        (
            "smtp.strato.de: 535 5.7.8 Error: authentication failed: authentication failure",
            "Ask whether an app password is needed",
        ),
        (
            "535 5.7.139 Authentication unsuccessful, basic authentication is disabled. My hotmail.com mailbox",
            "In an organisation, ask its administrator for an exception",
        ),
    ],
)
def test_a_step_that_the_evidence_makes_needless_is_left_out(knowledge, text, needless):
    (finding,) = read_text(text, knowledge)
    page = knowledge.entries[finding.entry]

    assert needless in [step.title for step in page.steps]
    assert [step.id for step in finding.steps] == [
        step.id for step in page.steps if step.title != needless and not step.only_with
    ]


@pytest.mark.parametrize(
    "host",
    [
        "mail.btinternet.com", "smtppro.zoho.eu", "secure.emailsrvr.com", "send.one.com", "poczta.o2.pl",
        "out.virgilio.it", "sslout.df.eu", "securemail.a1.net", "mailcluster.loopia.se",
    ],
)  # fmt: skip
def test_a_providers_server_of_another_name_tells_what_a_login_takes(knowledge, host):
    (finding,) = read_text(f"{host} 465: 535 Authentication failed", knowledge)

    assert "provider.known-server" in {fact.tag for fact in finding.evidence}


def test_a_providers_own_words_are_not_ones_own_servers(knowledge):
    (finding,) = read_text(
        "our Exchange: 552-5.3.4 Your message exceeded the size limits. - gsmtp", knowledge
    )

    assert finding.speaker is not Speaker.OWN_SERVER


def test_what_anybody_may_run_is_no_providers_server(knowledge):
    (finding,) = read_text(
        "[error] 10#10: *1675 auth http server 127.0.0.1:8000 did not send server or port while in http auth"
        " state, client: 192.0.2.58, server: 0.0.0.0:25",
        knowledge,
    )

    assert finding.entry == "454-temporary-authentication-failure"
    assert "reply.of-provider" not in {fact.tag for fact in finding.evidence}


@pytest.mark.parametrize(
    ("text", "entry", "first"),
    [
        (
            "SMTP Error: Could not authenticate.\n$mail->Host = 'smtp.sendgrid.net';",
            "sendgrid-login-refused",
            "Set the user name to the word `apikey`",
        ),
        (
            'Failed to authenticate on SMTP server with username "a@example.com". smtp.postmarkapp.com',
            "postmark-token-needed",
            "Enter the Server API token in both fields",
        ),
        (
            "Mailgun smtp.eu.mailgun.org: 535 Authentication failed",
            "mailgun-smtp-credentials",
            "Reset the SMTP user's password",
        ),
        (
            "ex5.mail.ovh.net: 535 5.7.3 Authentication unsuccessful",
            "535-authentication-failed",
            "Type the password by hand",
        ),
        (
            "smtp.example.com:587 535 5.7.3 Authentication unsuccessful",
            "microsoft-authentication-unsuccessful",
            "Log in to Outlook on the web with the same two values",
        ),
        (
            "smtp.1blu.de 535 5.7.8 Error: authentication failed: . Das Passwort wurde am Freitag geändert",
            "535-authentication-failed",
            "Enter the new password in every program that sends",
        ),
        (
            "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. new password",
            "microsoft-credentials-incorrect",
            "Enter the new password in every program and device that sends",
        ),
        (
            "534 5.7.9 Application-specific password required. gsmtp. Our admin says app passwords are blocked",
            "gmail-app-password-required",
            'Connect with "Sign in with Google"',
        ),
        (
            "own Exchange 2016: 535 5.7.3 Authentication unsuccessful, im Webmail kann ich mich anmelden",
            "microsoft-authentication-unsuccessful",
            "Try the other forms of the user name",
        ),
        (
            "Thunderbird, web.de: 535 Authentication credentials invalid, Webmail geht",
            "ionos-gmx-login-refused",
            "GMX, web.de: allow other programs",
        ),
        (
            "smtp://AKIA:Ab+c/d@email-smtp.eu-central-1.amazonaws.com 535 Authentication Credentials Invalid",
            "ses-credentials-invalid",
            "Count the password's characters where the program reads it",
        ),
    ],
)
def test_a_login_is_answered_by_the_page_of_whoever_is_logged_in_at(knowledge, text, entry, first):
    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.steps[0].title) == (entry, first)


@pytest.mark.parametrize(
    ("text", "entry", "cause"),
    [
        (
            "535 5.7.8 Error: authentication failed: - all 6 mailboxes since the domain was suspended for"
            " non payment",
            "account-disabled-at-login",
            "account-disabled",
        ),
        (
            "mail for example.com loops back to myself (postfix, we moved the MX to this server)",
            "mail-points-back-to-own-server",
            "relay-not-registered",
        ),
        (
            "smtp.aol.com 535 5.7.0 (#AUTH005) Too many bad auth attempts. customer tried 10x in a row",
            "yahoo-app-password-required",
            "login-rate-limited",
        ),
        (
            "SMTP via XOAUTH2: 535 5.7.3 Authentication unsuccessful [A.PROD.OUTLOOK.COM], token has only"
            " Mail.Send",
            "microsoft-authentication-unsuccessful",
            "oauth-scope-missing",
        ),
        (
            "535 Incorrect authentication data on the phone since the password change, desktop is fine",
            "535-incorrect-authentication-data",
            "wrong-credentials",
        ),
    ],
)
def test_what_is_told_beside_an_error_leads_its_cause(knowledge, text, entry, cause):
    (finding,) = read_text(text, knowledge)

    assert (finding.entry, finding.cause) == (entry, cause)


def test_a_web_sites_form_is_to_send_in_the_name_of_its_own_domain(knowledge):
    (finding,) = read_text(
        "550 5.7.26 Unauthenticated email from example.com is not accepted due to domain's DMARC policy."
        " - sent by the contact form with the visitor's address as From",
        knowledge,
    )

    assert finding.steps[0].title == "Put an address of the web site's own domain into From"


def test_the_last_of_a_list_of_providers_ends_with_a_full_stop(knowledge):
    (finding,) = read_text("SendGrid event: dropped, reason: Bounced Address, ana@example.com", knowledge)

    assert finding.steps[0].text == "SendGrid: Suppressions. It shows reason and date."


@pytest.mark.parametrize(
    "whose",
    [
        "(our own Postfix, newsletter)",
        ", our own Exim server, invoices",
        "\nown Exchange 2019: scanner",
        "(UsedDiskSpace) our Exchange 2016",
    ],
)
def test_what_ones_own_server_is_said_to_refuse_is_called_its_own(knowledge, whose):
    (finding,) = read_text(f"554 5.3.4 Error: message file too big {whose}", knowledge)

    assert finding.speaker is Speaker.OWN_SERVER
    assert finding.steps[-1].title == "Have the limit of your own outgoing server raised"


def test_that_a_login_was_refused_is_no_other_reading_of_a_refused_login(knowledge):
    (finding,) = read_text(
        "smtp.mail.me.com: 535 5.7.8 Error: authentication failed: (reason unavailable)", knowledge
    )

    assert (finding.entry, {one.entry for one in finding.alternatives}) == (
        "icloud-app-password-required",
        {"icloud-app-password-required"},
    )


def test_a_container_lacks_the_authorities_before_anybody_reads_along(knowledge):
    (finding,) = read_text(
        "Go app in a scratch image: x509: certificate signed by unknown authority (smtp.sendgrid.net:587)",
        knowledge,
    )

    assert (finding.cause, finding.steps[0].title) == (
        "certificate-untrusted",
        "Put the list of authorities into the container",
    )


def test_where_google_offers_no_app_password_the_way_to_one_comes_first(knowledge):
    (finding,) = read_text(
        "the app password page says 'The setting you are looking for is not available for your account', "
        "smtp says 535 5.7.8 Username and Password not accepted gsmtp",
        knowledge,
    )

    assert (finding.cause, [step.title for step in finding.steps][:2]) == (
        "app-password-required",
        [
            "Turn on 2-Step Verification for this account",
            "In a company or school, ask its Google administrator",
        ],
    )


@pytest.mark.parametrize(
    ("paste", "entry", "cause", "first"),
    [
        (
            "SMTP2GO: 535 Incorrect authentication data; he uses the login for app.smtp2go.com",
            "535-authentication-failed",
            "wrong-credentials",
            "Take user name and password from the service's page on SMTP",
        ),
        (
            "icloud, custom domain: 535 5.7.8 Error: authentication failed. app specific password was made today",
            "icloud-app-password-required",
            "username-format",
            "Use the @icloud.com or @me.com address as user name",
        ),
        (
            "Mailgun: 535 Authentication failed, smtp.mailgun.org, domain was added in the EU region",
            "mailgun-smtp-credentials",
            "wrong-region-or-server",
            "Use the server of the domain's region",
        ),
        (
            "Comcast mailbox: 535 5.7.0 Authentication failed, third party access off in the settings",
            "535-authentication-failed",
            "smtp-access-not-enabled",
            "Switch on SMTP access for the mailbox",
        ),
        (
            "535 5.7.139 Authentication unsuccessful, the user credentials were incorrect. password expired in OWA",
            "microsoft-credentials-incorrect",
            "password-change-required",
            "Sign in at outlook.office.com and set a new password",
        ),
        (
            "live.smtp.mailtrap.io: 535 5.7.0 Invalid credentials, user is my email",
            "535-authentication-failed",
            "username-literal",
            "Enter the fixed word as user name",
        ),
        (
            "Fastmail 535 5.7.0 Incorrect username or password. He made an app password with only IMAP access",
            "535-authentication-failed",
            "wrong-credentials",
            "Make a new app password that may send mail",
        ),
        (
            "personal mailbox: 535 5.7.3 Authentication unsuccessful [smtp-mail.outlook.com]",
            "microsoft-authentication-unsuccessful",
            "basic-auth-disabled",
            "Sign in at outlook.office.com with the same two values",
        ),
        (
            "Login to server mail.example.com with username ana failed. (535 5.7.8 Error: authentication failed)",
            "535-authentication-failed",
            "username-format",
            "Use the mailbox's own whole address as user name",
        ),
    ],
)
def test_what_a_person_says_of_a_login_leads_to_the_step_that_mends_it(knowledge, paste, entry, cause, first):
    (finding,) = read_text(paste, knowledge)

    assert (finding.entry, finding.cause, finding.steps[0].title) == (entry, cause, first)


@pytest.mark.parametrize(
    "paste",
    [
        "421 4.3.2 Service not available, closing transmission channel - our Exchange answers this since sunday",
        "454 4.7.0 TLS not available due to local problem (our postfix, after certbot renew)",
        "since today on our Mailcow: 535 5.7.8 Error: authentication failed: Connection lost to authentication server",
    ],
)
def test_a_fault_of_ones_own_server_is_its_administrators(knowledge, paste):
    (finding,) = read_text(paste, knowledge)

    assert (finding.speaker, finding.who_acts) == (Speaker.OWN_SERVER, Actor.SENDER_ADMIN)
    assert finding.steps[0].who is Actor.SENDER_ADMIN


@pytest.mark.parametrize(
    "paste",
    [
        "421 4.3.2 Service not available, closing transmission channel. Our Exchange gets this from their server",
        "our Postfix logs 454 4.7.0 TLS not available due to local problem from mx.example.net",
    ],
)
def test_a_fault_that_ones_own_server_is_told_is_anothers(knowledge, paste):
    (finding,) = read_text(paste, knowledge)

    assert finding.who_acts is not Actor.SENDER_ADMIN


def test_a_key_too_small_that_stands_in_the_log_is_why_tls_did_not_begin(knowledge):
    (finding,) = read_text(
        "Nov 12 10:01:11 relay postfix/smtp[811]: warning: TLS library problem: error:0A00018A:SSL routines::"
        "dh key too small:../ssl/statem/statem_clnt.c:2104:\n"
        "Nov 12 10:01:11 relay postfix/smtp[811]: 4F3: to=<a@example.net>, relay=mx.example.net[192.0.2.7]:25,"
        " delay=1, delays=0.1/0.1/0.8/0, dsn=4.7.5, status=deferred (Cannot start TLS: handshake failure)",
        knowledge,
    )

    assert (finding.entry, finding.cause, finding.steps[0].title) == (
        "tls-handshake-failed-to-recipient",
        "tls-weak-key",
        "Tell the recipient's postmaster",
    )


def test_a_note_is_shown_without_the_marks_of_markdown(knowledge):
    (noted,) = read_text(
        "postdrop: warning: unable to look up public/pickup: No such file or directory", knowledge
    )
    assert noted.because[-1] == (
        "Postfix is not running on this machine: start it (postfix start, systemctl start postfix); the mail waits in"
        " its queue."
    )


def test_a_user_name_that_the_provider_takes_as_it_was_given_is_no_cause(knowledge):
    (finding,) = read_text(
        "535 5.7.8 Error: authentication failed, smtp.web.de, the username is ana (without @web.de)",
        knowledge,
    )
    assert (finding.cause, finding.certainty) == ("wrong-credentials", "possible")


def test_another_providers_page_is_not_shown(knowledge):
    (finding,) = read_text("smtp.exmail.qq.com\n535 Error: authentication failed", knowledge)
    assert (finding.entry, finding.provider, finding.link) == ("authorization-code-required", "qq", None)


def test_a_servers_words_before_outlooks_number_decide(knowledge):
    (finding,) = read_text(
        "Server error: 535 5.7.8 Error: authentication failed:, Error Code: 0x800CCC92", knowledge
    )
    assert finding.entry == "535-authentication-failed"


def test_a_large_providers_name_that_is_not_found_is_a_matter_of_dns_there(knowledge):
    (finding,) = read_text("getaddrinfo ENOTFOUND smtp.gmail.com, only in the pod", knowledge)
    assert finding.steps[0].title == "Ask for the name on the machine that sends"


def test_the_port_between_servers_is_changed_first(knowledge):
    (finding,) = read_text("smtplib.SMTP('smtp.acme.example', 25)\nTimeoutError: timed out", knowledge)
    assert (finding.cause, finding.steps[0].id) == (
        "port-blocked",
        "use-port-587-with-starttls-or-465-with-ssl-tls-in-place-of-25",
    )


def test_a_setting_that_was_changed_a_moment_ago_is_waited_for(knowledge):
    (finding,) = read_text(
        "I enabled Authenticated SMTP 10 minutes ago\n535 5.7.139 Authentication unsuccessful,"
        " SmtpClientAuthentication is disabled for the Mailbox. Visit https://aka.ms/smtp_auth_disabled",
        knowledge,
    )
    assert finding.steps[0].id == "wait-up-to-an-hour-then-log-in-once"


def test_an_app_password_helps_nobody_where_only_oauth_is_taken(knowledge):
    (finding,) = read_text(
        "a hotmail address, the customer made an app password\n"
        "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
        knowledge,
    )
    assert [one.title for one in finding.steps] == [
        'Reconnect the mailbox with "Sign in with Microsoft"',
        "Send through another service if the program knows no OAuth",
    ]


# What was done already: the steps that are left, and what is said of those that are not.
DONE_ALREADY = {
    "the mailbox's switch": (
        "535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.\n"
        "Our admin already enabled Authenticated SMTP for this user two hours ago.",
        [
            "See that it was saved for the mailbox that logs in",
            "Check Security Defaults if it still fails",
            'For a private Outlook.com mailbox, use "Sign in with Microsoft"',
            "Move to OAuth where the program can",
        ],
        "sending by other programs was switched on",
    ),
    "a wait and the old programs": (
        "535 5.7.8 Error: authentication failed: account locked due to too many failed attempts\n"
        "We waited an hour and removed the account from the old laptop. Still locked.",
        [
            "Have the mail administrator lift the lock",
            "Log in once, with the right password",
            "If it comes back, see where the logins come from",
        ],
        "some time has passed, programs with an old password were stopped",
    ),
    "the sign-in": (
        "534-5.7.14 <https://accounts.google.com/signin/continue?sarp=1> Please log in via your web browser and"
        " then try again. 534 5.7.14 https://support.google.com/mail/answer/78754 gsmtp\n"
        "I already signed in in the browser and confirmed it was me.",
        [
            "Stop the program's logins",
            "Use an app password or OAuth in the program",
            "Log in once from the program",
            "In a Workspace, have the login challenge switched off",
        ],
        "the owner has signed in on the web and confirmed the login",
    ),
    "a new password in the program": (
        "535 Incorrect authentication data\nPassword was reset yesterday, we updated it in Outlook.",
        [
            "Stop the programs that still use the old one, then wait half an hour",
            "Use the whole address as user name, and fill both fields",
            "Ask the host for its log line",
        ],
        "the new password was entered in the program",
    ),
    "a full mailbox": (
        "452 4.2.2 The email account that you tried to reach is over quota. gsmtp\n"
        "He says he emptied his mailbox this morning.",
        [
            "Send the message once more",
            "If it comes back, let the person look at their storage page",
            "Raise the limit when the mailbox is your customer's",
            "Try again after a day",
        ],
        "the mailbox was cleared",
    ),
    "Microsoft's portal": (
        "550 5.7.606 Access denied, banned sending IP [192.0.2.61]. To request removal from this list please"
        " visit https://sender.office.com/\nI filled in the form at sender.office.com two days ago.",
        [
            "Stop the spam first",
            "See that Microsoft's mail was confirmed, and give it a day",
            "On a shared service, give the line to its support",
        ],
        "the release was asked for",
    ),
    "SPF": (
        "550-5.7.26 Your email has been blocked because the sender is unauthenticated. Gmail requires all senders"
        " to authenticate with either SPF or DKIM. gsmtp\nWe have set the SPF record yesterday evening.",
        [
            "See which domain and address were checked",
            "See that the SPF record lets in the address that sent",
            "Switch on DKIM in the sending service",
            'Send a test to Gmail and open "Show original"',
            "Send the refused messages again",
        ],
        "SPF is set",
    ),
    "the reverse name": (
        "550-5.7.25 [192.0.2.90] The IP address sending this message does not have a PTR record setup, or the"
        " corresponding forward DNS entry does not match the sending IP. gsmtp\nPTR was set yesterday.",
        [
            "Look the name up from outside, and give it a day",
            "Make the name lead back",
            "Use the same name in the greeting",
            "Send through a relay when you cannot set it",
        ],
        "the reverse name is set",
    ),
    "a secured account": (
        "550 5.1.8 Access denied, bad outbound sender AS(42004)\n"
        "The account was hacked, we changed the password and removed the forwarding rules.",
        ["See what was sent", "Release it at the provider", "Start slowly"],
        "the account was secured",
    ),
    "the right to send": (
        "554 5.2.252 SendAsDenied; ana@example.com not allowed to send as info@example.com\n"
        "Send As was granted in the admin center ten minutes ago.",
        [
            "Wait up to an hour after the right was given",
            "Set From to the mailbox that logs in",
            "Use an alias of the same mailbox",
        ],
        "the right to send was given",
    ),
    "a new certificate": (
        "Peer's certificate has expired (mail.example.com:465), Thunderbird. We renewed it with certbot yesterday.",
        [
            "Have the mail service take the new certificate",
            "Look at the certificate's dates",
            "If it lies ahead already, check the date on the sending machine",
            "Update the certificate store of an old system",
        ],
        "the certificate was renewed",
    ),
    "the content": (
        "554 5.7.1 Message blocked due to spam content in the message\nYa quitamos los enlaces y los adjuntos.",
        [
            "Send two plain sentences to the same person",
            "Sender: check SPF, DKIM, DMARC and blocklists",
            "Ask the recipient to let you pass",
        ],
        "links or attachments were taken out",
    ),
    "the login's switch": (
        "530 5.7.0 Authentication required\nRicoh copier. User and password are filled in, SMTP AUTH is on.",
        [
            "Use port 587 with STARTTLS, or 465 with TLS",
            "If the login is on, look at the lines before this one",
        ],
        "the login is switched on and filled in",
    ),
    "the sender's mailbox": (
        "550 Sender verify failed\nnoreply@example.com, we created that mailbox this morning.",
        [
            "Send a mail to the sender address from outside",
            "Use an existing sender",
            "Check the domain's MX",
            "Do not block such tests on your own server",
        ],
        "the mailbox was made",
    ),
    "the list of senders": (
        "550 5.7.124 Sender not in allowed-senders list\nWe added the sender to the allow list an hour ago.",
        ["Send again within the hour", "Write to a person of the group"],
        "the sender was put on the list",
    ),
    "the forwarding": (
        "550 5.7.520 Access denied, Your organization does not allow external forwarding. AS(7555)\n"
        "We allowed forwarding for this mailbox already.",
        ["See that the policy names this mailbox", "Or let people read the mailbox where it is"],
        "forwarding was allowed",
    ),
    "the limit": (
        "552 5.2.3 RESOLVER.RST.SendSizeLimit.Sender; message too large for this sender\n"
        "We raised the limit to 100 MB yesterday.",
        ["Send a link instead of the file", "In a program, send the attachment separately"],
        "the limit was raised",
    ),
    "the connector": (
        "550 5.7.64 TenantAttribution; Relay Access Denied\nThe connector has the new IP already.",
        ["Compare the certificate's name", "Add the sender's domain"],
        "the connector was corrected",
    ),
    "the app password": (
        "535-5.7.8 Username and Password not accepted. gsmtp\nI made a new app password already.",
        [
            "Type the new app password into the program, without spaces",
            "Use the address of the account it was made in as user name",
            "See that 2-Step Verification is on and the account is not blocked",
            'Or connect with "Sign in with Google"',
        ],
        "a new app password was made",
    ),
    "the app password elsewhere": (
        "535 5.7.0 authentication failed\nSeznam, we just generated an app password, same error.",
        [
            "Enter the app password without the spaces it is shown with",
            "Use the whole address of the mailbox it was made for as user name",
            "See what the app password was made for",
            "After several failures wait 30 minutes before the next attempt",
        ],
        "a new app password was made",
    ),
    "less mail": (
        "421-4.7.28 Gmail has detected an unusual rate of unsolicited email originating from your IP address."
        " gsmtp\nWe slowed down to 20 per hour yesterday.",
        ["Look into Postmaster Tools", "Resume slowly after a day or more"],
        "less is sent",
    ),
}


@pytest.mark.parametrize(("text", "titles", "done"), DONE_ALREADY.values(), ids=DONE_ALREADY)
def test_a_step_that_was_done_is_left_out_and_what_comes_next_is_shown(knowledge, text, titles, done):
    (finding,) = read_text(text, knowledge)

    assert [step.title for step in finding.steps] == titles
    assert finding.because[-1] == f"Left out below, as done already: {done}."


def test_what_comes_next_is_not_shown_to_whom_has_not_begun(knowledge):
    (finding,) = read_text(
        "452 4.2.2 The email account that you tried to reach is over quota. gsmtp", knowledge
    )

    assert [step.title for step in finding.steps] == [
        "Tell the person by another way",
        "Let them make room",
        "Raise the limit when the mailbox is your customer's",
        "Try again after a day",
    ]
    assert not any(reason.startswith("Left out") for reason in finding.because)


def test_where_only_other_providers_steps_are_left_what_was_done_is_shown_once_more(knowledge):
    (finding,) = read_text(
        "535 Authentication credentials invalid\nIONOS (smtp.ionos.de 587). Passwort gestern geändert und neu"
        " eingegeben, Benutzername ist die ganze Adresse.",
        knowledge,
    )

    assert [step.title for step in finding.steps] == [
        "Type the mailbox's own password by hand",
        "Use the whole address as user name",
    ]
    assert not any(reason.startswith("Left out") for reason in finding.because)


def test_a_step_that_went_on_from_one_left_out_begins_by_itself(knowledge):
    text = "535 5.7.8 Error: authentication failed: authentication failure\nOur Kyocera printer: the password has a $ in it."
    (finding,) = read_text(text, knowledge)

    assert [step.title for step in finding.steps] == ["Choose a password of letters and digits"]


def test_where_all_steps_were_done_they_are_shown_once_more(knowledge):
    entry = knowledge.entries["login-refused-reason-hidden"]
    (cause,) = [one for one in entry.causes if one.id == "smtp-access-not-enabled"]
    facts = (Evidence.in_paste("done.programs-allowed"),)

    steps = steps_for(entry, cause, facts)

    assert steps == tuple(
        step._replace(needless_with=(), only_with=()) for step in dict(entry.steps_when)[cause.id]
    )
    assert done_already(entry, cause, facts) == ()


LISTED = "554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using zen.spamhaus.org"


@pytest.mark.parametrize(
    ("reply", "first", "told"),
    [
        (
            LISTED,
            "Look the address up on the page below",
            "It names the address 192.0.2.25.",
        ),
        (
            "554 5.7.1 Service unavailable; Client host [192.0.2.25] blocked using bl.example.com",
            "Look the address up at the list, or at Spamhaus if none is named",
            "It names the address 192.0.2.25.",
        ),
        ("554 5.7.1 Service unavailable; blocked using bl.example.com", "Find the address that was refused", None),
        (
            "550 5.7.1 Client host 192.0.2.25 blocked using bl.example.com by 192.0.2.77",
            "Find the address that was refused",
            None,
        ),
        (
            "550-5.7.26 The MAIL FROM domain [example.com] has an SPF record with a hard fail policy (-all) but it"
            " fails to pass SPF checks with the ip: [2001:db8::25]. gsmtp",
            "Find out whose address it is",
            "It names the address 2001:db8::25 and the domain example.com.",
        ),
        (
            "550 5.7.23 The message was rejected because of Sender Policy Framework violation at 12:30:45",
            "Find out which server sent it, and for which domain",
            None,
        ),
        (
            "421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your DKIM"
            " domain [example.com]. gsmtp",
            "Stop the bulk part",
            "It is about your DKIM domain.",
        ),
        (
            "421 4.7.28 Gmail has detected an unusual rate of unsolicited mail. gsmtp",
            "Read which identity is named",
            None,
        ),
    ],
)  # fmt: skip
def test_no_step_asks_for_what_the_refusal_names(knowledge, reply, first, told):
    (finding,) = read_text(reply, knowledge)

    assert finding.steps[0].title == first
    assert [reason for reason in finding.because if reason.startswith(("It names", "It is about"))] == (
        [told] if told else []
    )


NAMED_LINKS = {
    "a web address": ("550 5.7.0 Local policy violation, see https://mx.example.com/policy", True),
    "none": ("550 5.7.0 Local policy violation", False),
    "the recipient's own address": ("550 5.7.0 <ana@example.com>: Local policy violation", False),
}


@pytest.mark.parametrize(("reply", "opens"), NAMED_LINKS.values(), ids=NAMED_LINKS)
def test_only_a_refusal_with_a_link_has_one_opened(knowledge, reply, opens):
    (finding,) = read_text(reply, knowledge)

    assert finding.entry == "refused-by-policy-without-reason"
    assert ("Open the link in the text" in [step.title for step in finding.steps]) is opens


def test_words_within_those_that_were_found_are_no_other_reading(knowledge):
    (finding,) = read_text(
        "bob@example.org host mx.example.org [198.51.100.3] SMTP timeout while connected to mx.example.org "
        "[198.51.100.3] after initial connection: retry timeout exceeded",
        knowledge,
    )

    assert finding.because[0] == "The text says “retry timeout exceeded”."
    assert [other.entry for other in finding.alternatives] == ["recipient-server-not-answering"]


def test_anybodys_words_beside_a_providers_of_the_same_kind_are_no_other_reading(knowledge):
    (finding,) = read_text("550 5.7.64 TenantAttribution; Relay Access Denied", knowledge)

    assert {other.entry for other in finding.alternatives} == {"microsoft-connector-does-not-match"}


def test_a_program_refused_by_the_server_that_it_hands_mail_to_is_told_to_log_in(knowledge):
    (listed,) = read_text(
        "nodemailer: Message failed: 550 5.7.1 Client host [192.0.2.25] blocked using zen.spamhaus.org",
        knowledge,
    )
    (relayed,) = read_text(
        "Error: Can't send mail - all recipients were rejected: 550 relay not permitted\nnodemailer",
        knowledge,
    )

    assert listed.steps[0].title == "Switch on the login for outgoing mail"
    assert (relayed.cause, relayed.certainty) == ("auth-not-attempted", Certainty.LIKELY)
    assert relayed.steps[0].title == "Switch on the login for outgoing mail"
