//! From the scopes of a grammar to Rouge's classes, by the rules of `classes.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use syntect::parsing::Scope;

/// The class of text that looks like what is around it.
const AS_AROUND: &str = "^";

/// A rule: text of a kind, in a language, below a scope, has a class.
struct Rule {
    /// Empty means every language.
    languages: Vec<&'static str>,
    /// Beginnings of scopes; the last one is of the scope the rule is about, the others of
    /// scopes around it.
    selector: Vec<Scope>,
    text: Text,
    class: &'static str,
}

/// What text a rule is about.
#[derive(Clone, PartialEq, Eq)]
enum Text {
    /// Anything but blanks and line ends.
    Ink,
    /// Everything, blanks and line ends too.
    Any,
    Kind(Kind),
    Words(Vec<&'static str>),
}

/// The kinds of pieces code is cut into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A word that begins with a small letter.
    Word,
    /// A word that begins with a capital letter.
    Capitalised,
    /// A word of capital letters, two at least.
    Capitals,
    Number,
    Punctuation,
    Blank,
    LineEnd,
}

const KINDS: [(&str, Kind); 7] = [
    ("word", Kind::Word),
    ("Word", Kind::Capitalised),
    ("WORD", Kind::Capitals),
    ("number", Kind::Number),
    ("punctuation", Kind::Punctuation),
    ("blank", Kind::Blank),
    ("line-end", Kind::LineEnd),
];

impl Kind {
    fn of(piece: &str) -> Self {
        let mut characters = piece.chars();
        match characters.next() {
            Some('\n') | None => Self::LineEnd,
            Some(first) if first.is_whitespace() => Self::Blank,
            Some(first) if first.is_ascii_digit() => Self::Number,
            Some(first) if !is_word(first) => Self::Punctuation,
            Some(first) if !first.is_uppercase() => Self::Word,
            Some(_) if piece.len() > 1 && !characters.any(char::is_lowercase) => Self::Capitals,
            Some(_) => Self::Capitalised,
        }
    }
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Cuts code into words, numbers, runs of blanks, single line ends and punctuation characters.
pub(super) fn pieces(mut text: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        let first = text.chars().next()?;
        let is_same: fn(char) -> bool = if is_word(first) {
            is_word
        } else if first.is_whitespace() && first != '\n' {
            |character| character.is_whitespace() && character != '\n'
        } else {
            |_| false
        };
        let length = text[first.len_utf8()..]
            .find(|character| !is_same(character))
            .map_or_else(
                || {
                    if is_same(first) {
                        text.len()
                    } else {
                        first.len_utf8()
                    }
                },
                |end| first.len_utf8() + end,
            );
        let (piece, rest) = text.split_at(length);
        text = rest;
        Some(piece)
    })
}

/// The classes of one language.
pub(super) struct Classes {
    rules: Vec<&'static Rule>,
    /// What was resolved already, and where it is.
    resolved: Vec<Resolved>,
    places: HashMap<Vec<Scope>, usize>,
}

/// The classes text has below one stack of scopes.
#[derive(Clone, Default)]
pub(super) struct Resolved {
    by_kind: [&'static str; KINDS.len()],
    by_word: Vec<(&'static str, &'static str)>,
}

impl Resolved {
    /// The class of a piece.
    pub(super) fn class_of(&self, piece: &str) -> &'static str {
        match self.by_word.iter().find(|(word, _)| *word == piece) {
            Some((_, class)) => class,
            None => self.by_kind[Kind::of(piece) as usize],
        }
    }
}

impl Classes {
    /// The classes of the language of this name.
    pub(super) fn of(language: &str) -> Self {
        let rules = rules()
            .iter()
            .filter(|rule| rule.languages.is_empty() || rule.languages.contains(&language))
            .collect();
        Self {
            rules,
            resolved: Vec::new(),
            places: HashMap::new(),
        }
    }

    /// What the rules say of text below these scopes, outermost first.
    pub(super) fn resolve(&mut self, stack: &[Scope]) -> &Resolved {
        let place = match self.places.get(stack) {
            Some(place) => *place,
            None => {
                let place = self.resolved.len();
                self.resolved.push(self.apply_rules(stack));
                self.places.insert(stack.to_vec(), place);
                place
            }
        };
        &self.resolved[place]
    }

    /// The innermost scope that a rule is about decides, and of its rules the last; a rule
    /// about a word comes before the others.
    fn apply_rules(&self, stack: &[Scope]) -> Resolved {
        let mut resolved = Resolved::default();
        let mut depths = [0; KINDS.len()];
        for (_, kind) in KINDS {
            (depths[kind as usize], resolved.by_kind[kind as usize]) = self.decide(stack, kind);
        }
        for depth in (1..=stack.len()).rev() {
            for rule in self.rules.iter().rev() {
                if let Text::Words(words) = &rule.text
                    && rule.is_about(&stack[..depth])
                {
                    let words = words
                        .iter()
                        .filter(|word| depth >= depths[Kind::of(word) as usize]);
                    resolved
                        .by_word
                        .extend(words.map(|word| (*word, rule.class)));
                }
            }
        }
        resolved
    }

    /// The class of a kind of text, and the depth of the scope that decided it.
    fn decide(&self, stack: &[Scope], kind: Kind) -> (usize, &'static str) {
        for depth in (1..=stack.len()).rev() {
            let rule = self
                .rules
                .iter()
                .rev()
                .find(|rule| rule.text.has(kind) && rule.is_about(&stack[..depth]));
            match rule {
                Some(rule) if rule.class != AS_AROUND => return (depth, rule.class),
                _ => {}
            }
        }
        (0, "")
    }
}

impl Text {
    fn has(&self, kind: Kind) -> bool {
        match self {
            Self::Ink => !matches!(kind, Kind::Blank | Kind::LineEnd),
            Self::Any => true,
            Self::Kind(own) => *own == kind,
            Self::Words(_) => false,
        }
    }
}

impl Rule {
    /// Whether the rule is about the innermost of these scopes.
    fn is_about(&self, stack: &[Scope]) -> bool {
        let (Some((own, around)), Some((scope, outer))) =
            (self.selector.split_last(), stack.split_last())
        else {
            return false;
        };
        let mut outer = outer.iter();
        own.is_prefix_of(*scope)
            && around
                .iter()
                .all(|selector| outer.any(|scope| selector.is_prefix_of(*scope)))
    }

    fn parse(line: &'static str) -> Option<Self> {
        let mut columns = line.split('\t');
        let languages = columns.next()?;
        let selector = columns.next()?;
        let text = columns.next()?;
        let class = columns.next()?;
        let text = match text {
            "ink" => Text::Ink,
            "any" => Text::Any,
            text => match KINDS.iter().find(|(name, _)| *name == text) {
                Some((_, kind)) => Text::Kind(*kind),
                None => Text::Words(text.split(' ').collect()),
            },
        };
        Some(Self {
            languages: match languages {
                "*" => Vec::new(),
                languages => languages.split(' ').collect(),
            },
            selector: selector
                .split(' ')
                .map(Scope::new)
                .collect::<Result<_, _>>()
                .ok()?,
            text,
            class: if class == "-" { "" } else { class },
        })
    }
}

fn rules() -> &'static [Rule] {
    static RULES: OnceLock<Vec<Rule>> = OnceLock::new();
    RULES.get_or_init(|| {
        include_str!("classes.tsv")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(Rule::parse)
            .collect()
    })
}
