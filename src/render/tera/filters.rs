//! The filter library, by Jekyll's names, in Tera.

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value as TeraValue};

use crate::lang::filters::{self, Arguments, Filter};

use super::super::environment::FilterSurroundings;
use super::convert::Documents;

/// Tera's own filter stays: it knows about undefined values.
const TERAS_OWN: &str = "default";

/// What filters need to know of the site.
struct Surroundings {
    site: FilterSurroundings,
    documents: Arc<Documents>,
}

impl Surroundings {
    fn call(
        &self,
        filter: &Filter,
        input: &TeraValue,
        arguments: &Kwargs,
    ) -> TeraResult<TeraValue> {
        refuse_unknown(filter, arguments)?;
        let argument = |name: &str| {
            let own = arguments.get::<&TeraValue>(name);
            let value = match (own, other_name(name)) {
                (Ok(None), Some(other)) => arguments.get::<&TeraValue>(other),
                (own, _) => own,
            };
            Some(self.documents.ours(value.ok()??))
        };
        let arguments = Arguments::named(filter, argument).map_err(Error::message)?;
        let input = self.documents.ours(input);
        let result = self
            .site
            .with(|environment| filter.call(&input, &arguments, &environment))
            .map_err(|error| Error::message(format!("`{}` fails: {error}", filter.name)))?;
        let result = self.documents.teras(&result);
        Ok(if filter.html {
            result.mark_safe()
        } else {
            result
        })
    }
}

/// What Jekyll calls a property, Tera calls an attribute: both names are understood.
fn other_name(parameter: &str) -> Option<&'static str> {
    match parameter {
        "property" => Some("attribute"),
        "attribute" => Some("property"),
        _ => None,
    }
}

/// Tera passes arguments of any name: one that the filter doesn't know is a mistake.
fn refuse_unknown(filter: &Filter, arguments: &Kwargs) -> TeraResult<()> {
    let mut names = arguments.iter().map(|(key, _)| key.as_value().to_string());
    let knows = |name: &str| filter.parameters.contains(&name);
    let is_known = |name: &str| knows(name) || other_name(name).is_some_and(knows);
    let Some(unknown) = names.find(|name| !is_known(name)) else {
        return Ok(());
    };
    let message = match filter.parameters {
        [] => format!("`{}` takes no arguments", filter.name),
        known => format!(
            "`{}` has no argument `{unknown}`, but `{}`",
            filter.name,
            known.join("`, `")
        ),
    };
    Err(Error::message(message))
}

/// Registers every filter under its name.
pub(super) fn register(tera: &mut Tera, site: &FilterSurroundings, documents: &Arc<Documents>) {
    let surroundings = Arc::new(Surroundings {
        site: site.clone(),
        documents: documents.clone(),
    });
    for filter in filters::all().filter(|filter| filter.name != TERAS_OWN) {
        let surroundings = surroundings.clone();
        tera.register_filter(
            filter.name,
            move |input: &TeraValue, arguments: Kwargs, _: &State| {
                surroundings.call(filter, input, &arguments)
            },
        );
    }
}
