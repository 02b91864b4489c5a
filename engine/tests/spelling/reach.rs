//! What commands run besides themselves, and everyday lines that run nothing else.

use bailiwick_engine::permission::{
    Action, Arguments, CommandLine, Effect, Part, Pattern, Resource, Rule, decide,
};
use expect_test::expect;

use super::lines::check;

const READ: &[&str] = &[
    "echo 'rm x' | sh",
    "sh -s a",
    "sh < file",
    "bash -i",
    "bash5 -l",
    "sudo -u root bash -",
    "env -i sh",
    "sh /dev/stdin",
    "sudo -s",
    "sudo -i",
    "su -",
    "chroot /mnt",
    "unshare -r",
    "script log",
    "ssh host",
    "python3.12 -",
    "at now",
];

#[test]
fn a_shell_that_runs_what_it_reads_is_in_doubt() {
    check(
        READ,
        &expect![[r#"
        echo \'rm x\' | sh => [echo 'rm x'] [sh] Input
        sh -s a => [sh -s a] Input
        sh < file => read [file] [sh] Input
        bash -i => [bash -i] Input
        bash5 -l => [bash5 -l] Input
        sudo -u root bash - => [sudo -u root bash -] Input
        env -i sh => [env -i sh] Input
        sh /dev/stdin => [sh /dev/stdin] Input
        sudo -s => [sudo -s] Input
        sudo -i => [sudo -i] Input
        su - => [su -] Input
        chroot /mnt => [chroot /mnt] Input
        unshare -r => [unshare -r] Input
        script log => [script log] Input
        ssh host => [ssh host] Input
        python3.12 - => [python3.12 -] Input
        at now => [at now] Input
    "#]],
    );
}

const BEHIND: &[&str] = &[
    "sudo -s rm x",
    "ssh -p 22 host 'rm x; ls'",
    "sg group 'rm x'",
    "watch -n 5 rm x",
    "bash -xc 'rm x'",
    "bash5.2 -ec 'rm x'",
    "pwsh -Command 'rm x'",
    "fish -C 'rm x'",
    "command eval 'rm x'",
    "find . -exec rm x \\; -delete",
    "find . -exec rm {} +",
    "xargs -n 1 rm -rf",
    "xargs sudo rm",
    "xargs -I% git % push",
    "xargs -I{} {}",
    "xargs sh -c",
    "parallel rm ::: a b",
    "parallel ::: 'rm x'",
];

#[test]
fn commands_behind_others_are_looked_at() {
    check(
        BEHIND,
        &expect![[r#"
            sudo -s rm x => [sudo -s rm x] script [rm x]
            ssh -p 22 host \'rm x; ls\' => [ssh -p 22 host 'rm x; ls'] script [rm x] script [ls]
            sg group \'rm x\' => [sg group 'rm x'] script [rm x]
            watch -n 5 rm x => [watch -n 5 rm x] script [rm x]
            bash -xc \'rm x\' => [bash -xc 'rm x'] script [rm x]
            bash5.2 -ec \'rm x\' => [bash5.2 -ec 'rm x'] script [rm x]
            pwsh -Command \'rm x\' => [pwsh -Command 'rm x'] script [ommand] script [rm x]
            fish -C \'rm x\' => [fish -C 'rm x'] script [rm x]
            command eval \'rm x\' => [command eval 'rm x'] script [rm x] Builtin
            find . -exec rm x \\; -delete => [find . -exec rm x ';' -delete] script [rm x] begins [rm]
            find . -exec rm {} + => [find . -exec rm '{}' +] begins [rm]
            xargs -n 1 rm -rf => [xargs -n 1 rm -rf] begins [rm -rf]
            xargs sudo rm => [xargs sudo rm] begins [rm] wraps [sudo rm]
            xargs -I% git % push => [xargs -I% git % push] begins [git]
            xargs -I{} {} => [xargs '-I{}' '{}'] Expansion
            xargs sh -c => [xargs sh -c] begins [sh -c] Script
            parallel rm ::: a b => [parallel rm ::: a b] script [rm] begins [rm]
            parallel ::: \'rm x\' => [parallel ::: 'rm x'] script [rm x] Input
        "#]],
    );
}

const OTHER: &[&str] = &[
    "test -v 'a[$(rm x)]'",
    "[ -v 'a[$(rm x)]' ]",
    "wait -p 'a[$(rm x)]'",
    "/usr/../bin/rm x",
    "sudo ../rm x",
    "cd /x && ./prog",
    "cd x; sub/prog a",
];

#[test]
fn a_program_or_subscript_that_is_not_known_is_in_doubt() {
    check(
        OTHER,
        &expect![[r#"
        test -v \'a[$(rm x)]\' => [test -v 'a[$(rm x)]'] Subscript
        [ -v \'a[$(rm x)]\' ] => ['[' -v 'a[$(rm x)]' ']'] Subscript
        wait -p \'a[$(rm x)]\' => [wait -p 'a[$(rm x)]'] Builtin
        /usr/../bin/rm x => [/usr/../bin/rm x] Program
        sudo ../rm x => [sudo ../rm x] Program
        cd /x && ./prog => [cd /x] [./prog] Folder
        cd x; sub/prog a => [cd x] [sub/prog a] Folder
    "#]],
    );
}

const EVERYDAY: &[&str] = &[
    "git status && cargo test",
    "cd sub && make",
    "cd sub && npm run build 2>&1",
    "git add -A && git commit -m 'mend the parser'",
    "git log --oneline -5 | head",
    "git diff HEAD -- src/main.rs",
    "grep -rn 'TODO(x)' src | sort | uniq -c",
    "find . -name '*.rs' -type f",
    "find . -name '*.rs' | xargs grep -l main",
    "find src -newer Cargo.toml -print0 | xargs -0 wc -l",
    "cargo build --release; cargo test -p engine",
    "npm ci && npm test",
    "python3 -m pytest -q tests/unit",
    "python3.12 setup.py --version",
    "python -c 'print(1)'",
    "node --version",
    "node20 scripts/build.js",
    "bash --version",
    "bash scripts/deploy.sh --dry-run",
    "sh -e scripts/setup.sh",
    "sh -c 'make all'",
    "bash -lc 'nvm use 20'",
    "./gradlew build --no-daemon",
    "./scripts/check.sh a b",
    "docker compose up -d",
    "kubectl get pods -n default -o json",
    "curl -fsSL https://get.acme.example/i.json -o out.json",
    "sudo apt-get install -y bash",
    "sudo -u postgres psql -c 'select 1'",
    "timeout 60 cargo test",
    "nice -n 10 make -j4",
    "env LANG=C sort names.txt",
    "nohup server --port 8080 > server.log 2>&1 &",
    "test -f Makefile && make",
    "[ -d build ] || mkdir build",
    "test -v HOME",
    "sed -n '1,20p' README.md",
    "awk '{print $1}' data.csv",
    "echo \"it's done\" > done.txt",
    "tar -xzf a.tar.gz -C out",
    "ls -la | wc -l",
    "ssh build.acme.example uptime",
    "watch -n 5 kubectl get pods",
    "/usr/bin/git -C /srv/app pull",
    "rm -rf target/",
];

#[test]
fn everyday_lines_leave_no_doubt() {
    for line in EVERYDAY {
        let read = CommandLine::read(line).unwrap();
        assert_eq!(read.doubt, None, "{line}");
    }
}

fn rule(effect: Effect, pattern: &str) -> Rule {
    let pattern = Pattern::read(Action::Run, pattern).unwrap();
    Rule::new(effect, Action::Run, pattern)
}

/// Whether a rule that denies is seen in a line.
fn is_denied(pattern: &str, line: &str) -> bool {
    let rule = rule(Effect::Deny, pattern);
    let parts = CommandLine::read(line).unwrap().parts;
    let is_matched =
        |resource: &Resource| !decide(&[&rule], resource, &Arguments::default()).by.is_empty();
    parts.iter().any(|part| match part {
        Part::Command(resource) | Part::Script(resource) => is_matched(resource),
        Part::Beginning(_) | Part::Wrapping(_) | Part::File(..) => false,
    })
}

/// Whether a rule that denies could be what the beginning of a command in a line comes to.
fn may_be_denied(pattern: &str, line: &str) -> bool {
    let rule = rule(Effect::Deny, pattern);
    let parts = CommandLine::read(line).unwrap().parts;
    parts.iter().any(|part| rule.may_be_begun_by(part))
}

#[test]
fn a_rule_that_denies_is_seen_behind_every_wrapper() {
    for line in [
        "sudo -s rm x",
        "/lib64/ld-linux-x86-64.so.2 /bin/rm x",
        "ld.so rm x",
        "ip netns exec blue rm x",
        "unshare -r rm x",
        "nsenter -t 1 -m rm x",
        "chroot /mnt rm x",
        "setpriv --no-new-privs rm x",
        "busybox rm x",
        "doas rm x",
        "su -c 'rm x'",
        "script -c 'rm x' log",
        "flock lock rm x",
        "strace -f rm x",
        "ssh host rm x",
        "ssh host 'ls; rm x'",
        "bash5.2 -c 'rm x'",
        "bash-5.2 -ec 'rm x'",
        "bash <<< 'rm x'",
        "sh <<E\nrm x\nE",
        "case x in (x) rm x;; esac",
        "function f { rm x; }",
        "xargs rm x",
        "find . -exec rm x \\;",
        "parallel ::: 'rm x'",
    ] {
        assert!(is_denied("rm x", line), "{line}");
        assert!(!is_denied("mv x", line), "{line}");
    }
    for line in ["sh ./deploy.sh x", "bash -e deploy.sh x", "zsh5 -o errexit /srv/deploy.sh x"] {
        assert!(is_denied("deploy.sh **", line), "{line}");
    }
}

#[test]
fn a_rule_on_a_path_is_seen_in_every_spelling_of_it() {
    for line in ["/bin/rm x", "/bin//rm x", "/bin/./rm x", "//bin/.//rm x", "sudo /bin//rm x"] {
        assert!(is_denied("/bin/rm **", line), "{line}");
        assert!(is_denied("/bin/./rm **", line), "{line}");
        assert!(is_denied("/*/rm **", line), "{line}");
        assert!(!is_denied("/bin/mv **", line), "{line}");
    }
    for line in ["sub/prog", "./sub/prog", ".//sub/./prog", "././sub//prog"] {
        assert!(is_denied("sub/prog", line), "{line}");
        assert!(is_denied("./sub/prog", line), "{line}");
    }
    assert!(is_denied("./prog", ".//prog"));
    assert!(!is_denied("./prog", "prog"));
    assert!(!is_denied("sub/prog", "/sub/prog"));
}

#[test]
fn words_that_come_later_may_make_what_a_rule_denies() {
    for line in [
        "xargs rm -rf",
        "xargs -n 1 sudo rm",
        "xargs -I{} rm -rf {}",
        "find . -exec rm -rf {} +",
        "find . -delete",
        "parallel rm ::: /",
        "xargs sudo",
    ] {
        assert!(may_be_denied("rm -rf /", line), "{line}");
    }
    for line in ["xargs sudo rm", "xargs -n 1 /usr/bin/sudo rm", "xargs env sudo rm", "xargs sudo"]
    {
        assert!(may_be_denied("sudo rm /", line), "{line}");
        assert!(!may_be_denied("sudo mv /", "xargs sudo rm"), "{line}");
    }
    for line in ["xargs grep -l rm", "xargs rm a", "xargs node x.js", "find . -exec mv {} a +"] {
        assert!(!may_be_denied("rm -rf /", line), "{line}");
    }
}
