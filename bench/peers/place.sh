# Where the comparison runs: ports, folders, who owns them, and the ending of what was started. Sourced.

# A port that nobody listens on.
free_port() {
  python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# Runs a command as a user that is not root: PostgreSQL refuses root.
as() {
  local user=$1
  shift
  if [ "$(id -u)" = 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

# Leaves the group of processes running, and remembers its leader.
started=()
launch() {
  local log=$1
  shift
  setsid "$@" >"$log" 2>&1 &
  last=$!
  started+=("$last")
}

# Ends what was started here, the last first, and nothing else.
end_all() {
  local at
  for ((at = ${#started[@]} - 1; at >= 0; at--)); do
    kill -TERM -- "-${started[at]}" 2>/dev/null || true
    for _ in $(seq 100); do
      kill -0 -- "-${started[at]}" 2>/dev/null || break
      sleep 0.1
    done
  done
  started=()
}

# Waits until an address answers.
answers() {
  local url=$1 seconds=$2
  for _ in $(seq $((seconds * 5))); do
    curl -fsS -o /dev/null "$url" 2>/dev/null && return 0
    sleep 0.2
  done
  echo "no answer from $url within $seconds s" >&2
  return 1
}

# A cluster of PostgreSQL with its own defaults, on loopback, in a folder of this run.
start_postgres() {
  local bin
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  as "$db_user" "$bin/initdb" -D "$work/pg" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$work/initdb.log"
  launch "$work/postgres.log" $(as_words "$db_user") "$bin/postgres" -D "$work/pg" -p "$pg_port" -h 127.0.0.1 -k "$work"
  for _ in $(seq 100); do
    "$bin/pg_isready" -q -h 127.0.0.1 -p "$pg_port" && return 0
    sleep 0.1
  done
  echo "PostgreSQL does not start; see $work/postgres.log" >&2
  return 1
}

# The words that run what follows as a user.
as_words() {
  [ "$(id -u)" = 0 ] && echo "runuser -u $1 --" || true
}

sql() {
  psql -qAt -h 127.0.0.1 -p "$pg_port" -U postgres "$@"
}
