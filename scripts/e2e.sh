#!/usr/bin/env bash
# Browser tests: starts the demo on a free port with a fresh store, runs e2e/tests, stops what it started.
#   XIUHUA_BIN  the executable (default target/debug/xiuhua)
#   XIUHUA_STAGE  the server of stories in which time matters (default beside it: examples/stage)
#   CHROMIUM    the browser (default /usr/bin/chromium)
#   arguments   test files below e2e/ (default: all)
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${XIUHUA_BIN:-target/debug/xiuhua}
export CHROMIUM=${CHROMIUM:-/usr/bin/chromium}
stage=${XIUHUA_STAGE:-$(dirname "$bin")/examples/stage}
START_SECONDS=300
TEST_SECONDS=2400

[ -x "$CHROMIUM" ] || { echo "SKIPPED: browser tests need $CHROMIUM (scripts/setup.sh installs it)"; exit 0; }
command -v node >/dev/null || { echo "SKIPPED: browser tests need node"; exit 0; }
[ -x "$bin" ] || { echo "browser tests: $bin is missing; build it with: cargo build -p xiuhua" >&2; exit 1; }

data=$(mktemp -d)
server=
stop() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$data"
}
trap stop EXIT

if [ -x "$stage" ]; then
  XIUHUA_STAGE=$(realpath "$stage")
  export XIUHUA_STAGE
else
  unset XIUHUA_STAGE
  echo "SKIPPED: stories in which time matters need $stage (cargo build -p xiuhua-web --example stage)"
fi

echo "== browser tests: loading the demo"
"$bin" demo --profile profiles/yuexiu --data "$data/store" --port 0 >"$data/out.txt" 2>"$data/log.txt" &
server=$!
waited=0
url=
until [ -n "$url" ] && curl -fsS -o /dev/null --max-time 2 "$url/healthz" 2>/dev/null; do
  kill -0 "$server" 2>/dev/null || { echo "browser tests: the server ended:"; cat "$data/log.txt"; exit 1; } >&2
  [ "$waited" -lt "$START_SECONDS" ] || { echo "browser tests: no answer in $START_SECONDS s"; cat "$data/log.txt"; exit 1; } >&2
  sleep 1
  waited=$((waited + 1))
  url=$(grep -oE 'http://[0-9.:]+' "$data/out.txt" | head -1 || true)
done
echo "== browser tests: $url after $waited s"

XIUHUA_BIN=$(realpath "$bin")
export XIUHUA_BIN
export XIUHUA_STORE=$data/store
export XIUHUA_SESSIONS=$data/sessions
cd e2e
[ -d node_modules/puppeteer-core ] || npm ci --no-audit --no-fund --silent
status=0
[ $# -gt 0 ] || { rm -rf artefacts; set -- tests/*.test.mjs; }
XIUHUA_URL=$url timeout "$TEST_SECONDS" node --test --test-concurrency=1 "$@" || status=$?
if [ "$status" -ne 0 ]; then
  echo "== browser tests: the server said" >&2
  grep -E 'WARN|ERROR' "$data/log.txt" | tail -20 >&2 || true
fi
exit "$status"
