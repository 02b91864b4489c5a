//! Renders an environment for a target: agents in, files, losses and refusals out; nothing is written here.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use bailiwick_schema::document::Item;
use minijinja::Value as Seen;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::agents::{Agent, Agents};
use super::context;
use super::data;
use super::dialect::{Dialect, Native, Subject};
use super::evidence::Evidence;
use super::files::{self, Made, OutputFile};
use super::filter;
use super::loss::{self, Loss, Losses};
use super::meaning::Meaning;
use super::proof::{Proof, prove_given};
use super::refusal::{self, Refusal};
use super::target::{Per, Target};
use super::text::Names;
use super::tools;
use super::writer::Writer;
use crate::compose::Effective;
use crate::digest::Digest;
use crate::hook::Policies;
use crate::per_thread::PerThread;
use crate::permission::{Action, Authority, Compiled, Patterns};
use crate::workspace::{Contexts, Workspace};

/// What is to be written for a target.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The files, sorted by path; none may be written where there are refusals.
    pub files: Vec<OutputFile>,
    /// The agents that were rendered, in the order of their names.
    pub agents: Vec<String>,
    /// The first file of each agent that has one of its own.
    pub own: BTreeMap<String, String>,
    /// What does not reach the runtime as it was declared.
    pub losses: Losses,
    /// Why nothing may be written.
    pub refusals: Vec<Refusal>,
    /// How many proofs there were.
    pub proofs: Proofs,
    /// What the proofs stand on; none for a target that enforces nothing.
    pub evidence: Option<Evidence>,
}

/// How many proofs there were, one for each agent and action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proofs {
    /// All of them.
    pub all: usize,
    /// Those that show that every request is decided as declared.
    pub exact: usize,
}

/// So many agents are rendered at a time.
const BATCH: usize = 256;

/// Renders the agents that are present in an environment: all of them, or those of these names.
#[must_use]
pub fn render(
    workspace: &Workspace,
    environment: Option<Item<'_>>,
    target: &Target,
    agents: &[String],
) -> Rendered {
    let contexts = workspace.contexts(environment);
    let mut rendered = Rendered {
        evidence: target.dialect.map(|dialect| dialect.evidence),
        ..Rendered::default()
    };
    let writer = match Writer::new(target, 1) {
        Ok(writer) => writer,
        Err(problem) => {
            rendered.refusals.push(fleet_refusal(target, problem));
            return rendered;
        }
    };
    let shared = context::shared(target, environment.and_then(Item::text));
    let sees_policies = target.sees_policies();
    let work = Work { contexts: &contexts, target, writer, shared, agents, sees_policies };
    let mut taken = Taken::new(target);
    let native = match target.dialect {
        Some(dialect) => work.proven(dialect, &mut taken),
        None => {
            let nothing = Native::default();
            let made = |effective: &Effective<'_>| {
                is_wanted(&contexts, agents, effective)
                    .then(|| work.agent(effective, &nothing.shared))
            };
            each(&contexts, made, |agent| taken.take(agent));
            nothing.shared
        }
    };
    taken.finish(&work, &native, rendered)
}

/// Hands over what `form` makes of every agent, in the order of their names.
fn each<'w, T: Send>(
    contexts: &Contexts<'w>,
    form: impl Fn(&Effective<'w>) -> Option<T> + Sync,
    mut take: impl FnMut(T),
) {
    let taken = contexts.each(form, |one| {
        one.into_iter().for_each(&mut take);
        Ok::<(), Infallible>(())
    });
    match taken {
        Ok(()) => {}
        Err(never) => match never {},
    }
}

/// Whether an agent is to be rendered: one that is present, and of these names where there are some.
fn is_wanted(contexts: &Contexts<'_>, agents: &[String], effective: &Effective<'_>) -> bool {
    let is_named = || {
        let name = effective.name();
        let declared = effective.agent.text().unwrap_or_default();
        agents.iter().any(|wanted| *wanted == name || wanted == declared)
    };
    (agents.is_empty() || is_named()) && contexts.is_present(effective)
}

/// The agents that are rendered, in the order of their names.
pub(crate) fn held<'w>(contexts: &Contexts<'w>, agents: &[String]) -> Vec<Effective<'w>> {
    let mut held: Vec<Effective<'w>> = Vec::new();
    let wanted = |effective: &Effective<'w>| {
        is_wanted(contexts, agents, effective).then(|| effective.clone())
    };
    each(contexts, wanted, |effective| held.push(effective));
    held
}

fn fleet_refusal(target: &Target, message: String) -> Refusal {
    let help = format!("mend the target `{}`", target.id());
    Refusal { agent: None, message, help }
}

struct Work<'r, 'w> {
    contexts: &'r Contexts<'w>,
    target: &'r Target,
    writer: Writer<'r>,
    shared: Names,
    agents: &'r [String],
    /// Whether a template asks for what hooks decide by.
    sees_policies: bool,
}

/// What was proven, by action and by the content of both sides: many agents have the same rules.
type Known = PerThread<FxHashMap<(Action, [Digest; 2]), Arc<Proof>>>;

/// What one agent gives.
#[derive(Default)]
struct One {
    name: String,
    made: Vec<Made>,
    losses: Vec<Loss>,
    refusals: Vec<Refusal>,
    proofs: Proofs,
    /// Its context, where files of the fleet are made of it.
    canonical: Option<Arc<str>>,
    /// The files of the fleet that it takes part in.
    parts: Vec<usize>,
    /// What a hook decides by, with the name that is safe as a file's.
    policy: Option<(String, Compiled)>,
}

impl<'w> Work<'_, 'w> {
    /// Renders with a dialect: it sees all agents at once, and what it makes of them is proven one by one.
    fn proven(&self, dialect: &'static Dialect, taken: &mut Taken) -> Value {
        let held = held(self.contexts, self.agents);
        let patterns = Patterns::default();
        let read = |effective| Authority::with(effective, &patterns);
        let authorities: Vec<Authority<'_, 'w>> = held.par_iter().map(read).collect();
        let subjects: Vec<Subject<'_, 'w>> = held
            .iter()
            .zip(&authorities)
            .map(|(effective, authority)| Subject { effective, authority })
            .collect();
        let native = (dialect.compile)(&subjects);
        let meanings = (dialect.meaning)(&native);
        let nothing = Value::Null;
        let numbered: Vec<(usize, &Subject<'_, 'w>)> = subjects.iter().enumerate().collect();
        let known = Known::default();
        for batch in numbered.chunks(BATCH) {
            let one = |(at, subject): &(usize, &Subject<'_, 'w>)| {
                let own = native.agents.get(*at).unwrap_or(&nothing);
                let mut one = self.agent(subject.effective, own);
                let lost = native.lost.get(*at).into_iter().flatten();
                one.losses.extend(lost.map(|part| Loss::Part((*part).to_owned())));
                self.prove(&meanings.of(subject), subject, &known, &mut one);
                one
            };
            let made: Vec<One> = batch.par_iter().map(one).collect();
            made.into_iter().for_each(|one| taken.take(one));
        }
        drop(meanings);
        native.shared
    }

    fn prove(&self, meaning: &Meaning, subject: &Subject<'_, '_>, known: &Known, one: &mut One) {
        for action in Action::ALL {
            let (declared, given) = (subject.authority.given(action), meaning.given(action));
            let sides = [Digest::of(declared.content().as_bytes()), meaning.content(action)];
            let proof = known
                .remember((action, sides), |_| Arc::new(prove_given(action, &declared, &given)));
            let proof =
                if meaning.is_hooked() { Arc::new(Proof::clone(&proof).hooked()) } else { proof };
            one.proofs.all += 1;
            one.proofs.exact += usize::from(proof.is_exact());
            one.refusals.extend(refusal::unproven(&proof, &one.name, &self.target.id()));
            one.losses.extend(loss::proven(&proof));
        }
    }

    /// The files of an agent, and what it loses.
    fn agent(&self, effective: &Effective<'_>, native: &Value) -> One {
        let canonical = self.contexts.json(effective);
        let mut agent = Agent::read(&canonical);
        if self.target.lists_tools() {
            let tools = tools::tools(effective, agent.json("server").as_ref());
            agent.add("tools", data::value(&tools));
        }
        let names = context::of_agent(&self.shared, agent, native);
        let mut one = One { name: effective.name(), ..One::default() };
        one.losses = loss::parts(self.target, effective);
        for (at, output) in self.target.outputs.iter().enumerate() {
            let made = match (self.writer.is_wanted(output, &names), output.per) {
                (Ok(false), _) => continue,
                (Ok(true), Per::Fleet) => {
                    one.parts.push(at);
                    continue;
                }
                (Ok(true), Per::Agent) => self.writer.file(at, &names),
                (Err(problem), _) => Err(problem),
            };
            match made {
                Ok(file) => {
                    let (agent, output) = (Some(one.name.clone()), output.path.clone());
                    one.made.push(Made { file, agent, output });
                }
                Err(message) => {
                    let help = format!(
                        "mend the target `{}`, or what the agent is given",
                        self.target.id()
                    );
                    one.refusals.push(Refusal { agent: Some(one.name.clone()), message, help });
                }
            }
        }
        one.policy = self.policy(effective);
        one.canonical = (!one.parts.is_empty()).then(|| canonical.into());
        one
    }
}

impl Work<'_, '_> {
    fn policy(&self, effective: &Effective<'_>) -> Option<(String, Compiled)> {
        let file = filter::file(&effective.name()).filter(|_| self.sees_policies)?;
        Some((file, Compiled::of(effective, self.contexts.digest(effective), "")))
    }
}

/// What all agents gave so far.
struct Taken {
    agents: Vec<String>,
    made: Vec<Made>,
    losses: Losses,
    refusals: Vec<Refusal>,
    proofs: Proofs,
    /// By output: the contexts of the agents that take part in it.
    fleet: Vec<Vec<Arc<str>>>,
    policies: Vec<(String, Compiled)>,
}

/// So many refusals are kept; who mends them sees the rest.
const MOST_REFUSALS: usize = 100;

impl Taken {
    fn new(target: &Target) -> Self {
        Self {
            agents: Vec::new(),
            made: Vec::new(),
            losses: Losses::new(),
            refusals: Vec::new(),
            proofs: Proofs::default(),
            fleet: vec![Vec::new(); target.outputs.len()],
            policies: Vec::new(),
        }
    }

    fn take(&mut self, one: One) {
        for loss in one.losses {
            self.losses.entry(loss).or_default().push(one.name.clone());
        }
        let room = MOST_REFUSALS.saturating_sub(self.refusals.len());
        self.refusals.extend(one.refusals.into_iter().take(room));
        self.proofs.all += one.proofs.all;
        self.proofs.exact += one.proofs.exact;
        self.made.extend(one.made);
        for part in one.parts {
            if let (Some(agents), Some(canonical)) = (self.fleet.get_mut(part), &one.canonical) {
                agents.push(Arc::clone(canonical));
            }
        }
        self.policies.extend(one.policy);
        self.agents.push(one.name);
    }

    /// With the files of the fleet.
    fn finish(mut self, work: &Work<'_, '_>, native: &Value, mut rendered: Rendered) -> Rendered {
        match Writer::new(work.target, self.agents.len()) {
            Ok(writer) => self.fleet_files(work, &writer, native),
            Err(problem) => self.refusals.push(fleet_refusal(work.target, problem)),
        }
        for made in &self.made {
            if let Some(agent) = &made.agent {
                rendered.own.entry(agent.clone()).or_insert_with(|| made.file.path.clone());
            }
        }
        rendered.files = files::apart(self.made, &mut self.refusals);
        rendered.agents = self.agents;
        rendered.losses = self.losses;
        rendered.refusals = self.refusals;
        rendered.proofs = self.proofs;
        rendered
    }

    fn fleet_files(&mut self, work: &Work<'_, '_>, writer: &Writer<'_>, native: &Value) {
        for (at, output) in work.target.outputs.iter().enumerate() {
            let agents = self.fleet.get_mut(at).map(std::mem::take).unwrap_or_default();
            if output.per == Per::Agent || agents.is_empty() {
                continue;
            }
            let mut names = Writer::with(&work.shared, "native", native);
            names.insert("agents".to_owned(), Seen::from_object(Agents(agents)));
            if work.sees_policies {
                let policies = self.policies_at(&writer.path(at, &names).unwrap_or_default());
                names.insert("policies".to_owned(), Seen::from(policies));
            }
            match writer.file(at, &names) {
                Ok(file) => {
                    self.made.push(Made { file, agent: None, output: output.path.clone() });
                }
                Err(problem) => self.refusals.push(fleet_refusal(work.target, problem)),
            }
        }
    }

    /// What hooks decide by, in a file at this path: it says where the folder of the rendering is, seen from there.
    fn policies_at(&mut self, path: &str) -> String {
        let depth = path.matches('/').count();
        let root = if depth == 0 { ".".to_owned() } else { vec![".."; depth].join("/") };
        self.policies.iter_mut().for_each(|(_, policy)| policy.root.clone_from(&root));
        Policies::of(self.policies.iter().map(|(name, policy)| (name.clone(), policy))).text()
    }
}
