#!/usr/bin/env bash
# Fails the job where it is to fail, when everything is written.
set -euo pipefail

if [ "${BAILIWICK_CHECK:-true}" = true ] && [ "${BAILIWICK_CHECKED:-0}" != 0 ]; then
    echo "bailiwick check has findings"
    exit 1
fi
if [ "${BAILIWICK_FAIL_ON_WIDENING:-false}" = true ] && [ "${BAILIWICK_VERDICT:-none}" = widens ]; then
    echo "an agent may do more than before"
    exit 1
fi
