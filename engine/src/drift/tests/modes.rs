//! What an edit of the mode means.

use expect_test::expect;

use super::{SETTINGS, check, put, text};
use crate::render::deployed::Deployed;

/// The mode of a rendering, and another one in its place.
fn with_mode(mode: &str) -> impl FnOnce(&mut Deployed) + use<> {
    let mode = mode.to_owned();
    move |all| {
        let before = text(all, SETTINGS);
        let key = "\"defaultMode\": \"";
        let (start, rest) = before.split_once(key).expect("a mode");
        let (_, end) = rest.split_once('"').expect("an end");
        put(all, SETTINGS, format!("{start}{key}{mode}\"{end}"));
    }
}

#[test]
fn a_mode_is_what_it_does() {
    check(
        with_mode("acceptEdits"),
        &expect![[r#"
        .claude/settings.json: Edited
        read a: deny -> ask
        write /: deny -> ask, beyond the declaration
        write a: deny -> allow, beyond the declaration
        run a: deny -> ask
        run cp: deny -> allow, beyond the declaration
        drift
    "#]],
    );
    check(
        with_mode("default"),
        &expect![[r#"
        .claude/settings.json: Edited
        read a: deny -> ask
        write a: deny -> ask
        run a: deny -> ask
        drift
    "#]],
    );
    check(
        with_mode("bypassPermissions"),
        &expect![[r#"
        .claude/settings.json: Edited
        read a: deny -> ask
        write a: deny -> ask
        run a: deny -> ask
        Nothing .claude/settings.json permissions.defaultMode: "bypassPermissions": only a user may ask for this mode
        drift
    "#]],
    );
    check(
        with_mode("plan"),
        &expect![[r#"
        .claude/settings.json: Edited
        read a: deny -> ask
        write a: deny -> ask
        run a: deny -> ask
        drift
    "#]],
    );
}

#[test]
fn a_mode_that_is_none_spoils_the_file() {
    check(
        with_mode("frob"),
        &expect![[r#"
        .claude/settings.json: Edited
        read /: deny -> ask, beyond the declaration
        read a: deny -> allow, beyond the declaration
        write a: deny -> ask
        run :: deny -> allow, beyond the declaration
        run a: deny -> ask
        Loosens .claude/settings.json `permissions.defaultMode`: not what Claude Code reads: Claude Code passes over the whole file, with all that it asks and denies
        Loosens .claude/settings.json no `disableAutoMode`: a session can be started in which nobody is asked
        Loosens .claude/settings.json no `disableBypassPermissionsMode`: a session can be started in which nobody is asked
        drift
    "#]],
    );
}
