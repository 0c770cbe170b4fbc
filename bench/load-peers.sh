#!/usr/bin/env bash
# CPU per request, lateness and what was lost: this harness beside Debian's hey and wrk, in one run against one test node that
# limits nobody. Needs hey and wrk (apt-get install hey wrk), curl, and release builds:
#   dotnet build -c Release src/WesMemGuard.Cli && dotnet build -c Release tests/WesMemGuard.TestNode && bench/load-peers.sh
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${SECONDS_EACH:-20}
rates=${RATES:-"50 500 1000"}
pairs=${PAIRS:-1}
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
per_request() { awk -v c="$1" -v n="$2" 'BEGIN { printf "%.0f", 1e6 * c / n }'; }

# hey and then the harness, so that what else the machine does meets both.
pair() { # rate
  local rate=$1 workers=$(($1 < 100 ? 1 : $1 / 100)) hey_us short short_ok
  measured hey -z "${seconds}s" -c "$workers" -q $((rate / workers)) -m POST -T application/json -d "$call" "$url"
  local ok
  ok=$(awk '/\[200\]/ { print $2 }' "$work/out")
  hey_us=$(per_request "$cpu" "$ok")
  row hey "$rate" "-" "$ok" "$hey_us" \
    "$(awk '/50% in/ { printf "%.2f", 1000 * $3 }' "$work/out")" "$(awk '/99% in/ { printf "%.2f", 1000 * $3 }' "$work/out")" - -
  harness "$rate" "$seconds"
  short=$cpu
  short_ok=$(record ok)
  harness "$rate" $((3 * seconds))
  local us
  us=$(per_request "$(awk -v c="$cpu" -v s="$short" 'BEGIN { print c - s }')" $(($(record ok) - short_ok)))
  row harness "$rate" "$(record due)" "$(record ok)" "$us" \
    "$(times latency p50)" "$(times latency p99)" "$(times lateness p50)" "$(times lateness p99)"
  echo "$rate $hey_us $us $(times lateness p50) $(($(record due) - $(record ok)))" >>"$work/pairs"
}

row engine rate/s asked ok "us CPU/req" "p50 ms" "p99 ms" "late p50 ms" "late p99 ms"
for _ in $(seq "$pairs"); do
  for rate in $rates; do pair "$rate"; done
done
for rate in $rates; do
  awk -v r="$rate" '$1 == r { print $3 / $2, $4, $5 }' "$work/pairs" | sort -g | awk -v r="$rate" '
    { ratio[NR] = $1; if ($2 > late) late = $2; lost += $3 }
    END {
      m = int((NR + 1) / 2)
      printf "at %d/s, %d pairs: CPU a request %.2f x (%.2f .. %.2f) of hey, ", r, NR, (ratio[m] + ratio[NR + 1 - m]) / 2, ratio[1], ratio[NR]
      printf "late p50 %.2f ms at most, %d not answered\n", late, lost
    }'
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
