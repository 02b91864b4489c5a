//! The rules of one agent: of each action the most that is proven to give no more than is declared.

use super::own::{Guard, Own};
use super::permission::{Permission, Rules};
use super::{FETCH, Folder, call, delegate, flat, path, run, sense};
use crate::permission::{Action, Effect, Excess, Given, Line, Pattern, Rank, excess};
use crate::render::dialect::Subject;
use crate::render::proof::prove_given;

/// The rules of an action, under the keys of their tools.
type Entries = Vec<(String, Rules)>;

/// What is written for an agent.
pub(super) fn own(subject: &Subject<'_, '_>, folder: &Folder) -> Own {
    let section = |action: Action| Section { action, subject, folder };
    let (bash, guard) = section(Action::Run).run();
    let mut own = Own { permission: Permission::closed(), guard };
    // As it is by itself: no authority, but a stop for what runs in circles.
    own.permission.push("doom_loop", flat(Effect::Ask));
    let is_run = !bash.is_empty();
    let (read, write) = (section(Action::Read).paths(), section(Action::Write).paths());
    for (entries, _) in [&read, &write] {
        let partial = entries.iter().filter(|(_, rules)| path::is_partial(rules));
        own.guard.partial.extend(partial.map(|(key, _)| key.clone()));
    }
    let outside = read.1.max(write.1);
    let outside = if is_run { Effect::Allow } else { outside };
    if outside > Effect::Deny {
        // Paths are judged by the rules of their tools.
        own.permission.push("external_directory", flat(outside));
    }
    let fetch = section(Action::Fetch).flat(FETCH);
    let task = section(Action::Delegate).delegate();
    let all = [bash, read.0, write.0, fetch, task, section(Action::Call).call()];
    for (key, rules) in all.into_iter().flatten() {
        own.permission.push(key, rules);
    }
    own
}

struct Section<'s, 'a, 'f> {
    action: Action,
    subject: &'s Subject<'a, 'f>,
    folder: &'s Folder,
}

impl<'f> Section<'_, '_, 'f> {
    fn given(&self) -> Given<'_> {
        self.subject.authority.given(self.action)
    }

    fn lines(&self, effect: Effect) -> impl Iterator<Item = &Line<'f>> {
        let lines = self.subject.authority.lines(self.action);
        lines.filter(move |line| line.rule.effect == effect)
    }

    /// Whether anything is given at all.
    fn is_any(&self) -> bool {
        let given = self.given();
        let gives = given.rules.iter().any(|rule| rule.effect > Effect::Deny);
        let everything = Pattern::everything(self.action).filter(|_| gives);
        everything.is_some_and(|all| excess(&given, Effect::Deny, &all) != Excess::None)
    }

    /// What is done where no rule matches.
    fn otherwise(&self) -> Effect {
        let mut lines = self.subject.authority.all_lines(self.action);
        let is_asked = lines.any(|line| line.rule.rank == Rank::Otherwise);
        if is_asked { Effect::Ask } else { Effect::Deny }
    }

    /// Whether these rules give no more than is declared.
    fn holds(&self, entries: &Entries, guard: &Guard) -> bool {
        let mut permission = Permission::closed();
        entries.iter().for_each(|(key, rules)| permission.push(key.clone(), rules.clone()));
        let native = sense(self.action, &permission, Some(guard), self.folder, self.subject);
        prove_given(self.action, &self.given(), &native.given()).holds()
    }

    fn run(&self) -> (Entries, Guard) {
        let mut guard = Guard::default();
        if !self.is_any() {
            return (Entries::new(), guard);
        }
        guard.denied = self.lines(Effect::Deny).map(|line| line.member.text.to_owned()).collect();
        let exact = |effect: Effect| {
            let texts = self.lines(effect).filter_map(run::texts);
            texts.filter(|(_, is_exact)| *is_exact).flat_map(|(texts, _)| texts).collect::<Vec<_>>()
        };
        let allowed = exact(Effect::Allow);
        let asked: Vec<String> =
            self.lines(Effect::Ask).filter_map(run::texts).flat_map(|(texts, _)| texts).collect();
        let denied = exact(Effect::Deny);
        let guarded: Vec<String> =
            self.lines(Effect::Ask).map(|line| line.member.text.to_owned()).collect();
        let made = |allowed: &[String], asked: &[String], is_guarded: bool| {
            let mut rules = flat(self.otherwise());
            let all = [(allowed, Effect::Allow), (asked, Effect::Ask), (&denied, Effect::Deny)];
            for (texts, effect) in all {
                texts.iter().for_each(|text| put(&mut rules, text, effect));
            }
            let is_plain = run::is_plain_needed(&rules);
            let asked = if is_guarded { guarded.clone() } else { Vec::new() };
            (vec![(run::TOOL.to_owned(), rules)], Guard { is_plain, asked, ..guard.clone() })
        };
        let holds = |(entries, guard): &(Entries, Guard)| self.holds(entries, guard);
        let is_asked = |text: &String| holds(&made(&[], std::slice::from_ref(text), false));
        let asking = || asked.iter().filter(|text| is_asked(text)).cloned().collect::<Vec<_>>();
        let kept = |asked: &[String]| {
            let alone = |text: &&String| holds(&made(std::slice::from_ref(*text), asked, true));
            allowed.iter().filter(alone).cloned().collect::<Vec<_>>()
        };
        let tries: [&dyn Fn() -> (Entries, Guard); 6] = [
            &|| made(&allowed, &asked, false),
            &|| made(&allowed, &asked, true),
            &|| made(&kept(&asked), &asked, true),
            &|| made(&kept(&asking()), &asking(), true),
            &|| made(&[], &asking(), false),
            &|| made(&[], &[], false),
        ];
        tries.iter().map(|one| one()).find(holds).unwrap_or_default()
    }

    /// The rules about paths, and what is done with those outside.
    fn paths(&self) -> (Entries, Effect) {
        if !self.is_any() {
            return (Entries::new(), Effect::Deny);
        }
        let key = path::tool(self.action);
        let texts = |effect: Effect| self.lines(effect).flat_map(path::texts).collect::<Vec<_>>();
        let (asked, denied) = (texts(Effect::Ask), texts(Effect::Deny));
        let mut allowed = texts(Effect::Allow);
        allowed.retain(|texts| texts.is_exact);
        // What is cut off behind one must not cut what others allow.
        allowed.sort_by_key(|texts| texts.beyond.is_empty());
        let made = |allowed: &[path::Texts], cuts: bool, outside: Effect| {
            let mut rules = flat(self.otherwise());
            let effects =
                [(allowed, Effect::Allow), (&asked, Effect::Ask), (&denied, Effect::Deny)];
            for (all, effect) in effects {
                for texts in all {
                    texts.all.iter().for_each(|text| put(&mut rules, text, effect));
                    if effect == Effect::Allow || effect == Effect::Ask && cuts {
                        texts
                            .beyond
                            .iter()
                            .for_each(|text| put(&mut rules, text, self.otherwise()));
                    }
                }
            }
            path::OUTSIDE.iter().for_each(|text| put(&mut rules, text, outside));
            vec![(key.to_owned(), rules)]
        };
        let guard = Guard::default();
        let holds = |entries: &Entries| self.holds(entries, &guard);
        let deny = Effect::Deny;
        let kept: Vec<path::Texts> = if holds(&made(&allowed, false, deny)) {
            allowed
        } else {
            let alone = |one: &path::Texts| holds(&made(std::slice::from_ref(one), true, deny));
            allowed.into_iter().filter(alone).collect()
        };
        let variants = [(&*kept, false), (&*kept, true), (&[], true)];
        let found = variants.into_iter().find(|(all, cuts)| holds(&made(all, *cuts, deny)));
        let Some((all, cuts)) = found else { return (Entries::new(), deny) };
        let more = [Effect::Allow, Effect::Ask];
        let outside = more.into_iter().find(|outside| holds(&made(all, cuts, *outside)));
        let outside = outside.unwrap_or(deny);
        let mut entries = made(all, cuts, outside);
        if self.action == Action::Read {
            let with = |effect: Effect| {
                let searches = path::SEARCHES.map(|search| (search.to_owned(), flat(effect)));
                entries.iter().cloned().chain(searches).collect::<Entries>()
            };
            if let Some(searched) = more.into_iter().map(with).find(holds) {
                entries = searched;
            }
        }
        (entries, outside)
    }

    /// One effect for every use of a tool.
    fn flat(&self, key: &str) -> Entries {
        let of = |effect: Effect| vec![(key.to_owned(), flat(effect))];
        let tries = [Effect::Allow, Effect::Ask].map(of);
        let found =
            tries.into_iter().find(|one| self.is_any() && self.holds(one, &Guard::default()));
        found.unwrap_or_default()
    }

    fn delegate(&self) -> Entries {
        let rules = delegate::rules(self.subject, self.folder);
        let entries = vec![(delegate::TOOL.to_owned(), rules)];
        if self.is_any() && self.holds(&entries, &Guard::default()) {
            entries
        } else {
            Entries::new()
        }
    }

    fn call(&self) -> Entries {
        if !self.is_any() {
            return Entries::new();
        }
        let (allowed, guards) = call::keys(self.subject);
        let asked = call::otherwise(self.subject);
        let made = |allowed: &[String], asked: &[String], guards: &[(String, Effect)]| {
            let asked = asked.iter().map(|key| (key, Effect::Ask));
            let allowed = allowed.iter().map(|key| (key, Effect::Allow));
            let guards = guards.iter().map(|(key, effect)| (key, *effect));
            let mut keys: Vec<(String, Effect)> = Vec::new();
            for (key, effect) in asked.chain(allowed).chain(guards) {
                put(&mut keys, key, effect);
            }
            keys.into_iter().map(|(key, effect)| (key, flat(effect))).collect::<Entries>()
        };
        let holds = |entries: &Entries| self.holds(entries, &Guard::default());
        let guarding = || {
            let alone = |guard: &&(String, Effect)| {
                guard.1 == Effect::Deny || holds(&made(&[], &asked, std::slice::from_ref(*guard)))
            };
            guards.iter().filter(alone).cloned().collect::<Vec<_>>()
        };
        let kept = |guards: &[(String, Effect)]| {
            let alone = |key: &&String| holds(&made(std::slice::from_ref(*key), &asked, guards));
            allowed.iter().filter(alone).cloned().collect::<Vec<_>>()
        };
        let tries: [&dyn Fn() -> Entries; 4] = [
            &|| made(&allowed, &asked, &guards),
            &|| made(&kept(&guards), &asked, &guards),
            &|| made(&kept(&guarding()), &asked, &guarding()),
            &|| made(&[], &[], &[]),
        ];
        tries.iter().map(|one| one()).find(holds).unwrap_or_default()
    }
}

/// Adds a rule that counts before all others.
fn put(rules: &mut Rules, text: &str, effect: Effect) {
    rules.retain(|(other, _)| other != text);
    rules.push((text.to_owned(), effect));
}
