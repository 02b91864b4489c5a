//! Package runners: which words of theirs name a package.

use super::container;
use super::{Arguments, Launch, Package};

/// How a runner's command line is read.
struct Grammar {
    /// Options whose value is the next word.
    valued: &'static [&'static str],
    /// Options whose value is a package; where one stands, the first free word is a program of it.
    package: &'static [&'static str],
    /// Options whose value is one more package.
    extra: &'static [&'static str],
    /// Options whose value is a registry.
    registry: &'static [&'static str],
}

static NPM: Grammar = Grammar {
    valued: &[
        "-c",
        "--call",
        "-w",
        "--workspace",
        "--prefix",
        "--cache",
        "--userconfig",
        "--loglevel",
        "-C",
        "--dir",
    ],
    package: &["-p", "--package"],
    extra: &[],
    registry: &["--registry"],
};

static PYTHON: Grammar = Grammar {
    valued: &[
        "-p",
        "--python",
        "--directory",
        "--project",
        "--cache-dir",
        "--config-file",
        "--env-file",
        "--with-requirements",
        "--with-editable",
        "-c",
        "--constraints",
        "--overrides",
        "--link-mode",
        "--resolution",
        "--prerelease",
        "--exclude-newer",
        "--index-strategy",
        "--keyring-provider",
        "--color",
        "--python-platform",
        "--pip-args",
        "--suffix",
        "--backend",
    ],
    package: &["--from", "--spec"],
    extra: &["--with", "-w"],
    registry: &[
        "-i",
        "--index-url",
        "--extra-index-url",
        "--index",
        "--default-index",
        "-f",
        "--find-links",
    ],
};

static NUGET: Grammar = Grammar {
    valued: &["--configfile", "--version", "-v", "--verbosity"],
    package: &[],
    extra: &[],
    registry: &["--source", "--add-source"],
};

static DENO: Grammar = Grammar {
    valued: &[
        "-c",
        "--config",
        "--import-map",
        "--lock",
        "--cert",
        "-L",
        "--log-level",
        "--location",
        "--seed",
        "--ext",
    ],
    package: &[],
    extra: &[],
    registry: &[],
};

static GO: Grammar = Grammar {
    valued: &["-C", "-exec", "-tags", "-ldflags", "-gcflags", "-mod", "-modfile", "-overlay", "-p"],
    package: &[],
    extra: &[],
    registry: &[],
};

/// Reads what a runner is told to start.
pub(super) fn read<'a>(name: &str, arguments: Arguments<'_, 'a>, launch: &mut Launch<'a>) {
    match name {
        "npx" => npm("npx", arguments, launch),
        "pnpx" => npm("pnpx", arguments, launch),
        "bunx" => npm("bunx", arguments, launch),
        "npm" => either("npm exec", &NPM, &["exec", "x"], arguments, launch),
        "pnpm" => either("pnpm dlx", &NPM, &["dlx"], arguments, launch),
        "yarn" => either("yarn dlx", &NPM, &["dlx"], arguments, launch),
        "bun" => either("bun x", &NPM, &["x"], arguments, launch),
        "uvx" => python("uvx", arguments, launch),
        "uv" => uv(arguments, launch),
        "pipx" => {
            if let Some(rest) = free(&PYTHON, arguments).and_then(|rest| rest.after("run")) {
                python("pipx run", rest, launch);
            }
        }
        "docker" | "podman" | "nerdctl" => image(name, arguments, launch),
        "deno" => deno(arguments, launch),
        "go" => go(arguments, launch),
        "dnx" => nuget(arguments, launch),
        _ => {}
    }
}

fn npm<'a>(runner: &'static str, arguments: Arguments<'_, 'a>, launch: &mut Launch<'a>) {
    launch.runner = Some(runner);
    walk(&NPM, arguments, launch, Package::npm);
}

fn python<'a>(runner: &'static str, arguments: Arguments<'_, 'a>, launch: &mut Launch<'a>) {
    launch.runner = Some(runner);
    walk(&PYTHON, arguments, launch, Package::python);
}

/// A runner that is one of several things its program does.
fn either<'a>(
    runner: &'static str,
    grammar: &Grammar,
    words: &[&str],
    arguments: Arguments<'_, 'a>,
    launch: &mut Launch<'a>,
) {
    let Some(rest) = free(grammar, arguments) else { return };
    if let Some(rest) = words.iter().find_map(|word| rest.after(word)) {
        // Options may stand before the word, too.
        let before = arguments.words.len() - rest.words.len();
        options(
            grammar,
            Arguments { words: arguments.words.get(..before).unwrap_or_default(), ..arguments },
            launch,
        );
        npm(runner, rest, launch);
    }
}

fn uv<'a>(arguments: Arguments<'_, 'a>, launch: &mut Launch<'a>) {
    let Some(rest) = free(&PYTHON, arguments) else { return };
    if let Some(rest) =
        rest.after("tool").and_then(|rest| rest.after("run")).or_else(|| rest.after("x"))
    {
        python("uv tool run", rest, launch);
    } else if let Some(rest) = rest.after("run") {
        // Runs what the project has; only `--with` fetches by itself.
        let count = free(&PYTHON, rest)
            .map_or(rest.words.len(), |free| rest.words.len() - free.words.len());
        let before = Arguments { words: rest.words.get(..count).unwrap_or_default(), ..rest };
        options(&PYTHON, before, launch);
        if !launch.packages.is_empty() {
            launch.runner = Some("uv run");
        }
    }
}

fn image<'a>(name: &str, arguments: Arguments<'_, 'a>, launch: &mut Launch<'a>) {
    let Some(run) = arguments.words.iter().position(|word| *word == "run") else { return };
    if arguments.words.iter().take(run).any(|word| *word == "compose" || *word == "exec") {
        return;
    }
    launch.runner = Some(match name {
        "podman" => "podman run",
        "nerdctl" => "nerdctl run",
        _ => "docker run",
    });
    launch.packages.extend(container::image(arguments.numbered().skip(run + 1)));
}

fn deno<'a>(arguments: Arguments<'_, 'a>, launch: &mut Launch<'a>) {
    let Some(rest) = arguments.after("run").or_else(|| arguments.after("x")) else { return };
    let Some((at, word)) = free(&DENO, rest).and_then(|rest| rest.numbered().next()) else {
        return;
    };
    if let Some(package) = Package::deno(at, word) {
        launch.runner = Some("deno run");
        launch.packages.push(package);
    }
}

fn go<'a>(arguments: Arguments<'_, 'a>, launch: &mut Launch<'a>) {
    let Some(rest) = arguments.after("run") else { return };
    let Some((at, word)) = free(&GO, rest).and_then(|rest| rest.numbered().next()) else { return };
    if let Some(package) = Package::go(at, word) {
        launch.runner = Some("go run");
        launch.packages.push(package);
    }
}

fn nuget<'a>(arguments: Arguments<'_, 'a>, launch: &mut Launch<'a>) {
    launch.runner = Some("dnx");
    walk(&NUGET, arguments, launch, Package::nuget);
    let version = arguments.words.iter().position(|word| *word == "--version");
    if version.is_some_and(|at| arguments.words.len() > at + 1)
        && let Some(package) = launch.packages.last_mut()
    {
        package.pin = super::Pin::Exact;
    }
}

/// The words from the first that is neither an option nor an option's value.
fn free<'s, 'a>(grammar: &Grammar, arguments: Arguments<'s, 'a>) -> Option<Arguments<'s, 'a>> {
    let mut at = 0;
    while let Some(word) = arguments.words.get(at) {
        if *word == "--" {
            at += 1;
            break;
        }
        if !word.starts_with('-') {
            break;
        }
        at += if grammar.takes_next(word) { 2 } else { 1 };
    }
    let words = arguments.words.get(at..).filter(|words| !words.is_empty())?;
    Some(Arguments { words, first: arguments.first + at })
}

/// Takes in the packages and registries that options name.
fn options<'a>(grammar: &Grammar, arguments: Arguments<'_, 'a>, launch: &mut Launch<'a>) {
    take(
        grammar,
        arguments,
        launch,
        if std::ptr::eq(grammar, &PYTHON) { Package::python } else { Package::npm },
    );
}

fn walk<'a>(
    grammar: &Grammar,
    arguments: Arguments<'_, 'a>,
    launch: &mut Launch<'a>,
    package: fn(usize, &'a str) -> Package<'a>,
) {
    let rest = free(grammar, arguments);
    let count = arguments.words.len() - rest.map_or(0, |rest| rest.words.len());
    let before = Arguments { words: arguments.words.get(..count).unwrap_or_default(), ..arguments };
    let named = take(grammar, before, launch, package);
    if let Some((at, word)) = rest.filter(|_| !named).and_then(|rest| rest.numbered().next()) {
        launch.packages.push(package(at, word));
    }
}

/// Takes in what options name; says whether the package to run is among it.
fn take<'a>(
    grammar: &Grammar,
    arguments: Arguments<'_, 'a>,
    launch: &mut Launch<'a>,
    package: fn(usize, &'a str) -> Package<'a>,
) -> bool {
    let mut named = false;
    let mut numbered = arguments.numbered();
    while let Some((at, word)) = numbered.next() {
        let (option, value) = match word.split_once('=') {
            Some((option, value)) => (option, Some((at, value))),
            None if grammar.takes_next(word) => (word, numbered.next()),
            None => (word, None),
        };
        let Some((at, value)) = value else { continue };
        if grammar.package.contains(&option) || grammar.extra.contains(&option) {
            named |= grammar.package.contains(&option);
            launch.packages.push(package(at, value));
        } else if grammar.registry.contains(&option) {
            launch.registries.push((at, value));
        }
    }
    named
}

impl Grammar {
    fn takes_next(&self, word: &str) -> bool {
        !word.contains('=')
            && [self.valued, self.package, self.extra, self.registry]
                .iter()
                .any(|options| options.contains(&word))
    }
}
