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

# One process per test file, so that each starts its PostgreSQL once.
rust_tests() {
  cargo test --workspace --locked --no-fail-fast --quiet
}

step set-up scripts/setup.sh
step web make --no-print-directory web
step format cargo fmt --all -- --check
step lint cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
step rust rust_tests
step build cargo build --locked --quiet -p xiuhua
step browser scripts/e2e.sh

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
