//! Numbers with their nouns, as people read them.

/// A number and its noun (`1 file`, `2 files`, `10,000 files`).
#[must_use]
pub fn counted(count: usize, noun: &str) -> String {
    let digits = count.to_string();
    let mut number = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            number.push(',');
        }
        number.push(digit);
    }
    let plural = if count == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}
