//! `bailiwick comment [FILE]`: keeps one comment of a pull request up to date.

use std::io::stdin;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bailiwick_engine::world::place;
use bailiwick_engine::world::remote::{
    Forge, Outcome, Patience, RemoteError, Request, Sticky, Surroundings, Verdict, token,
};
use clap::{Args, ValueEnum};

use super::Context;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::count::counted;
use crate::output::visible::visible;
use crate::place::shown_argument;

/// What `comment` is asked.
#[derive(Debug, Args)]
#[command(
    after_help = "In a job of GitHub Actions or GitLab CI, what is not said is read from the job's variables.\n\
                  Ends with 3 where the pull request has moved on: the run for the new head has the say."
)]
pub struct Arguments {
    /// The text, in Markdown, as `bailiwick diff --format markdown` prints it; `-` is standard input
    #[arg(value_name = "FILE", default_value = "-")]
    file: PathBuf,

    /// The forge
    #[arg(long, value_enum, value_name = "FORGE")]
    forge: Option<ForgeName>,

    /// The address of the forge's API
    #[arg(long, value_name = "URL")]
    api_url: Option<String>,

    /// The repository: `owner/name`; on GitLab the path or the number of the project
    #[arg(long, value_name = "NAME")]
    repository: Option<String>,

    /// The number of the pull request
    #[arg(long, value_name = "N")]
    number: Option<u64>,

    /// The commit that the text was made for; nothing is written where the pull request has another head
    #[arg(long, value_name = "COMMIT")]
    head: Option<String>,

    /// The name of the comment, where one pull request has several
    #[arg(long, value_name = "NAME", default_value = "diff")]
    name: String,

    /// Who writes, where the forge does not tell: the login of the token's owner
    #[arg(long, value_name = "LOGIN")]
    author: Option<String>,

    /// The environment variable that holds the token; GITHUB_TOKEN or GITLAB_TOKEN where nothing is said
    #[arg(long, value_name = "VARIABLE")]
    token_env: Option<String>,

    /// Wait for at most this many seconds in all, where the forge limits requests
    #[arg(long, value_name = "SECONDS", default_value_t = 120, value_parser = clap::value_parser!(u64).range(..=3600))]
    max_wait: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ForgeName {
    Github,
    Gitlab,
}

impl From<ForgeName> for Forge {
    fn from(name: ForgeName) -> Self {
        match name {
            ForgeName::Github => Self::GitHub,
            ForgeName::Gitlab => Self::GitLab,
        }
    }
}

/// Writes the comment, and says what became of it.
pub fn run(arguments: &Arguments, context: &Context) -> Result<Exit, Failure> {
    let around = Surroundings::read();
    let forge = arguments.forge.map(Forge::from).or(around.forge);
    let forge = forge.ok_or_else(|| missing("the forge", "--forge github"))?;
    // What another forge's job says is nothing to this one.
    let around = if around.forge == Some(forge) { around } else { Surroundings::default() };
    let repository = arguments.repository.clone().or(around.repository);
    let repository = repository.ok_or_else(|| missing("the repository", "--repository NAME"))?;
    check_repository(forge, &repository)?;
    let number = arguments.number.or(around.number);
    let number = number.ok_or_else(|| missing("the number of the pull request", "--number N"))?;
    let variable = arguments.token_env.as_deref().unwrap_or(match forge {
        Forge::GitHub => "GITHUB_TOKEN",
        Forge::GitLab => "GITLAB_TOKEN",
    });
    let token = token(variable).ok_or_else(|| {
        let message = format!("the environment variable `{}` holds no token", visible(variable));
        Failure::new(message).help("give the job one, or name another variable: `--token-env NAME`")
    })?;
    let body = text(&arguments.file, context)?;
    let head = arguments.head.as_deref().or(around.head.as_deref());
    let head = head.map(check_head).transpose()?;
    let sticky = Sticky { name: &arguments.name, head, body: &body };
    if !sticky.is_named() {
        let message = format!("`{}` is no name of a comment", visible(&arguments.name));
        return Err(Failure::new(message).help("write ASCII letters, digits and `-_./`"));
    }
    if head.is_none() {
        let note = "note: without `--head` nobody knows whether the text is for the newest commit";
        context.terminal.note(note);
    }
    let address = arguments.api_url.as_deref().or(around.address.as_deref());
    let request = Request {
        forge,
        address: address.unwrap_or(forge.address()),
        token: &token,
        repository: &repository,
        number,
        author: arguments.author.as_deref(),
        patience: Patience(Duration::from_secs(arguments.max_wait)),
    };
    match sticky.write(request) {
        Ok(verdict) => {
            let place = format!("{}{}{number}", visible(&repository), forge.sign());
            context.terminal.print(&told(&verdict, &place))?;
            Ok(Exit::Done)
        }
        Err(error) if error.is_stale() => {
            let failure = refused(&error);
            context.terminal.error(&failure.message, failure.help.as_deref());
            Ok(Exit::Stale)
        }
        Err(error) => Err(refused(&error)),
    }
}

fn missing(what: &str, option: &str) -> Failure {
    let message = format!("{what} is not known: this is no job for a pull request");
    Failure::new(message).help(format!("say it: `{option}`"))
}

fn refused(error: &RemoteError) -> Failure {
    let failure = Failure::new(visible(&error.to_string()));
    match error.help() {
        Some(help) => failure.help(help),
        None => failure,
    }
}

/// Refuses what would be another address than that of a repository.
fn check_repository(forge: Forge, repository: &str) -> Result<(), Failure> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let parts: Vec<&str> = repository.split('/').collect();
    let named = |part: &&str| {
        !part.is_empty() && !part.bytes().all(|byte| byte == b'.') && part.bytes().all(is_plain)
    };
    let is_whole = match forge {
        Forge::GitHub => parts.len() == 2,
        Forge::GitLab => parts.len() > 1 || repository.bytes().all(|byte| byte.is_ascii_digit()),
    };
    if is_whole && parts.iter().all(named) {
        return Ok(());
    }
    let message = format!("`{}` is no repository", visible(repository));
    Err(Failure::new(message).help("write it like `acme/fleet`"))
}

fn check_head(head: &str) -> Result<&str, Failure> {
    if matches!(head.len(), 40 | 64) && head.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(head);
    }
    let message = format!("`{}` is no id of a commit", visible(head));
    Err(Failure::new(message).help("write the 40 digits of `git rev-parse HEAD`"))
}

/// What the comment is to say.
fn text(file: &Path, context: &Context) -> Result<String, Failure> {
    let shown = shown_argument(file);
    let read = if file == Path::new("-") {
        place::whole(stdin())
    } else {
        place::read(&context.place.at(file))
    };
    let bytes = read.map_err(|error| Failure::new(format!("`{shown}` cannot be read: {error}")))?;
    let text =
        String::from_utf8(bytes).map_err(|_| Failure::new(format!("`{shown}` is not UTF-8")))?;
    if text.trim().is_empty() {
        let failure = Failure::new(format!("`{shown}` holds no text"));
        return Err(failure.help("`bailiwick diff --format markdown` prints one"));
    }
    Ok(text)
}

fn told(verdict: &Verdict, place: &str) -> String {
    let Verdict { outcome, id, address, deleted } = verdict;
    let mut told = match outcome {
        Outcome::Created => format!("comment {id} of {place} is new"),
        Outcome::Updated => format!("comment {id} of {place} is updated"),
        Outcome::Same => format!("comment {id} of {place} says so already: nothing is written"),
    };
    if *deleted > 0 {
        told.push_str(&format!("; {} of ours deleted", counted(*deleted, "further comment")));
    }
    if !address.is_empty() {
        told.push_str(&format!("\n{}", visible(address)));
    }
    told.push('\n');
    told
}
