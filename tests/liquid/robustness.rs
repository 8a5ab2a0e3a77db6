//! Templates that nobody would write: no panic, and work that ends.

use std::sync::Arc;

use utterson::base::{Map, Value};
use utterson::lang::liquid::{
    Context, Error, Host, Language, Mode, OnError, Parser, Tag, Template,
};

use super::{parse, render, render_with};

/// Parses and renders, whatever comes of it.
fn survives(source: &str) -> String {
    match parse(source) {
        Ok(template) => render(&template, &Map::new()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn blocks_nest_a_hundred_deep_and_no_deeper() {
    let nested = |depth: usize, open: &str, close: &str| {
        let source = [&open.repeat(depth), "x", &close.repeat(depth)].concat();
        survives(&source)
    };
    assert_eq!(nested(100, "{% if true %}", "{% endif %}"), "x");
    assert_eq!(nested(99, "{% for i in (1..1) %}", "{% endfor %}"), "x");
    assert_eq!(
        nested(100, "{% for i in (1..1) %}", "{% endfor %}"),
        "Liquid error (line 1): Nesting too deep"
    );
    for depth in [101, 10_000] {
        assert_eq!(
            nested(depth, "{% if true %}", "{% endif %}"),
            "Liquid error: Nesting too deep"
        );
        nested(depth, "{% comment %}", "{% endcomment %}");
        nested(depth, "{% case 1 %}{% when 1 %}", "{% endcase %}");
    }
}

#[test]
fn long_markups_end() {
    const LENGTH: usize = 50_000;
    for piece in [
        "a",
        "(",
        "[",
        "a[",
        "((1..2)..",
        "'",
        "\"'",
        "|",
        ",",
        ":",
        "a:",
        "a.b.",
        "..",
        " ",
        "\n",
        "==",
        "and ",
        "or or ",
        "a|b:",
        "{",
        "%",
        "-",
        "é",
        "\u{a0}",
    ] {
        let long = piece.repeat(LENGTH / piece.len());
        for (open, close) in [
            ("", ""),
            ("{{", "}}"),
            ("{{ a | ", "}}"),
            ("{% if ", "%}{% endif %}"),
            ("{% for i in ", "%}{% endfor %}"),
            ("{% assign ", "%}"),
            ("{% assign a = ", "%}"),
            ("{% cycle ", "%}"),
            ("{% case 1 %}{% when ", "%}{% endcase %}"),
            ("{% tablerow ", "%}{% endtablerow %}"),
            ("{% capture ", "%}{% endcapture %}"),
            ("{% raw %}", "{% endraw %}"),
        ] {
            survives(&[open, &long, close].concat());
        }
    }
}

#[test]
fn a_line_of_five_megabytes_is_rendered() {
    let words = "word {{ 'x' | upcase }} ".repeat(5_000_000 / 24);
    assert_eq!(survives(&words).len(), 5_000_000 / 24 * 7);
    let openers = ["{% raw %}", &"{% {{".repeat(1_000_000), "{% endraw %}"].concat();
    survives(&openers);
    survives(&["{% raw %}", &"{{{%".repeat(1_000_000)].concat());
}

/// A small generator, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap_or(0) % bound
    }
}

#[test]
fn soup_of_tokens_does_no_harm() {
    const PIECES: [&str; 64] = [
        "{%",
        "%}",
        "{{",
        "}}",
        "{%-",
        "-%}",
        "}",
        "{",
        "if",
        "else",
        "elsif",
        "endif",
        "for",
        "endfor",
        "in",
        "i",
        "assign",
        "x",
        "=",
        "|",
        "append:",
        "'",
        "\"",
        "==",
        "contains",
        "and",
        "or",
        " ",
        " ",
        "\n",
        "(1..3)",
        "..",
        "[",
        "]",
        ".",
        "raw",
        "endraw",
        "comment",
        "endcomment",
        "case",
        "when",
        "endcase",
        "cycle",
        "1",
        "-2.5",
        ",",
        ":",
        "unless",
        "endunless",
        "capture",
        "endcapture",
        "tablerow",
        "endtablerow",
        "é",
        "limit:1",
        "reversed",
        "break",
        "increment",
        "ifchanged",
        "endifchanged",
        "\u{0}",
        "(",
        ")",
        "where_exp: 'x', ",
    ];
    const WHOLE: [&str; 10] = [
        "{% if x %}",
        "{% endif %}",
        "{% for i in (1..3) %}",
        "{% endfor %}",
        "{% else %}",
        "{% assign x = 'a,b' | split: ',' %}",
        "{{ x | group_by_exp: 'i', 'i | size' }}",
        "{% raw %}",
        "{% endraw %}",
        "{{ (i..99999999999) }}",
    ];
    let mut random = Random(7);
    for _ in 0..20_000 {
        let source: String = (0..random.below(30))
            .map(|_| match random.below(3) {
                0 => WHOLE[random.below(WHOLE.len())],
                _ => PIECES[random.below(PIECES.len())],
            })
            .collect();
        survives(&source);
    }
}

#[derive(Debug)]
struct Again;

impl Tag for Again {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let template = context.surroundings().host.template("again", "", "")?;
        context.scoped(|context| context.include(&template, 1, output))
    }
}

fn parse_again(_: &mut Parser<'_>, _: &str) -> Result<Box<dyn Tag>, Error> {
    Ok(Box::new(Again))
}

struct Endless(Arc<Template>);

impl Host for Endless {
    fn template(&self, _: &str, _: &str, _: &str) -> Result<Arc<Template>, Error> {
        Ok(self.0.clone())
    }

    fn answer(&self, _: &str, _: &Value) -> Result<Value, Error> {
        Ok(Value::Nil)
    }
}

#[test]
fn a_template_that_includes_itself_stops() {
    let mut language = Language::standard(Mode::Warn);
    language.add_tag("again", parse_again);
    let around = |depth: usize| {
        let source = format!(
            "{}{{% again %}}{}",
            "{% if true %}".repeat(depth),
            "{% endif %}".repeat(depth)
        );
        Arc::new(Template::parse(source, "again.html", &language).expect("a template"))
    };
    for depth in [0, 1, 99] {
        let host = Endless(around(depth));
        let state = &mut Default::default();
        let error =
            render_with(&host.0, &Map::new(), &host, OnError::Stop, state).expect_err("too deep");
        assert_eq!(error.message, "Nesting too deep");
    }
}

#[test]
fn lists_that_nest_without_end_stop() {
    let source = "{% assign e = '' | split: '' %}{% assign a = e %}\
                  {% for i in (1..2000) %}{% assign a = e | push: a %}{% endfor %}{{ a | inspect | size }}";
    survives(source);
}
