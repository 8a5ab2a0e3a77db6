//! Tags from outside, objects, and what outlives a rendering: as `render` uses the engine.

use std::collections::HashMap;
use std::sync::Arc;

use utterson::base::{Elements, Map, Object, Value};
use utterson::lang::liquid::{
    Context, Error, ErrorKind, Expression, Host, Language, Mode, NoHost, OnError, ParseTag, Parser,
    SharedState, Step, Tag, Template,
};

use super::{map, parse, render, render_with};

/// `{% partial name key=value … %}`: renders another template with `partial.key`.
#[derive(Debug)]
struct Include {
    name: String,
    parameters: Vec<(String, Expression)>,
    line: usize,
}

fn parse_include(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    let mut words = markup.split_whitespace();
    let name = words
        .next()
        .ok_or_else(|| Error::syntax("partial needs a name"))?;
    parser.includes("partial", Some(name));
    let parameters = words
        .filter_map(|word| word.split_once('='))
        .map(|(key, value)| (key.to_owned(), Expression::parse(value)))
        .collect();
    Ok(Box::new(Include {
        name: name.to_owned(),
        parameters,
        line: parser.line(),
    }))
}

impl Tag for Include {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let host = context.surroundings().host;
        let template = host.template("partial", &self.name, context.template_name())?;
        let mut given = Map::new();
        for (key, value) in &self.parameters {
            let value = value.evaluate(&context.names())?.into_owned();
            given.insert(key.as_str().into(), value);
        }
        context.scoped(|context| {
            context.set(&"partial".into(), Value::from(given));
            context
                .include(&template, self.line, output)
                .map_err(|error| error.remarked("included"))
        })
    }
}

/// `{% shout %}…{% endshout %}`: a block.
#[derive(Debug)]
struct Shout(utterson::lang::liquid::Body);

fn parse_shout(parser: &mut Parser<'_>, _: &str) -> Result<Box<dyn Tag>, Error> {
    Ok(Box::new(Shout(parser.block("shout")?)))
}

impl Tag for Shout {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let mut text = String::new();
        self.0.render(context, &mut text)?;
        output.push_str(&text.to_uppercase());
        Ok(())
    }
}

fn language() -> Language {
    let mut language = Language::standard(Mode::Warn);
    language.add_tag("partial", parse_include as ParseTag);
    language.add_tag("shout", parse_shout);
    language
}

#[derive(Default)]
struct Loader(HashMap<&'static str, Arc<Template>>);

impl Loader {
    fn of(sources: &[(&'static str, &str)]) -> Self {
        let parsed = sources.iter().map(|(name, source)| {
            let template = Template::parse(*source, *name, &language()).expect("a template");
            (*name, Arc::new(template))
        });
        Loader(parsed.collect())
    }
}

impl Host for Loader {
    fn template(&self, _: &str, name: &str, from: &str) -> Result<Arc<Template>, Error> {
        let found = self.0.get(name).cloned();
        found.ok_or_else(|| Error::foreign(format!("no {name} for {from}")))
    }

    fn answer(&self, _: &str, question: &Value) -> Result<Value, Error> {
        Ok(question.clone())
    }
}

fn with_loader(source: &str, loader: &Loader, on_error: OnError) -> Result<String, Error> {
    let template = Template::parse(source, "page.html", &language())?;
    let variables = map(r#"{"n":5}"#);
    render_with(
        &template,
        &variables,
        loader,
        on_error,
        &mut Default::default(),
    )
}

#[test]
fn a_tag_includes_templates_with_parameters() {
    let loader = Loader::of(&[
        ("a.html", "[{{ partial.x }}{% assign y = partial.x %}]"),
        ("b.html", "<{% partial a.html x=n %}{{ partial.x }}>"),
    ]);
    let source = "{% partial b.html x='q' %}{{ y }}{{ partial }}{% shout %}a{{ n }}{% endshout %}";
    assert_eq!(
        with_loader(source, &loader, OnError::Stop).as_deref(),
        Ok("<[5]q>5A5")
    );
    let template = Template::parse(source, "page.html", &language()).unwrap();
    assert_eq!(template.partials().len(), 1);
    assert_eq!(template.partials()[0].name.as_deref(), Some("b.html"));
}

#[test]
fn errors_are_printed_or_stop_with_the_way_there() {
    let loader = Loader::of(&[
        ("a.html", "x\n{{ n | divided_by: 0 }}"),
        ("b.html", "\n\n{% partial a.html %}"),
    ]);
    let source = "1{% if true %}\n{% partial b.html %}{% endif %}2";
    assert_eq!(
        with_loader(source, &loader, OnError::Print).as_deref(),
        Ok("1\n\n\nx\nLiquid error (line 2): divided by 02")
    );
    let error = with_loader(source, &loader, OnError::Stop).unwrap_err();
    assert_eq!(
        error.to_string(),
        "Liquid error (a.html line 2): divided by 0 included"
    );
    let step = |template: &str, line| Step {
        template: template.into(),
        line,
    };
    assert_eq!(error.trace, [step("b.html", 3), step("page.html", 2)]);

    let error = with_loader("a\n{{ n | sort }}", &loader, OnError::Stop).unwrap_err();
    assert_eq!((error.kind, error.line), (ErrorKind::Foreign, Some(2)));
    assert!(!error.to_string().contains("Liquid"), "{error}");
    assert_eq!(error.inline(), "Liquid error (line 2): internal");
}

#[test]
fn modes_decide_about_markup_that_resembles_an_expression() {
    let parse = |mode| Template::parse("\n{{ a b }}", "", &Language::standard(mode));
    let message = "Liquid syntax error (line 2): Expected end_of_string but found id in \
                   \"{{ a b }}\"";
    assert_eq!(parse(Mode::Strict).unwrap_err().to_string(), message);
    assert_eq!(
        parse(Mode::Warn).unwrap().warnings()[0].to_string(),
        message
    );
    assert!(parse(Mode::Lax).unwrap().warnings().is_empty());
}

#[test]
fn counters_and_registers_are_the_callers() {
    let page = parse("{% increment x %}{% cycle 'a', 'b', 'c' %}").unwrap();
    let none = Map::new();
    let mut state = Default::default();
    let mut next = || render_with(&page, &none, &NoHost, OnError::Stop, &mut state).unwrap();
    assert_eq!([next(), next(), next(), next()], ["0a", "1b", "2c", "3a"]);
    state.1 = Default::default();
    let after = render_with(&page, &none, &NoHost, OnError::Stop, &mut state).unwrap();
    assert_eq!(after, "4a");
}

#[test]
fn a_template_tells_what_it_shares() {
    let shared = |source: &str| parse(source).unwrap().shared_state();
    let (no, yes) = (false, true);
    for (source, counters, registers) in [
        ("{% for i in a limit:2 %}{{ i }}{% endfor %}", no, no),
        (
            "{% if a %}{% for i in a offset:continue %}{% endfor %}{% endif %}",
            no,
            yes,
        ),
        ("{% decrement a %}", yes, no),
        ("{% ifchanged %}{% endifchanged %}", no, yes),
        ("{% raw %}{% cycle 1 %}{% endraw %}", no, no),
    ] {
        assert_eq!(
            shared(source),
            SharedState {
                counters,
                registers
            },
            "{source}"
        );
        assert_eq!(
            parse(source).unwrap().uses_shared_state(),
            counters || registers
        );
    }
}

/// A document whose values are made when they are asked for.
#[derive(Debug)]
struct Document(i64, Elements);

impl Object for Document {
    fn class_name(&self) -> &'static str {
        "Jekyll::Drops::DocumentDrop"
    }

    fn get(&self, key: &str) -> Option<Value> {
        match key {
            "title" => Some(Value::from(format!("T{}", self.0))),
            "rank" => Some(Value::Int(self.0)),
            _ => None,
        }
    }

    fn keys(&self) -> Vec<Arc<str>> {
        vec!["title".into(), "rank".into()]
    }

    fn elements(&self) -> Elements {
        self.1
    }

    fn to_text(&self) -> String {
        format!("output of {}", self.0)
    }
}

#[test]
fn objects_are_looked_up_and_filtered_like_maps() {
    let document = |rank, elements| Value::Object(Arc::new(Document(rank, elements)));
    let posts = vec![
        document(2, Elements::Keys),
        document(1, Elements::Keys),
        document(3, Elements::Keys),
    ];
    let variables = Map::from_iter([
        ("posts".into(), Value::from(posts.clone())),
        ("post".into(), posts[0].clone()),
        ("page".into(), document(7, Elements::Pairs)),
    ]);
    for (source, expected) in [
        (
            "{{ post.title }} {{ post['rank'] }} {{ post.none }} {{ post }}",
            "T2 2  output of 2",
        ),
        ("{% for x in post %}{{ x }};{% endfor %}", "title;rank;"),
        (
            "{% for x in page %}{{ x[0] }}={{ x[1] }};{% endfor %}",
            "title=T7;rank=7;",
        ),
        (
            "{{ page | inspect }}",
            "{&quot;title&quot;=&gt;&quot;T7&quot;, &quot;rank&quot;=&gt;7}",
        ),
        ("{{ post | jsonify }}", r#"{"title":"T2","rank":2}"#),
        ("{{ posts | map: 'title' | join: ',' }}", "T2,T1,T3"),
        (
            "{% assign s = posts | sort: 'rank' %}{% for p in s %}{{ p.title }}{% endfor %}",
            "T1T2T3",
        ),
        ("{{ posts | where: 'rank', 3 | map: 'title' }}", "T3"),
        (
            "{{ posts | where_exp: 'p', 'p.rank > 1 and p.title != \"T3\"' | map: 'title' }}",
            "T2",
        ),
        (
            "{% assign f = posts | find_exp: 'p', 'p.rank == 3' %}{{ f.title }}",
            "T3",
        ),
        (
            "{% assign g = posts | group_by_exp: 'p', 'p.rank | modulo: 2' %}\
             {% for x in g %}{{ x.name }}:{{ x.size }} {% endfor %}",
            "0:1 1:2 ",
        ),
        (
            "{% if post == posts[0] %}1{% endif %}{% if post == posts[1] %}2{% endif %}",
            "1",
        ),
        (
            "{% if posts contains post %}1{% endif %}{{ posts | uniq | size }}",
            "13",
        ),
        (
            "{{ posts | where_exp: 'p', 'p.rank >' }}",
            "Liquid error (line 1): [:end_of_string] is not a valid expression",
        ),
        (
            "{{ posts | where_exp: 'p' }}",
            "Liquid error (line 1): wrong number of arguments (given 2, expected 3)",
        ),
    ] {
        let expected = expected.replace(
            "Liquid error (line 1): [:end",
            "Liquid syntax error (line 1): [:end",
        );
        assert_eq!(
            render(&parse(source).unwrap(), &variables),
            expected,
            "{source}"
        );
    }
}

#[test]
fn where_knows_the_literals_of_emptiness() {
    let variables = map(r#"{"l":[{"a":""},{"a":[]},{"a":"x"},{"b":1}]}"#);
    for (source, expected) in [
        ("{{ l | where: 'a', empty | size }}", "3"),
        ("{{ l | where: 'a', blank | size }}", "3"),
        ("{{ l | where: 'a', '' | size }}", "1"),
    ] {
        assert_eq!(
            render(&parse(source).unwrap(), &variables),
            expected,
            "{source}"
        );
    }
}
