//! Lines of a stream, in pieces as they come: never more than a piece is held, and nobody waits for a full one.

use std::io::{self, BufRead, BufReader, Read};

/// The longest line that is read, in bytes.
pub(super) const LONGEST: usize = 1 << 20;
/// So many bytes are asked for at a time.
const BUFFER: usize = 1 << 18;
/// So many lines are handed over at a time.
const MOST: usize = 4096;

/// A line with its number, from 1; none where it is longer than [`LONGEST`].
pub(super) type Numbered = (usize, Option<Vec<u8>>);

/// Reads a stream by lines.
pub(super) struct Lines<R> {
    stream: BufReader<R>,
    number: usize,
}

impl<R: Read> Lines<R> {
    pub(super) fn new(stream: R) -> Self {
        Self { stream: BufReader::with_capacity(BUFFER, stream), number: 0 }
    }

    /// The next lines, those left out in which nothing stands; none at the end.
    ///
    /// Waits for one line only: whoever writes a line and waits for its answer gets it.
    pub(super) fn next(&mut self) -> io::Result<Option<Vec<Numbered>>> {
        let mut piece = Vec::new();
        while piece.len() < MOST {
            let Some(line) = self.line()? else {
                return Ok((!piece.is_empty()).then_some(piece));
            };
            self.number += 1;
            if line.as_ref().is_none_or(|line| !line.trim_ascii().is_empty()) {
                piece.push((self.number, line));
            }
            if !piece.is_empty() && !self.stream.buffer().contains(&b'\n') {
                break;
            }
        }
        Ok(Some(piece))
    }

    /// One line without its end; the inner none where it is too long.
    fn line(&mut self) -> io::Result<Option<Option<Vec<u8>>>> {
        let mut line = Vec::new();
        let most = LONGEST as u64 + 1;
        if (&mut self.stream).take(most).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        if line.last() == Some(&b'\n') {
            line.pop();
            return Ok(Some(Some(line)));
        }
        if line.len() <= LONGEST {
            return Ok(Some(Some(line)));
        }
        self.stream.skip_until(b'\n')?;
        Ok(Some(None))
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Lines};

    #[test]
    fn lines_are_numbered_and_long_ones_are_passed_over_whole() {
        let mut text = b"a\n\n  \nb\r\n".to_vec();
        text.extend(std::iter::repeat_n(b'x', LONGEST));
        text.push(b'\n');
        text.extend(std::iter::repeat_n(b'y', LONGEST + 1));
        text.extend(b"\nlast");
        let mut lines = Lines::new(text.as_slice());
        let mut all = Vec::new();
        while let Some(piece) = lines.next().unwrap() {
            all.extend(piece.into_iter().map(|(number, line)| (number, line.map(|l| l.len()))));
        }
        let expected = [(1, Some(1)), (4, Some(2)), (5, Some(LONGEST)), (6, None), (7, Some(4))];
        assert_eq!(all, expected);
    }
}
