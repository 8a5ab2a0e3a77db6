//! The layering of the rooms, as `docs/ARCHITECTURE.md` draws it: who may use whom, who may print,
//! who may read and write files. Each violation is told with file and line.

use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms it may use besides itself.
const MAY_USE: &[(&str, &[&str])] = &[
    ("base", &[]),
    ("lang", &["base"]),
    ("model", &["base"]),
    ("read", &["base", "lang", "model"]),
    ("generate", &["base", "model"]),
    ("render", &["base", "lang", "model"]),
    ("write", &["base", "model"]),
    (
        "pipeline",
        &[
            "base", "lang", "model", "read", "generate", "render", "write",
        ],
    ),
    ("serve", &["base", "model", "pipeline"]),
    ("cli", &["base", "model", "pipeline", "serve"]),
    ("main", &["cli"]),
];

/// The rooms that may touch files.
const MAY_DO_IO: &[&str] = &["read", "write", "serve", "cli"];

const PRINTING: &[&str] = &[
    "println!",
    "print!(",
    "dbg!",
    "std::io::stdout",
    "std::io::stderr",
];

const FILES: &[&str] = &["std::fs", "fs::", "File::open", "File::create", "read_dir("];

/// A line of a source file, without tests: these may use what they like.
struct Line {
    file: PathBuf,
    number: usize,
    room: String,
    text: String,
}

fn lines() -> Vec<Line> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut lines = Vec::new();
    let mut folders = vec![source.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let file = entry.unwrap().path();
            if file.is_dir() {
                folders.push(file);
                continue;
            }
            let is_tests = file.file_stem().is_some_and(|stem| stem == "tests");
            if is_tests || file.extension().is_none_or(|extension| extension != "rs") {
                continue;
            }
            let below = file.strip_prefix(&source).unwrap();
            let room = below
                .iter()
                .next()
                .unwrap()
                .to_string_lossy()
                .trim_end_matches(".rs")
                .to_owned();
            let text = fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            for (index, line) in code.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default().to_owned();
                lines.push(Line {
                    file: below.to_owned(),
                    number: index + 1,
                    room: room.clone(),
                    text: code,
                });
            }
        }
    }
    lines
}

fn report(violations: &[String]) {
    assert!(violations.is_empty(), "{}", violations.join("\n"));
}

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let known: Vec<&str> = MAY_USE.iter().map(|(room, _)| *room).collect();
    let mut violations = Vec::new();
    for line in lines().iter().filter(|line| line.room != "lib") {
        let Some((_, allowed)) = MAY_USE.iter().find(|(room, _)| *room == line.room) else {
            violations.push(format!(
                "src/{}: `{}` is no room of the plan",
                line.file.display(),
                line.room
            ));
            continue;
        };
        for prefix in ["crate::", "utterson::"] {
            for (at, _) in line.text.match_indices(prefix) {
                for used in rooms_after(&line.text[at + prefix.len()..]) {
                    if known.contains(&used) && used != line.room && !allowed.contains(&used) {
                        violations.push(format!(
                            "src/{}:{}: `{}` must not use `{used}`",
                            line.file.display(),
                            line.number,
                            line.room
                        ));
                    }
                }
            }
        }
    }
    report(&violations);
}

/// The rooms named in `base::…` or `{base, model::…}`.
fn rooms_after(path: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    match path.strip_prefix('{') {
        Some(list) => list
            .split('}')
            .next()
            .unwrap_or_default()
            .split(',')
            .map(|item| {
                item.trim()
                    .split(|c: char| !is_word(c))
                    .next()
                    .unwrap_or_default()
            })
            .collect(),
        None => vec![path.split(|c: char| !is_word(c)).next().unwrap_or_default()],
    }
}

#[test]
fn only_the_command_line_prints() {
    let violations: Vec<String> = lines()
        .iter()
        .filter(|line| line.room != "cli" && PRINTING.iter().any(|print| line.text.contains(print)))
        .map(|line| {
            format!(
                "src/{}:{}: only `cli` prints",
                line.file.display(),
                line.number
            )
        })
        .collect();
    report(&violations);
}

#[test]
fn only_the_ends_of_the_pipeline_touch_files() {
    let violations: Vec<String> = lines()
        .iter()
        .filter(|line| !MAY_DO_IO.contains(&line.room.as_str()))
        .filter(|line| FILES.iter().any(|io| line.text.contains(io)))
        .map(|line| {
            format!(
                "src/{}:{}: `{}` must not touch files",
                line.file.display(),
                line.number,
                line.room
            )
        })
        .collect();
    report(&violations);
}
