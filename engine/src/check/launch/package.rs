//! A package as it is named on a command line, and how firmly.

/// A package that a command fetches and runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Package<'a> {
    /// As it stands in the command.
    pub text: &'a str,
    /// The number of its word in the command.
    pub word: usize,
    /// Its name, without version.
    pub name: &'a str,
    /// How firmly its version is named.
    pub pin: Pin<'a>,
    /// Where it comes from.
    pub source: Source,
}

/// How firmly a version is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pin<'a> {
    /// Nothing is said: whatever was published last.
    None,
    /// A tag, a branch or a range that moves.
    Floating(&'a str),
    /// One version.
    Exact,
    /// Bytes, by a digest or a commit.
    Digest,
}

/// Where a package comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// npm's registry, or the one that is configured.
    Npm,
    /// PyPI, or the index that is configured.
    Python,
    /// A container registry.
    Container,
    /// Go modules.
    Go,
    /// JSR, Deno's registry.
    Jsr,
    /// NuGet.
    NuGet,
    /// A Git repository.
    Git,
    /// A file from a URL.
    Download,
    /// A file or folder of this machine.
    Local,
}

impl<'a> Package<'a> {
    /// A package of npm: `@scope/name@version`, a Git address, a URL or a path.
    pub(super) fn npm(word: usize, text: &'a str) -> Self {
        let text = text.strip_prefix("npm:").unwrap_or(text);
        if is_path(text) || text.starts_with("file:") {
            return Self { text, word, name: text, pin: Pin::Exact, source: Source::Local };
        }
        if let Some(package) = Self::address(word, text, '#') {
            return package;
        }
        let scope = text.bytes().take_while(|byte| *byte == b'@').count();
        let at = text.get(scope..).and_then(|rest| rest.find('@')).map(|at| at + scope);
        let (name, version) = divide(text, at);
        if scope == 0 && name.contains('/') {
            // `user/repository` is npm's short way to say GitHub.
            let commit = text.split_once('#').map(|(_, commit)| commit);
            return Self { text, word, name: text, pin: commit_pin(commit), source: Source::Git };
        }
        if let Some(other) = version.and_then(|version| version.strip_prefix("npm:")) {
            return Self { text, word, ..Self::npm(word, other) };
        }
        let pin = match version {
            None | Some("") => Pin::None,
            Some(version) if is_semantic(version.trim_start_matches(['v', '='])) => Pin::Exact,
            Some(version) => Pin::Floating(version),
        };
        Self { text, word, name, pin, source: Source::Npm }
    }

    /// A package of PyPI: `name==1.2`, `name[extra]@1.2`, a Git address, a URL or a path.
    pub(super) fn python(word: usize, text: &'a str) -> Self {
        if is_path(text) || text.ends_with(".whl") && !text.contains("://") {
            return Self { text, word, name: text, pin: Pin::Exact, source: Source::Local };
        }
        if let Some((_, address)) = text.split_once(" @ ") {
            return Self { text, ..Self::python(word, address.trim()) };
        }
        if let Some(package) = Self::address(word, text, '@') {
            return package;
        }
        let end = text.find(['=', '<', '>', '~', '!', '@', '[', ';', ' ']).unwrap_or(text.len());
        let (name, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        let rest = rest.split(';').next().unwrap_or_default();
        let version = match rest.strip_prefix('[') {
            Some(extras) => extras.split_once(']').map_or("", |(_, version)| version),
            None => rest,
        };
        let exact = ["===", "==", "@"].iter().find_map(|sign| version.strip_prefix(sign));
        let is_exact = |version: &str| {
            let version = version.trim();
            version.starts_with(|c: char| c.is_ascii_digit())
                && !version.contains(['*', ',', '<', '>'])
        };
        let pin = match (version, exact) {
            ("", _) => Pin::None,
            (_, Some(exact)) if is_exact(exact) => Pin::Exact,
            (version, _) => Pin::Floating(version.strip_prefix('@').unwrap_or(version)),
        };
        Self { text, word, name, pin, source: Source::Python }
    }

    /// A Git address or a download; `mark` stands before the commit.
    fn address(word: usize, text: &'a str, mark: char) -> Option<Self> {
        let git = ["git+", "git:", "git@", "github:", "gitlab:", "bitbucket:", "gist:"];
        if git.iter().any(|prefix| text.starts_with(prefix)) {
            let path = text.rsplit('/').next().unwrap_or(text);
            let commit = path.split('#').next().filter(|_| mark == '@').unwrap_or(path);
            let commit = commit.split_once(mark).map(|(_, commit)| commit);
            return Some(Self {
                text,
                word,
                name: text,
                pin: commit_pin(commit),
                source: Source::Git,
            });
        }
        let is_url = text.starts_with("http://") || text.starts_with("https://");
        is_url.then_some(Self { text, word, name: text, pin: Pin::None, source: Source::Download })
    }

    /// A Go package with a version: `example.com/tool@v1.2.3`.
    pub(super) fn go(word: usize, text: &'a str) -> Option<Self> {
        let (name, version) = text.split_once('@')?;
        let exact = version.strip_prefix('v').is_some_and(is_semantic);
        let pin = if exact { Pin::Exact } else { commit_pin(Some(version)) };
        Some(Self { text, word, name, pin, source: Source::Go })
    }

    /// What `deno run` names: `npm:`, `jsr:` or a URL.
    pub(super) fn deno(word: usize, text: &'a str) -> Option<Self> {
        if text.starts_with("npm:") {
            return Some(Self { text, ..Self::npm(word, text) });
        }
        if let Some(name) = text.strip_prefix("jsr:") {
            return Some(Self { text, source: Source::Jsr, ..Self::npm(word, name) });
        }
        Self::address(word, text, '@')
    }

    /// A package of NuGet: `Name@1.2.3`.
    pub(super) fn nuget(word: usize, text: &'a str) -> Self {
        Self { source: Source::NuGet, ..Self::npm(word, text) }
    }
}

fn divide(text: &str, at: Option<usize>) -> (&str, Option<&str>) {
    match at.and_then(|at| text.split_at_checked(at)) {
        Some((name, version)) => (name, version.get(1..)),
        None => (text, None),
    }
}

fn commit_pin(commit: Option<&str>) -> Pin<'_> {
    match commit {
        None | Some("") => Pin::None,
        Some(commit)
            if commit.len() >= 40 && commit.bytes().all(|byte| byte.is_ascii_hexdigit()) =>
        {
            Pin::Digest
        }
        Some(commit) => Pin::Floating(commit),
    }
}

/// Whether it is a whole semantic version: three numbers, then perhaps a pre-release and build.
fn is_semantic(version: &str) -> bool {
    let core = version.split(['-', '+']).next().unwrap_or_default();
    let mut numbers = 0;
    let plain = core.split('.').all(|part| {
        numbers += 1;
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    plain && numbers == 3 && !version.contains([' ', '|', '<', '>', '*'])
}

fn is_path(text: &str) -> bool {
    let drive = text.as_bytes().get(1) == Some(&b':')
        && text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
    text.starts_with(['.', '/', '~', '$', '%']) || drive
}
