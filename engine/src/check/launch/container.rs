//! Container images as they are named on a command line.

use super::{Package, Pin, Source};

/// Options of `docker run` and `podman run` that take no value.
const SWITCHES: &[&str] = &[
    "--detach",
    "--disable-content-trust",
    "--init",
    "--interactive",
    "--no-healthcheck",
    "--no-hosts",
    "--oom-kill-disable",
    "--privileged",
    "--publish-all",
    "--quiet",
    "--read-only",
    "--read-only-tmpfs",
    "--replace",
    "--rm",
    "--rmi",
    "--sig-proxy",
    "--tls-verify",
    "--tty",
    "--use-api-socket",
];

/// The image that `run` starts: the first word that is neither an option nor an option's value.
pub(super) fn image<'a>(words: impl Iterator<Item = (usize, &'a str)>) -> Option<Package<'a>> {
    let mut value_follows = false;
    for (at, word) in words {
        if std::mem::take(&mut value_follows) {
            continue;
        }
        match word.strip_prefix("--") {
            Some("") => {}
            Some(_) => value_follows = !word.contains('=') && !SWITCHES.contains(&word),
            None => match word.strip_prefix('-') {
                Some(letters) => value_follows = takes_next(letters),
                None => return Some(package(at, word)),
            },
        }
    }
    None
}

/// Whether a group of one-letter options ends in one whose value is the next word (`-ie NAME`, not `-eNAME`).
fn takes_next(letters: &str) -> bool {
    let switches = letters.bytes().take_while(|letter| b"itdPq".contains(letter)).count();
    letters.len() == switches + 1
}

fn package(word: usize, text: &str) -> Package<'_> {
    let (name, digest) = match text.split_once('@') {
        Some((name, digest)) => (name, Some(digest)),
        None => (text, None),
    };
    // A colon before the last `/` belongs to the registry's port.
    let slash = name.rfind('/').map_or(0, |slash| slash + 1);
    let colon = name.get(slash..).and_then(|last| last.find(':')).map(|colon| colon + slash);
    let (name, tag) = match colon.and_then(|colon| name.split_at_checked(colon)) {
        Some((name, tag)) => (name, tag.get(1..)),
        None => (name, None),
    };
    let pin = match (digest, tag) {
        (Some(digest), _) if digest.starts_with("sha256:") || digest.starts_with("sha512:") => {
            Pin::Digest
        }
        (_, None | Some("")) => Pin::None,
        (_, Some(tag)) if is_moving(tag) => Pin::Floating(tag),
        _ => Pin::Exact,
    };
    Package { text, word, name, pin, source: Source::Container }
}

/// Tags that are made to move: words without a number.
fn is_moving(tag: &str) -> bool {
    !tag.bytes().any(|byte| byte.is_ascii_digit())
}
