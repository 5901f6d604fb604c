#!/usr/bin/env bash
# Sees to it that the browser tests find a Chromium: the system's, else Debian's, else Playwright's own.
#
#   scripts/browser.sh PYTHON
set -euo pipefail
python=$1

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done

own='import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    sys.exit(not os.path.exists(playwright.chromium.executable_path))'
if "$python" -c "$own" >/dev/null 2>&1; then exit 0; fi

as_root=()
if [ "$(id -u)" != 0 ]; then as_root=(sudo -n); fi
# Ubuntu's package of that name only points to a snap, which does not run headless as root.
if grep -qs '^ID=debian' /etc/os-release && "${as_root[@]}" true 2>/dev/null; then
    echo "Installing Debian's Chromium for the browser tests"
    "${as_root[@]}" apt-get update -qq
    if "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null; then
        exit 0
    fi
fi

echo "Fetching Playwright's Chromium for the browser tests"
if "$python" -m playwright install chromium; then exit 0; fi
cat >&2 <<'MESSAGE'
The browser tests need Chromium, and it could be neither found nor installed.
  Debian:        sudo apt-get install chromium
  elsewhere:     .venv/bin/python -m playwright install --with-deps chromium
  or do without: make test TESTS="-m 'not browser'"
MESSAGE
exit 1
