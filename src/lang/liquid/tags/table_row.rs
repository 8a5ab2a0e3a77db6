//! `{% tablerow item in collection cols:2 limit:4 offset:1 %}…{% endtablerow %}`

use std::fmt::Write as _;
use std::sync::Arc;

use crate::base::{Elements, Object, Value};

use super::super::body::Body;
use super::super::context::Context;
use super::super::error::Error;
use super::super::expression::Expression;
use super::super::language::Tag;
use super::super::markup::{is_word, lax};
use super::super::parser::Parser;
use super::for_loop::item_in_collection;
use super::slice::{Slice, to_integer};

#[derive(Debug)]
struct TableRow {
    variable: Arc<str>,
    collection: Expression,
    columns: Option<Expression>,
    limit: Option<Expression>,
    offset: Option<Expression>,
    body: Body,
}

pub(super) fn parse(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    let (variable, collection, _) = head(markup).ok_or_else(|| {
        Error::syntax(
            "Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] \
             cols=3",
        )
    })?;
    let attributes = lax::attributes(markup);
    let attribute = |wanted: &str| {
        let found = attributes.iter().rfind(|(name, _)| *name == wanted);
        found.map(|(_, value)| Expression::parse(value))
    };
    Ok(Box::new(TableRow {
        variable: variable.into(),
        collection: Expression::parse(collection),
        columns: attribute("cols"),
        limit: attribute("limit"),
        offset: attribute("offset"),
        body: parser.block("tablerow")?,
    }))
}

/// The first `item in collection` in a markup.
fn head(markup: &str) -> Option<(&str, &str, &str)> {
    let mut rest = markup;
    loop {
        rest = &rest[rest.find(is_word)?..];
        if let Some(found) = item_in_collection(rest, is_word) {
            return Some(found);
        }
        rest = rest.trim_start_matches(is_word);
    }
}

fn integer(expression: Option<&Expression>, context: &Context<'_>) -> Result<Option<i64>, Error> {
    match expression {
        Some(expression) => to_integer(&*expression.evaluate(&context.names())?).map(Some),
        None => Ok(None),
    }
}

impl Tag for TableRow {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let collection = self.collection.evaluate(&context.names())?.into_owned();
        if !collection.is_truthy() {
            return Ok(());
        }
        let from = integer(self.offset.as_ref(), context)?.unwrap_or(0);
        let to = integer(self.limit.as_ref(), context)?.map(|limit| limit.saturating_add(from));
        let slice = Slice::of(&collection, from, to);
        let columns = integer(self.columns.as_ref(), context)?;
        // Without columns a row never ends; nor does it if there is to be less than one.
        let columns = columns.map_or(0, |columns| usize::try_from(columns).unwrap_or(0));
        output.push_str("<tr class=\"row1\">\n");
        context.scoped(|context| self.cells(&slice, columns, context, output))?;
        output.push_str("</tr>\n");
        Ok(())
    }

    fn is_blank(&self) -> bool {
        self.body.is_blank()
    }
}

impl TableRow {
    fn cells(
        &self,
        slice: &Slice,
        columns: usize,
        context: &mut Context<'_>,
        output: &mut String,
    ) -> Result<(), Error> {
        for index in 0..slice.len() {
            let cell = Cell {
                length: slice.len(),
                columns,
                index,
            };
            // Writing to a string can't fail.
            let _ = write!(output, "<td class=\"col{}\">", cell.column() + 1);
            context.set(&self.variable, slice.get(index));
            context.set(&"tablerowloop".into(), Value::Object(Arc::new(cell)));
            self.body.render(context, output)?;
            output.push_str("</td>");
            if cell.ends_row() && !cell.is_last() {
                let _ = write!(output, "</tr>\n<tr class=\"row{}\">", cell.row() + 2);
            }
        }
        Ok(())
    }
}

/// `tablerowloop`: where a table stands.
#[derive(Debug, Clone, Copy)]
struct Cell {
    length: usize,
    /// 0 for as many as there are items.
    columns: usize,
    index: usize,
}

impl Cell {
    /// Counted from 0.
    fn column(self) -> usize {
        self.index.checked_rem(self.columns).unwrap_or(self.index)
    }

    /// Counted from 0.
    fn row(self) -> usize {
        self.index.checked_div(self.columns).unwrap_or(0)
    }

    fn ends_row(self) -> bool {
        self.column() + 1 == self.columns
    }

    fn is_last(self) -> bool {
        self.index + 1 == self.length
    }
}

impl Object for Cell {
    fn class_name(&self) -> &'static str {
        "Liquid::TablerowloopDrop"
    }

    fn get(&self, key: &str) -> Option<Value> {
        Some(match key {
            "length" => Value::from(self.length),
            "col" => Value::from(self.column() + 1),
            "col0" => Value::from(self.column()),
            "row" => Value::from(self.row() + 1),
            "index" => Value::from(self.index + 1),
            "index0" => Value::from(self.index),
            "rindex" => Value::from(self.length - self.index),
            "rindex0" => Value::from(self.length - self.index - 1),
            "first" => Value::Bool(self.index == 0),
            "last" => Value::Bool(self.is_last()),
            "col_first" => Value::Bool(self.column() == 0),
            "col_last" => Value::Bool(self.ends_row()),
            _ => return None,
        })
    }

    fn keys(&self) -> Vec<Arc<str>> {
        const KEYS: [&str; 12] = [
            "length",
            "col",
            "row",
            "col0",
            "index",
            "index0",
            "rindex",
            "rindex0",
            "first",
            "last",
            "col_first",
            "col_last",
        ];
        KEYS.map(Into::into).to_vec()
    }

    fn elements(&self) -> Elements {
        Elements::None
    }

    fn to_text(&self) -> String {
        self.class_name().to_owned()
    }
}
