#!/usr/bin/env bash
# Builds `bailiwick` from the version of this action, where the job has none.
set -euo pipefail
if ! command -v bailiwick >/dev/null; then
    cargo install --locked --path "$(dirname "${BASH_SOURCE[0]}")/../../cli"
fi
