//! Name patterns in which `*` stands for any characters.

/// Whether a pattern matches a name.
///
/// Linear in space and at most quadratic in time, by the greedy algorithm with one point of return.
#[must_use]
pub fn matches(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.as_bytes(), name.as_bytes());
    let (mut p, mut n) = (0, 0);
    let mut back: Option<(usize, usize)> = None;
    while n < name.len() {
        match pattern.get(p) {
            Some(b'*') => {
                back = Some((p + 1, n));
                p += 1;
            }
            Some(byte) if name.get(n) == Some(byte) => {
                p += 1;
                n += 1;
            }
            _ => match back {
                Some((after, from)) => {
                    p = after;
                    n = from + 1;
                    back = Some((after, n));
                }
                None => return false,
            },
        }
    }
    pattern.get(p..).is_some_and(|rest| rest.iter().all(|byte| *byte == b'*'))
}

/// Whether every name that `inner` matches is matched by `outer` too.
///
/// Sound; where `*` meets `*` it is complete as well, because a `*` of `inner` is only matched by one of `outer`.
#[must_use]
pub fn covers(outer: &str, inner: &str) -> bool {
    matches(outer, inner)
}
