//! What a build did, in words.

use std::time::Duration;

use crate::pipeline::{BuildReport, Counts, Phase, SkipReason, Skipped};

/// The sentence about a good build: `Built 3 posts and 4 pages into _site in 12 ms (read 2, …); 5 files written, 17 unchanged`.
pub fn built(report: &BuildReport, destination: &str) -> String {
    let Counts {
        posts,
        pages,
        documents,
        generated,
        static_files,
        written,
        unchanged,
        removed,
    } = report.counts;
    let made = listed(&[
        counted(posts, "post"),
        counted(pages, "page"),
        counted(documents, "document"),
        (generated > 0).then(|| format!("{generated} generated")),
        counted(static_files, "static file"),
    ]);
    let made = if made.is_empty() { "nothing" } else { &made };
    let mut sentence = format!("Built {made} into {destination}");
    if !report.phases.is_empty() {
        sentence.push_str(&format!(" in {}", times(&report.phases)));
    }
    let changes = listed(&[
        counted(written, "file").map(|files| format!("{files} written")),
        (unchanged > 0).then(|| format!("{unchanged} unchanged")),
        (removed > 0).then(|| format!("{removed} removed")),
    ]);
    if !changes.is_empty() {
        sentence.push_str(&format!("; {changes}"));
    }
    sentence
}

/// The sentence about a failed build: `2 errors, 1 warning: nothing was written, the last good site in _site is as it was`.
pub fn failed(report: &BuildReport, last_good_site: Option<&str>) -> String {
    let errors = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .count();
    let warnings = report.diagnostics.iter().count() - errors;
    let counts = listed(&[counted(errors, "error"), counted(warnings, "warning")]);
    match last_good_site {
        Some(destination) => format!(
            "{counts}: nothing was written, the last good site in {destination} is as it was"
        ),
        None => format!("{counts}: nothing was written"),
    }
}

/// The sentence about files that did not become pages: `Skipped 1 draft, 2 misnamed files`.
/// `None` if there are none.
pub fn skipped(skipped: &[Skipped]) -> Option<String> {
    let reasons = [
        (SkipReason::Draft, "draft", "drafts"),
        (SkipReason::Future, "future post", "future posts"),
        (
            SkipReason::Unpublished,
            "unpublished file",
            "unpublished files",
        ),
        (SkipReason::Misnamed, "misnamed file", "misnamed files"),
        (
            SkipReason::BeyondLimit,
            "post beyond the limit",
            "posts beyond the limit",
        ),
    ];
    let counts = reasons.map(|(reason, one, many)| {
        let count = skipped.iter().filter(|file| file.reason == reason).count();
        (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
    });
    (!skipped.is_empty()).then(|| format!("Skipped {}", listed(&counts)))
}

/// Why a file was skipped and what can be done about it.
pub fn reason(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Draft => "a draft; `--drafts` builds it",
        SkipReason::Future => "its date is in the future; `--future` builds it",
        SkipReason::Unpublished => {
            "its front matter says `published: false`; `--unpublished` builds it"
        }
        SkipReason::Misnamed => "a post needs a name such as 2025-07-16-title.md",
        SkipReason::BeyondLimit => "there are newer posts than `limit_posts` asks for",
    }
}

/// A table of how long each phase took, as Jekyll's `--profile` prints it.
pub fn profile(phases: &[(Phase, Duration)]) -> String {
    let total: Duration = phases.iter().map(|(_, time)| *time).sum();
    let rows = phases
        .iter()
        .map(|(phase, time)| (phase.name().to_uppercase(), *time))
        .chain([("TOTAL TIME".to_owned(), total)]);
    let mut table = format!(
        "| {:<10} | {:>8} |\n+{:-<12}+{:-<10}+",
        "PHASE", "TIME", "", ""
    );
    for (name, time) in rows {
        table.push_str(&format!("\n| {name:<10} | {:>8.4} |", time.as_secs_f64()));
    }
    table
}

/// `12 ms (read 2, generate 1, render 8, write 1)`, or the same in seconds from one second on.
fn times(phases: &[(Phase, Duration)]) -> String {
    let total: Duration = phases.iter().map(|(_, time)| *time).sum();
    let (unit, number): (&str, fn(Duration) -> String) = if total < Duration::from_secs(1) {
        ("ms", |time| format!("{:.0}", time.as_secs_f64() * 1000.0))
    } else {
        ("s", |time| format!("{:.2}", time.as_secs_f64()))
    };
    let each: Vec<String> = phases
        .iter()
        .map(|(phase, time)| format!("{} {}", phase.name(), number(*time)))
        .collect();
    format!("{} {unit} ({})", number(total), each.join(", "))
}

/// `1 post`, `2 posts`; nothing for none.
fn counted(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{count} {noun}s")),
    }
}

fn listed(parts: &[Option<String>]) -> String {
    parts
        .iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Diagnostic, Diagnostics};

    fn report() -> BuildReport {
        BuildReport {
            counts: Counts {
                posts: 3,
                pages: 1,
                generated: 9,
                static_files: 6,
                written: 5,
                unchanged: 17,
                ..Counts::default()
            },
            phases: vec![
                (Phase::Read, Duration::from_millis(2)),
                (Phase::Generate, Duration::from_micros(600)),
                (Phase::Render, Duration::from_millis(8)),
                (Phase::Write, Duration::from_millis(1)),
            ],
            ..BuildReport::default()
        }
    }

    #[test]
    fn a_good_build() {
        assert_eq!(
            built(&report(), "_site"),
            "Built 3 posts, 1 page, 9 generated, 6 static files into _site in 12 ms \
             (read 2, generate 1, render 8, write 1); 5 files written, 17 unchanged"
        );
        let slow = BuildReport {
            phases: vec![(Phase::Read, Duration::from_millis(1234))],
            ..BuildReport::default()
        };
        assert_eq!(
            built(&slow, "_site"),
            "Built nothing into _site in 1.23 s (read 1.23)"
        );
    }

    #[test]
    fn a_failed_build() {
        let mut diagnostics = Diagnostics::from(Diagnostic::error("a", "a"));
        diagnostics.push(Diagnostic::warning("b", "b"));
        diagnostics.push(Diagnostic::error("c", "c"));
        let report = BuildReport {
            diagnostics,
            ..report()
        };
        assert_eq!(
            failed(&report, Some("_site")),
            "2 errors, 1 warning: nothing was written, the last good site in _site is as it was"
        );
        assert_eq!(
            failed(&report, None),
            "2 errors, 1 warning: nothing was written"
        );
    }

    #[test]
    fn skipped_files_by_reason() {
        let file = |reason| Skipped {
            path: "x".into(),
            reason,
        };
        assert_eq!(skipped(&[]), None);
        assert_eq!(
            skipped(&[
                file(SkipReason::Misnamed),
                file(SkipReason::Draft),
                file(SkipReason::Misnamed)
            ])
            .as_deref(),
            Some("Skipped 1 draft, 2 misnamed files")
        );
    }

    #[test]
    fn the_profile_is_a_table() {
        assert_eq!(
            profile(&report().phases[..2]),
            "| PHASE      |     TIME |\n\
             +------------+----------+\n\
             | READ       |   0.0020 |\n\
             | GENERATE   |   0.0006 |\n\
             | TOTAL TIME |   0.0026 |"
        );
    }
}
