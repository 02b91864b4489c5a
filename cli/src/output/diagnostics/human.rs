//! Findings for people, in rustc's style.

mod excerpt;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use bailiwick_engine::fix::{Permitted, is_permitted};
use bailiwick_schema::diagnostic::{Diagnostic, Fix, Label};
use bailiwick_schema::path::FilePath;
use bailiwick_schema::rule::Severity;

use super::{Finding, Report};
use crate::output::count::counted;
use crate::output::visible::visible;
use crate::terminal::Look;

use excerpt::Excerpt;

/// How many findings of one file are shown.
const MOST_OF_A_FILE: usize = 20;
/// The width where there is no terminal.
const PLAIN_WIDTH: usize = 140;
/// Stands between the place that is printed and the one that the renderer adds; no shown text holds it.
const PLACE_END: char = '\u{FDD0}';

/// The report as text: each finding with its lines, then what can be mended, then the summary.
pub(super) fn print(report: &Report<'_>, look: Look) -> String {
    let mut text = print_findings(report, look);
    print_hints(&mut text, report);
    text.push_str(&report.summary());
    text.push('\n');
    text
}

/// Each finding with its lines.
pub(super) fn print_findings(report: &Report<'_>, look: Look) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(look.width.unwrap_or(PLAIN_WIDTH));
    let mut text = String::new();
    for (path, findings) in by_file(report.findings()) {
        for finding in findings.iter().take(MOST_OF_A_FILE) {
            print_finding(&mut text, report, &renderer, finding.diagnostic);
            text.push('\n');
        }
        let more = findings.len().saturating_sub(MOST_OF_A_FILE);
        if more > 0 {
            let more = counted(more, "more finding");
            let path = report.shown_path(path);
            let _infallible = writeln!(text, "... and {more} in {}\n", visible(&path));
        }
    }
    if report.totals().unlisted > 0 {
        let more = counted(report.totals().unlisted, "more error");
        let _infallible = writeln!(text, "... and {more} of files with very many\n");
    }
    text
}

/// The findings of each file, the files in the order of their first finding.
fn by_file<'a, 'b>(findings: &'b [Finding<'a>]) -> Vec<(&'a FilePath, Vec<&'b Finding<'a>>)> {
    let mut places: BTreeMap<&FilePath, usize> = BTreeMap::new();
    let mut files: Vec<(&FilePath, Vec<&Finding<'_>>)> = Vec::new();
    for finding in findings {
        let path = &finding.diagnostic.primary.path;
        let place = *places.entry(path).or_insert(files.len());
        match files.get_mut(place) {
            Some((_, of_file)) => of_file.push(finding),
            None => files.push((path, vec![finding])),
        }
    }
    files
}

fn print_finding(
    text: &mut String,
    report: &Report<'_>,
    renderer: &Renderer,
    diagnostic: &Diagnostic,
) {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(visible(&diagnostic.message)).id(diagnostic.rule.code);
    let mut group = Group::with_title(title);
    for labels in clusters(report, diagnostic) {
        group = group.element(place(report, &labels));
        if report.source(&labels.path).is_none() {
            let texts = labels.labels.iter().map(|(_, label)| &label.text);
            for text in texts.filter(|text| !text.is_empty()) {
                group = group.element(Level::NOTE.message(visible(text)));
            }
        }
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    if let Some(fix) = &diagnostic.fix
        && let Some(option) = option_that_applies(fix)
    {
        let title = format!("{} ({option} does it)", visible(&fix.title));
        group = group.element(Level::HELP.with_name("fix").message(title));
    }
    let rendered = renderer.render(&[group]);
    for line in rendered.lines() {
        let line = line.split_once(PLACE_END).map_or(line, |(before, _)| before);
        text.push_str(line.trim_end());
        text.push('\n');
    }
}

/// The option of `check` that applies a fix; none where nothing does.
fn option_that_applies(fix: &Fix) -> Option<&'static str> {
    if is_permitted(fix, Permitted::Safe) {
        Some("`--fix`")
    } else {
        is_permitted(fix, Permitted::All).then_some("`--fix --unsafe`")
    }
}

/// Labels of one file that stand near each other, the primary one among the first.
struct Cluster<'a> {
    path: FilePath,
    labels: Vec<(AnnotationKind, &'a Label)>,
}

/// How many lines may lie between two labels that are shown in one piece.
const NEAR: u32 = 50;

fn clusters<'a>(report: &Report<'_>, diagnostic: &'a Diagnostic) -> Vec<Cluster<'a>> {
    let first = Cluster {
        path: diagnostic.primary.path.clone(),
        labels: vec![(AnnotationKind::Primary, &diagnostic.primary)],
    };
    let mut clusters = vec![first];
    for label in &diagnostic.related {
        let near = clusters.iter_mut().find(|cluster| {
            cluster.path == label.path
                && cluster.labels.iter().any(|(_, other)| {
                    let line = |label: &Label| report.region(&label.path, label.span).start.line;
                    line(label).abs_diff(line(other)) <= NEAR
                })
        });
        match near {
            Some(cluster) => cluster.labels.push((AnnotationKind::Context, label)),
            None => clusters.push(Cluster {
                path: label.path.clone(),
                labels: vec![(AnnotationKind::Context, label)],
            }),
        }
    }
    clusters
}

/// The lines of a cluster with its labels; only the place where the file has no text.
fn place<'a>(report: &Report<'_>, cluster: &Cluster<'a>) -> Element<'a> {
    let path = report.shown_path(&cluster.path);
    let path = visible(&path).into_owned();
    let Some(source) = report.source(&cluster.path) else {
        return Origin::path(path).into();
    };
    let spans = cluster.labels.iter().map(|(_, label)| label.span).collect::<Vec<_>>();
    let excerpt = Excerpt::new(source, &spans);
    let start = spans.first().map(|span| source.position(span.start));
    let (line, column) = start.map_or((1, 1), |start| (start.line, start.column));
    let mut snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.first_line as usize)
        .path(format!("{path}:{line}:{column}{PLACE_END}"));
    for ((kind, label), range) in cluster.labels.iter().zip(excerpt.ranges) {
        let text = visible(&label.text);
        let text = (!text.is_empty()).then_some(text);
        snippet = snippet.annotation(kind.span(range).label(text));
    }
    snippet.into()
}

/// Says what `--fix` would mend and where to read more.
fn print_hints(text: &mut String, report: &Report<'_>) {
    let fixes = report.findings().iter().filter_map(|finding| finding.diagnostic.fix.as_ref());
    let (mut safe, mut others) = (0, 0);
    for fix in fixes {
        if is_permitted(fix, Permitted::Safe) {
            safe += 1;
        } else if is_permitted(fix, Permitted::All) {
            others += 1;
        }
    }
    if safe > 0 {
        let _infallible = writeln!(text, "{} can be fixed with `--fix`", counted(safe, "finding"));
    }
    if others > 0 {
        let findings = counted(others, "finding");
        let _infallible = writeln!(
            text,
            "{findings} can be fixed with `--fix --unsafe`, which may change what an agent may do"
        );
    }
    let findings = report.findings().iter().map(|finding| finding.diagnostic);
    // The first of the worst: `max_by_key` alone would give the last.
    if let Some(finding) = findings.rev().max_by_key(|finding| finding.severity) {
        let code = finding.rule.code;
        let _infallible =
            writeln!(text, "`bailiwick explain CODE` says more about a rule: try {code}");
    }
}
