#!/usr/bin/env bash
# Two public Open311 clients against a demonstration of our own: georeport and civicbot from PyPI.
#   XIUHUA_BIN  the executable (default target/debug/xiuhua)
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${XIUHUA_BIN:-target/debug/xiuhua}
START_SECONDS=180

command -v python3 >/dev/null || { echo "SKIPPED: Open311 clients need python3"; exit 0; }
[ -x "$bin" ] || { echo "Open311 clients: $bin is missing; build it with: cargo build -p xiuhua" >&2; exit 1; }

work=$(mktemp -d)
server=
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT

python3 -m venv "$work/venv" >/dev/null 2>&1 \
  && "$work/venv/bin/pip" install --quiet --disable-pip-version-check -r e2e/open311/requirements.txt >"$work/pip.txt" 2>&1 \
  || { echo "SKIPPED: the Open311 clients could not be installed from PyPI"; exit 0; }

"$bin" demo --profile profiles/lanting --data "$work/store" --port 0 >"$work/out.txt" 2>"$work/log.txt" &
server=$!
waited=0
url=
until [ -n "$url" ] && curl -fsS -o /dev/null --max-time 2 "$url/healthz" 2>/dev/null; do
  kill -0 "$server" 2>/dev/null || { cat "$work/log.txt"; exit 1; } >&2
  [ "$waited" -lt "$START_SECONDS" ] || { echo "no answer in $START_SECONDS s" >&2; exit 1; }
  sleep 1
  waited=$((waited + 1))
  url=$(grep -oE 'http://[0-9.:]+' "$work/out.txt" | head -1 || true)
done
XIUHUA_URL=$url "$work/venv/bin/python" -m unittest discover -s e2e/open311 -p 'test_*.py' -v
