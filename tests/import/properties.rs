//! What holds of the import of any files.

use bailiwick_engine::import::InputFile;
use proptest::prelude::*;

use super::run::import;

fn path() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z]{1,4}(--[a-z]{1,4})?\\.md",
        "([a-z.]{1,3}/){0,3}[A-Za-z .-]{0,5}\\.(md|txt|MD)",
        Just("README.md".to_owned()),
        "\\PC{0,12}\\.md",
    ]
}

fn definition() -> impl Strategy<Value = String> {
    let words = "name: ;name: twin\n;description: ;model: inherit\n;model: sonnet\n;tools: Read, Bash\n;tools:\n  - Read\n;color: red\n;\
        ---\n;---\r\n;...\n;\n;\r\n;  ;\t;- ;|\n;>-\n;[;];{;};\";';#;&a ;*a;!x ;: ;é;🦀;\u{feff};\0;\\;\"\"\";con;../..;\u{202e};text";
    let part = prop::sample::select(words.split(';').collect::<Vec<_>>());
    let body = prop::collection::vec(part, 0..25).prop_map(|parts| parts.concat());
    (any::<bool>(), body).prop_map(|(fenced, body)| {
        if fenced { format!("---\n{body}\n---\nBody {body}") } else { body }
    })
}

fn content() -> impl Strategy<Value = Result<Vec<u8>, String>> {
    prop_oneof![
        8 => definition().prop_map(|text| Ok(text.into_bytes())),
        1 => prop::collection::vec(any::<u8>(), 0..64).prop_map(Ok),
        1 => Just(Err("reading it is not permitted".to_owned())),
    ]
}

fn files() -> impl Strategy<Value = Vec<InputFile>> {
    prop::collection::btree_map(path(), content(), 0..8).prop_map(|files| {
        files.into_iter().map(|(path, content)| InputFile { path, content }).collect()
    })
}

proptest! {
    /// `import` checks what holds: all accounted for, bodies kept, names apart, KDL understood, order without meaning.
    #[test]
    fn any_files_are_imported_soundly(files in files()) {
        import(&files);
    }
}
