//! GitLab: the routes that notes need, and what it says to whoever asks otherwise.

use serde_json::{Value, json};

use super::{Answer, Asked, Comment, Manner, State};

/// In characters.
const MOST: usize = 1_000_000;

const MANNER: Manner =
    Manner { missing: "404 Note Not Found", foreign: "403 Forbidden", checked, shown };

pub fn answer(state: &mut State, asked: &Asked) -> Answer {
    if asked.header("private-token") != state.token {
        return Answer::said(401, "401 Unauthorized");
    }
    if asked.header("user-agent").is_empty() || !asked.header("authorization").is_empty() {
        return state.refuse(400, "the headers of another forge", asked);
    }
    let parts = asked.parts();
    let ["api", "v4", rest @ ..] = parts.as_slice() else {
        return state.refuse(404, "404 Not Found", asked);
    };
    if let ["projects", project, ..] = rest
        && !matches!(*project, "acme%2Fops%2Ffleet" | "42")
    {
        return Answer::said(404, "404 Project Not Found");
    }
    match (asked.method.as_str(), rest) {
        ("GET", ["user"]) => Answer::new(200, json!({ "username": state.author })),
        ("GET", ["projects", _, "merge_requests", "7"]) => {
            Answer::new(200, json!({ "iid": 7, "sha": state.head }))
        }
        ("GET", ["projects", _, "merge_requests", "7", "notes"]) => page(state, asked),
        ("POST", ["projects", _, "merge_requests", "7", "notes"]) => state.another(asked, &MANNER),
        (method @ ("PUT" | "DELETE"), ["projects", _, "merge_requests", "7", "notes", id]) => {
            state.one(asked, (method, id), &MANNER)
        }
        (_, ["projects", _, "merge_requests", number, ..]) if *number != "7" => {
            Answer::said(404, "404 Not Found")
        }
        _ => state.refuse(404, "404 Not Found", asked),
    }
}

/// Notes come newest first where nothing else is asked for.
fn page(state: &mut State, asked: &Asked) -> Answer {
    let (page, size) = match asked.page() {
        Ok(page) => page,
        Err(why) => return state.refuse(400, why, asked),
    };
    let mut all: Vec<Value> = state.comments.iter().map(shown).collect();
    if asked.query("sort") != Some("asc") {
        all.reverse();
    }
    let next = if all.len() > page * size { (page + 1).to_string() } else { String::new() };
    let all: Vec<Value> = all.into_iter().skip((page - 1) * size).take(size).collect();
    Answer::new(200, Value::Array(all)).with("X-Next-Page", &next)
}

fn checked(state: &mut State, asked: &Asked) -> Result<String, Box<Answer>> {
    let text = asked.text().map_err(|why| Box::new(state.refuse(400, why, asked)))?;
    if text.chars().count() > MOST {
        let said =
            json!({ "message": { "note": ["is too long (maximum is 1000000 characters)"] } });
        return Err(Box::new(Answer::new(400, said)));
    }
    Ok(text)
}

fn shown(comment: &Comment) -> Value {
    json!({
        "id": comment.id,
        "body": comment.body,
        "author": { "username": comment.author },
        "system": false,
    })
}
