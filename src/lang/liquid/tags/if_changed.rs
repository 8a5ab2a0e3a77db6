//! `{% ifchanged %}…{% endifchanged %}`

use super::super::body::Body;
use super::super::context::Context;
use super::super::error::Error;
use super::super::language::Tag;
use super::super::parser::Parser;
use super::super::template::SharedState;

/// Prints its body unless it is what the last `ifchanged` anywhere gave.
#[derive(Debug)]
struct IfChanged(Body);

pub(super) fn parse(parser: &mut Parser<'_>, _: &str) -> Result<Box<dyn Tag>, Error> {
    parser.shares(SharedState {
        registers: true,
        ..SharedState::default()
    });
    Ok(Box::new(IfChanged(parser.block("ifchanged")?)))
}

impl Tag for IfChanged {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let mut text = String::new();
        self.0.render(context, &mut text)?;
        let last = &mut context.registers.if_changed;
        if last.as_ref() != Some(&text) {
            output.push_str(&text);
            *last = Some(text);
        }
        Ok(())
    }

    fn is_blank(&self) -> bool {
        self.0.is_blank()
    }
}
