//! GitHub: the routes that comments need, and what it says to whoever asks otherwise.

use serde_json::{Value, json};

use super::{Answer, Asked, Comment, Manner, State};

/// As measured on github.com: this many UTF-8 bytes are kept, and one more is refused.
const MOST_BYTES: usize = 262_144;

const MANNER: Manner =
    Manner { missing: "Not Found", foreign: "the comment is somebody else's", checked, shown };

pub fn answer(state: &mut State, asked: &Asked) -> Answer {
    if asked.header("user-agent").is_empty() {
        return state.refuse(403, "Request forbidden by administrative rules. Please make sure your request has a User-Agent header", asked);
    }
    if asked.header("accept") != "application/vnd.github+json" {
        return state.refuse(415, "Unsupported 'Accept' header", asked);
    }
    if asked.header("x-github-api-version") != "2022-11-28" {
        return state.refuse(400, "the version of the API is missing", asked);
    }
    if asked.header("authorization") != format!("Bearer {}", state.token) {
        return Answer::said(401, "Bad credentials");
    }
    match (asked.method.as_str(), asked.parts().as_slice()) {
        ("GET", ["user"]) if state.is_workflow => {
            Answer::said(403, "Resource not accessible by integration")
        }
        ("GET", ["user"]) => Answer::new(200, json!({ "login": state.author })),
        ("GET", ["repos", "acme", "fleet", "pulls", "7"]) => {
            Answer::new(200, json!({ "number": 7, "head": { "sha": state.head } }))
        }
        (_, ["repos", "acme", "old", ..]) => {
            Answer::said(301, "Moved Permanently").with("Location", "https://elsewhere.example/x")
        }
        ("GET", ["repos", "acme", "fleet", "issues", "7", "comments"]) => page(state, asked),
        ("POST", ["repos", "acme", "fleet", "issues", "7", "comments"]) => {
            state.another(asked, &MANNER)
        }
        (method @ ("PATCH" | "DELETE"), ["repos", "acme", "fleet", "issues", "comments", id]) => {
            state.one(asked, (method, id), &MANNER)
        }
        (_, ["repos", "acme", "fleet", "pulls" | "issues", number, ..]) if *number != "7" => {
            Answer::said(404, "Not Found")
        }
        _ => state.refuse(404, "Not Found", asked),
    }
}

fn page(state: &mut State, asked: &Asked) -> Answer {
    let (page, size) = match asked.page() {
        Ok(page) => page,
        Err(why) => return state.refuse(422, why, asked),
    };
    let all: Vec<Value> = state.comments.iter().skip((page - 1) * size).map(shown).collect();
    let answer = Answer::new(200, all.iter().take(size).cloned().collect());
    if all.len() > size {
        // Where the next page is said to be, nobody should go.
        let link = format!("<https://elsewhere.example/steal?page={}>; rel=\"next\"", page + 1);
        return answer.with("Link", &link);
    }
    if page > 1 && all.is_empty() {
        return state.refuse(404, "a page behind the last one", asked);
    }
    answer
}

fn checked(state: &mut State, asked: &Asked) -> Result<String, Box<Answer>> {
    let text = asked.text().map_err(|why| Box::new(state.refuse(400, why, asked)))?;
    if text.trim().is_empty() {
        return Err(Box::new(state.refuse(422, "body can't be blank", asked)));
    }
    if text.len() > MOST_BYTES {
        let error = json!({ "message": "Body is too long (maximum is 65536 characters)" });
        let body = json!({ "message": "Validation Failed", "errors": [error] });
        return Err(Box::new(Answer::new(422, body)));
    }
    Ok(text)
}

fn shown(comment: &Comment) -> Value {
    json!({
        "id": comment.id,
        "body": comment.body,
        "user": { "login": comment.author },
        "html_url": format!("https://github.example/acme/fleet/pull/7#issuecomment-{}", comment.id),
    })
}
