//! The filters against tables made with their reference, and against odd values.

use super::*;
use crate::lang::data::yaml;

fn call(filter: &Filter, input: &Value, arguments: &Arguments) -> Result<Value, FilterError> {
    let environment = Environment {
        zone: &TimeZone::UTC,
        now: &Time::utc("2024-05-17T13:14:15.5Z".parse().unwrap()),
        url: Some("https://example.com"),
        baseurl: Some("/blog"),
        markdown: &|text| format!("<p>{text}</p>\n"),
        smartify: &|text| text.replace("...", "…"),
    };
    filter.call(input, arguments, &environment)
}

/// A value as the table's maker read it: times are local ones.
fn read(text: &str) -> Value {
    let map = yaml::parse(&format!("v: {text}")).unwrap().value;
    localized(map.get("v").unwrap())
}

fn localized(value: &Value) -> Value {
    match value {
        Value::Time(time) => Value::from(time.in_zone(&TimeZone::UTC)),
        Value::Array(items) => Value::from(items.iter().map(localized).collect::<Vec<_>>()),
        Value::Map(map) => {
            let pairs = map
                .iter()
                .map(|(key, value)| (key.clone(), localized(value)));
            Value::from(pairs.collect::<crate::base::Map>())
        }
        other => other.clone(),
    }
}

/// The rows of a table that go wrong: filter, input, arguments, result.
fn wrong_rows(table: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [name, input, arguments @ .., expected] = &cells[..] else {
            panic!("{line}");
        };
        let filter = find(name).unwrap();
        let arguments = Arguments::positional(arguments.iter().map(|text| read(text)));
        let result = match call(filter, &read(input), &arguments) {
            Ok(value) => value.inspect(),
            Err(error) => format!("!{error}"),
        };
        if result != *expected {
            wrong.push(format!("{line}\n    gave {result}"));
        }
    }
    wrong
}

#[test]
fn agrees_with_the_reference() {
    let wrong = wrong_rows(include_str!("../../../tests/filters/cases.tsv"));
    assert!(wrong.is_empty(), "{}: \n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn agrees_with_liquid_4() {
    let wrong = wrong_rows(include_str!("../../../tests/filters/liquid4.tsv"));
    assert!(wrong.is_empty(), "{}: \n{}", wrong.len(), wrong.join("\n"));
}

fn in_new_york(name: &str, input: &str, arguments: &[&str]) -> Result<String, String> {
    let environment = Environment {
        zone: &TimeZone::get("America/New_York").unwrap(),
        now: &Time::utc("2024-05-17T03:14:15.5Z".parse().unwrap()),
        url: None,
        baseurl: None,
        markdown: &|text| format!("<p>{text}</p>\n"),
        smartify: &|text| text.replace("...", "…"),
    };
    let arguments = Arguments::positional(arguments.iter().map(|text| read(text)));
    let result = find(name)
        .unwrap()
        .call(&read(input), &arguments, &environment);
    result
        .map(|value| value.to_string())
        .map_err(|error| error.message)
}

/// The right-hand sides are what Jekyll prints with `timezone: America/New_York`.
#[test]
fn dates_are_shown_in_their_own_zone_or_the_sites() {
    for (name, input, arguments, shown) in [
        (
            "date",
            "now",
            &["'%F %T %z'"][..],
            "2024-05-16 23:14:15 -0400",
        ),
        ("date", "'10:00'", &["'%F %T'"], "2024-05-16 10:00:00"),
        ("date", "'2024-03-09 10:00'", &["'%H:%M %Z'"], "10:00 EST"),
        (
            "date",
            "'2024-03-09T10:00:00+02:00'",
            &["'%H:%M %z'"],
            "10:00 +0200",
        ),
        ("date", "0", &["'%F %R'"], "1969-12-31 19:00"),
        (
            "date",
            "2024-03-09",
            &["'%F %R %z'"],
            "2024-03-09 00:00 +0000",
        ),
        (
            "date_to_xmlschema",
            "2024-07-09",
            &[],
            "2024-07-09T00:00:00-04:00",
        ),
        (
            "date_to_xmlschema",
            "'2024-03-09T10:00:00Z'",
            &[],
            "2024-03-09T05:00:00-05:00",
        ),
        (
            "date_to_rfc822",
            "'2024-03-09 23:00 EST'",
            &[],
            "Sat, 09 Mar 2024 23:00:00 -0500",
        ),
        (
            "date_to_string",
            "'2024-03-09T01:00:00Z'",
            &["ordinal", "US"],
            "Mar 8th, 2024",
        ),
        ("relative_url", "/a b", &[], "/a%20b"),
        ("absolute_url", "a", &[], "/a"),
        ("markdownify", "a", &[], "<p>a</p>\n"),
        ("smartify", "a...", &[], "a…"),
        ("sample", "[4, 5, 6]", &[], "4"),
        ("sample", "[4, 5, 6]", &["2"], "45"),
    ] {
        assert_eq!(
            in_new_york(name, input, arguments).as_deref(),
            Ok(shown),
            "{input} | {name}"
        );
    }
}

#[test]
fn arguments_can_be_given_by_name() {
    let given = |names: &'static [(&str, &str)]| {
        move |name: &str| {
            let (_, text) = names.iter().find(|(given, _)| *given == name)?;
            Some(Value::from(*text))
        }
    };
    let replace = find("replace").unwrap();
    let arguments = Arguments::named(replace, given(&[("to", "b"), ("from", "a")])).unwrap();
    assert_eq!(
        call(replace, &Value::from("aa"), &arguments),
        Ok(Value::from("bb"))
    );
    // A parameter left out before a given one has its default.
    let truncate = find("truncate").unwrap();
    let arguments = Arguments::named(truncate, given(&[("end", "…")])).unwrap();
    let long = Value::from("x".repeat(60));
    let short = format!("{}…", "x".repeat(49));
    assert_eq!(call(truncate, &long, &arguments), Ok(Value::from(short)));
    let error = Arguments::named(find("where").unwrap(), given(&[("property", "a")]));
    assert_eq!(
        error.unwrap_err().message,
        "`where` needs the argument `value`"
    );
}

#[test]
fn every_filter_has_a_name_of_its_own() {
    let mut names: Vec<&str> = all().map(|filter| filter.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(all().all(|filter| filter.required <= filter.parameters.len()));
}

/// Values that are at the edge of something.
fn odd_values() -> Vec<Value> {
    let mut values: Vec<Value> = [
        "~",
        "true",
        "0",
        "-1",
        "9223372036854775807",
        "-9223372036854775807",
        "1.5",
        "-0.0",
        ".inf",
        "-.inf",
        ".nan",
        "''",
        "' '",
        "'é\\%'",
        "'%'",
        "'%999999999d%'",
        "'99999999999999999999999999999999999999.5'",
        "'-99999999999999999999'",
        "'2024-02-30 25:61:61 +99:99'",
        "'31 feb 99999'",
        "'<!--<script'",
        "'<&;>\"'",
        "'http://[::1'",
        "'//'",
        "'a.b..c.'",
        "'\\\\k<'",
        "[]",
        "[~]",
        "[[], [[1, a], {}], 1.5, ~]",
        "[b, 1, ~, 2.5, {a: 1}, true, .nan, 0, c, x, 3, 2, 1, q, r, s, t, u, v, w, y, z, .nan, 7]",
        "{}",
        "{a: {b: [1]}, 'b': ~}",
        "2024-03-09",
        "2024-03-09 10:00:05.5 +0200",
        "9999-12-31",
    ]
    .into_iter()
    .map(read)
    .collect();
    values.extend([
        Value::Int(i64::MIN),
        Value::Float(f64::MAX),
        Value::Float(5e-324),
        Value::from("\0\u{7f}\u{2028}\r\n"),
        Value::from("1".repeat(400)),
        Value::Date(jiff::civil::Date::MIN),
        Value::Time(Time::utc(jiff::Timestamp::MIN)),
        Value::Time(Time::utc(jiff::Timestamp::MAX)),
    ]);
    values
}

#[test]
fn no_filter_panics() {
    let values = odd_values();
    let some: Vec<Value> = values.iter().step_by(4).cloned().collect();
    let pairs = some.iter().flat_map(|first| {
        some.iter()
            .map(|second| vec![first.clone(), second.clone()])
    });
    let lists: Vec<Arguments> = std::iter::once(Vec::new())
        .chain(values.iter().map(|value| vec![value.clone()]))
        .chain(pairs)
        .map(Arguments::positional)
        .collect();
    for filter in all() {
        for input in &values {
            for arguments in &lists {
                // Whether it succeeds doesn't matter; that it returns does.
                let _ = call(filter, input, arguments);
            }
        }
    }
}
