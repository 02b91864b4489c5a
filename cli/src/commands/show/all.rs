//! `bailiwick show --all`: what every agent is given in an environment.

use bailiwick_engine::compose::Effective;
use bailiwick_engine::show;
use bailiwick_engine::workspace::Contexts;

use super::{Context, Format};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::count::counted;
use crate::output::json::json_line;
use crate::output::visible::{visible, visible_lines};

/// So much is gathered before it is printed, in bytes.
const PART: usize = 1 << 16;

/// Prints the contexts of all agents that are present, and says how many are not.
pub(super) fn run(
    context: &Context,
    contexts: &Contexts<'_>,
    format: Format,
    environment: Option<&str>,
) -> Result<Exit, Failure> {
    let form = |effective: &Effective<'_>| {
        contexts.is_present(effective).then(|| match format {
            Format::Kdl => visible_lines(&show::kdl(effective)).into_owned(),
            Format::Json => json_line(&contexts.json(effective)),
        })
    };
    let mut text = String::new();
    let mut absent = 0;
    contexts.each(form, |shown| {
        match shown {
            Some(shown) => text.push_str(&shown),
            None => absent += 1,
        }
        if text.len() >= PART {
            context.terminal.print(&text)?;
            text.clear();
        }
        Ok::<(), Failure>(())
    })?;
    context.terminal.print(&text)?;
    if let (1.., Some(environment)) = (absent, environment) {
        let agents = counted(absent, "agent");
        let (are, their) = if absent == 1 { ("is", "its") } else { ("are", "their") };
        context.terminal.note(&format!(
            "note: {agents} {are} not present in `{}`: the lifecycle does not allow {their} stage there",
            visible(environment)
        ));
    }
    Ok(Exit::Done)
}
