#!/usr/bin/env bash
# The measured claims: builds the bench in release, runs every section on both databases and
# writes the tables of docs/performance.md. About an hour and 20 GB on two cores once built; `--only SECTION`
# takes one, `--cases` and `--surge-seconds` make it shorter.
set -euo pipefail
cd "$(dirname "$0")/.."
scripts/setup.sh
echo "== building the bench (release; the first build takes about five minutes on two cores)"
cargo build --release --locked -p xiuhua-bench
echo "== measuring; absolute figures mean little while other work runs on the machine"
"${CARGO_TARGET_DIR:-target}/release/xiuhua-bench" run \
  --profile "${PROFILE:-profiles/yuexiu}" --write docs/performance.md "$@"
