//! One event: read, decided, logged, answered; whatever goes wrong on the way blocks the tool.

use std::io::{Read, Write, stderr, stdin, stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bailiwick_engine::hook::{self, Event, Folders, PlaceError, Policies, Wish};
use bailiwick_engine::permission::{Action, Compiled, Effect, Judgement};
use bailiwick_engine::world::{append, clock, follow, place};

use super::guarded::guarded;
use super::{Form, Gate};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::hook::{Answer, Found, Grant, answer, explained, record};
use crate::output::visible::visible;
use crate::place::{Place, shown_argument};

/// The most bytes of an event.
const MOST_BYTES: u64 = 4 << 20;

/// How long an answer may take: runtimes go on where a hook takes too long for them.
const MOST_TIME: Duration = Duration::from_secs(5);

/// What is printed, and how the process ends where nothing is blocked.
type Ended = (Answer, Exit);

/// Answers the event on standard input.
pub fn run(gate: Gate, place: &Place) -> Exit {
    // What a panic says would stand beside the one line that is expected.
    std::panic::set_hook(Box::new(|_| {}));
    let place = place.clone();
    let ended = guarded(MOST_TIME, move || ended(&gate, &place))
        .unwrap_or_else(|failed| Err(format!("no answer was found: {failed}")));
    match ended {
        Ok((Answer { output, blocked: None }, exit)) => match print(&output) {
            Ok(()) => exit,
            Err(error) => blocked(&format!("the answer cannot be written: {error}")),
        },
        Ok((Answer { blocked: Some(reason), .. }, _)) => blocked(&reason),
        Err(reason) => blocked(&format!("bailiwick: {reason}")),
    }
}

fn print(text: &str) -> std::io::Result<()> {
    let mut output = stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush())
}

fn blocked(reason: &str) -> Exit {
    let _nobody_reads = writeln!(stderr().lock(), "{}", visible(reason));
    Exit::Failed
}

fn ended(gate: &Gate, place: &Place) -> Result<Ended, String> {
    let text = event()?;
    let (policies, folder) = policies(gate, place)?;
    let event = Event::read(&text, gate.form.map(Into::into)).map_err(|error| error.to_string())?;
    let (found, parts, compiled) = least(&event, &policies, &folder, gate.explain)?;
    let grant = if gate.grant { Grant::Said } else { Grant::Silent };
    let said = found.said(&event, grant);
    let reason = found.reason(&event, &compiled);
    if let Some(log) = &gate.log {
        let time = clock::now();
        let line = record((&found, said, &reason), &event, &compiled, time.as_deref());
        let log = place.at(log);
        append::line(&log, line.as_bytes()).map_err(|error| {
            format!(
                "the log `{}` cannot be written, so nothing is done: {error}",
                shown_argument(&log)
            )
        })?;
    }
    if gate.explain {
        let output = explained((&found, said), &parts, &event, &compiled);
        let exit = if found.effect() == Effect::Allow { Exit::Done } else { Exit::Found };
        return Ok((Answer { output, blocked: None }, exit));
    }
    Ok((answer(event.form, said, &reason), Exit::Done))
}

/// The text on standard input.
fn event() -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = stdin().lock().take(MOST_BYTES + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("standard input cannot be read: {error}"))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(format!("the event is larger than {} MiB", MOST_BYTES >> 20));
    }
    String::from_utf8(bytes).map_err(|_| "the event is not UTF-8".to_owned())
}

/// What decides, and the folder from which its roots are seen.
fn policies(gate: &Gate, place: &Place) -> Result<(Policies, PathBuf), String> {
    let Some(file) = &gate.policy else {
        let agent = gate.agent.as_deref().unwrap_or_default();
        let asked = (agent, gate.environment.as_deref());
        let root = |_: &Path| ".".to_owned();
        let compiled = super::compiled(place, gate.path.as_deref(), asked, root);
        let (compiled, folder) = compiled.map_err(one_line)?;
        return Ok((Policies::One(Arc::new(compiled)), folder));
    };
    let shown = shown_argument(file);
    let unread =
        |error: &dyn std::fmt::Display| format!("the policy `{shown}` cannot be read: {error}");
    let path = place.at(file);
    let bytes = place::read(&path).map_err(|error| unread(&error))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| unread(&"it is not UTF-8"))?;
    let policies = Policies::read(text).map_err(|error| unread(&error))?;
    Ok((policies, path.parent().map(Path::to_path_buf).unwrap_or_default()))
}

/// What is found, the parts of a command line where they are wanted, and the rules that decided.
type Least = (Found, Vec<(Action, Judgement)>, Arc<Compiled>);

/// The least that is found by the rules that count for the agent of an event.
fn least(
    event: &Event,
    policies: &Policies,
    folder: &Path,
    wants_parts: bool,
) -> Result<Least, String> {
    let judging = policies.judging(event.agent.as_deref());
    let judging = judging.map_err(|error| format!("the policy cannot be read: {error}"))?;
    let found = judging.into_iter().map(|compiled| {
        let root = folder.join(&compiled.root);
        let (found, parts) = found(event, (policies, &compiled), &root, wants_parts);
        (found, parts, compiled)
    });
    // Of those that give equally little, the first.
    found
        .min_by_key(|(found, ..)| found.effect())
        .ok_or_else(|| "the policy is of no agent".to_owned())
}

fn one_line(failure: Failure) -> String {
    match failure.help {
        Some(help) => format!("{}; {help}", failure.message),
        None => failure.message,
    }
}

/// What is decided on the event, with the parts of a command line where they are wanted.
fn found(
    event: &Event,
    (policies, compiled): (&Policies, &Compiled),
    root: &Path,
    wants_parts: bool,
) -> (Found, Vec<(Action, Judgement)>) {
    let home = std::env::var_os("HOME").map(PathBuf::from).filter(|home| home.is_absolute());
    let refused = |why: String| (Found::Refused(why), Vec::new());
    let wishes = Wish::of(event, compiled.servers()).map_err(|error| error.to_string());
    let wishes = match wishes.and_then(|wishes| declared(wishes, policies)) {
        Ok(wishes) => wishes,
        Err(why) => return refused(why),
    };
    let folders = (root, home.as_deref());
    let folders = match Folders::new(folders, &event.folder, &follow::target, &follow::worktree) {
        Ok(folders) => folders,
        Err(error) => return refused(error.to_string()),
    };
    let decided: Result<_, PlaceError> =
        hook::decide(compiled, wishes, &folders, &follow::worktree);
    match decided {
        Ok(Some(decided)) => {
            let parts =
                if wants_parts { hook::parts(compiled, &decided, &folders) } else { Vec::new() };
            (Found::Decided(decided), parts)
        }
        Ok(None) => refused("the event asks for nothing".to_owned()),
        Err(error) => refused(error.to_string()),
    }
}

/// With agents by the names that they are declared by.
fn declared(wishes: Vec<Wish>, policies: &Policies) -> Result<Vec<Wish>, String> {
    let one = |wish| match wish {
        Wish::Named(Action::Delegate, name, arguments) => {
            Ok(Wish::Named(Action::Delegate, policies.declared(&name)?, arguments))
        }
        other => Ok(other),
    };
    wishes.into_iter().map(one).collect()
}

impl From<Form> for hook::Form {
    fn from(form: Form) -> Self {
        match form {
            Form::ClaudeCode => Self::ClaudeCode,
            Form::Codex => Self::Codex,
            Form::Gemini => Self::Gemini,
            Form::Opencode => Self::OpenCode,
        }
    }
}
