//! `{% highlight ruby linenos %} … {% endhighlight %}`

use crate::lang::highlight;
use crate::lang::liquid::{Body, Context, Error, Parser, Tag};

#[derive(Debug)]
struct Highlight {
    language: String,
    line_numbers: bool,
    body: Body,
}

pub(super) fn parse(parser: &mut Parser<'_>, markup: &str) -> Result<Box<dyn Tag>, Error> {
    let mut words = markup.split_whitespace();
    let is_language = |word: &&str| {
        word.chars()
            .all(|c| c.is_ascii_alphanumeric() || "+.#_-".contains(c))
    };
    let language = words.next().filter(is_language).ok_or_else(|| {
        Error::syntax(format!(
            "Syntax Error in tag 'highlight' while parsing the following markup:\n\n{markup}\n\nValid syntax: \
             highlight <lang> [linenos] [mark_lines=\"3 4 5\"]"
        ))
    })?;
    let line_numbers =
        words.any(|word| matches!(word.split_once('=').map_or(word, |(key, _)| key), "linenos"));
    Ok(Box::new(Highlight {
        language: language.to_lowercase(),
        line_numbers,
        body: parser.block("highlight")?,
    }))
}

impl Tag for Highlight {
    fn render(&self, context: &mut Context<'_>, output: &mut String) -> Result<(), Error> {
        let mut code = String::new();
        self.body.render(context, &mut code)?;
        // The blanks of the first line stay, whole blank lines go.
        let code = code.trim_matches(['\n', '\r']);
        if code.trim().is_empty() {
            return Ok(());
        }
        let affix = |name: &str| {
            context
                .get(name)
                .map(ToString::to_string)
                .unwrap_or_default()
        };
        let (prefix, suffix) = (affix("highlighter_prefix"), affix("highlighter_suffix"));
        let html = highlight::highlight(code, &self.language).unwrap_or_else(|| {
            let mut plain = String::new();
            highlight::write_escaped(&mut plain, code);
            plain
        });
        let html = match self.line_numbers {
            true => numbered(&html),
            false => html.trim_end_matches('\n').to_owned(),
        };
        output.push_str(&format!(
            "{prefix}<figure class=\"highlight\"><pre><code class=\"language-{}\" data-lang=\"{}\">{html}</code></pre></figure>{suffix}",
            self.language.replace('+', "-"),
            self.language
        ));
        Ok(())
    }
}

/// Lines in a table with their numbers, as Rouge prints it.
fn numbered(html: &str) -> String {
    let html = html.trim_end_matches('\n');
    let lines = html.split('\n').count();
    let numbers: String = (1..=lines).map(|number| format!("{number}\n")).collect();
    format!(
        "<table class=\"rouge-table\"><tbody><tr><td class=\"gutter gl\"><pre class=\"lineno\">{numbers}</pre></td>\
         <td class=\"code\"><pre>{html}\n</pre></td></tr></tbody></table>"
    )
}
