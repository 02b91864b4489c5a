//! When colour is used.

use super::{Colour, Wishes};

fn colour(variables: &[(&str, &str)], choice: Colour, is_terminal: bool) -> bool {
    let wishes = Wishes::read(|name| {
        variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    });
    wishes.colour(choice, is_terminal)
}

#[test]
fn colour_comes_only_on_a_terminal() {
    assert!(colour(&[], Colour::Auto, true));
    assert!(!colour(&[], Colour::Auto, false));
    assert!(!colour(&[("TERM", "dumb")], Colour::Auto, true));
}

#[test]
fn the_option_wins_over_the_environment() {
    assert!(colour(&[("NO_COLOR", "1")], Colour::Always, false));
    assert!(!colour(&[("CLICOLOR_FORCE", "1")], Colour::Never, true));
}

#[test]
fn the_environment_wins_over_the_terminal() {
    assert!(!colour(&[("NO_COLOR", "1")], Colour::Auto, true));
    assert!(colour(&[("NO_COLOR", "")], Colour::Auto, true));
    assert!(colour(&[("CLICOLOR_FORCE", "1")], Colour::Auto, false));
    assert!(!colour(&[("CLICOLOR_FORCE", "")], Colour::Auto, false));
    assert!(colour(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], Colour::Auto, false));
}
