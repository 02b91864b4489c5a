# Steps of a test run: each has a name, a log, a result and a time. Sourced by `test`.

logs=${CARGO_TARGET_DIR:-target}/test-logs
rm -rf "$logs"
mkdir -p "$logs"
names=() counts=() results=() times=()
failed=0
began=$SECONDS

# step NAME COMMAND...: runs a command, shows and keeps its output, goes on where it fails.
step() {
    local name=$1 log start status
    shift
    log=$logs/${#names[@]}.log
    start=$SECONDS
    printf '\n== %s\n' "$name"
    "$@" </dev/null 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
    names+=("$name")
    times+=($((SECONDS - start)))
    counts+=("$(count_of "$log")")
    if [ "$status" -eq 0 ]; then
        results+=(passed)
    else
        results+=(FAILED)
        failed=1
    fi
    return "$status"
}

# count_of LOG: how many tests or cases a log tells of; `COUNT: text` lines win.
count_of() {
    local told
    told=$(sed -n 's/^ *COUNT: //p' "$1" | tail -n 1)
    if [ -z "$told" ]; then
        told=$(sed -nE 's/.* ([0-9]+) tests? run: .*/\1/p' "$1" | tail -n 1)
    fi
    if [ -z "$told" ]; then
        told=$(awk '/^test result: / { sum += $4 + $6 } END { if (sum) print sum }' "$1")
    fi
    printf '%s' "${told:--}"
}

# skips: every `SKIPPED:` line of every log, each once.
skips() {
    grep -ahoE 'SKIPPED: .*' "$logs"/*.log 2>/dev/null | sed 's/<.*//; s/ *$//' | sort -u
}

is_allowed() {
    local text
    for text in ${allowed[@]+"${allowed[@]}"}; do
        case "$1" in *"$text"*) return 0 ;; esac
    done
    return 1
}

# finish: the last table, the skips and one closing line.
finish() {
    local at line
    printf '\n%-44s %12s  %-8s %8s\n' step count result seconds
    for at in "${!names[@]}"; do
        printf '%-44s %12s  %-8s %8s\n' "${names[$at]}" "${counts[$at]}" "${results[$at]}" "${times[$at]}"
    done
    while IFS= read -r line; do
        [ -n "$line" ] || continue
        if [ "$full" = no ] || is_allowed "$line"; then
            printf '%s\n' "$line"
        else
            printf '%s (a failure: not named by --allow-skip)\n' "$line"
            failed=1
        fi
    done < <(skips)
    if [ "$failed" -eq 0 ]; then
        printf '\n%s steps passed in %s seconds\n' "${#names[@]}" "$((SECONDS - began))"
    else
        printf '\nFAILED: see above\n'
    fi
    exit "$failed"
}
