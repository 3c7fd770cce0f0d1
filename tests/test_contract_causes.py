"""The ids of causes that others rely on: each stands on a page, and no page gives its own to a single cause."""

import pytest

from tests.knowledge_base import knowledge

CONTRACT = frozenset(
    """
    wrong-credentials hidden-character altered-character csv-quoting html-entity app-password-required
    app-password-spaces authorization-code-required username-format username-literal account-locked
    login-rate-limited smtp-auth-disabled-tenant smtp-auth-disabled-mailbox basic-auth-disabled
    security-defaults conditional-access smtp-access-not-enabled web-login-required wrong-region-or-server
    api-key-invalid mechanism-not-accepted auth-not-offered auth-before-tls auth-not-attempted intercepted-smtp
    client-ip-not-authorized auth-backend-unavailable tls-mode-mismatch starttls-required starttls-not-offered
    certificate-expired certificate-self-signed certificate-hostname-mismatch certificate-untrusted
    tls-version-too-old tls-no-common-cipher tls-interception host-not-found connection-refused connect-timeout
    port-blocked wrong-protocol greeting-refused credential-escaping credential-encoding credentials-missing
    auth-not-needed auth-before-ehlo auth-response-malformed sasl-library-missing oauth-token-invalid
    oauth-scope-missing bridge-session-expired suspicious-login-blocked login-attempts-from-outside
    pop-before-smtp connection-lost client-banned wrong-host host-misread local-address-in-container
    tls-weak-key domain-not-found domain-typo domain-lookup-failed mx-host-not-found mx-wrong-server
    domain-wrongly-local mail-loop relay-not-registered port-25-instead-of-submission helo-name-invalid
    helo-instead-of-ehlo address-malformed envelope-sender-empty message-not-rfc-compliant line-too-long
    talked-too-early unauthenticated spf-fail dkim-fail dmarc-reject forwarding-breaks-spf source-address-hidden
    sender-domain-not-found sender-not-verified sandbox-recipient-not-verified dnsbl-query-refused
    dynamic-address server-abused provider-block-disguised own-outbound-filter too-many-connections
    lookup-table-fault disk-full back-pressure queue-write-fault server-silent starttls-broken
    starttls-injection certificate-not-yet-valid reply-malformed no-ipv6-route account-disabled
    password-change-required attempts-exhausted mx-missing null-mx mx-is-alias mx-is-address mx-private-address
    spf-missing spf-several-records spf-too-many-lookups spf-too-many-voids spf-syntax spf-include-broken
    spf-allows-all dkim-key-missing dkim-key-revoked dkim-key-weak dkim-syntax dmarc-missing
    dmarc-several-records dmarc-syntax mta-sts-invalid mta-sts-mx-mismatch tls-rpt-invalid ptr-missing
    ptr-generic ptr-not-forward-confirmed dnsbl-listed
    """.split()  # noqa: SIM905 - words in lines are read and mended more easily
)
ENTRIES = knowledge().entries


@pytest.mark.parametrize("cause", sorted(CONTRACT))
def test_each_cause_of_the_contract_stands_on_a_page(cause):
    assert [entry.id for entry in ENTRIES.values() if any(one.id == cause for one in entry.causes)] != []


@pytest.mark.parametrize(
    "entry", [entry for entry in ENTRIES.values() if len(entry.causes) == 1], ids=lambda e: e.id
)
def test_a_single_cause_that_is_in_no_list_is_called_as_its_page(entry):
    assert entry.causes[0].id in CONTRACT | {entry.id}
