#!/usr/bin/env bash
# Xiuhua beside Request Tracker 5, on one cluster of PostgreSQL made for the run: README.md says how and what.
# At most a quarter of an hour. `--install` lets it install what is missing from Debian; it starts no service of theirs.
set -euo pipefail
cd "$(dirname "$0")"
. ./place.sh
root=$(cd ../.. && pwd)
tickets=${PEER_TICKETS:-2000}
fill_seconds=${PEER_FILL_SECONDS:-240}
seconds=${PEER_SECONDS:-5}

packages=(request-tracker5 rt5-db-postgresql rt5-standalone starman dbconfig-no-thanks dma postgresql curl)
missing=()
for one in "${packages[@]}"; do
  dpkg-query -W -f '${Status}' "$one" 2>/dev/null | grep -q 'ok installed' || missing+=("$one")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "== missing from Debian: ${missing[*]}"
  if [ "${1:-}" != --install ]; then
    echo "   bench/peers/run.sh --install installs them (as root; some 250 packages with what they need, 60 MB)" >&2
    exit 2
  fi
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT
  fi
  before=$SECONDS
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
  echo "== installed in $((SECONDS - before)) s"
  [ "$(trap -p EXIT)" ] && rm -f /usr/sbin/policy-rc.d
fi

xiuhua=${XIUHUA_BIN:-}
if [ -z "$xiuhua" ]; then
  echo "== building xiuhua (release; the first build takes about five minutes on two cores)"
  (cd "$root" && cargo build --release --locked -p xiuhua)
  xiuhua=${CARGO_TARGET_DIR:-$root/target}/release/xiuhua
fi

work=$(mktemp -d)
chmod 755 "$work"
trap 'end_all; rm -rf "$work"' EXIT
db_user=$([ "$(id -u)" = 0 ] && echo postgres || id -un)
web_user=$([ "$(id -u)" = 0 ] && echo www-data || id -un)
mkdir "$work/pg" "$work/none" "$work/xiuhua"
[ "$(id -u)" = 0 ] && chown postgres "$work" "$work/pg"
pg_port=$(free_port)
echo "== a cluster of PostgreSQL $(psql --version | grep -o '[0-9.]*' | head -1) with its own defaults"
start_postgres

echo "== Request Tracker $(dpkg-query -W -f '${Version}' request-tracker5): database, index of words, four processes of Starman $(dpkg-query -W -f '${Version}' starman)"
export PYTHONDONTWRITEBYTECODE=1
export PEER_RT_PORT PEER_PG_PORT=$pg_port RT_SITE_CONFIG=$work/RT_SiteConfig.pm RT_SITE_CONFIG_DIR=$work/none
PEER_RT_PORT=$(free_port)
install -m 644 RT_SiteConfig.pm "$RT_SITE_CONFIG"
before=$SECONDS
sql -d postgres -c "CREATE ROLE rt5 LOGIN SUPERUSER PASSWORD 'rt5-on-loopback-only'"
rt-setup-database-5 --action init --dba rt5 --dba-password rt5-on-loopback-only >"$work/rt-setup.log" 2>&1
rt-setup-fulltext-index-5 --dba rt5 --dba-password rt5-on-loopback-only --noask --table AttachmentsIndex \
  --column ContentIndex --index-type GIN >"$work/rt-index.log" 2>&1
serve_rt() {
  launch "$work/$1.log" $(as_words "$web_user") /usr/share/request-tracker5/libexec/rt-server \
    --server Starman --workers 4 --host 127.0.0.1 --port "$PEER_RT_PORT"
  answers "http://127.0.0.1:$PEER_RT_PORT/" 60
}
serve_rt rt
rt_group=$last rt_port=$PEER_RT_PORT
echo "   answers after $((SECONDS - before)) s"

echo "== Xiuhua $(git -C "$root" rev-parse --short HEAD 2>/dev/null || true): database, sample district, one process"
own_port=$(free_port)
before=$SECONDS
sql -d postgres -c "CREATE DATABASE xiuhua"
launch "$work/xiuhua.log" env RUST_LOG=warn "$xiuhua" demo --profile "$root/profiles/yuexiu" --data "$work/xiuhua" \
  --database "postgres://postgres@127.0.0.1:$pg_port/xiuhua" --port "$own_port"
own_group=$last
answers "http://127.0.0.1:$own_port/healthz" 300
echo "   answers after $((SECONDS - before)) s, the loading of the sample included"

# The peer once more without its index of words, which reads every body: for completeness, not for speed.
PEER_RT_PORT=$(free_port) PEER_RT_INDEXED=0
export PEER_RT_INDEXED
serve_rt scan
scan_port=$PEER_RT_PORT
export PEER_RT_PORT=$rt_port PEER_RT_INDEXED=1

echo "== measuring; both are warm, each question goes to one right after the other"
python3 compare.py --rt-port "$rt_port" --rt-group "$rt_group" --own-port "$own_port" --own-group "$own_group" \
  --scan-port "$scan_port" --tickets "$tickets" --fill-seconds "$fill_seconds" --seconds "$seconds" \
  --index "rt-fulltext-indexer-5 --all --quiet && psql -qAt -h 127.0.0.1 -p $pg_port -U postgres -d rt5 -c 'VACUUM (ANALYZE)' && psql -qAt -h 127.0.0.1 -p $pg_port -U postgres -d xiuhua -c 'VACUUM (ANALYZE)'"
