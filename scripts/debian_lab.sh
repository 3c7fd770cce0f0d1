#!/bin/sh
# What the lab of real mail servers needs: only as root, only on Debian and its kin, nothing replaced, nothing started.
# usage: sh scripts/debian_lab.sh FOLDER      (Exim is unpacked into FOLDER/exim: as packages, Exim and Postfix exclude each other)
set -eu
folder=$1
here=$(dirname "$0")
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "the lab of real mail servers needs root on Debian; its tests are skipped" >&2
    exit 0
fi
other=$(dpkg-query -W -f '${Package} ${Provides} ${Status}\n' 2>/dev/null | grep 'ok installed' \
    | grep -w mail-transport-agent | cut -d ' ' -f 1 | grep -vx postfix || true)
if [ -n "$other" ]; then
    echo "$other is this machine's mail server and stays; the tests of the lab are skipped" >&2
    exit 0
fi
sh "$here/debian_packages.sh" postfix dovecot-core dovecot-submissiond dovecot-auth-lua openssl
[ -x "$folder/exim/usr/sbin/exim4" ] && exit 0
libraries=$(apt-cache depends exim4-daemon-light | sed -n 's/^ *Depends: \(lib[^ ]*\)$/\1/p')
# shellcheck disable=SC2086 # the names are meant to be split
sh "$here/debian_packages.sh" $libraries
getent passwd Debian-exim >/dev/null || useradd --system --no-create-home --shell /usr/sbin/nologin Debian-exim
unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
chmod 755 "$unpacked"
(cd "$unpacked" && apt-get download -qq exim4-daemon-light exim4-base 2>/dev/null)
mkdir -p "$folder/exim"
for package in "$unpacked"/*.deb; do dpkg -x "$package" "$folder/exim"; done
