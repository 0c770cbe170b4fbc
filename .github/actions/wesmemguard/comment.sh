#!/usr/bin/env bash
# Writes a file as the one comment of this tool on a pull request: it is looked for by its marker and updated, so that a page doesn't fill
# with old ones. Needs gh with GH_TOKEN (pull-requests: write). Without that permission, as for a fork, the summary is all there is.
# Usage: comment.sh OWNER/REPOSITORY NUMBER FILE
set -euo pipefail
repository=$1 number=$2 file=$3
marker='<!-- wesmemguard -->'
most=60000 # a comment has at most 65,536 characters

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{ printf '%s\n### Memory by commit\n\n' "$marker"; head -c "$most" "$file" | iconv -f UTF-8 -t UTF-8 -c; } >"$body"

# One of another author can't be updated, and may only quote the marker.
if ! mine=$(gh api --paginate "repos/$repository/issues/$number/comments" \
  --jq ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$marker\"))) | .id"); then
  echo "::warning title=WesMemGuard::the comments of the pull request can't be read: the job needs pull-requests: write"
  exit 0
fi

mine=$(head -n 1 <<<"$mine")
if [ -n "$mine" ]; then
  written() { gh api --method PATCH "repos/$repository/issues/comments/$mine" --field "body=@$body" --silent; }
else
  written() { gh api --method POST "repos/$repository/issues/$number/comments" --field "body=@$body" --silent; }
fi

written || echo "::warning title=WesMemGuard::the comment can't be written: the job needs pull-requests: write"
