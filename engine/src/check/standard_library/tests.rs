//! Names lead to modules; near ones too.

use bailiwick_schema::vocabulary::Kind;

use super::{declaration, nearest_declaration};

fn module(kind: Kind, name: &str) -> Option<&'static str> {
    declaration(kind, name).map(|declaration| declaration.module)
}

fn near(kind: Kind, name: &str) -> Option<(&'static str, &'static str)> {
    nearest_declaration(kind, name).map(|declaration| (&*declaration.name, declaration.module))
}

#[test]
fn a_name_leads_to_the_module_that_declares_it() {
    assert_eq!(module(Kind::Server, "github"), Some("std/server/github@1"));
    assert_eq!(module(Kind::Base, "std/reader"), Some("std/base/reader@1"));
    assert_eq!(module(Kind::Label, "untrusted"), Some("std/label/standard@1"));
    assert_eq!(module(Kind::Lifecycle, "simple"), Some("std/lifecycle/simple@1"));
    assert_eq!(module(Kind::Stage, "active"), Some("std/lifecycle/standard@1"));
    assert_eq!(module(Kind::Agent, "github"), None);
    assert_eq!(module(Kind::Server, "githb"), None);
}

#[test]
fn a_near_name_leads_to_the_one_that_was_meant() {
    assert_eq!(near(Kind::Server, "githb"), Some(("github", "std/server/github@1")));
    assert_eq!(near(Kind::Base, "std/raeder"), Some(("std/reader", "std/base/reader@1")));
    assert_eq!(near(Kind::Base, "reader"), Some(("std/reader", "std/base/reader@1")));
    assert_eq!(near(Kind::Server, "tickets"), None);
}
