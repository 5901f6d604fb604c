#!/usr/bin/env bash
# Makes the virtual environment and installs this repository into it.
#
#   scripts/environment.sh FOLDER EXTRAS     for example: scripts/environment.sh .venv app,dev
#
# Takes the first Python from 3.11 to 3.13 that is found, or $PYTHON where it is set.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1
extras=$2
suitable='import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))'

find_python() {
    local name
    for name in ${PYTHON:-python3 python3.12 python3.13 python3.11 python}; do
        # A version manager may leave names behind that do not run: ask each one.
        if command -v "$name" >/dev/null 2>&1 && "$name" -c "$suitable" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    echo "hwocr needs Python 3.11, 3.12 or 3.13, and none was found${PYTHON:+ at $PYTHON}." >&2
    echo "Install one (https://www.python.org/downloads/) or name it: make run PYTHON=/path/to/python3.12" >&2
    return 1
}

# Debian keeps the part that `python -m venv` needs in a package of its own.
ensure_venv() {
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "Installing python3-venv"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    fi
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1 && return
    echo "$1 cannot make virtual environments. On Debian or Ubuntu: sudo apt-get install python3-venv" >&2
    return 1
}

if ! "$folder/bin/python" -c "$suitable" >/dev/null 2>&1; then
    python=$(find_python)
    ensure_venv "$python"
    echo "Making $folder with $("$python" --version)"
    "$python" -m venv --clear "$folder"
fi
"$folder/bin/python" -m pip install --disable-pip-version-check --quiet --editable ".[$extras]"
