//! Messages for programs: one JSON object per line, told apart by `kind`.

use serde_json::{Value, json};

use crate::base::{Diagnostic, Severity};
use crate::pipeline::{BuildReport, SkipReason};

/// What is wrong: `{"kind":"diagnostic", …}`. Lines count from 1; `rendered` is what a person would have seen.
pub fn diagnostic(diagnostic: &Diagnostic) -> Value {
    let severity = match diagnostic.severity {
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    let labels: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| {
            json!({
                "path": label.location.path.as_ref(),
                "line": label.location.line_number(),
                "note": label.note,
            })
        })
        .collect();
    json!({
        "kind": "diagnostic",
        "severity": severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "labels": labels,
        "hints": diagnostic.hints,
        "trace": diagnostic.trace,
        "rendered": diagnostic.draw(false),
    })
}

/// What a build did: `{"kind":"build", …}`. Times are in milliseconds.
pub fn build(report: &BuildReport, destination: Option<&str>) -> Value {
    let counts = &report.counts;
    let errors = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.is_error())
        .count();
    let phases: serde_json::Map<String, Value> = report
        .phases
        .iter()
        .map(|(phase, time)| {
            (
                phase.name().to_owned(),
                json!(time.as_micros() as f64 / 1000.0),
            )
        })
        .collect();
    let skipped: Vec<Value> = report
        .skipped
        .iter()
        .map(|file| json!({ "path": file.path.as_ref(), "reason": reason(file.reason) }))
        .collect();
    json!({
        "kind": "build",
        "success": errors == 0,
        "errors": errors,
        "warnings": report.diagnostics.iter().count() - errors,
        "destination": destination,
        "counts": {
            "posts": counts.posts,
            "pages": counts.pages,
            "documents": counts.documents,
            "generated": counts.generated,
            "static_files": counts.static_files,
            "written": counts.written,
            "unchanged": counts.unchanged,
            "removed": counts.removed,
        },
        "skipped": skipped,
        "phases": phases,
    })
}

/// Anything else there is to say: `{"kind":"message", …}`.
pub fn message(text: &str) -> Value {
    json!({ "kind": "message", "text": text })
}

fn reason(reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::Draft => "draft",
        SkipReason::Future => "future",
        SkipReason::Unpublished => "unpublished",
        SkipReason::Misnamed => "misnamed",
        SkipReason::BeyondLimit => "beyond-limit",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Source;

    #[test]
    fn a_diagnostic_is_one_line_with_its_places() {
        let source = Source::new("_posts/a.md", "---\ntitle: [a\n---\n");
        let drawn = Diagnostic::error("yaml-syntax", "it isn't YAML")
            .at(source.line(2), "here")
            .hint("add a `]`");
        let mut value = diagnostic(&drawn);
        let rendered = value.as_object_mut().unwrap().remove("rendered").unwrap();
        assert_eq!(rendered, json!(drawn.draw(false)));
        assert_eq!(
            value.to_string(),
            r#"{"kind":"diagnostic","severity":"error","code":"yaml-syntax","message":"it isn't YAML","labels":[{"path":"_posts/a.md","line":2,"note":"here"}],"hints":["add a `]`"],"trace":[]}"#
        );
    }
}
