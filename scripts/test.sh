#!/usr/bin/env bash
# All tests: set-up, format and lints, the web build, Rust tests on both databases, browser stories.
# Prints the totals of every runner at the end.
set -uo pipefail
cd "$(dirname "$0")/.."
log=$(mktemp -d)
trap 'rm -rf "$log"' EXIT
failed=()

step() { # name command...
  local name=$1; shift
  local started=$SECONDS
  echo "== $name"
  if "$@" 2>&1 | tee "$log/$name.log"; then
    echo "== $name: ok ($((SECONDS - started)) s)"
  else
    echo "== $name: FAILED ($((SECONDS - started)) s)"
    failed+=("$name")
  fi
}

# All that later steps run: the tests, the executable and the server of stories, with one set of features.
build() {
  cargo test --workspace --locked --quiet --no-run
}

# One process per test file, so that each starts its PostgreSQL once.
rust_tests() {
  cargo test --workspace --locked --no-fail-fast --quiet
}

# Browser stories wait for pages most of the time, tests in Rust for the disk: they run beside each other.
tests() {
  scripts/e2e.sh >"$log/browser.log" 2>&1 &
  local browser=$! started=$SECONDS
  step rust rust_tests
  local status=0
  wait "$browser" || status=$?
  echo "== browser"
  cat "$log/browser.log"
  if [ "$status" -eq 0 ]; then
    echo "== browser: ok ($((SECONDS - started)) s, beside rust)"
  else
    echo "== browser: FAILED ($((SECONDS - started)) s, beside rust)"
    failed+=(browser)
  fi
}

step set-up scripts/setup.sh
step web make --no-print-directory web
step format cargo fmt --all -- --check
step lint cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
step build build
tests

grep -h "^SKIPPED" "$log"/*.log | sort -u
count() { grep -hoE "$1" "$log/$2.log" 2>/dev/null | grep -oE '[0-9]+' | awk '{n += $1} END {print n + 0}'; }
passed=$(( $(count '[0-9]+ passed' rust) + $(count '^(ℹ|#) pass [0-9]+' browser) ))
broken=$(( $(count '[0-9]+ failed' rust) + $(count '^(ℹ|#) fail [0-9]+' browser) ))
if [ ${#failed[@]} -gt 0 ]; then
  echo "failed steps: ${failed[*]}"
  [ "$broken" -gt 0 ] || broken=${#failed[@]}
fi
echo "total: $passed passed, $broken failed"
[ ${#failed[@]} -eq 0 ]
