//! What is written, kept, refused and never touched, whenever the process is killed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::forms::valid;
use crate::run::{bailiwick, run};
use crate::tree::{workspace, write};

const TWO: &str = "workspace \"w\" { edition 1; }
environment \"prod\" { tracks; render \"agents-md\" to=\"out\"; }
agent \"a\" { instructions \"first\"; }
agent \"b\" { instructions \"first\"; }
";

/// Every file below a folder with its bytes; what is the tool's own is left out.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut pending = vec![folder.to_path_buf()];
    while let Some(above) = pending.pop() {
        let Ok(entries) = fs::read_dir(&above) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                pending.push(path);
            } else if !name.starts_with(".bailiwick-render") {
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    all
}

#[test]
fn nothing_foreign_is_touched() {
    let folder = workspace(&[("bailiwick.kdl", TWO)]);
    let at = folder.path();
    write(at, "out/mine.txt", "mine");
    write(at, "out/a/AGENTS.md", "mine, too");
    let before = tree(at);
    let refused = run(at, &["render"]);
    assert_eq!(refused.code, Some(2), "{}", refused.stderr);
    let expected = "error: in `out` there is a file that is not this rendering's to write, and nothing was written:
  a/AGENTS.md: it was not rendered
help: move them away, or write over them with `--force`
";
    assert_eq!(refused.stderr, expected);
    assert_eq!(tree(at), before);
    assert_eq!(run(at, &["render", "--check"]).code, Some(1));
    assert_eq!(tree(at), before);
    let forced = run(at, &["render", "--force"]);
    assert_eq!(forced.code, Some(0), "{}", forced.stderr);
    let after = tree(&at.join("out"));
    let names: Vec<&str> = after.keys().map(String::as_str).collect();
    assert_eq!(names, ["a/AGENTS.md", "b/AGENTS.md", "mine.txt"]);
    assert_eq!(after["mine.txt"], b"mine");
}

#[test]
fn what_was_edited_by_hand_is_named_and_what_is_gone_is_taken_away() {
    let folder = workspace(&[("bailiwick.kdl", TWO)]);
    let at = folder.path();
    assert_eq!(run(at, &["render"]).code, Some(0));
    assert_eq!(run(at, &["render", "--check"]).code, Some(0));
    write(at, "out/a/AGENTS.md", "edited");
    let one = TWO.replace("agent \"b\" { instructions \"first\"; }\n", "");
    write(at, "bailiwick.kdl", &one);
    let refused = run(at, &["render"]);
    assert_eq!(refused.code, Some(2));
    assert!(refused.stderr.contains("a/AGENTS.md: it was rendered, and edited since"));
    assert!(at.join("out/b/AGENTS.md").exists());
    assert_eq!(run(at, &["render", "--force"]).code, Some(0));
    assert!(!at.join("out/b").exists());
}

#[test]
fn two_renderings_of_one_place_are_an_error_with_both_places() {
    let twice = TWO.replace(
        "to=\"out\";",
        "to=\"out\"; }\nenvironment \"dev\" { tracks; render \"agents-md\" to=\"./OUT\";",
    );
    let folder = workspace(&[("bailiwick.kdl", &twice)]);
    let at = folder.path();
    let checked = run(at, &["check"]);
    assert_eq!(checked.code, Some(1));
    for part in ["BW7001", "bailiwick.kdl:3:", "the other one", "to=\"out\""] {
        assert!(checked.stdout.contains(part), "{part}: {}", checked.stdout);
    }
    let rendered = run(at, &["render"]);
    assert_eq!(rendered.code, Some(2));
    let expected = "error: the workspace has 1 error, so nothing is rendered\nhelp: `bailiwick check` says what\n";
    assert_eq!(rendered.stderr, expected);
    assert!(!at.join("out").exists());
}

#[test]
fn a_denial_that_cannot_be_read_lets_nothing_be_rendered() {
    let broken = TWO.replace("instructions \"first\";", "permissions { deny read \"/[\"; };");
    let folder = workspace(&[("bailiwick.kdl", &broken)]);
    let rendered = run(folder.path(), &["render"]);
    assert_eq!(rendered.code, Some(2), "{}{}", rendered.stdout, rendered.stderr);
    assert!(rendered.stderr.contains("so nothing is rendered"), "{}", rendered.stderr);
}

#[cfg(unix)]
#[test]
fn no_link_leads_a_rendering_out() {
    use std::os::unix::fs::symlink;
    let other = tempfile::tempdir().unwrap();
    let folder = workspace(&[("bailiwick.kdl", TWO)]);
    let at = folder.path();
    symlink(other.path(), at.join("out")).unwrap();
    let rendered = run(at, &["render"]);
    assert_eq!(rendered.code, Some(2), "{}", rendered.stdout);
    assert!(rendered.stderr.contains("leads out of the workspace"), "{}", rendered.stderr);
    fs::remove_file(at.join("out")).unwrap();
    fs::create_dir(at.join("out")).unwrap();
    symlink(other.path(), at.join("out/a")).unwrap();
    for arguments in [vec!["render"], vec!["render", "--force"]] {
        let rendered = run(at, &arguments);
        assert_eq!(rendered.code, Some(2), "{}", rendered.stdout);
        assert!(rendered.stderr.contains("a symlink stands in its way"), "{}", rendered.stderr);
    }
    assert!(tree(other.path()).is_empty() && tree(&at.join("out")).is_empty());
}

/// How often a rendering is killed.
fn kills() -> u32 {
    std::env::var("BAILIWICK_KILLS").ok().and_then(|count| count.parse().ok()).unwrap_or(20)
}

/// A fleet whose files all differ by their generation, and whose members come and go.
fn generation(number: u32) -> String {
    let agents = (0..150).filter(|at| !(at + number).is_multiple_of(3));
    let agents =
        agents.map(|at| format!("agent \"a-{at}\" {{ instructions \"generation {number}\"; }}\n"));
    format!(
        "workspace \"w\" {{ edition 1; }}\nenvironment \"prod\" {{ tracks; render \"agents-md\" to=\"out\"; }}\n{}",
        agents.collect::<String>()
    )
}

#[test]
fn a_rendering_that_is_killed_leaves_old_or_new_files_and_the_next_one_mends_it() {
    let folder = workspace(&[("bailiwick.kdl", &generation(0)), ("out/mine.txt", "mine")]);
    let at = folder.path();
    let out = at.join("out");
    let staging = out.join(".bailiwick-render.staging");
    // As long as a whole run takes, from where it begins to write.
    let start = Instant::now();
    assert_eq!(run(at, &["render"]).code, Some(0));
    let whole = start.elapsed();
    let mut torn = 0;
    for number in 1..=kills() {
        let old = tree(&out);
        write(at, "bailiwick.kdl", generation(number));
        let mut command = bailiwick(at, &["render"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // At another moment each time: among the writes, and every fourth time before or behind them.
        let share = f64::from(number % 20) / 20.0;
        let begun = Instant::now();
        let mut pause = whole.mul_f64(0.3 + share);
        if number % 4 > 0 {
            while !staging.exists() && begun.elapsed() < whole * 4 {
                std::thread::yield_now();
            }
            pause = begun.elapsed() + Duration::from_millis(12).mul_f64(share);
        }
        while begun.elapsed() < pause {
            std::thread::yield_now();
        }
        let _already_ended = child.kill();
        child.wait().unwrap();
        let left = tree(&out);
        // Without --force: whatever is left is known to be ours.
        let mended = run(at, &["render"]);
        assert_eq!(mended.code, Some(0), "{}", mended.stderr);
        let new = tree(&out);
        torn += u32::from(left != old && left != new);
        for (path, bytes) in &left {
            let is_whole = old.get(path) == Some(bytes) || new.get(path) == Some(bytes);
            assert!(is_whole, "{path} is neither old nor new");
        }
        assert_eq!(new.len(), 101, "{number}");
        assert_eq!(new["mine.txt"], b"mine");
        let beside = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().file_name());
        let own = beside.filter(|name| name.to_str().unwrap().starts_with(".bailiwick"));
        assert_eq!(own.collect::<Vec<_>>(), [".bailiwick-render.json"]);
    }
    println!("{torn} of {} kills came among the writes", kills());
}

#[test]
fn report_and_list_are_valid_against_their_schemas() {
    let folder = workspace(&[("bailiwick.kdl", TWO)]);
    let at = folder.path();
    let looked = valid("render", &run(at, &["render", "--check", "--format", "json"]).stdout);
    assert_eq!(looked["renderings"][0]["outcome"], "checked");
    let written = valid("render", &run(at, &["render", "--format", "json"]).stdout);
    assert_eq!(written["renderings"][0]["files"]["written"][1], "b/AGENTS.md");
    let list = fs::read_to_string(at.join("out/.bailiwick-render.json")).unwrap();
    assert_eq!(valid("manifest", &list)["files"].as_array().unwrap().len(), 2);
    write(at, "out/a/AGENTS.md", "edited");
    let edited = valid("render", &run(at, &["render", "--check", "--format", "json"]).stdout);
    assert_eq!(edited["renderings"][0]["files"]["in-the-way"][0]["path"], "a/AGENTS.md");
}
