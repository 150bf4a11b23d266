#!/usr/bin/env bash
# Debian packages that tests want: PostgreSQL for the store, Chromium and CJK fonts for the pages, LibreOffice and
# poppler for bulletins.
# Installs them when it may (root and apt-get); otherwise says what is missing. Never fails.
set -u
want=()
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || want+=(postgresql)
command -v chromium >/dev/null || want+=(chromium)
fc-list 2>/dev/null | grep -qi 'Noto Sans CJK' || want+=(fonts-noto-cjk)
command -v soffice >/dev/null || want+=(libreoffice-writer-nogui)
command -v pdftotext >/dev/null || want+=(poppler-utils)
[ ${#want[@]} -eq 0 ] && { echo "== set-up: nothing to install"; exit 0; }
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "== set-up: installing ${want[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null 2>&1
  apt-get install -y -qq --no-install-recommends "${want[@]}" >/dev/null 2>&1 \
    || echo "SKIPPED: could not install ${want[*]}; the tests that need them will say so"
else
  echo "SKIPPED: not root or no apt-get, so ${want[*]} is missing; the tests that need it will say so"
fi
