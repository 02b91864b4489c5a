# The full tier: every count and every foreign engine, in release mode. Sourced by `test`.

# in_release: all tests again, with the counts of the full tier.
in_release() {
    BAILIWICK_MUTANTS=${BAILIWICK_MUTANTS:-1000000} BAILIWICK_CASES=${BAILIWICK_CASES:-10000} \
        BAILIWICK_EDITS=${BAILIWICK_EDITS:-3000} BAILIWICK_PAIRS=${BAILIWICK_PAIRS:-16667} BAILIWICK_SPELLINGS=${BAILIWICK_SPELLINGS:-200000} \
        PROPTEST_CASES=${PROPTEST_CASES:-10000} BAILIWICK_KILLS=${BAILIWICK_KILLS:-200} \
        BAILIWICK_POLICIES=${BAILIWICK_POLICIES:-10500} BAILIWICK_ENGINES=1 tests_with checked
}

# median_of BENCH: the median that criterion found, in nanoseconds.
median_of() {
    sed -nE 's/.*"median":[^}]*\}?[^}]*"point_estimate":([0-9.]+).*/\1/p' \
        "${CARGO_TARGET_DIR:-target}/criterion/$1/new/estimates.json"
}

# within BENCH NANOSECONDS: fails where the median is over the limit.
within() {
    local median
    median=$(median_of "$1")
    echo "$1: ${median:-unknown} ns, at most $2"
    awk -v a="${median:-1e99}" -v b="$2" 'BEGIN { exit !(a <= b) }'
}

# 200 declarations of 1.6 kB at 200 MB/s.
parser_speed() {
    cargo bench --locked -p bailiwick-benches --bench parse && within parse/declarations 1600000
}

edit_speed() {
    cargo bench --locked -p bailiwick-benches --bench edit &&
        within "edit of one agent" 1000000 && within "edit of a base" 50000000
}

# with_cedar COMMAND...: what is compared with Cedar, which a workspace of its own builds; skipped only where that cannot be fetched.
with_cedar() {
    local manifest=tests/cedar/Cargo.toml
    if ! cargo fetch --locked --manifest-path "$manifest"; then
        echo "SKIPPED: cedar-policy cannot be fetched, so nothing is compared with it"
        return 0
    fi
    CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}/cedar cargo run --release --locked --manifest-path "$manifest" -- "$@"
}

full_tier() {
    step "all tests in release, every count" in_release
    step "parser at 200 MB/s" parser_speed
    step "edits in 10,000 agents" edit_speed
    step "10,000 agents against ajv-cli, floor" benches/compare 10000 10
    step "100,000 agents" benches/grow
    step "10,000 agents in git" benches/revisions
    step "10,000 agents changed in git" benches/changes
    step "decisions as Cedar decides" with_cedar oracle "${BAILIWICK_REQUESTS:-50000}"
    step "policies rendered for Cedar" with_cedar rendered 20000
    step "2,000,000 decisions a second" with_cedar decisions
    step "agents loaded by pyagentspec" tests/oracles/agent-spec/run
    step "decisions as Codex decides" tests/oracles/codex/run
    step "decisions as OpenCode decides" tests/oracles/opencode/run
    step "a hook in 5 ms" benches/hook
    step "10,000 agents rendered to two targets" benches/render 10000 5
    step "agnix on what examples render to" tests/oracles/agnix
    step "dead rules in Claude Code's settings" tests/oracles/claude-doctor
    step "mutants of what the oracles judge" tests/mutants/run
}
