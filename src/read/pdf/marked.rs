//! Marked content: hidden layers, `ActualText` that replaces what its glyphs say, and elements of the structure.

use super::limits::MAX_MARKED_CONTENT_DEPTH;
use super::sink::GlyphSink;
use super::unicode::clean;
use crate::model::document::StructureElement;

/// The open sequences.
#[derive(Debug, Default)]
pub(super) struct MarkedContent {
    open: Vec<Sequence>,
    /// Sequences beyond the limit, whose ends must be counted.
    uncounted: usize,
    hidden: usize,
    /// Open sequences with a replacement: the outermost has the last word.
    replacing: usize,
}

#[derive(Debug)]
struct Sequence {
    hidden: bool,
    /// The replacement and the first glyph that it stands for.
    replacement: Option<(String, usize)>,
    /// The element that it or the innermost sequence around it belongs to.
    element: Option<StructureElement>,
}

impl MarkedContent {
    /// Whether what is drawn now belongs to a layer that is off.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }

    pub(super) fn depth(&self) -> usize {
        self.open.len() + self.uncounted
    }

    /// The element that what is drawn now belongs to.
    pub(super) fn element(&self) -> Option<StructureElement> {
        self.open.last().and_then(|sequence| sequence.element)
    }

    pub(super) fn begin(
        &mut self,
        sink: &GlyphSink,
        hidden: bool,
        replacement: Option<String>,
        element: Option<StructureElement>,
    ) {
        if self.open.len() >= MAX_MARKED_CONTENT_DEPTH {
            self.uncounted += 1;
            return;
        }
        self.hidden += usize::from(hidden);
        self.replacing += usize::from(replacement.is_some());
        let element = element.or(self.element());
        self.open.push(Sequence { hidden, replacement: replacement.map(|text| (text, sink.len())), element });
    }

    pub(super) fn end(&mut self, sink: &mut GlyphSink) {
        if self.uncounted > 0 {
            self.uncounted -= 1;
            return;
        }
        let Some(sequence) = self.open.pop() else {
            return;
        };
        self.hidden -= usize::from(sequence.hidden);
        if let Some((text, first)) = sequence.replacement {
            self.replacing -= 1;
            let text = clean(&text).unwrap_or_default();
            // An empty replacement says that the glyphs mean nothing, which the one around it may not say.
            if self.replacing == 0 || !text.is_empty() {
                sink.replace(first, &text);
            }
        }
    }

    /// Closes what a form left open, so that it does not reach beyond it.
    pub(super) fn close_to(&mut self, depth: usize, sink: &mut GlyphSink) {
        while self.depth() > depth {
            self.end(sink);
        }
    }

    pub(super) fn close_all(&mut self, sink: &mut GlyphSink) {
        self.close_to(0, sink);
    }
}
