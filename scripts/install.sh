#!/bin/sh
# Makes .venv and installs the project into it, in the exact versions of constraints.txt.
# usage: sh scripts/install.sh REQUIREMENT      (. or .[dev])
set -eu
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; then
    echo "smtpcheck needs Python 3.11 to 3.13; name one: make PYTHON=/path/to/python3.12 run" >&2
    exit 2
fi
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    version=$("$python" -c 'import sys; print(f"{sys.version_info[0]}.{sys.version_info[1]}")')
    sh "$(dirname "$0")/debian_packages.sh" "python$version-venv"
fi
[ -x .venv/bin/python ] || "$python" -m venv .venv
echo "Installing into .venv ..."
.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable "$1"
