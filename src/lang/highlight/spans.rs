//! Writing runs of classed text.

/// Writes one span for each run of one class.
#[derive(Default)]
pub(super) struct SpanWriter {
    out: String,
    open: &'static str,
}

impl SpanWriter {
    /// Adds text of a class; without a class it stands bare.
    pub(super) fn push(&mut self, text: &str, class: &'static str) {
        if text.is_empty() {
            return;
        }
        if class != self.open {
            self.close();
            if !class.is_empty() {
                self.out.push_str("<span class=\"");
                self.out.push_str(class);
                self.out.push_str("\">");
            }
            self.open = class;
        }
        write_escaped(&mut self.out, text);
    }

    /// All that was written.
    pub(super) fn finish(mut self) -> String {
        self.close();
        self.out
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.out.push_str("</span>");
        }
        self.open = "";
    }
}

/// Writes text with `&`, `<` and `>` as references; quotes stay.
pub fn write_escaped(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(position) = rest.find(['&', '<', '>']) {
        let (plain, special) = rest.split_at(position);
        out.push_str(plain);
        out.push_str(match special.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            _ => "&gt;",
        });
        rest = &special[1..];
    }
    out.push_str(rest);
}
