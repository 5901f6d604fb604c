#!/usr/bin/env bash
# Sees to it that the browser tests find a Chromium: the system's, else Debian's, else Playwright's own.
#
#   scripts/browser.sh PYTHON
set -euo pipefail
python=$1
own='import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not os.path.exists(playwright.chromium.executable_path))'

has_chromium() {
    local name
    for name in chromium chromium-browser google-chrome google-chrome-stable; do
        if command -v "$name" >/dev/null 2>&1; then return 0; fi
    done
    "$python" -c "$own" >/dev/null 2>&1
}

# Playwright drives the browser by a program of its own, which a bare system may lack a library for.
has_driver() { "$python" -m playwright --version >/dev/null 2>&1; }

if has_chromium && has_driver; then exit 0; fi

as_root=()
if [ "$(id -u)" != 0 ]; then as_root=(sudo -n); fi
# Ubuntu's package chromium only points to a snap, so this is for Debian alone.
if grep -qs '^ID=debian' /etc/os-release && ${as_root[@]+"${as_root[@]}"} true 2>/dev/null; then
    packages=(libatomic1)
    has_chromium || packages+=(chromium fonts-liberation)
    echo "Installing ${packages[*]} for the browser tests"
    ${as_root[@]+"${as_root[@]}"} apt-get update -qq
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null || true
elif has_driver; then
    echo "Fetching Playwright's Chromium for the browser tests"
    "$python" -m playwright install chromium || true
fi
if has_chromium && has_driver; then exit 0; fi
cat >&2 <<'MESSAGE'
The browser tests need Chromium, and it could be neither found nor installed.
  Debian:        sudo apt-get install chromium libatomic1
  elsewhere:     .venv/bin/python -m playwright install --with-deps chromium
  or do without: make test TESTS="-m 'not browser'"
MESSAGE
exit 1
