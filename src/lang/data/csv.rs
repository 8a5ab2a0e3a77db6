//! CSV and TSV: a header line, then one map of strings for each record.

use std::sync::Arc;

use crate::base::{Map, Value};

use super::DataError;

/// Reads a table whose first record names the columns; `separator` is `b','` or `b'\t'`.
/// An empty unquoted field is nil, as Ruby's CSV reads it.
///
/// # Errors
/// When the text can't be read as a table.
pub fn parse(text: &str, separator: u8) -> Result<Value, DataError> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .from_reader(text.as_bytes());
    let error = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        DataError::at_line(
            text,
            error.to_string(),
            usize::try_from(line).unwrap_or(1),
            1,
        )
    };
    let columns: Vec<Arc<str>> = reader
        .headers()
        .map_err(error)?
        .iter()
        .map(Arc::from)
        .collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(error)?;
        let row: Map = columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let field = record.get(index).filter(|field| !field.is_empty());
                (column.clone(), field.map_or(Value::Nil, Value::from))
            })
            .collect();
        rows.push(Value::from(row));
    }
    // The reader takes what is left for the last field; Ruby's doesn't.
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return Err(never_closed(text));
    }
    Ok(Value::from(rows))
}

/// The error for a quote that is never closed: the last line with an odd number of them is where
/// it begins, or where one is missing.
fn never_closed(text: &str) -> DataError {
    let lines: Vec<&str> = text.lines().collect();
    let line = lines
        .iter()
        .rposition(|line| line.bytes().filter(|byte| *byte == b'"').count() % 2 == 1)
        .unwrap_or_default();
    let message = "a quote is never closed from this line on".to_owned();
    let hint = "close it, and write a quote inside a quoted field as `\"\"`";
    DataError {
        hint: Some(hint.to_owned()),
        ..DataError::at_line(text, message, line + 1, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_become_maps_of_strings() {
        let table = parse("name,age\n\"A, B\",7\nC,\n", b',').unwrap();
        assert_eq!(
            table.to_string(),
            r#"{"name"=>"A, B", "age"=>"7"}{"name"=>"C", "age"=>nil}"#
        );
        assert_eq!(
            parse("a\tb\n1\t2\n", b'\t').unwrap().to_string(),
            r#"{"a"=>"1", "b"=>"2"}"#
        );
    }
}
