//! What a template sees and remembers while it is rendered.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use crate::base::{Map, Value};
use crate::lang::filters::Environment;

use super::error::{Error, Step};
use super::tags::ForLoop;
use super::template::Template;

/// So many scopes may be open inside the template's own: loops and included templates open one each.
const MAX_SCOPES: usize = 99;

/// So many templates and blocks may be open inside each other, all told.
const MAX_DEPTH: usize = 400;

/// Who answers the questions of tags that aren't Liquid's own.
pub trait Host {
    /// The template that a tag includes.
    ///
    /// `tag` is the tag's name, `name` what it asks for, `from` the template it stands in.
    ///
    /// # Errors
    /// When there is no such template, or it isn't well-formed.
    fn template(&self, tag: &str, name: &str, from: &str) -> Result<Arc<Template>, Error>;

    /// The answer to another question of a tag, such as the URL that `link` needs.
    ///
    /// # Errors
    /// When there is no answer.
    fn answer(&self, tag: &str, question: &Value) -> Result<Value, Error>;
}

/// A host that knows nothing.
#[derive(Debug, Clone, Copy)]
pub struct NoHost;

impl Host for NoHost {
    fn template(&self, tag: &str, name: &str, _: &str) -> Result<Arc<Template>, Error> {
        Err(Error::liquid(format!("`{tag}` finds no template '{name}'")))
    }

    fn answer(&self, tag: &str, _: &Value) -> Result<Value, Error> {
        Err(Error::liquid(format!("`{tag}` finds no answer")))
    }
}

/// What happens to an error while rendering.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    /// It is printed in place of the tag or output, and collected: Liquid's `render`.
    Print,
    /// Rendering stops: Liquid's `render!`, which Jekyll calls.
    Stop,
}

/// What a template is rendered with.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The variables: `site`, `page`, …
    pub variables: &'a Map,
    /// What filters need to know.
    pub environment: Environment<'a>,
    /// Who answers the tags.
    pub host: &'a dyn Host,
    /// What happens to errors.
    pub on_error: OnError,
    /// Whether `blank` asks Rails' question. Without `ActiveSupport` nothing ever is `blank`; some
    /// plugins bring it with them.
    pub active_support: bool,
}

/// The counters of `increment` and `decrement`. Jekyll has one set for the whole build.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counters(HashMap<Arc<str>, Value>);

/// What `cycle`, `ifchanged` and `offset:continue` remember. It belongs to the outermost template;
/// that of a layout is kept from page to page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registers {
    pub(super) cycles: HashMap<String, usize>,
    pub(super) if_changed: Option<String>,
    pub(super) offsets: HashMap<Arc<str>, i64>,
}

/// `break` or `continue` on its way to its loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Interrupt {
    /// Ends the loop.
    Break,
    /// Goes on with the next item.
    Continue,
}

/// The variables of an inner scope: few.
type Frame = Vec<(Arc<str>, Value)>;

/// What a template sees and remembers while it is rendered.
pub struct Context<'a> {
    pub(super) surroundings: Surroundings<'a>,
    counters: &'a mut Counters,
    pub(super) registers: &'a mut Registers,
    /// What `assign` and `capture` wrote.
    assigned: HashMap<Arc<str>, Value>,
    /// Innermost last.
    frames: Vec<Frame>,
    /// An interrupt for each loop that is still to hear of it.
    interrupts: Vec<Interrupt>,
    pub(super) loops: Vec<Arc<ForLoop>>,
    /// The templates being rendered, outermost first.
    templates: Vec<Arc<str>>,
    depth: usize,
    errors: Vec<Error>,
}

impl<'a> Context<'a> {
    /// A context for rendering one template, with what outlives it.
    pub fn new(
        surroundings: Surroundings<'a>,
        counters: &'a mut Counters,
        registers: &'a mut Registers,
    ) -> Self {
        Context {
            surroundings,
            counters,
            registers,
            assigned: HashMap::new(),
            frames: Vec::new(),
            interrupts: Vec::new(),
            loops: Vec::new(),
            templates: Vec::new(),
            depth: 0,
            errors: Vec::new(),
        }
    }

    /// What the template is rendered with.
    pub fn surroundings(&self) -> &Surroundings<'a> {
        &self.surroundings
    }

    /// The errors printed so far.
    pub fn errors(&self) -> &[Error] {
        &self.errors
    }

    /// The name of the template being rendered.
    pub fn template_name(&self) -> &str {
        self.templates.last().map_or("", |name| name)
    }

    /// The variables, for expressions.
    pub fn names(&self) -> Names<'_> {
        Names {
            context: self,
            bound: None,
        }
    }

    /// The value of a variable; `None` where there is none.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.frames
            .iter()
            .rev()
            .find_map(|frame| value_in(frame, name))
            .or_else(|| self.assigned.get(name))
            .or_else(|| self.counters.0.get(name))
            .or_else(|| self.surroundings.variables.get(name))
    }

    /// Writes a variable as `assign` does: it lives as long as the rendering.
    pub fn assign(&mut self, name: &Arc<str>, value: Value) {
        match self.assigned.get_mut(name) {
            Some(old) => *old = value,
            None => drop(self.assigned.insert(name.clone(), value)),
        }
    }

    /// Writes a variable of the innermost scope.
    pub fn set(&mut self, name: &Arc<str>, value: Value) {
        let Some(frame) = self.frames.last_mut() else {
            return self.assign(name, value);
        };
        match frame.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => frame.push((name.clone(), value)),
        }
    }

    /// Does something in a scope of its own.
    ///
    /// # Errors
    /// When too many scopes are open, and those of `action`.
    pub fn scoped<T>(
        &mut self,
        action: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if self.frames.len() >= MAX_SCOPES {
            return Err(Error::liquid("Nesting too deep"));
        }
        self.frames.push(Frame::new());
        let result = action(self);
        self.frames.pop();
        result
    }

    /// Counts a level of blocks inside each other, so that they can't exhaust the stack.
    pub(super) fn deeper<T>(
        &mut self,
        action: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        if self.depth >= MAX_DEPTH {
            return Err(Error::liquid("Nesting too deep"));
        }
        self.depth += 1;
        let result = action(self);
        self.depth -= 1;
        result
    }

    /// Renders another template in this one's place, with its variables; `line` is that of the
    /// tag. An error says which template it is in, and which tags led there.
    ///
    /// # Errors
    /// Those of the template.
    pub fn include(
        &mut self,
        template: &Template,
        line: usize,
        output: &mut String,
    ) -> Result<(), Error> {
        let includer = self.templates.last().cloned();
        template.render(self, output).map_err(|mut error| {
            error
                .template
                .get_or_insert_with(|| template.name().clone());
            if let Some(template) = includer {
                error.trace.push(Step { template, line });
            }
            error
        })
    }

    pub(super) fn enter(&mut self, template: &Arc<str>) {
        self.templates.push(template.clone());
    }

    pub(super) fn leave(&mut self) {
        self.templates.pop();
    }

    /// Sends `break` or `continue` on its way.
    pub fn interrupt(&mut self, interrupt: Interrupt) {
        self.interrupts.push(interrupt);
    }

    /// Whether one is on its way: a block then stops.
    pub fn is_interrupted(&self) -> bool {
        !self.interrupts.is_empty()
    }

    /// The interrupt that a loop has to heed.
    pub fn take_interrupt(&mut self) -> Option<Interrupt> {
        self.interrupts.pop()
    }

    /// Adds to a counter and gives its value before that; it begins at 0.
    ///
    /// # Errors
    /// When a variable of that name is no integer.
    pub(super) fn count(&mut self, name: &str, step: i64) -> Result<i64, Error> {
        let before = match self.counters.0.get(name) {
            Some(value) => value,
            None => self.surroundings.variables.get(name).unwrap_or(&Value::Nil),
        };
        let before = match before {
            Value::Int(number) => *number,
            Value::Nil => 0,
            other => {
                let what = other.kind();
                return Err(Error::foreign(format!("cannot count {what}: '{name}'")));
            }
        };
        let after = Value::Int(before.saturating_add(step));
        self.counters.0.insert(name.into(), after);
        Ok(before)
    }

    /// Prints an error, or hands it on, as the surroundings want it.
    pub(super) fn handle(&mut self, error: Error, output: &mut String) -> Result<(), Error> {
        match self.surroundings.on_error {
            OnError::Stop => Err(error),
            OnError::Print => {
                output.push_str(&error.inline());
                self.errors.push(error);
                Ok(())
            }
        }
    }
}

fn value_in<'a>(frame: &'a Frame, name: &str) -> Option<&'a Value> {
    frame
        .iter()
        .find(|(known, _)| &**known == name)
        .map(|(_, value)| value)
}

/// The variables that an expression sees: those of a context, and those that filters such as
/// `where_exp` bind besides.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    context: &'a Context<'a>,
    bound: Option<&'a Binding<'a>>,
}

/// A variable that a filter binds.
pub(super) struct Binding<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a Value,
    pub(super) outer: Option<&'a Binding<'a>>,
    pub(super) depth: usize,
}

impl<'a> Names<'a> {
    /// The value of a variable.
    pub fn find(&self, name: &str) -> Option<Cow<'a, Value>> {
        let mut bound = self.bound;
        while let Some(binding) = bound {
            if binding.name == name {
                return Some(Cow::Borrowed(binding.value));
            }
            bound = binding.outer;
        }
        self.context.get(name).map(Cow::Borrowed)
    }

    /// The variable bound last.
    pub(super) fn innermost(&self) -> Option<&'a Binding<'a>> {
        self.bound
    }

    /// The same variables and one more.
    pub(super) fn bind<'b>(&self, binding: &'b Binding<'b>) -> Names<'b>
    where
        'a: 'b,
    {
        Names {
            context: self.context,
            bound: Some(binding),
        }
    }

    /// What the templates are rendered with.
    pub fn surroundings(&self) -> &'a Surroundings<'a> {
        &self.context.surroundings
    }
}
