//! The filters of templates: Liquid 4.0's standard ones, and Jekyll's own.
//!
//! One library serves every template language. It knows values and nothing of a site: what filters
//! need of their surroundings stands in [`Environment`]. Each file holds the filters of one subject
//! and their table.
//!
//! Where Ruby's result does not fit a [`Value`]: an integer outside 64 bits is its digits as a
//! string, which every filter of numbers reads as the number.

mod conversions;
mod dates;
mod html;
mod lists;
mod number;
mod numbers;
pub(in crate::lang) mod order;
mod property;
pub(in crate::lang) mod ruby;
mod selection;
mod text;
mod urls;
mod words;

#[cfg(test)]
mod tests;

use std::fmt;

use crate::base::{Time, TimeZone, Value};

/// A filter.
#[derive(Debug)]
pub struct Filter {
    /// Its name in templates.
    pub name: &'static str,
    /// The names of its arguments, in the order in which Liquid takes them. Tera passes them by
    /// these names: those of Tera's own filter where it has one, else those of the documentation
    /// of Liquid or Jekyll.
    pub parameters: &'static [&'static str],
    /// How many arguments there must be.
    pub required: usize,
    /// The result is markup, which must not be escaped again.
    pub html: bool,
    /// The filter itself; [`Filter::call`] counts the arguments first.
    pub apply: Apply,
}

/// A filter's function: the value before the bar, the arguments, the surroundings.
pub type Apply = fn(&Value, &Arguments, &Environment) -> Result<Value, FilterError>;

impl Filter {
    const fn text(name: &'static str, parameters: Parameters, apply: Apply) -> Self {
        Filter {
            name,
            parameters: parameters.0,
            required: parameters.1,
            html: false,
            apply,
        }
    }

    const fn markup(name: &'static str, parameters: Parameters, apply: Apply) -> Self {
        Filter {
            html: true,
            ..Filter::text(name, parameters, apply)
        }
    }

    /// Applies the filter.
    ///
    /// # Errors
    /// When there are too few or too many arguments, and when the filter fails.
    pub fn call(
        &self,
        input: &Value,
        arguments: &Arguments,
        environment: &Environment,
    ) -> Result<Value, FilterError> {
        let given = arguments.values.len();
        if given < self.required || given > self.parameters.len() {
            // Ruby counts the value before the bar too.
            let expected = if self.required == self.parameters.len() {
                format!("{}", self.required + 1)
            } else {
                format!("{}..{}", self.required + 1, self.parameters.len() + 1)
            };
            return Err(FilterError::liquid(format!(
                "wrong number of arguments (given {}, expected {expected})",
                given + 1
            )));
        }
        (self.apply)(input, arguments, environment)
    }
}

/// The names of a filter's arguments, and how many of them are required.
struct Parameters(&'static [&'static str], usize);

const NO_PARAMETERS: Parameters = Parameters(&[], 0);

/// The arguments of a call, in Liquid's order.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Arguments {
    values: Vec<Option<Value>>,
    /// Which of them are Liquid's literals `empty` and `blank`: texts without characters that also
    /// stand for what isn't there.
    emptiness: Vec<usize>,
}

impl Arguments {
    /// Arguments as Liquid passes them.
    pub fn positional(values: impl IntoIterator<Item = Value>) -> Self {
        Arguments {
            values: values.into_iter().map(Some).collect(),
            emptiness: Vec::new(),
        }
    }

    /// Marks the argument at `index` as the literal `empty` or `blank`.
    pub fn mark_emptiness(&mut self, index: usize) {
        self.emptiness.push(index);
    }

    /// Whether the argument at `index` is the literal `empty` or `blank`.
    fn is_emptiness(&self, index: usize) -> bool {
        self.emptiness.contains(&index)
    }

    /// Arguments as Tera passes them: `value_of` is asked for each of the filter's parameters.
    ///
    /// # Errors
    /// When a required one is missing.
    pub fn named(
        filter: &Filter,
        mut value_of: impl FnMut(&str) -> Option<Value>,
    ) -> Result<Self, FilterError> {
        let mut values: Vec<Option<Value>> = filter
            .parameters
            .iter()
            .map(|name| value_of(name))
            .collect();
        let missing = values
            .iter()
            .zip(filter.parameters)
            .take(filter.required)
            .find(|(value, _)| value.is_none());
        if let Some((_, name)) = missing {
            return Err(FilterError::liquid(format!(
                "`{}` needs the argument `{name}`",
                filter.name
            )));
        }
        while values.last().is_some_and(Option::is_none) {
            values.pop();
        }
        Ok(Arguments {
            values,
            emptiness: Vec::new(),
        })
    }

    /// The argument at `index`, unless it is absent.
    pub fn get(&self, index: usize) -> Option<&Value> {
        self.values.get(index)?.as_ref()
    }

    /// The argument at `index`, nil if it is absent.
    fn or_nil(&self, index: usize) -> &Value {
        self.get(index).unwrap_or(&Value::Nil)
    }
}

/// What filters need of their surroundings.
#[derive(Clone, Copy)]
pub struct Environment<'a> {
    /// The zone that times without one are read in, and that Jekyll's date filters show.
    pub zone: &'a TimeZone,
    /// The present moment.
    pub now: &'a Time,
    /// Where the site stands, such as `https://example.org`; `None` if that isn't set.
    pub url: Option<&'a str>,
    /// The path of the site there, such as `/blog`; `None` if that isn't set.
    pub baseurl: Option<&'a str>,
    /// The site's Markdown converter.
    pub markdown: &'a (dyn Fn(&str) -> String + Sync),
    /// Kramdown's typography without its paragraph.
    pub smartify: &'a (dyn Fn(&str) -> String + Sync),
}

/// Why a filter failed, in the words of Liquid, Jekyll or Ruby.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterError {
    /// What is wrong.
    pub message: String,
    /// An error that Liquid knows, and puts `Liquid error (line n): ` before; others come from
    /// Ruby or Jekyll and stand alone.
    pub of_liquid: bool,
}

impl FilterError {
    pub(in crate::lang) fn liquid(message: impl Into<String>) -> Self {
        FilterError {
            message: message.into(),
            of_liquid: true,
        }
    }

    fn ruby(message: impl Into<String>) -> Self {
        FilterError {
            message: message.into(),
            of_liquid: false,
        }
    }

    /// What Ruby says where a value has no such method.
    pub(in crate::lang) fn no_method(method: &str, value: &Value) -> Self {
        FilterError::ruby(format!(
            "undefined method `{method}' for {}:{}",
            value.inspect(),
            ruby::class(value)
        ))
    }
}

impl fmt::Display for FilterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for FilterError {}

/// The tables of all subjects.
const TABLES: [&[Filter]; 9] = [
    text::FILTERS,
    words::FILTERS,
    html::FILTERS,
    numbers::FILTERS,
    lists::FILTERS,
    selection::FILTERS,
    dates::FILTERS,
    urls::FILTERS,
    conversions::FILTERS,
];

/// The filter of a name.
pub fn find(name: &str) -> Option<&'static Filter> {
    all().find(|filter| filter.name == name)
}

/// Every filter.
pub fn all() -> impl Iterator<Item = &'static Filter> {
    TABLES.into_iter().flatten()
}
