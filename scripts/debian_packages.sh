#!/bin/sh
# Installs the named Debian packages that are missing: only as root, only on Debian and its kin.
# Elsewhere it says what is missing and goes on: the tests that need it skip with the reason.
set -eu
missing=
for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "not installed here:$missing (needs root on Debian; what uses it is skipped)" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# No service may start, and nothing that is here is replaced: a mail server of this machine is never touched.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
    trap 'rm -f "$policy"' EXIT
fi
# shellcheck disable=SC2086 # the names are meant to be split
RUNLEVEL=1 apt-get install -y -qq --no-install-recommends --no-remove $missing >/dev/null
