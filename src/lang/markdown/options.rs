//! How Markdown is converted.

use super::typography::Quotes;
use crate::lang::highlight::{self, Highlight};

/// How Markdown is converted. Fields are named as kramdown's options are; the default is what
/// Jekyll sets them to.
#[derive(Clone, Debug)]
pub struct MarkdownOptions {
    /// Give headings an id.
    pub auto_ids: bool,
    /// What such ids begin with.
    pub auto_id_prefix: String,
    /// Added to the level of headings.
    pub header_offset: i8,
    /// Break lines where the source does.
    pub hard_wrap: bool,
    /// The characters quotes become; `None` also leaves dashes and dots as they are.
    pub smart_quotes: Option<Quotes>,
    /// The number of the first footnote.
    pub footnote_nr: usize,
    /// The text of links back from footnotes, as HTML; without any there are no links.
    pub footnote_backlink: String,
    /// What highlights code; `None` leaves it plain.
    pub highlighter: Option<Highlight>,
    /// The language of code that names none; With `None` such code has no language, and is
    /// plain unless `guess_lang` holds.
    pub default_lang: Option<String>,
    /// Whether plain text is wrapped as highlighted code is. (kramdown's name for it; neither
    /// guesses anything.)
    pub guess_lang: bool,
    /// Whether code within a line is highlighted.
    pub highlight_spans: bool,
    /// Which of kramdown's parsers reads the source.
    pub input: Input,
    /// Put before the names of footnotes in ids.
    pub footnote_prefix: String,
    /// The levels of headings a table of contents lists.
    pub toc_levels: Vec<u8>,
    /// How characters are printed that have a name, or were put in by typography.
    pub entity_output: EntityOutput,
    /// What stands for a symbol of typography (`mdash`, `laquo_space`, …) instead of it.
    pub typographic_symbols: Vec<(String, String)>,
    /// Whether dashes, dots and guillemets are made. GFM's quirk `no_auto_typographic`
    /// switches it off.
    pub typographic: bool,
    /// Whether lists, headings, quotes and fences end a paragraph in GFM: its quirk
    /// `paragraph_end`.
    pub paragraph_end: bool,
    /// Whether the content of HTML blocks is Markdown unless they say otherwise.
    pub parse_block_html: bool,
    /// Whether the content of HTML within a line is Markdown unless it says otherwise.
    pub parse_span_html: bool,
    /// How formulas are printed.
    pub math_engine: MathEngine,
    /// Links that are defined for every document.
    pub link_definitions: Vec<LinkDefinition>,
    /// Drop line ends between Chinese, Japanese and Korean characters.
    pub remove_line_breaks_for_cjk: bool,
    /// Make ids of headings from their text without its markup, where kramdown's own rule
    /// (not GFM's) makes them.
    pub auto_id_stripping: bool,
}

/// kramdown's parsers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Input {
    /// GitHub's flavour of kramdown.
    #[default]
    Gfm,
    /// kramdown's own syntax.
    Kramdown,
}

/// How characters with names are printed. `<`, `>` and `&` always stay references.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EntityOutput {
    /// As themselves.
    #[default]
    AsCharacter,
    /// As the source has them; those it has not, by number.
    AsInput,
    /// By number.
    Numeric,
    /// By name where there is one.
    Symbolic,
}

/// How formulas are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MathEngine {
    /// In the delimiters MathJax looks for.
    #[default]
    MathJax,
    /// In elements of the class `kdmath`.
    None,
}

/// A link that can be referred to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkDefinition {
    /// What it is referred to by.
    pub id: String,
    /// Its address.
    pub target: String,
    /// Its title.
    pub title: Option<String>,
}

impl MarkdownOptions {
    /// Whether blocks may begin directly after the lines of a paragraph.
    pub(super) fn blocks_interrupt_paragraphs(&self) -> bool {
        self.input == Input::Gfm && self.paragraph_end
    }

    /// Whether dashes, dots and guillemets are made.
    pub(super) fn has_symbols(&self) -> bool {
        self.typographic && self.smart_quotes.is_some()
    }
}

impl Default for MarkdownOptions {
    fn default() -> Self {
        Self {
            auto_ids: true,
            auto_id_prefix: String::new(),
            header_offset: 0,
            hard_wrap: false,
            smart_quotes: Some(Quotes::default()),
            footnote_nr: 1,
            footnote_backlink: "&#8617;".to_owned(),
            highlighter: Some(highlight::highlight),
            default_lang: Some("plaintext".to_owned()),
            guess_lang: true,
            highlight_spans: true,
            input: Input::Gfm,
            footnote_prefix: String::new(),
            toc_levels: (1..=6).collect(),
            entity_output: EntityOutput::AsCharacter,
            typographic_symbols: Vec::new(),
            typographic: true,
            paragraph_end: true,
            parse_block_html: false,
            parse_span_html: true,
            math_engine: MathEngine::MathJax,
            link_definitions: Vec::new(),
            remove_line_breaks_for_cjk: false,
            auto_id_stripping: false,
        }
    }
}
