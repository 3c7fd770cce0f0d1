"""The names, numbers and sentences by which systems and TLS libraries call what failed, by its matter.

Each table whole, as its source lists it; the sentences of mail programs stand in `local_error`.
"""

from __future__ import annotations

from typing import Final

# Who says a number of Winsock's: Python, Indy and Delphi, Outlook, .NET.
_WINSOCK: Final = r"(?:winerror|sock(?:et)? ?err(?:or)?|wsaerror|winsock error|socketexception)\W*"

# POSIX's names (errno(3)), Winsock's names and numbers (Windows Sockets Error Codes), Rust's numbers.
REACH: Final = (
    r"\bE(?:NETDOWN|HOSTDOWN|NETUNREACH|HOSTUNREACH|ADDRNOTAVAIL|ACCES|PERM|INVAL|MFILE|AFNOSUPPORT|DNS)\b"
    r"|\bWSA(?:EACCES|EMFILE|EADDRNOTAVAIL|ENETDOWN|ENETUNREACH|EHOSTDOWN|EHOSTUNREACH|ETIMEDOUT|ECONNREFUSED"
    r"|ENOBUFS|HOST_NOT_FOUND|TRY_AGAIN|NO_RECOVERY|NO_DATA)\b"
    rf"|{_WINSOCK}(?:10013|10024|10049|10050|10051|10055|10060|10061|10064|10065|1100[1-4])\b"
    r"|\b(?:host|network) is down\b|can.?t assign requested address|connect: (?:permission denied|timeout)"
    r"|(?:permissionerror|errno::eacces|socketexception).*(?:permission denied|not permitted)"
    r"|connect: operation not permitted|dead network|not valid in its context|unreachable host"
    r"|destination host was down|lacked sufficient buffer space|host unreachable"
    r"|os error (?:11|99|101|110|111|113)\b|socketexception \([\da-fx, ]+\): resource temp"
)
NAME: Final = (
    r"no data of the requested type|error occurred during a database lookup|\[errno -\d+\] "
    r"|servname not supported|no address associated|failure in name resolution|'idna' codec failed"
    r"|too many colons in address|unknown port|dial tcp: missing address|bad hostname"
    r"|server_hostname cannot be an empty|could not find the host|server could not be found"
    r"|cannot find the e-?mail server"
)
LOST: Final = (
    r"\bE(?:CONNABORTED|NOTCONN|SHUTDOWN)\b|\bWSAE(?:CONNRESET|CONNABORTED|NOTCONN|SHUTDOWN)\b"
    rf"|{_WINSOCK}1005[3478]\b|os error (?:32|103|104|107)\b"
    r"|software caused connection abort|aborted by the software|transport endpoint is not connected"
    r"|use of closed network connection|socket hang up|session not yet started|\bioerror: not opened"
    r"|connection or outbound has closed|disconnected before secure tls|smtpserverdisconnected: not connected"
    r"|unexpected end of file|server has unexpectedly|empty reply from server"
    r"|verbindung wurde (?:softwaregesteuert|vom remotehost)"
    r"|unable to (?:read|write) data (?:from|to) the transport"
)
# OpenSSL, GnuTLS, NSS, Secure Transport, SChannel, Mbed TLS, rustls, Java, Go, PHP and curl.
TLS: Final = (
    r"\bverify error:num=|\b(?:sec_e|cert_e|sec_error|mozilla_pkix_error)_|\berrssl|\bssl_error_"
    r"|0x8009(?:03|20)|ssl_connect (?:syscall )?returned|\W-98\d\d\b|nsurlerrordomain.*-12\d\d\b"
    r"|gnutls_handshake|a tls (?:packet|fatal alert)|no supported cipher suites|diffie-hellman prime"
    r"|usage violation in certificate"
    r"|packet with illegal or unsupported|unexpected tls packet|error in the certificate"
    r"|mbedtls_|\bx509 - cert|\bssl - an? |peer is incompatible|peer closed connection without"
    r"|during handshake"
    r"|invalid peer certificate|tls handshake eof|received corrupt message"
    r"|alert (?:certificate|unknown ca|bad certificate|insufficient|access denied|decode|decrypt)"
    r"|unrecogni[sz]ed[ _]?name|no subject alternative|certificateexception|certificatenotyetvalid"
    r"|certpathvalidator|validatorexception|trustanchors parameter|peer not authenticated"
    r"|could not generate dh keypair|server chose tls|server selected protocol version"
    r"|can't verify identity of server|ssl\.certificateerror|check_hostname requires"
    r"|cert_not_yet_valid|err_tls_"
    r"|sspi failed|possess a common algorithm|unexpected or badly formatted|target principal name"
    r"|an authority that is not trusted|token supplied to the function|security authority cannot be contacted"
    r"|authenticationexception: authentication failed, see|remote party has closed the transport"
    r"|certificate owner does not match|certificate name does not match"
    r"|set (?:local cert chain|private key) file|socket transport \\?\"?(?:ssl|tls|starttls)"
    r"|invalid ssl_version|certificate verify locations"
    r"|disabled in libcurl|supported schemes for mailer|are mutually exclusive"
    r"|schannel: |starttls denied|requested ssl level"
)
