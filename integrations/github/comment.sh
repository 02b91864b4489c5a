#!/usr/bin/env bash
# Writes the difference to the pull request. Where that has moved on, the run for its new head does.
set -euo pipefail

number=${BAILIWICK_NUMBER:-$(head -c 20 "$BAILIWICK_OUT/number")}
code=0
bailiwick comment "$BAILIWICK_OUT/diff.md" --forge github --number "$number" \
    --head "${BAILIWICK_HEAD:?}" --name "${BAILIWICK_NAME:-diff}" || code=$?
if [ "$code" -ne 3 ]; then
    exit "$code"
fi
