//! The programs that shells find: each writes its name and arguments to a log, and runs what the real one would run.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

/// What ends the arguments of one program in the log.
pub const RECORD: &str = "\u{1e}";

/// What a program does first: `INNER` says whether another one runs it.
const LOG: &str =
    "printf '%s\\0' \"${INNER-0}\" \"${0##*/}\" \"$@\" '\u{1e}' >> \"$LOG\"\nexport INNER=1\n";

/// Those that run nothing, and print their arguments.
const PLAIN: &[&str] = &["p", "q", "r", "f1"];

/// Those that are put in front of the real ones.
const REAL: &[(&str, &str)] = &[
    ("sh", "dash"),
    ("bash", "bash"),
    ("env", "env"),
    ("xargs", "xargs"),
    ("nice", "nice"),
    ("nohup", "nohup"),
    ("timeout", "timeout"),
    ("find", "find"),
    ("setsid", "setsid"),
    ("flock", "flock"),
];

/// Those that the machine may lack, or whose real one asks for rights: what they do with their arguments.
const WRITTEN: &[(&str, &str)] = &[
    ("sudo", SUDO),
    ("doas", SUDO),
    ("unshare", SUDO),
    ("strace", SUDO),
    ("busybox", "[ $# = 0 ] || exec \"$@\""),
    ("chroot", "shift; exec \"$@\""),
    ("ip", "shift 3; exec \"$@\""),
    ("ssh", "shift; [ $# = 0 ] && exec $SH; exec $SH -c \"$*\""),
    ("sg", "shift; [ $# = 0 ] && exec $SH; exec $SH -c \"$*\""),
    ("su", "while [ $# -gt 0 ]; do [ \"$1\" = -c ] && exec $SH -c \"$2\"; shift; done; exec $SH"),
];

/// Options are passed over, and a shell is started where they say so.
const SUDO: &str = r#"shell=
while :; do
    case "${1-}" in
        -u) shift 2 ;;
        -s | -i) shell=sh; shift ;;
        -*) shift ;;
        *) break ;;
    esac
done
if [ -z "$shell" ]; then [ $# = 0 ] || exec "$@"; exit; fi
[ $# = 0 ] && exec $SH
exec $SH -c "$*""#;

/// Where a program lies.
pub fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Writes all programs into a folder; says which real one is missing.
pub fn write(folder: &Path) -> Result<(), String> {
    std::fs::create_dir(folder).unwrap();
    for name in PLAIN {
        program(folder, name, "printf '%s\\n' \"$*\"");
    }
    for (name, real) in REAL {
        let real = found(real).ok_or_else(|| (*real).to_owned())?;
        program(folder, name, &format!("exec {} \"$@\"", real.display()));
    }
    let shell = found("dash").ok_or("dash")?;
    for (name, body) in WRITTEN {
        program(folder, name, &format!("SH={}\n{body}", shell.display()));
    }
    Ok(())
}

fn program(folder: &Path, name: &str, body: &str) {
    let path = folder.join(name);
    std::fs::write(&path, format!("#!/bin/sh\n{LOG}{body}\n")).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
}
