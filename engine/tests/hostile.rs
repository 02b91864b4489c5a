//! Workspaces that are made to hurt: each ends in time, with a clear finding, and hides no other file.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the test builds its workspaces on a disk"
)]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::{Disk, Entry, Listing, Memory, ReadError, World};
use bailiwick_schema::path::FilePath;

const ROOT: &str = "workspace \"hostile\" {\n    edition 1\n}\n";

/// A folder with a sound workspace whose one fault must never be hidden.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("bailiwick.kdl"), ROOT).unwrap();
    fs::write(folder.path().join("sound.kdl"), "agent \"clerk\" {\n    server \"nowhere\"\n}\n")
        .unwrap();
    folder
}

/// The findings of a workspace as `path name`, which must come in time and hold the sound file's.
#[track_caller]
fn found(world: &dyn World) -> Vec<String> {
    let start = Instant::now();
    let workspace = load(world);
    let found: Vec<String> = lines(&workspace);
    let time = start.elapsed();
    assert!(time < Duration::from_secs(10), "took {time:?}");
    assert!(found.iter().any(|line| line == "sound.kdl dangling-reference"), "{found:?}");
    found
}

fn lines(workspace: &Workspace) -> Vec<String> {
    let line = |path: &FilePath, name: &str| format!("{path} {name}");
    let all = workspace.diagnostics().diagnostics;
    all.iter().map(|found| line(&found.primary.path, found.rule.name)).collect()
}

#[track_caller]
fn has(found: &[String], line: &str) {
    assert!(found.iter().any(|other| other == line), "no `{line}` in {found:#?}");
}

fn written(name: &str, bytes: &[u8]) -> Vec<String> {
    let folder = folder();
    fs::write(folder.path().join(name), bytes).unwrap();
    found(&Disk::at(folder.path()))
}

#[test]
fn odd_bytes_are_findings() {
    has(&written("x.kdl", b"agent \"caf\xe9\"\n"), "x.kdl not-utf-8");
    has(&written("x.kdl", b"agent \"a\0b\"\n"), "x.kdl nul-character");
    written("x.kdl", "\u{FEFF}agent \"a\" {\r\n    server \"nowhere\"\r\n}\r\n".as_bytes());
    written("x.kdl", "agent \"a\" {".repeat(100_000).as_bytes());
    written("x.kdl", "{".repeat(100_000).as_bytes());
}

#[test]
fn fifty_megabytes_in_one_line_are_refused_by_size() {
    let start = Instant::now();
    has(&written("x.kdl", &b"a ".repeat(25_000_000)), "x.kdl file-too-large");
    assert!(start.elapsed() < Duration::from_secs(5));
}

#[test]
fn ten_thousand_errors_are_counted() {
    let folder = folder();
    fs::write(folder.path().join("x.kdl"), "nonsense true\n".repeat(10_000)).unwrap();
    let shown = load(&Disk::at(folder.path())).diagnostics();
    assert!(shown.diagnostics.len() < 5_000, "{}", shown.diagnostics.len());
    assert!(shown.diagnostics.len() + shown.unlisted >= 10_000);
}

#[cfg(unix)]
#[test]
fn folders_links_and_pipes_do_not_block_or_lead_out() {
    use std::os::unix::fs::symlink;
    let folder = folder();
    let outside = tempfile::tempdir().unwrap();
    fs::write(outside.path().join("secret.kdl"), "agent \"outside\"\n").unwrap();
    let at = |name: &str| folder.path().join(name);
    let pipe = |path: &Path| {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    fs::create_dir(at("folder.kdl")).unwrap();
    symlink(outside.path().join("secret.kdl"), at("out.kdl")).unwrap();
    symlink(outside.path(), at("way")).unwrap();
    symlink(at("round"), at("round")).unwrap();
    symlink(folder.path(), at("again")).unwrap();
    symlink(at("gone.kdl"), at("dangling.kdl")).unwrap();
    pipe(&at("pipe.kdl"));
    pipe(&at("pipe.md"));
    fs::create_dir(at("inner")).unwrap();
    fs::write(at("inner/bailiwick.kdl"), ROOT).unwrap();
    fs::write(at("inner/agent.kdl"), "agent \"inner\" {\n    server \"none\"\n}\n").unwrap();
    let named = "agent \"a\" {\n    instructions file=\"pipe.md\"\n}\nagent \"b\" {\n    instructions file=\"way/secret.kdl\"\n}\n";
    fs::write(at("named.kdl"), named).unwrap();
    let disk = Disk::at(folder.path());
    let found = found(&disk);
    has(&found, "folder.kdl unreadable-file");
    has(&found, "out.kdl unreadable-file");
    has(&found, "dangling.kdl unreadable-file");
    assert!(found.iter().all(|line| !line.starts_with("inner/")), "{found:#?}");
    let workspace = load(&disk);
    assert!(workspace.agent("outside").is_none() && workspace.agent("inner").is_none());
    for path in ["pipe.md", "way/secret.kdl"] {
        let asset = workspace.assets().get(path).unwrap();
        assert!(asset.content.is_err(), "{path} is read");
    }
}

/// A world in which a listed file is gone when it is read.
struct Vanishing(Memory);

impl World for Vanishing {
    fn list(&self) -> Listing {
        self.0.list()
    }

    fn read(&self, path: &FilePath) -> Result<Vec<u8>, ReadError> {
        if path.as_str() == "gone.kdl" { Err(ReadError::Missing) } else { self.0.read(path) }
    }

    fn folder(&self, folder: &str) -> Listing {
        self.0.folder(folder)
    }

    fn is_executable(&self, path: &FilePath) -> bool {
        self.0.is_executable(path)
    }

    fn read_listed(&self, entry: &Entry) -> Result<Vec<u8>, ReadError> {
        self.read(&entry.path)
    }
}

fn memory(text: &str) -> Memory {
    Memory::new([
        ("bailiwick.kdl", ROOT),
        ("sound.kdl", "agent \"clerk\" {\n    server \"nowhere\"\n}\n"),
        ("gone.kdl", text),
    ])
}

#[test]
fn a_file_that_vanishes_is_a_finding() {
    has(&found(&Vanishing(memory(""))), "gone.kdl unreadable-file");
}

#[test]
fn bases_in_chains_and_circles_end() {
    let mut chain = String::from("base \"b-0\"\n");
    for at in 1..500 {
        writeln!(chain, "base \"b-{at}\" {{\n    extends \"b-{}\"\n}}", at - 1).unwrap();
    }
    chain += "base \"self\" {\n    extends \"self\"\n}\nagent \"deep\" {\n    extends \"b-499\" \"self\"\n}\n";
    chain +=
        "environment \"x\" {\n    follows \"y\"\n}\nenvironment \"y\" {\n    follows \"x\"\n}\n";
    has(&found(&memory(&chain)), "gone.kdl inheritance-cycle");
}

#[test]
fn one_thread_and_two_find_the_same() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/support-fleet");
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let workspace = load(&Disk::at(&root));
            format!("{:?}\n{:?}", workspace.diagnostics(), workspace.digests())
        })
    };
    assert_eq!(on(1), on(2));
}
