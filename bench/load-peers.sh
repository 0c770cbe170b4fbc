#!/usr/bin/env bash
# CPU per request, lateness and what was lost: this harness beside Debian's hey and wrk, in one run against one test node that
# limits nobody. Needs hey and wrk (apt-get install hey wrk), curl, and release builds:
#   dotnet build -c Release src/WesMemGuard.Cli && dotnet build -c Release tests/WesMemGuard.TestNode && bench/load-peers.sh
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${SECONDS_EACH:-20}
rates=${RATES:-"50 500 1000"}
port=29880
work=$(mktemp -d)
node_dll=tests/WesMemGuard.TestNode/bin/Release/net10.0/WesMemGuard.TestNode.dll
cli_dll=$PWD/src/WesMemGuard.Cli/bin/Release/net10.0/wesmemguard.dll
call='{"jsonrpc":"2.0","id":1,"method":"wes_blockNumber","params":[]}'
url=http://127.0.0.1:$port/jsonrpc

TESTNODE_SECONDS=3600 TESTNODE_UNLIMITED=1 dotnet "$node_dll" --chain private --config tests/WesMemGuard.TestNode/Nightly/node.json >/dev/null &
node=$!
trap 'kill $node 2>/dev/null; rm -rf "$work"' EXIT
for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$port/api/v1/health/live" && break; sleep 0.2; done

# Runs a command; its CPU, seconds of user and system, goes to $cpu, what it prints to $work/out.
measured() {
  local TIMEFORMAT='%U %S'
  { time "$@" >"$work/out" 2>"$work/err"; } 2>"$work/time" || true
  cpu=$(awk 'END { print $1 + $2 }' "$work/time")
}

# A process of .NET compiles its code while it begins: what a request costs is told by a long run less a short one.
harness() { # rate seconds
  mkdir -p "$work/load"
  local seconds=$2 phase
  phase='{ "phase": "load", "kind": "rpc", "method": "wes_blockNumber", "rate": '$1', "for": "'$seconds' s" }'
  echo '{ "node": { "url": "http://127.0.0.1:'$port'" }, "interval": "10 s", "phases": [ '"$phase"' ] }' >"$work/load/scenario.json"
  echo '{ "limits": [ { "of": "process", "metric": "goroutines", "peak": 1000 } ] }' >"$work/load/budget.json"
  (cd "$work" && rm -rf runs && measured dotnet "$cli_dll" run load && echo "$cpu" >"$work/cpu")
  cpu=$(cat "$work/cpu")
}

line() { grep -h '"kind":"rpc"' "$work"/runs/*/run.jsonl | tail -n 1; }
record() { line | grep -o "\"$1\":[0-9]*" | head -n 1 | cut -d: -f2; }
times() { line | sed -n "s/.*\"$1\":{\([^}]*\)}.*/\1/p" | grep -o "\"$2\":[0-9.]*" | cut -d: -f2; }

row() { printf '%-10s %8s %9s %9s %12s %10s %10s %12s %12s\n' "$@"; }
row engine rate/s asked ok "us CPU/req" "p50 ms" "p99 ms" "late p50 ms" "late p99 ms"
for rate in $rates; do
  workers=$((rate < 100 ? 1 : rate / 100))
  measured hey -z "${seconds}s" -c "$workers" -q $((rate / workers)) -m POST -T application/json -d "$call" "$url"
  ok=$(awk '/\[200\]/ { print $2 }' "$work/out")
  row hey "$rate" "-" "$ok" "$(awk -v c="$cpu" -v n="$ok" 'BEGIN { printf "%.0f", 1e6 * c / n }')" \
    "$(awk '/50% in/ { printf "%.2f", 1000 * $3 }' "$work/out")" "$(awk '/99% in/ { printf "%.2f", 1000 * $3 }' "$work/out")" - -
  harness "$rate" "$seconds"
  short=$cpu
  short_ok=$(record ok)
  harness "$rate" $((3 * seconds))
  row harness "$rate" "$(record due)" "$(record ok)" \
    "$(awk -v c="$cpu" -v s="$short" -v n="$(record ok)" -v m="$short_ok" 'BEGIN { printf "%.0f", 1e6 * (c - s) / (n - m) }')" \
    "$(times latency p50)" "$(times latency p99)" "$(times lateness p50)" "$(times lateness p99)"
done
cat >"$work/post.lua" <<LUA
wrk.method = "POST"
wrk.body = '$call'
wrk.headers["Content-Type"] = "application/json"
LUA
measured wrk -t1 -c8 -d"${seconds}s" --latency -s "$work/post.lua" "$url"
n=$(awk '/requests in/ { print $1 }' "$work/out")
row wrk "all" "-" "$n" "$(awk -v c="$cpu" -v n="$n" 'BEGIN { printf "%.0f", 1e6 * c / n }')" \
  "$(awk '$1 == "50%" { print $2 }' "$work/out")" "$(awk '$1 == "99%" { print $2 }' "$work/out")" - -
