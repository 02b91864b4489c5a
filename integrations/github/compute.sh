#!/usr/bin/env bash
# Checks the workspace and compares it with where the pull request starts. Writes files, posts nothing, needs no token.
set -euo pipefail

directory=${BAILIWICK_DIRECTORY:-.}
out=${BAILIWICK_OUT:?}
mkdir -p "$out"

# Annotations, within what GitHub shows of a step. 1 says that there are findings, more that nothing could be checked.
checked=0
bailiwick -C "$directory" check --format github || checked=$?
if [ "$checked" -gt 1 ]; then
    exit "$checked"
fi
bailiwick -C "$directory" check --format sarif >"$out/findings.sarif" || [ $? -eq 1 ]

# The comment has little room, the summary of the job much.
bailiwick -C "$directory" diff --format markdown >"$out/diff.md"
bailiwick -C "$directory" diff --format markdown --max-bytes 1000000 >>"$GITHUB_STEP_SUMMARY"

code=0
bailiwick -C "$directory" diff --only widens --exit-code >"$out/widens.txt" || code=$?
case "$code" in
0) verdict=none ;;
1) verdict=widens ;;
*) exit "$code" ;;
esac

printf '%s' "${BAILIWICK_NUMBER:-}" >"$out/number"
{
    echo "checked=$checked"
    echo "verdict=$verdict"
    echo "diff=$out/diff.md"
    echo "sarif=$out/findings.sarif"
} >>"$GITHUB_OUTPUT"
