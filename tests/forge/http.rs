//! As much of HTTP/1.1 as a forge needs: one request a connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

/// A request.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    pub method: String,
    /// The path and what stands behind `?`, as sent.
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Option<Value>,
}

impl Asked {
    /// Reads a request; none where there is none.
    pub fn read(stream: &mut TcpStream) -> Option<Self> {
        stream.set_read_timeout(Some(Duration::from_secs(10))).ok()?;
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let mut words = line.split_whitespace();
        let mut asked = Self {
            method: words.next()?.to_owned(),
            target: words.next()?.to_owned(),
            ..Self::default()
        };
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok()?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            asked.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let length = asked.header("content-length").parse().unwrap_or(0);
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        asked.body = String::from_utf8(body).ok()?;
        Some(asked)
    }

    /// A header; empty where there is none.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// The parts of the path.
    pub fn parts(&self) -> Vec<&str> {
        let path = self.target.split('?').next().unwrap();
        path.trim_start_matches('/').split('/').collect()
    }

    /// What stands behind `?` under this name.
    pub fn query(&self, name: &str) -> Option<&str> {
        let (_, query) = self.target.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The text that is to be a comment's; why not, where it is none.
    pub fn text(&self) -> Result<String, &'static str> {
        if !self.header("content-type").starts_with("application/json") {
            return Err("the content type is not JSON");
        }
        let body: Value = serde_json::from_str(&self.body).map_err(|_| "Problems parsing JSON")?;
        let keys = body.as_object().map_or(0, serde_json::Map::len);
        match body.get("body").and_then(Value::as_str) {
            Some(text) if keys == 1 => Ok(text.to_owned()),
            _ => Err("`body` and nothing else is wanted"),
        }
    }

    /// The page that is asked for, of how many; why not, where that is no page.
    pub fn page(&self) -> Result<(usize, usize), &'static str> {
        let number = |name| self.query(name).and_then(|value| value.parse::<usize>().ok());
        match (number("page"), number("per_page")) {
            (Some(page @ 1..), Some(size @ 1..=100)) => Ok((page, size)),
            _ => Err("`page` counts from 1, and `per_page` is at most 100"),
        }
    }
}

impl Answer {
    pub fn new(status: u16, body: Value) -> Self {
        Self { status, headers: Vec::new(), body: Some(body) }
    }

    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: None }
    }

    pub fn said(status: u16, message: &str) -> Self {
        Self::new(status, json!({ "message": message }))
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn write(&self, stream: &mut TcpStream) {
        let body = self.body.as_ref().map(Value::to_string).unwrap_or_default();
        let mut head = format!("HTTP/1.1 {} -\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 204 {
            head.push_str(&format!("Content-Length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        // A client that has gone away needs no answer.
        let _gone = stream.write_all(format!("{head}{body}").as_bytes());
    }
}
