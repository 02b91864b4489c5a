//! What is rendered for Cedar: random permissions and those of the examples, as the files stand, asked of Cedar request by request.
//!
//! Nothing may be given that is not declared; where the rendering is proven to be exact, the same must be given.

use std::path::Path;
use std::str::FromStr as _;

use bailiwick_engine::permission::{Action, Arguments, Authority, Effect, Resource};
use bailiwick_engine::render::dialect::Subject;
use bailiwick_engine::render::dialects::dialect;
use bailiwick_engine::render::proof::prove;
use bailiwick_engine::render::{Rendered, Targets, render};
use bailiwick_engine::workspace::{Workspace, load};
use bailiwick_engine::world::{Disk, Memory};
use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, RestrictedExpression,
    Schema, ValidationMode, Validator,
};

use crate::random::Random;

/// How many requests each random agent is asked about.
const REQUESTS: usize = 50;

/// What was compared.
#[derive(Debug, Default)]
struct Tally {
    requests: u64,
    by_effect: [u64; 3],
    exact: u64,
    stricter: u64,
    disagreements: u64,
}

/// Compares at least so many requests; says whether nothing is given beyond what is declared.
pub fn run(count: u64, seed: u64) -> bool {
    println!("seed {seed}");
    let mut tally = Tally::default();
    let mut random = Random::new(seed, 0);
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    for name in ["coding-agents", "research-desk", "support-fleet"] {
        let workspace = load(&Disk::at(&examples.join(name)));
        for environment in workspace.fleet().environments() {
            compare(&workspace, environment.text(), &mut random, &mut tally);
        }
    }
    println!("examples: {} requests", tally.requests);
    while tally.requests < count {
        let workspace = load(&Memory::example(&declaration(&mut random)));
        compare(&workspace, None, &mut random, &mut tally);
    }
    for (effect, count) in Effect::ALL.iter().zip(tally.by_effect) {
        println!("{effect:<10} {count:>8}");
    }
    println!("exact {}, stricter {}", tally.exact, tally.stricter);
    let is_even = tally.by_effect.iter().all(|seen| *seen >= tally.requests / 20);
    if !is_even || tally.exact < tally.requests / 4 {
        println!("FAILED: a decision came too seldom");
    }
    println!("COUNT: {}", tally.requests);
    is_even && tally.exact >= tally.requests / 4 && tally.disagreements == 0
}

fn compare(
    workspace: &Workspace,
    environment: Option<&str>,
    random: &mut Random,
    tally: &mut Tally,
) {
    let targets = Targets::new(workspace.fleet(), workspace.assets());
    let (target, flaws) = targets.read(targets.find("cedar@1").expect("a target"));
    assert!(flaws.is_empty(), "{flaws:?}");
    let environment =
        workspace.fleet().environments().into_iter().find(|item| item.text() == environment);
    let rendered = render(workspace, environment, &target, &[]);
    assert!(rendered.refusals.is_empty(), "{:?}", rendered.refusals);
    let cedar = Cedar::new(&rendered);
    let dialect = dialect("cedar").expect("a dialect");
    for name in &rendered.agents {
        // One instance of many has no declaration of its own.
        let Some(agent) = workspace.agent(name) else { continue };
        let effective = workspace.effective(agent, environment);
        let authority = Authority::of(&effective);
        let subject = Subject { effective: &effective, authority: &authority };
        let native = (dialect.compile)(&[subject]);
        let meaning = (dialect.meaning)(&native).of(&subject);
        let exact = Action::ALL.map(|action| prove(action, &authority, &meaning).is_exact());
        for _ in 0..REQUESTS {
            let (action, text) = request(&authority, random);
            let Ok(resource) = Resource::read(action, &text) else { continue };
            let declared =
                authority.decide(action, resource.as_str(), &Arguments::default()).effect;
            let found = cedar.decide(name, action, resource.as_str());
            tally.requests += 1;
            tally.by_effect[found as usize] += 1;
            let is_exact = exact[action as usize];
            tally.exact += u64::from(is_exact);
            tally.stricter += u64::from(found < declared);
            if found > declared || is_exact && found != declared {
                tally.disagreements += 1;
                println!(
                    "FAILED: {name}: {action} {}: declared {declared}, Cedar {found}",
                    resource.as_str()
                );
            }
        }
    }
}

/// The files as Cedar has them.
struct Cedar {
    policies: PolicySet,
    schema: Schema,
    entities: Entities,
    authorizer: Authorizer,
}

impl Cedar {
    /// Reads the files; policies have to be valid by the schema, strictly.
    fn new(rendered: &Rendered) -> Self {
        let text = |ending: &str| -> String {
            let files = rendered.files.iter().filter(|file| file.path.ends_with(ending));
            files.map(|file| String::from_utf8(file.bytes.clone()).expect("UTF-8")).collect()
        };
        let (schema, _) = Schema::from_cedarschema_str(&text(".cedarschema")).expect("a schema");
        let policies =
            PolicySet::from_str(&text(".cedar")).unwrap_or_else(|error| panic!("{error}"));
        let validated = Validator::new(schema.clone()).validate(&policies, ValidationMode::Strict);
        assert!(validated.validation_passed(), "{validated}");
        let entities =
            Entities::from_json_str(&text("entities.json"), Some(&schema)).expect("entities");
        Self { policies, schema, entities, authorizer: Authorizer::new() }
    }

    fn decide(&self, agent: &str, action: Action, resource: &str) -> Effect {
        let asked = [Some(false), None, Some(true)]
            .map(|approved| self.permits(agent, action, resource, approved));
        match asked {
            [true, true, true] => Effect::Allow,
            [false, false, true] => Effect::Ask,
            [false, false, false] => Effect::Deny,
            other => panic!("what is not approved is permitted otherwise: {other:?}"),
        }
    }

    fn permits(&self, agent: &str, action: Action, resource: &str, approved: Option<bool>) -> bool {
        let uid = |kind: &str, id: &str| {
            EntityUid::from_type_name_and_id(
                kind.parse().expect("a type"),
                cedar_policy::EntityId::new(id),
            )
        };
        let mut fields =
            vec![("resource".to_owned(), RestrictedExpression::new_string(resource.to_owned()))];
        fields
            .extend(approved.map(|it| ("approved".to_owned(), RestrictedExpression::new_bool(it))));
        let context = Context::from_pairs(fields).expect("no name twice");
        let (principal, resource) = (uid("Agent", agent), uid("Resource", "it"));
        let request = Request::new(
            principal,
            uid("Action", action.as_str()),
            resource,
            context,
            Some(&self.schema),
        );
        let response = self.authorizer.is_authorized(
            &request.expect("a valid request"),
            &self.policies,
            &self.entities,
        );
        assert!(response.diagnostics().errors().next().is_none(), "a policy fails");
        response.decision() == Decision::Allow
    }
}

/// A resource that some rule is about, or almost, or another one.
fn request(authority: &Authority<'_, '_>, random: &mut Random) -> (Action, String) {
    let lines: Vec<(Action, &str)> = Action::ALL
        .iter()
        .flat_map(|action| authority.lines(*action))
        .map(|line| (line.rule.action, line.member.text))
        .collect();
    let (action, pattern) = if lines.is_empty() || random.one_in(6) {
        let action = random.one(&Action::ALL);
        (action, random.one(patterns(action)))
    } else {
        random.one(&lines)
    };
    let mut text = String::new();
    let mut rest = pattern.chars().peekable();
    while let Some(sign) = rest.next() {
        match sign {
            '*' => {
                _ = rest.next_if_eq(&'*');
                text.push_str(random.one(&["", "a", "b", "x", "a/b", "x y", ".a", "get_a", "*"]));
            }
            '{' => {
                let inside: String = rest.by_ref().take_while(|sign| *sign != '}').collect();
                let choices: Vec<&str> = inside.split(',').collect();
                text.push_str(random.one(&choices));
            }
            '?' => text.push('q'),
            sign => text.push(sign),
        }
    }
    if random.one_in(5) {
        text.push_str(random.one(&["/a", " a", "?q=/a", "x", " 'a b'"]));
    }
    (action, text)
}

/// Agents with a few rules each.
fn declaration(random: &mut Random) -> String {
    let mut text = "server \"s\" { url \"https://s.example/mcp\"; tool \"get_a\"; tool \"put\"; }\nserver \"t\" { url \"https://t.example/mcp\"; }\nmemory \"notes\" { summary \"N\"; }\nagent \"helper\"\n".to_owned();
    for at in 0..10 {
        let only = random.one(&["", " { only \"get_*\"; }"]);
        text.push_str(&format!("agent \"a{at}/x\" {{ server \"s\"{only}; server \"t\"; delegate \"helper\"; memory \"notes\"; permissions {{\n"));
        for _ in 0..=random.below(8) {
            let action = random.one(&Action::ALL);
            let effect = random.one(&[Effect::Allow, Effect::Allow, Effect::Ask, Effect::Deny]);
            text.push_str(&format!("{effect} {action} \"{}\"\n", random.one(patterns(action))));
        }
        for action in Action::ALL {
            if random.one_in(4) {
                text.push_str(&format!("otherwise ask {action}\n"));
            }
        }
        text.push_str("}; }\n");
    }
    text
}

fn patterns(action: Action) -> &'static [&'static str] {
    match action {
        Action::Read | Action::Write => &[
            "**",
            "src/**",
            "src/*",
            "src/a",
            "**/*.md",
            "**/.env",
            "/etc/**",
            "/**",
            "~/**",
            "~/.ssh/*",
            "{src,docs}/**",
            "s?c/a",
            "*",
            "*/a",
            "src/**/a",
            "a*b*",
            ".*",
        ],
        Action::Run => {
            &["mk **", "mk go", "git push **", "git * --force", "ls", "**", "m*", "rm -rf **"]
        }
        Action::Fetch => &[
            "**",
            "https://a.example/**",
            "https://a.example/x/*",
            "https://a.example/",
            "https://*.example/x/**",
            "*://a.example:*/**",
            "http://b.example/a",
        ],
        Action::Call => &["s/*", "s/get_*", "s/get_a", "t/**", "**", "*/put", "t/put"],
        Action::Delegate => &["helper", "h*", "**", "other"],
        Action::Recall | Action::Remember => &["notes", "*", "n**"],
    }
}
