//! One forge's API over HTTP: headers, limits of size and time, waiting when told to.
#![expect(clippy::disallowed_methods, reason = "this is the door to the network and the clock")]

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::Value;
use ureq::http;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};

use super::RemoteError;

/// How long an exchange may take.
const TIMEOUT: Duration = Duration::from_secs(60);
/// A page of a hundred comments of the largest size is 25 MiB.
const MOST_ANSWER: u64 = 64 << 20;
/// How often a request is sent at most.
const MOST_TRIES: u32 = 5;
/// How long a forge that is out of order is left alone; twice as long each time.
const FIRST_WAIT: Duration = Duration::from_millis(250);
/// So much is repeated of what a forge says, in characters.
const MOST_SAID: usize = 300;

/// How long we may wait for a forge, in all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience(pub Duration);

/// A forge's API.
pub struct Connection {
    agent: ureq::Agent,
    base: String,
    token: String,
    headers: Vec<(&'static str, String)>,
    patience: Duration,
}

/// What a forge answered.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Value,
    headers: http::HeaderMap,
}

impl Connection {
    /// An API at an address, with the headers that each request has.
    ///
    /// # Errors
    ///
    /// Where the address is none, or is not encrypted and not on this machine; where the token or a certificate is broken.
    pub(super) fn new(
        address: &str,
        token: &str,
        headers: Vec<(&'static str, String)>,
        patience: Patience,
    ) -> Result<Self, RemoteError> {
        let is_plain = |character: char| character.is_ascii_graphic();
        if token.is_empty() || !token.chars().all(is_plain) {
            return Err(RemoteError::Token);
        }
        check(address)?;
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(TIMEOUT))
            .user_agent(concat!("bailiwick/", env!("CARGO_PKG_VERSION")))
            .tls_config(trusted()?)
            .build();
        let base = address.trim_end_matches('/').to_owned();
        let agent = config.new_agent();
        Ok(Self { agent, base, token: token.to_owned(), headers, patience: patience.0 })
    }

    /// Sends a request, again where the forge asks to wait or is out of order.
    ///
    /// A request that makes something is not sent again where nobody knows whether it was heard.
    ///
    /// # Errors
    ///
    /// Where there is no answer, or it is no.
    pub(super) fn send(
        &mut self,
        method: &http::Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Answer, RemoteError> {
        let mut tries = 0;
        loop {
            tries += 1;
            let answer = self.send_once(method, path, body);
            let wait = match &answer {
                Ok(answer) => match answer.wanted_wait() {
                    Some(wait) => Some(wait),
                    None if answer.status < 500 => None,
                    None => Some(FIRST_WAIT * (1 << (tries - 1))),
                },
                Err(_) => Some(FIRST_WAIT * (1 << (tries - 1))),
            };
            let is_unheard = answer.as_ref().is_ok_and(|answer| answer.wanted_wait().is_some());
            let may_repeat = is_unheard || *method != http::Method::POST;
            match wait.filter(|_| may_repeat && tries < MOST_TRIES) {
                Some(wait) if wait <= self.patience => {
                    self.patience -= wait;
                    std::thread::sleep(wait);
                }
                _ => return self.judged(answer?, body),
            }
        }
    }

    fn send_once(
        &self,
        method: &http::Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Answer, RemoteError> {
        let mut request =
            http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let broken = |error: http::Error| RemoteError::Address(error.to_string());
        let sent = match body {
            Some(body) => {
                let request = request.header("Content-Type", "application/json");
                self.agent.run(request.body(body.to_string()).map_err(broken)?)
            }
            None => self.agent.run(request.body(()).map_err(broken)?),
        };
        let unreachable =
            |error: ureq::Error| RemoteError::Unreachable(self.hidden(&error.to_string()));
        let mut response = sent.map_err(unreachable)?;
        let status = response.status().as_u16();
        let bytes = response
            .body_mut()
            .with_config()
            .limit(MOST_ANSWER)
            .read_to_vec()
            .map_err(unreachable)?;
        let headers = response.headers().clone();
        let body = serde_json::from_slice(&bytes)
            .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).trim().to_owned()));
        Ok(Answer { status, body, headers })
    }

    fn judged(&self, answer: Answer, sent: Option<&Value>) -> Result<Answer, RemoteError> {
        let said = || format!("{} {}", answer.status, self.hidden(&answer.message()));
        if let Some(wait) = answer.wanted_wait() {
            return Err(RemoteError::Limited(wait));
        }
        let text = sent.and_then(|sent| sent.get("body")).and_then(Value::as_str);
        Err(match answer.status {
            200..=299 => return Ok(answer),
            301 | 302 | 307 | 308 => RemoteError::Moved(self.hidden(answer.header("location"))),
            401 => RemoteError::Unauthorized(said()),
            403 => RemoteError::Forbidden(said()),
            404 | 410 => RemoteError::Missing(said()),
            400 | 413 | 422 if is_about_size(&answer.message()) => {
                RemoteError::TooLarge { length: text.map_or(0, str::len), said: said() }
            }
            500..=599 => RemoteError::Unreachable(said()),
            _ => RemoteError::Strange(said()),
        })
    }

    /// What a forge says, as far as it is repeated; it may repeat the token.
    fn hidden(&self, said: &str) -> String {
        said.replace(&self.token, "***").chars().take(MOST_SAID).collect()
    }
}

impl Answer {
    /// A header; empty where there is none.
    pub(super) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// What the forge says in words.
    fn message(&self) -> String {
        let words = ["message", "error", "error_description"];
        let said = words.iter().find_map(|word| self.body.get(word));
        let mut text = match said.unwrap_or(&self.body) {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        for error in self.body.get("errors").and_then(Value::as_array).into_iter().flatten() {
            text.push_str("; ");
            text.push_str(&error.get("message").unwrap_or(error).to_string());
        }
        text
    }

    /// How long the forge wants us to wait, where it does: it did not do what was asked.
    fn wanted_wait(&self) -> Option<Duration> {
        if !matches!(self.status, 403 | 429 | 503) {
            return None;
        }
        if let Ok(seconds) = self.header("retry-after").parse() {
            return Some(Duration::from_secs(seconds));
        }
        if self.status != 429 && self.header("x-ratelimit-remaining") != "0" {
            return None;
        }
        let reset = [self.header("x-ratelimit-reset"), self.header("ratelimit-reset")];
        let reset: Option<u64> = reset.iter().find_map(|reset| reset.parse().ok());
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        Some(Duration::from_secs(reset.map_or(60, |reset| reset.saturating_sub(now))))
    }
}

fn is_about_size(said: &str) -> bool {
    let said = said.to_ascii_lowercase();
    ["too long", "too large", "maximum is", "too big"].iter().any(|words| said.contains(words))
}

/// Refuses what is no address, and what would show the token to everybody on the way.
fn check(address: &str) -> Result<(), RemoteError> {
    let refused = |why: &str| RemoteError::Address(format!("`{address}` {why}"));
    let uri: http::Uri = address.parse().map_err(|_| refused("is no address"))?;
    let host = uri.host().unwrap_or_default();
    let is_here = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    if host.is_empty() || uri.query().is_some() {
        return Err(refused("is no address of an API"));
    }
    if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
        return Err(refused("holds a name or a password"));
    }
    match uri.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if is_here => Ok(()),
        _ => Err(refused("is not encrypted: the token would be there for everybody to read")),
    }
}

/// The authorities of `SSL_CERT_FILE`, as other programs take them; those that Mozilla trusts where it says nothing.
fn trusted() -> Result<TlsConfig, RemoteError> {
    let config = TlsConfig::builder();
    let Some(path) = std::env::var("SSL_CERT_FILE").ok().filter(|path| !path.is_empty()) else {
        return Ok(config.build());
    };
    let broken = |why: String| RemoteError::Certificates(why);
    let bytes = std::fs::read(&path).map_err(|error| broken(error.to_string()))?;
    let mut found = Vec::new();
    for item in parse_pem(&bytes) {
        if let PemItem::Certificate(certificate) =
            item.map_err(|error| broken(error.to_string()))?
        {
            found.push(certificate);
        }
    }
    if found.is_empty() {
        return Err(broken("it holds no certificate".to_owned()));
    }
    Ok(config.root_certs(RootCerts::Specific(Arc::new(found))).build())
}
