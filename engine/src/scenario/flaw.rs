//! Why a request of a scenario tests nothing: it is denied everywhere, whatever the permissions say.

use bailiwick_schema::document::Item;
use bailiwick_schema::vocabulary::{self, Kind};

use super::{Request, arguments};
use crate::check::Scope;
use crate::permission::{Action, CommandLine, Refusal, Resource};

/// What is wrong with the resource of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw<'w> {
    /// It names nothing that could be given.
    Unreadable(Refusal),
    /// An argument cannot be passed.
    Argument(String),
    /// No server, agent or memory has this name.
    Undeclared(Kind, String),
    /// The server declares its tools, and none of this name.
    NoTool(Item<'w>, String),
}

impl<'w> Flaw<'w> {
    /// What is wrong with a request; most often nothing.
    #[must_use]
    pub fn of(scope: &Scope<'w>, request: &Request<'_>) -> Option<Self> {
        // A command line may have several parts, and so no one spelling.
        if request.action == Action::Run {
            let refusal = CommandLine::read(request.resource).err().map(Self::Unreadable);
            return refusal.or_else(|| arguments(request.item).err().map(Self::Argument));
        }
        let resource = match Resource::read(request.action, request.resource) {
            Ok(resource) => resource,
            Err(refusal) => return Some(Self::Unreadable(refusal)),
        };
        if let Err(message) = arguments(request.item) {
            return Some(Self::Argument(message));
        }
        let name = resource.as_str();
        match request.action.used_on()? {
            (_, Kind::Server) => tool(scope, name),
            (_, Kind::Agent) if scope.instance(name).is_some() => None,
            (_, kind) => undeclared(scope, kind, name),
        }
    }

    /// The flaw in words.
    #[must_use]
    pub fn message(&self, request: &Request<'_>) -> String {
        match self {
            Self::Unreadable(refusal) => {
                format!("`{}` names no resource: {refusal}", request.resource)
            }
            Self::Argument(message) => message.clone(),
            Self::Undeclared(kind, name) => format!("no {} is called `{name}`", kind.as_str()),
            Self::NoTool(server, tool) => {
                format!("`{tool}` is no tool of `{}`", server.text().unwrap_or_default())
            }
        }
    }

    /// The resource that was most likely meant.
    #[must_use]
    pub fn meant(&self, scope: &Scope<'w>, request: &Request<'_>) -> Option<String> {
        match self {
            Self::Unreadable(_) | Self::Argument(_) => None,
            Self::Undeclared(Kind::Server, name) => {
                let near = scope.nearest(Kind::Server, name)?;
                let (_, tool) = request.resource.split_once('/')?;
                Some(format!("{near}/{tool}"))
            }
            Self::Undeclared(kind, name) => scope.nearest(*kind, name).map(str::to_owned),
            Self::NoTool(server, tool) => {
                let near = scope.tools(*server).nearest(tool)?;
                Some(format!("{}/{near}", server.text()?))
            }
        }
    }
}

fn undeclared<'w>(scope: &Scope<'w>, kind: Kind, name: &str) -> Option<Flaw<'w>> {
    let is_declared = !scope.fleet.names().get(kind, name).is_empty();
    (!is_declared).then(|| Flaw::Undeclared(kind, name.to_owned()))
}

fn tool<'w>(scope: &Scope<'w>, resource: &str) -> Option<Flaw<'w>> {
    let (server, tool) = resource.split_once('/')?;
    // The runtime's own tools are declared nowhere.
    if Kind::Server.is_given(server) {
        return None;
    }
    let Some(declared) = scope.fleet.find(Kind::Server, server) else {
        return undeclared(scope, Kind::Server, server);
    };
    let has_tools = declared.child(&vocabulary::TOOL).is_some();
    let is_known = || scope.tools(declared).contains(tool);
    (has_tools && !is_known()).then(|| Flaw::NoTool(declared, tool.to_owned()))
}
