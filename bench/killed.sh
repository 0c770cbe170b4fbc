#!/usr/bin/env bash
# Kills verbs at random moments (SIGKILL) and looks whether what they had written can be read: bench/killed.sh [TIMES] [SEED] [FOLDER]
# run, record, watch, baseline save and run --history in turn. Says for each how many were killed while they worked, how many files are
# left that can't be read, and what was lost of what was there before. Exit code 1 where anything was.
set -u
times=${1:-1000}
RANDOM=${2:-19}
work=${3:-$(mktemp -d)}
root=$(cd "$(dirname "$0")/.." && pwd)
tool=${WESMEMGUARD:-"dotnet $root/src/WesMemGuard.Cli/bin/Debug/net10.0/wesmemguard.dll"}
recording=$root/scenarios/_recordings/minimal-mode
mkdir -p "$work" && cd "$work" || exit 1

mkdir -p held-x
echo "{ \"recording\": \"$recording\" }" > held-x/scenario.json
echo '{ "limits": [ { "of": "process", "metric": "rss", "peak": "64 GiB" } ] }' | tee budget.json > held-x/budget.json

$tool replay "$recording" --port 0 --stay > node.txt 2>&1 &
node=$!
trap 'kill $node 2>/dev/null' EXIT
for _ in $(seq 200); do url=$(grep -oE 'http://127.0.0.1:[0-9]+' node.txt | head -1); [ -n "$url" ] && break; sleep 0.1; done

$tool baseline save b "$recording" > /dev/null || exit 1
$tool run held-x --out first --history history.jsonl --commit c > /dev/null || exit 1

killed() { # milliseconds, command …: killed after so long; whether it still worked then
    local ms=$1; shift
    "$@" > /dev/null 2>&1 &
    local pid=$!
    sleep "$(printf '0.%03d' "$((ms % 1000))")"
    [ "$ms" -ge 1000 ] && sleep "$((ms / 1000))"
    if kill -9 $pid 2>/dev/null; then alive=$((alive + 1)); fi
    wait $pid 2>/dev/null
}

bad=0
readable() { # what, files that are left, command: 4 and 70 are files that can't be read
    local what=$1 left=$2; shift 2
    local said; said=$("$@" 2>&1); local code=$?
    if [ $code -eq 4 ] || [ $code -ge 64 ]; then bad=$((bad + 1)); echo "$what: exit code $code: $(head -c 600 <<< "$said")"; fi
    echo "$what: killed while working $alive, left $left, read with exit code $code"
}

each=$((times / 5))
alive=0; for _ in $(seq $each); do killed $((RANDOM % 900)) $tool run held-x --out runs; done
readable run "$(find runs -name run.jsonl 2>/dev/null | wc -l)" $tool judge $(find runs -name run.jsonl) --budget budget.json
echo "run: $(find runs -mindepth 1 -maxdepth 1 -type d ! -exec test -e '{}/run.jsonl' \; -print 2>/dev/null | wc -l) folders without a run"

alive=0; for i in $(seq $each); do killed $((400 + RANDOM % 2400)) $tool record --url "$url" --out "recs/$i" --for '1 min'; done
readable record "$(find recs -name exchanges.jsonl | wc -l)" true
for f in $(find recs -name exchanges.jsonl -size +0); do
    said=$($tool analyze "$(dirname "$f")" 2>&1); code=$?
    if [ $code -eq 4 ] || [ $code -ge 64 ]; then bad=$((bad + 1)); echo "$f: $code $(head -c 300 <<< "$said")"; fi
done

alive=0; for _ in $(seq $each); do killed $((400 + RANDOM % 2400)) $tool watch --url "$url" --interval '1 s' --for '1 min' --out watched; done
readable watch "$(find watched -name run.jsonl 2>/dev/null | wc -l)" $tool judge $(find watched -name run.jsonl) --budget budget.json

alive=0; for _ in $(seq $each); do killed $((RANDOM % 700)) $tool baseline save b "$recording"; done
readable 'baseline save' "$(find baselines -type f | wc -l)" $tool baseline compare b "$recording"

alive=0; before=$(wc -l < history.jsonl)
for _ in $(seq $each); do killed $((200 + RANDOM % 900)) $tool run held-x --out runs --history history.jsonl --commit c; done
readable history "$(wc -l < history.jsonl)" $tool history history.jsonl
[ "$(wc -l < history.jsonl)" -ge "$before" ] || { bad=$((bad + 1)); echo "history: lines were lost"; }
echo "left over: $(find . -name '*.new' -o -name '*.lock' | wc -l) begun files; $bad faults in $times"
[ $bad -eq 0 ]
