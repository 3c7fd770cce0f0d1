"""What somebody tells of device, program, network and hosting company decides cause and steps of a failure."""

import pytest

from bot.reading import read_text

PHP = "SMTP ERROR: Failed to connect to server: Connection timed out (110)"
OUT = "Sending of the message failed. The connection to Outgoing server (SMTP) smtp.example.com timed out."

TOLD = {
    # A scanner has settings, a network and a clock of its own.
    "Scan to email on our Kyocera: Unable to connect to the SMTP server. smtp.example.com": (
        "port-blocked",
        [
            "Compare the device's SMTP settings with the provider's page",
            "Look at the device's own network settings",
            "Set its clock, and install its newest firmware",
            "Test the port from a computer in the same network",
        ],
    ),
    "Our copier: Unable to connect to the SMTP server. The PCs in the same network can send.": (
        "port-blocked",
        [
            "Compare the device's SMTP settings with the provider's page",
            "Look at the device's own network settings",
            "Set its clock, and install its newest firmware",
            "Look for a rule for the device alone",
        ],
    ),
    # Another network works: nobody has to test a port on a telephone.
    'iPhone: Cannot Send Mail. The connection to the outgoing server "smtp.example.com" failed. Over mobile'
    " data it works.": ("port-blocked", ["Have that network opened", "Use another port, or have it opened"]),
    f"When the VPN is on, it fails: {OUT}": (
        "vpn-holds-mail-back",
        [
            "Let mail past the VPN",
            "Or send with the VPN switched off",
            "Use 465 with SSL/TLS or 587 with STARTTLS",
        ],
    ),
    f"Our server runs at Hetzner.\n{PHP} smtp.example.com:465": (
        "port-blocked",
        [
            "Use port 587 with STARTTLS",
            "Test the port from the machine that sends",
            "Check name and port with the provider's page",
            "Send through the provider's web interface",
        ],
    ),
    "Shared hosting, WordPress:\nSMTP ERROR: Failed to connect to server: Connection refused (111)"
    " smtp.gmail.com:587": (
        "port-blocked",
        [
            "Test the port from the machine that sends, and from elsewhere",
            "Send over the web host's own mail server, or a web interface",
            "Have the port opened",
            "If it is refused from everywhere, compare name and port",
        ],
    ),
    # What stands on the machine around a container is not in it.
    "docker, Proton Mail Bridge on the host:\nconnect ECONNREFUSED 127.0.0.1:1025": (
        "local-address-in-container",
        [
            "Bring the bridge to where the container can reach it",
            "Enter the bridge's address as the container sees it",
            "Check that the setting reaches the program",
        ],
    ),
    "In our container: OSError: [Errno 99] Cannot assign requested address (smtplib)": (
        "local-address-in-container",
        ["Enter the mail server's own name", "Check that the setting reaches the program"],
    ),
    "On our VPS: connect ENETUNREACH 2001:db8:4013:c02::6d:587": (
        "no-ipv6-route",
        [
            "Let the program use IPv4",
            "Or have IPv6 set up",
            "If an IPv4 address fails as well, test that way",
        ],
    ),
    # Certificates: the clock, what strict programs demand, who signs, what scans.
    "x509: certificate has expired or is not yet valid: current time 2023-01-01T00:03:12Z is before"
    " 2026-10-12T00:00:00Z, smtp.example.com": (
        "certificate-not-yet-valid",
        [
            "Set the clock of the machine that sends",
            "If the clock is right, look at the certificate's first day",
            "Tell whoever runs the mail server",
        ],
    ),
    "smtplib: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Authority Key Identifier"
    " (_ssl.c:1032)": (
        "certificate-form-refused",
        [
            "See who signed it, on the machine that sends",
            "If it is an anti-virus or firewall, exempt the mail server there",
            "If it is your company, have both certificates issued anew",
            "Until then leave out only this strictness, in own code",
        ],
    ),
    "smtp: error:0A000152:SSL routines::unsafe legacy renegotiation disabled": (
        "old-renegotiation",
        [
            "See that it is the server",
            "Have the server updated, or what stands before it",
            "Until then allow it for this one program",
        ],
    ),
    "Jira to our internal Exchange: javax.mail: PKIX path building failed: unable to find valid certification"
    " path to requested target": (
        "certificate-self-signed",
        [
            "Name the authority that signed it to the program",
            "On your own server, install a trusted certificate",
        ],
    ),
    "Thunderbird, Kaspersky on the PC, smtp.web.de: SEC_ERROR_UNKNOWN_ISSUER": (
        "tls-interception",
        [
            "Leave mail out of the scanner's encrypted traffic, for a test",
            "See who signed it",
            "Exempt the mail server there",
            "If it is done on purpose, name its authority to the program",
        ],
    ),
    # Programs that know one kind of encryption, or no fixed address.
    "Send-MailMessage -UseSsl -Port 465 -SmtpServer smtp.example.com: Unable to read data from the transport"
    " connection: net_io_connectionclosed.": (
        "tls-mode-mismatch",
        [
            "Use port 587",
            "Take the other pair if that port does not answer",
            "If the pair is right, try once more after a few minutes",
            "If it stays, try from another network",
        ],
    ),
    "GitHub Actions job: 525 5.7.1 Unauthorized IP address 192.0.2.7 (smtp-relay.brevo.com)": (
        "client-ip-not-authorized",
        ["Switch the limit off for the SMTP key, or send from a fixed address"],
    ),
    "smtp.PlainAuth to the relay in our network, port 25: unencrypted connection": (
        "auth-before-tls",
        [
            "Turn on encryption for this connection",
            "Leave the login out where an own relay has no encryption",
            "Log in once",
            "Change the password if the log shows that it was sent",
        ],
    ),
    "Only the app password fails:\nwarning: unknown[192.0.2.9]: SASL LOGIN authentication failed: UGFzc3dvcmQ6": (
        "wrong-credentials",
        [
            "Find the device or program at that address",
            "See that the app password may send",
            "Correct the password stored there",
            "Check that the address was not shut out meanwhile",
        ],
    ),
    # Servers of two domains are not shut at once.
    "postfix: connect to mx1.example.net[192.0.2.7]:25: Connection refused\n"
    "connect to mail.example.org[192.0.2.8]:25: Connection refused": (
        "port-blocked",
        [
            "Test one large provider from this machine",
            "Have port 25 opened",
            "Or hand mail to a relay on 587",
        ],
    ),
    "postfix: connect to gmail-smtp-in.l.google.com[192.0.2.26]:25: Connection refused": (
        "port-blocked",
        ["Have port 25 opened", "Or hand mail to a relay on 587"],
    ),
    "Thunderbird: The configuration related to mail.example.com must be corrected. The certificate is for a"
    " different name. It began after the update.": (
        "certificate-hostname-mismatch",
        [
            "Enter the server name that the certificate names",
            "If it names somebody you do not know, find out who answers",
            "On your own server, put the missing name in",
        ],
    ),
    "Outlook for Mac: The server's certificate is issued by Sophos SSL CA, smtp.office365.com 587 not trusted": (
        "tls-interception",
        [
            "Leave mail out of the scanner's encrypted traffic, for a test",
            "See who signed it",
            "Exempt the mail server there",
            "If it is done on purpose, name its authority to the program",
        ],
    ),
    "hundreds of these from different countries: dovecot_login authenticator failed for (win) [192.0.2.9]:"
    " 535 Incorrect authentication data (set_id=ana@example.com)": (
        "login-attempts-from-outside",
        [
            "See whose address stands in the line",
            "Against guessing, block addresses after a few failures",
            "Switch the login off on port 25",
            "For an own user, correct the stored password",
            "Check whether a guess succeeded",
        ],
    ),
    "n8n, smtp.hostinger.com 465, SSL off: Greeting never received": (
        "tls-mode-mismatch",
        [
            "Check that port and encryption fit",
            "Test from the machine that sends",
            "Compare with another network",
            "Wait longer once",
        ],
    ),
    "535 Authentication failed. Please verify your account by going to https://example.com/login": (
        "smtp-access-not-enabled",
        [
            "Open the address that stands in the reply",
            "Sign in on the provider's web page and look at the settings",
            "Else ask the administrator for the right to send",
        ],
    ),
    "Jenkins to our own Exchange: 530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during"
    " MAIL FROM": (
        "auth-not-attempted",
        [
            "Set user name and password in the program",
            "Or let its address in without a login",
            "If a login is set, look at the line before this one",
        ],
    ),
    # A program's own words for a refused login at a provider with a page of its own.
    "FRITZ!Box: Die Anmeldung am E-Mail-Server mail.gmx.net ist fehlgeschlagen.": (
        "wrong-credentials",
        [
            "GMX, web.de: allow other programs",
            "Use the whole address as user name",
            "Type the mailbox's password by hand",
        ],
    ),
}
VPN_IS_NEEDED = ("With the VPN on, it works.", "It works only over the company VPN.", "We use no VPN.")


@pytest.mark.parametrize(
    ("text", "told"), TOLD.items(), ids=[told[0] + text[:20] for text, told in TOLD.items()]
)
def test_what_is_told_of_the_set_up_decides_cause_and_steps(text, told, knowledge):
    (finding,) = read_text(text, knowledge)
    assert (finding.cause, [step.title for step in finding.steps]) == told


@pytest.mark.parametrize("said", VPN_IS_NEEDED)
def test_a_vpn_through_which_it_works_holds_nothing_back(said, knowledge):
    (finding,) = read_text(f"{said}\n{OUT}", knowledge)
    assert "prose.vpn" not in {fact.tag for fact in finding.evidence}


def test_the_server_of_the_provider_that_somebody_uses_is_told_beside_another_name(knowledge):
    paste = "Outlook with IONOS mailbox, server mail.example.com: The target principal name is incorrect."
    (finding,) = read_text(paste, knowledge)
    assert (
        finding.because[-1]
        == "IONOS Germany: the server for sending is smtp.ionos.de, port 465 with SSL/TLS."
    )


def test_a_provider_that_speaks_of_anothers_server_does_not_mean_its_own(knowledge):
    paste = 'Gmail, Send mail as: "TLS Negotiation failed, the certificate doesn\'t match the host., code: 0"'
    (finding,) = read_text(paste, knowledge)
    assert not any("smtp.gmail.com" in reason for reason in finding.because)


def test_everyday_words_are_quoted_in_their_order(knowledge):
    paste = "Der Versand ist fehlgeschlagen. Die Anmeldung am SMTP-Server mail.gmx.net ist fehlgeschlagen"
    (finding,) = read_text(paste, knowledge)
    assert finding.because[0] == "The text says “Anmeldung am SMTP-Server mail.gmx.net ist fehlgeschlagen”."


def test_a_server_that_shares_its_name_with_the_mx_stands_in_the_commands(knowledge):
    (finding,) = read_text("n8n, smtp.hostinger.com 465: Greeting never received", knowledge)
    assert "smtp.hostinger.com:465" in finding.steps[1].text
    assert "client.delivers-directly" not in {fact.tag for fact in finding.evidence}
