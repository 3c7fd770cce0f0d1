#!/bin/sh
# Makes .venv and installs the project into it, in the exact versions of constraints.txt.
# usage: sh scripts/install.sh REQUIREMENT      (. or .[dev])
set -eu
# Whether a Python has one of our versions and, where asked for, what makes a .venv.
fits() { "$1" -c "import sys $2; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" 2>/dev/null; }

# The newest is the fastest: 3.13 reads a line in nine tenths of 3.11's time. One that lacks venv is
# taken where no other is here, and venv is installed for it.
python=
for needed in ", ensurepip, venv" ""; do
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        [ -n "$python" ] || ! fits "$name" "$needed" || python=$name
    done
done
if [ -z "$python" ]; then
    echo "smtpcheck needs Python 3.11 to 3.13; name one: make PYTHON=/path/to/python3.12 run" >&2
    exit 2
fi
if ! fits "$python" ", ensurepip, venv"; then
    version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
    sh "$(dirname "$0")/debian_packages.sh" "python$version-venv"
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing into .venv ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable "$1" || {
    echo "smtpcheck could not be installed: the lines above say why. Packages come from Python's index," \
        "or from the mirror that PIP_INDEX_URL names; once it is reached, run make again." >&2
    exit 2
}
