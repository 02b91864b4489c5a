//! A stand-in of GitHub's and GitLab's APIs on this machine, as strict as the real ones and stricter.
//!
//! What it does not know it refuses, and remembers that it had to: a test asks for `refused` at its end.

mod github;
mod gitlab;
mod http;

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use serde_json::Value;

pub use http::{Answer, Asked};

/// The head of the pull request.
pub const HEAD: &str = "1111111111111111111111111111111111111111";

/// A comment, on GitLab a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub id: u64,
    pub author: String,
    pub body: String,
}

/// Something that goes wrong with one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Too many requests: this status, with these headers, and nothing done.
    Limit(u16, Vec<(&'static str, String)>),
    /// Done, and the answer is lost on the way: 502.
    Lost,
    /// Not done: 500.
    Broken,
    /// The connection ends without an answer.
    Cut,
    /// Done, and then another run writes this comment, too.
    Raced(String),
    /// Done, and then the pull request has this head.
    Pushed(&'static str),
    /// Nothing done, and this said.
    Said(u16, &'static str),
}

/// Which forge is stood in for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    GitHub,
    GitLab,
}

/// What the forge knows.
pub struct State {
    pub kind: Kind,
    pub token: String,
    /// Who the token belongs to.
    pub author: String,
    /// Whether the token is one that a workflow is given, which may not ask who it is.
    pub is_workflow: bool,
    pub head: String,
    pub comments: Vec<Comment>,
    pub next: u64,
    /// By method: what goes wrong with the next requests of it, in their order.
    pub faults: Vec<(&'static str, Fault)>,
    /// Every request, as `METHOD /path`.
    pub asked: Vec<String>,
    /// Every request that no client of such a forge sends.
    pub refused: Vec<String>,
}

/// How a forge says what all forges say of one comment.
pub struct Manner {
    pub missing: &'static str,
    pub foreign: &'static str,
    /// The text that is asked for, where the forge takes it.
    pub checked: fn(&mut State, &Asked) -> Result<String, Box<Answer>>,
    pub shown: fn(&Comment) -> Value,
}

/// A forge that listens.
pub struct Forge {
    address: SocketAddr,
    state: Arc<Mutex<State>>,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Forge {
    pub fn new(kind: Kind) -> Self {
        let state = State {
            kind,
            token: "secret-token-1".to_owned(),
            author: "fleet-bot".to_owned(),
            is_workflow: false,
            head: HEAD.to_owned(),
            comments: Vec::new(),
            next: 100,
            faults: Vec::new(),
            asked: Vec::new(),
            refused: Vec::new(),
        };
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (state, ended) = (Arc::new(Mutex::new(state)), Arc::new(AtomicBool::new(false)));
        let (shared, stop) = (Arc::clone(&state), Arc::clone(&ended));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                serve(stream, &shared);
            }
        });
        Self { address, state, ended, thread: Some(thread) }
    }

    pub fn url(&self) -> String {
        let below = match self.read(|state| state.kind) {
            Kind::GitHub => "",
            Kind::GitLab => "/api/v4",
        };
        format!("http://{}{below}", self.address)
    }

    pub fn read<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.state.lock().unwrap())
    }

    pub fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.state.lock().unwrap());
    }

    /// Adds a comment that was there before.
    pub fn comment(&self, author: &str, body: &str) {
        self.change(|state| drop(state.add(author, body)));
    }

    /// Lets the next request of this method go wrong.
    pub fn fault(&self, method: &'static str, fault: Fault) {
        self.change(|state| state.faults.push((method, fault)));
    }

    /// The comments, as `author: text`.
    pub fn comments(&self) -> Vec<String> {
        self.read(|state| {
            let shown = |comment: &Comment| format!("{}: {}", comment.author, comment.body);
            state.comments.iter().map(shown).collect()
        })
    }

    /// How many requests of this method there were.
    pub fn count(&self, method: &str) -> usize {
        self.read(|state| {
            let of = |asked: &&String| asked.split(' ').next() == Some(method);
            state.asked.iter().filter(of).count()
        })
    }

    /// Fails where a request came that no client of such a forge sends.
    pub fn assert_content(&self) {
        self.read(|state| assert!(state.refused.is_empty(), "{:#?}", state.refused));
    }
}

impl Drop for Forge {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl State {
    pub fn add(&mut self, author: &str, body: &str) -> Comment {
        self.next += 1;
        let comment = Comment { id: self.next, author: author.to_owned(), body: body.to_owned() };
        self.comments.push(comment.clone());
        comment
    }

    /// Says no to what no client of such a forge sends, and remembers it.
    pub fn refuse(&mut self, status: u16, why: &str, asked: &Asked) -> Answer {
        self.refused.push(format!("{} {}: {why}", asked.method, asked.target));
        Answer::said(status, why)
    }

    /// Answers who asks for another comment.
    fn another(&mut self, asked: &Asked, manner: &Manner) -> Answer {
        match (manner.checked)(self, asked) {
            Ok(text) => {
                let author = self.author.clone();
                Answer::new(201, (manner.shown)(&self.add(&author, &text)))
            }
            Err(answer) => *answer,
        }
    }

    /// Answers who changes or deletes one comment.
    fn one(&mut self, asked: &Asked, (method, id): (&str, &str), manner: &Manner) -> Answer {
        let found = self.comments.iter().position(|comment| comment.id.to_string() == id);
        let Some(at) = found else { return Answer::said(404, manner.missing) };
        if self.comments[at].author != self.author {
            return self.refuse(403, manner.foreign, asked);
        }
        if method == "DELETE" {
            self.comments.remove(at);
            return Answer::empty(204);
        }
        match (manner.checked)(self, asked) {
            Ok(text) => {
                self.comments[at].body = text;
                Answer::new(200, (manner.shown)(&self.comments[at]))
            }
            Err(answer) => *answer,
        }
    }

    fn answer(&mut self, asked: &Asked) -> Answer {
        match self.kind {
            Kind::GitHub => github::answer(self, asked),
            Kind::GitLab => gitlab::answer(self, asked),
        }
    }

    fn take_fault(&mut self, method: &str) -> Option<Fault> {
        let at = self.faults.iter().position(|(of, _)| *of == method)?;
        Some(self.faults.remove(at).1)
    }
}

fn serve(mut stream: TcpStream, state: &Mutex<State>) {
    let Some(asked) = Asked::read(&mut stream) else { return };
    let mut state = state.lock().unwrap();
    state.asked.push(format!("{} {}", asked.method, asked.target));
    let answer = match state.take_fault(&asked.method) {
        None => state.answer(&asked),
        Some(Fault::Limit(status, headers)) => {
            let answer = Answer::said(status, "You have exceeded a rate limit");
            headers.into_iter().fold(answer, |answer, (name, value)| answer.with(name, &value))
        }
        Some(Fault::Broken) => Answer::said(500, "Server Error"),
        Some(Fault::Cut) => return,
        Some(Fault::Said(status, words)) => Answer::said(status, words),
        Some(Fault::Lost) => {
            drop(state.answer(&asked));
            Answer::said(502, "Bad Gateway")
        }
        Some(Fault::Raced(body)) => {
            let answer = state.answer(&asked);
            let author = state.author.clone();
            state.add(&author, &body);
            answer
        }
        Some(Fault::Pushed(head)) => {
            let answer = state.answer(&asked);
            head.clone_into(&mut state.head);
            answer
        }
    };
    answer.write(&mut stream);
}
