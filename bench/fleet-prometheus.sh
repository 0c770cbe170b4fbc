#!/usr/bin/env bash
# A day of N nodes (1000) at 30 s in a real Prometheus, filled by promtool, judged by the tool: seconds, and the most memory it took.
# Needs Debian's prometheus and GNU time. Usage: bench/fleet-prometheus.sh [N] [PORT]
set -euo pipefail
cd "$(dirname "$0")/.."
nodes=${1:-1000}
port=${2:-19591}
work=$(mktemp -d)
trap '[ -z "${server:-}" ] || kill "$server"; rm -rf "$work"' EXIT

dotnet build bench/WesMemGuard.Bench -c Release -v q >/dev/null
dotnet build src/WesMemGuard.Cli -c Release -v q >/dev/null
dotnet bench/WesMemGuard.Bench/bin/Release/net10.0/WesMemGuard.Bench.dll fill --nodes "$nodes" >"$work/fleet.om"
promtool tsdb create-blocks-from openmetrics "$work/fleet.om" "$work/data" >/dev/null
rm "$work/fleet.om"
printf 'global: {}\n' >"$work/prometheus.yml"
prometheus --config.file="$work/prometheus.yml" --storage.tsdb.path="$work/data" --storage.tsdb.retention.time=10y \
  --query.max-samples=100000000 --web.listen-address="127.0.0.1:$port" >"$work/log" 2>&1 &
server=$!
until curl -sf "http://127.0.0.1:$port/-/ready" >/dev/null; do kill -0 "$server" || { cat "$work/log"; exit 1; }; sleep 1; done
cat >"$work/budget.json" <<'EOF'
{ "limits": [ { "of": "process", "metric": "liveHeap", "growthPerHour": "4 MiB" },
              { "of": "process", "metric": "goroutines", "growthPerHour": 10 },
              { "of": "process", "metric": "rss", "peak": "4 GiB" } ] }
EOF
end=$(date -u -d "@$((1795000000 / 7200 * 7200))" +%Y-%m-%dT%H:%M:%SZ)
/usr/bin/time -f '%e s, %U s + %S s of CPU, %M KiB at most' dotnet src/WesMemGuard.Cli/bin/Release/net10.0/wesmemguard.dll judge \
  --prometheus "http://127.0.0.1:$port" --select 'go_goroutines{job="wes"}' --last 24h --until "$end" --budget "$work/budget.json" \
  --top 3 | tail -n 3 || [ $? -eq 1 ] # one node of a hundred leaks
