# The plain tier: what every change must pass, in minutes. Sourced by `test`.

# tests_with PROFILE: all tests of the workspace, one process each where nextest is there.
tests_with() {
    local status profile=$1
    if cargo nextest --version >/dev/null 2>&1; then
        cargo nextest run --workspace --locked --no-fail-fast --cargo-profile "$profile"
        status=$?
        cp "${CARGO_TARGET_DIR:-target}/nextest/default/junit.xml" "$logs/junit-${#names[@]}.log" 2>/dev/null
        return "$status"
    fi
    cargo test --workspace --locked --no-fail-fast --lib --bins --tests --profile "$profile" -- --nocapture
}

# The modules of the rules are declared by a macro, into which `cargo fmt` does not look.
format() {
    cargo fmt --all --check && rustfmt --check --edition 2024 engine/src/check/rules/*/*.rs fuzz/fuzz_targets/*.rs \
        tests/cedar/src/main.rs
}

documentation() {
    RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --locked --quiet
}

plain_tier() {
    step "format" format
    step "lints" cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
    step "tests" tests_with test
    step "documentation tests" cargo test --workspace --doc --locked --quiet
    step "documentation" documentation
    if [ -f editors/vscode/package.json ] && command -v npm >/dev/null 2>&1; then
        step "editor extension" npm --prefix editors/vscode test
    fi
}
