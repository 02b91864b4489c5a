//! What of a workspace could not be read, so that what it declares is known in part only.

use bailiwick_schema::diagnostic::Diagnostic;
use bailiwick_schema::rule::Severity;

use super::Workspace;

impl Workspace {
    /// Errors of reading: files that cannot be read, slips of syntax, nodes that mean nothing. By file and place.
    #[must_use]
    pub fn broken(&self) -> Vec<&Diagnostic> {
        let unread =
            self.findings.loading.iter().filter(|finding| is_of_reading(finding, "BW3003"));
        let files = self.fleet.files().flat_map(|(_, file)| &file.diagnostics);
        let slips =
            files.filter(|finding| is_of_reading(finding, "BW1") || is_of_reading(finding, "BW2"));
        let mut all: Vec<&Diagnostic> = unread.chain(slips).collect();
        all.sort_by(|a, b| (&a.primary, a.rule.code).cmp(&(&b.primary, b.rule.code)));
        all
    }
}

fn is_of_reading(finding: &Diagnostic, codes: &str) -> bool {
    finding.severity == Severity::Error && finding.rule.code.starts_with(codes)
}
