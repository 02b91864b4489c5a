//! The one comment that is kept up to date: found again by its author and its first line, healed where there are several.

use super::RemoteError;
use super::forge::{Comment, PullRequest, Request};

/// How often everything is looked at again, where others write at the same time.
const MOST_ROUNDS: usize = 3;

/// What a comment is to say.
#[derive(Debug, Clone, Copy)]
pub struct Sticky<'a> {
    /// Which of our comments it is: ASCII letters, digits and `-_./`.
    pub name: &'a str,
    /// The commit that the text was made for; nothing is written where the pull request has another.
    pub head: Option<&'a str>,
    /// The text, in Markdown.
    pub body: &'a str,
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What was done.
    pub outcome: Outcome,
    /// The number of the comment.
    pub id: u64,
    /// Where one can look at it; empty where the forge does not tell.
    pub address: String,
    /// How many further comments of ours there were, which are gone.
    pub deleted: usize,
}

/// What was done to a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There was none.
    Created,
    /// It said something else.
    Updated,
    /// It said the same, and nothing was written.
    Same,
}

impl Sticky<'_> {
    /// Whether the name can stand in the first line, where nothing may end the line or the remark.
    #[must_use]
    pub fn is_named(&self) -> bool {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
        !self.name.is_empty()
            && self.name.len() <= 100
            && !self.name.contains("--")
            && self.name.bytes().all(is_plain)
    }

    /// How the first line of each of these comments begins.
    fn marker(&self) -> String {
        format!("<!-- bailiwick:comment {} ", self.name)
    }

    /// The whole comment.
    #[must_use]
    pub fn text(&self) -> String {
        let head = self.head.map_or_else(String::new, |head| format!("head={head} "));
        format!("{}{head}-->\n{}", self.marker(), self.body.trim_end())
    }

    /// Writes the comment: over the oldest of ours, or a new one; all others of ours are deleted.
    ///
    /// # Errors
    ///
    /// Where the forge does not do it, or the pull request has moved on.
    pub fn write(&self, request: Request<'_>) -> Result<Verdict, RemoteError> {
        let text = self.text();
        if text.len() > request.forge.most_bytes() {
            let said = format!("the most is {}", request.forge.most_bytes());
            return Err(RemoteError::TooLarge { length: text.len(), said });
        }
        let mut pull = PullRequest::new(request)?;
        self.look_at_head(&mut pull)?;
        let author = pull.author()?;
        let mut created: Option<Comment> = None;
        let mut deleted = 0;
        for _ in 0..MOST_ROUNDS {
            let ours = self.ours(&mut pull, &author)?;
            let Some((oldest, others)) = ours.split_first() else {
                // The forge said that it is there; a list may come late.
                if let Some(Comment { id, address, .. }) = created {
                    return Ok(Verdict { outcome: Outcome::Created, id, address, deleted });
                }
                self.look_at_head(&mut pull)?;
                match pull.create(&text) {
                    Ok(comment) => created = Some(comment),
                    // Nobody knows whether it was heard: what is there now says so.
                    Err(RemoteError::Unreachable(_)) => {}
                    Err(error) => return Err(error),
                }
                continue;
            };
            let is_created = |id| created.as_ref().is_some_and(|comment| comment.id == id);
            let outcome = if oldest.body == text {
                if is_created(oldest.id) { Outcome::Created } else { Outcome::Same }
            } else {
                self.look_at_head(&mut pull)?;
                match pull.update(oldest.id, &text) {
                    Ok(()) => Outcome::Updated,
                    Err(RemoteError::Missing(_)) => continue,
                    Err(error) => return Err(error),
                }
            };
            for other in others {
                pull.delete(other.id)?;
                deleted += usize::from(!is_created(other.id));
            }
            let address = oldest.address.clone();
            return Ok(Verdict { outcome, id: oldest.id, address, deleted });
        }
        Err(RemoteError::Contended)
    }

    /// The comments that we wrote: by author and by how they begin, never by what they hold.
    fn ours(&self, pull: &mut PullRequest<'_>, author: &str) -> Result<Vec<Comment>, RemoteError> {
        let marker = self.marker();
        let mut comments = pull.comments()?;
        comments.retain(|comment| {
            comment.author.eq_ignore_ascii_case(author) && comment.body.starts_with(&marker)
        });
        Ok(comments)
    }

    fn look_at_head(&self, pull: &mut PullRequest<'_>) -> Result<(), RemoteError> {
        let Some(ours) = self.head else { return Ok(()) };
        let theirs = pull.head()?;
        if theirs.eq_ignore_ascii_case(ours) {
            return Ok(());
        }
        Err(RemoteError::Stale { ours: ours.to_owned(), theirs })
    }
}
