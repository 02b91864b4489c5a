//! What a command runs besides itself: scripts that it is given, commands behind wrappers, and what is not known of them.

use std::collections::BTreeSet;

use super::Doubt;
use super::programs::Program;
use super::script;

/// How many commands behind wrappers of one command are looked at.
const MOST: usize = 64;

/// How many texts a shell may be handed where it is not known which.
const MOST_JOINED: usize = 4;

/// Files that are what a program reads.
const INPUTS: &[&str] = &["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"];

/// What a command runs besides itself.
#[derive(Debug, Default)]
pub(super) struct Reach {
    /// Scripts.
    pub(super) scripts: BTreeSet<String>,
    /// Words that a shell is handed in one text.
    pub(super) joined: BTreeSet<String>,
    /// Commands.
    pub(super) commands: BTreeSet<Vec<String>>,
    /// How commands begin whose further words are not known.
    pub(super) beginnings: BTreeSet<Vec<String>>,
    /// How wrappers begin of which that is so; what they run is looked at by itself.
    pub(super) wrappings: BTreeSet<Vec<String>>,
    /// Why it may run more.
    pub(super) doubt: Option<Doubt>,
}

/// What stands for words that are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest<'w> {
    /// There are none.
    Known,
    /// Each word that holds this is another, and more may follow.
    Marked(&'w str),
}

impl Reach {
    /// What a simple command runs.
    pub(super) fn of(words: &[String]) -> Self {
        let mut reach = Self { scripts: script::scripts(words), ..Self::default() };
        let mut open = vec![(words, Rest::Known)];
        for _ in 0..MOST {
            let Some((words, rest)) = open.pop() else { return reach };
            reach.look(words, rest, &mut open);
        }
        reach.doubt(Doubt::Script);
        reach
    }

    fn doubt(&mut self, doubt: Doubt) {
        self.doubt = self.doubt.or(Some(doubt));
    }

    /// Looks at a command, and finds those behind it.
    fn look<'w>(
        &mut self,
        words: &'w [String],
        rest: Rest<'w>,
        open: &mut Vec<(&'w [String], Rest<'w>)>,
    ) {
        let Some((first, arguments)) = words.split_first() else { return };
        let program = Program::of(first);
        if first.contains('/') && first.split('/').any(|segment| segment == "..") {
            self.doubt(Doubt::Program);
        }
        let before = open.len();
        if program.is("find") {
            self.find(arguments, open);
        } else if program.is_wrapper() {
            self.wrapper(program, arguments, rest, open);
        }
        if let Rest::Marked(mark) = rest {
            if open.len() == before {
                self.begin(words, rest);
            } else {
                self.wrap(known(words, mark));
            }
            if program.is("env")
                && arguments.iter().any(|word| script::split_option(word).is_some())
            {
                self.doubt(Doubt::Appended);
            }
        }
        if program.is_shell() {
            self.shell(arguments, rest);
        }
        let is_bare = arguments.first().is_none_or(|word| word == "-");
        let has_script = arguments.iter().any(|word| is_script_option(word));
        if program.is_reader()
            || program.is_interpreter() && is_bare
            || program.is_started() && !has_script
        {
            self.doubt(Doubt::Input);
        }
        if (first == "test" || first == "[") && is_subscript_tested(arguments) {
            self.doubt(Doubt::Subscript);
        }
        if first == "wait"
            && arguments.iter().any(|word| word.starts_with('-') && word.contains('p'))
        {
            self.doubt(Doubt::Builtin);
        }
        if first == "eval" || first == "trap" {
            self.joined.insert(arguments.join(" "));
        }
    }

    /// Looks behind a wrapper.
    fn wrapper<'w>(
        &mut self,
        program: Program<'_>,
        arguments: &'w [String],
        rest: Rest<'w>,
        open: &mut Vec<(&'w [String], Rest<'w>)>,
    ) {
        if program.is("parallel") {
            let is_source = |word: &String| word.starts_with(":::");
            let end = arguments.iter().position(is_source).unwrap_or(arguments.len());
            let (command, sources) = arguments.split_at_checked(end).unwrap_or((arguments, &[]));
            let found = behind(program, command);
            if found.is_empty() {
                self.doubt(Doubt::Input);
                self.scripts.extend(sources.iter().skip(1).cloned());
            }
            self.join(&found);
            for (words, _) in found {
                self.begin(words, Rest::Marked("{"));
            }
            return;
        }
        let found = behind(program, arguments);
        let rest = if program.is("xargs") { Rest::Marked(mark(arguments)) } else { rest };
        let is_sure = found.iter().any(|(_, is_sure)| *is_sure);
        if program.is_starter() && !is_sure {
            self.doubt(Doubt::Input);
        }
        let starts_shell = |word: &String| {
            matches!(word.as_str(), "--shell" | "--login")
                || !word.starts_with("--") && word.contains(['s', 'i'])
        };
        let end = found.first().map_or(0, |(words, _)| words.len());
        let options = arguments.iter().take(arguments.len() - end);
        let mut options = options.filter(|word| word.starts_with('-'));
        let is_shell = program.is_sudo() && options.any(starts_shell);
        if is_shell && !is_sure {
            self.doubt(Doubt::Input);
        }
        if is_shell || program.is_joiner() {
            return self.join(&found);
        }
        // Behind the others, guards reach by themselves.
        if rest == Rest::Known && !program.is_guarded() {
            self.commands.extend(found.iter().map(|(words, _)| words.to_vec()));
        }
        open.extend(found.into_iter().map(|(words, _)| (words, rest)));
    }

    /// Takes what may be handed to a shell in one text.
    fn join(&mut self, found: &[(&[String], bool)]) {
        if found.len() > MOST_JOINED {
            self.doubt(Doubt::Script);
        }
        self.joined.extend(found.iter().take(MOST_JOINED).map(|(words, _)| words.join(" ")));
    }

    /// Looks at what `find` runs, and deletes.
    fn find<'w>(&mut self, arguments: &'w [String], open: &mut Vec<(&'w [String], Rest<'w>)>) {
        for (at, word) in arguments.iter().enumerate() {
            if word == "-delete" {
                self.beginnings.insert(vec!["rm".to_owned()]);
            }
            if !matches!(word.as_str(), "-exec" | "-execdir" | "-ok" | "-okdir") {
                continue;
            }
            let behind = arguments.get(at + 1..).unwrap_or_default();
            let is_end = |at: usize, word: &String| {
                word == ";"
                    || word == "+"
                        && at
                            .checked_sub(1)
                            .and_then(|at| behind.get(at))
                            .is_some_and(|word| word == "{}")
            };
            let end = behind.iter().enumerate().position(|(at, word)| is_end(at, word));
            let words = behind.get(..end.unwrap_or(behind.len())).unwrap_or_default();
            if words.iter().any(|word| word.contains("{}")) {
                open.push((words, Rest::Marked("{}")));
            } else {
                self.commands.insert(words.to_vec());
                open.push((words, Rest::Known));
            }
        }
    }

    /// Takes how a command begins whose further words are not known.
    fn begin(&mut self, words: &[String], rest: Rest<'_>) {
        let Rest::Marked(mark) = rest else { return };
        let known = known(words, mark);
        let is_script = known.first().is_some_and(|first| Program::of(first).takes_script());
        if known.is_empty() || is_script && known.len() < words.len() {
            self.doubt(Doubt::Appended);
        }
        if !known.is_empty() {
            self.beginnings.insert(known);
        }
    }

    /// Takes how a wrapper begins, as it is written and without its folder.
    fn wrap(&mut self, words: Vec<String>) {
        if let Some((first, rest)) = words.split_first()
            && let Some((_, name)) = first.rsplit_once('/')
        {
            let bare = std::iter::once(name.to_owned()).chain(rest.iter().cloned());
            self.wrappings.insert(bare.collect());
        }
        self.wrappings.insert(words);
    }

    /// Looks at the options of a shell: it runs the file that it is given, and without one what it reads.
    fn shell(&mut self, arguments: &[String], rest: Rest<'_>) {
        let mut words = arguments.iter();
        let mut has_script = false;
        while let Some(word) = words.next() {
            let is_end = word == "-" || word == "--";
            let operand = if is_end { words.next() } else { Some(word) };
            let is_option = !is_end && word.starts_with(['-', '+']);
            if is_option {
                has_script |= is_script_option(word);
                if word == "--version" || word == "--help" || word.starts_with("--command=") {
                    return;
                }
                let is_short = !word.starts_with("--");
                if is_short && word.contains('s') && !has_script {
                    return self.doubt(Doubt::Input);
                }
                if is_short && word.ends_with(['o', 'O'])
                    || word == "--rcfile"
                    || word == "--init-file"
                {
                    words.next();
                }
                continue;
            }
            match operand {
                None => break,
                Some(file) if INPUTS.contains(&file.as_str()) => break,
                Some(_) if has_script => return,
                Some(file) => {
                    let file = std::iter::once(file).chain(words).cloned().collect::<Vec<_>>();
                    return match rest {
                        Rest::Known => _ = self.commands.insert(file),
                        Rest::Marked(_) => self.begin(&file, rest),
                    };
                }
            }
        }
        self.doubt(if has_script { Doubt::Script } else { Doubt::Input });
    }
}

/// The words up to the first that is not known.
fn known(words: &[String], mark: &str) -> Vec<String> {
    words.iter().take_while(|word| !word.contains(mark)).cloned().collect()
}

/// Whether an option is followed by a script, or holds one.
fn is_script_option(word: &str) -> bool {
    match word.strip_prefix("--") {
        Some(long) => long.contains("command"),
        None => word.starts_with('-') && word.contains(['c', 'C']),
    }
}

/// Whether `test` asks for a variable by its subscript.
fn is_subscript_tested(arguments: &[String]) -> bool {
    let asks = |pair: &[String]| match pair {
        [option, name] => (option == "-v" || option == "-R") && name.contains('['),
        _ => false,
    };
    arguments.windows(2).any(asks)
}

/// What `xargs` puts its input in place of.
fn mark(arguments: &[String]) -> &str {
    let mut words = arguments.iter().take_while(|word| word.starts_with('-'));
    let marked = words.find_map(|word| {
        let short = word.strip_prefix("-I").or_else(|| word.strip_prefix("-J"));
        short.or_else(|| word.strip_prefix("-i")).or_else(|| word.strip_prefix("--replace="))
    });
    match marked {
        Some("") => arguments
            .iter()
            .position(|word| word == "-I" || word == "-J")
            .and_then(|at| arguments.get(at + 1))
            .map_or("{}", String::as_str),
        Some(mark) => mark,
        None => "{}",
    }
}

/// The commands that a wrapper may run of its arguments, and whether each is sure to be there; what an option may be given counts as one.
fn behind<'w>(program: Program<'_>, arguments: &'w [String]) -> Vec<(&'w [String], bool)> {
    let operands = program.operands();
    let mut found = Vec::new();
    let (mut sure, mut all) = (0, 0);
    let (mut is_behind_option, mut is_value) = (false, false);
    let sets = program.is("env") || program.is_sudo();
    for (at, word) in arguments.iter().enumerate() {
        if word.starts_with('-') && word.len() > 1 {
            let may_take = word != "--" && !word.contains('=');
            (is_behind_option, is_value) = match program.is_given(word) {
                Some(is_given) => (false, is_given),
                None => (may_take, false),
            };
            continue;
        }
        if std::mem::take(&mut is_value) {
            continue;
        }
        if sets && word.contains('=') {
            is_behind_option = false;
            continue;
        }
        if all >= operands {
            let is_sure = !is_behind_option && sure >= operands;
            found.push((arguments.get(at..).unwrap_or_default(), is_sure));
        }
        all += 1;
        sure += usize::from(!is_behind_option);
        if sure > operands {
            break;
        }
        is_behind_option = false;
    }
    found
}
