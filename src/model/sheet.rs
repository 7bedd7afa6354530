//! One job's part of a document, before its values are understood.

use super::flow::{Block, Drawing, Line};
use super::passage::Passage;
use super::record::Kind;

/// A job sheet: what segmentation finds.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The lines of the title block: the title first, then other names; as printed.
    pub title: Vec<Line>,
    /// The theme, as printed.
    pub theme: Option<Passage>,
    /// What it describes.
    pub kind: Kind,
    /// The number or line over its title, as printed.
    pub number: Option<Passage>,
    /// All lines of the title block where a profile has rules for it, those that only tell it again included.
    pub title_block: Vec<Line>,
    /// Parts of its title block that a pattern told apart.
    pub parts: Vec<(TitlePart, Passage)>,
    /// Figures and quotations that stand on it, beside its sections.
    pub notes: Vec<(NoteKind, Passage)>,
    /// Everything else of the sheet: each heading is followed by the text that it owns.
    pub blocks: Vec<SheetBlock>,
    /// Rules and small shapes drawn on its pages, where a verdict chart is to be read.
    pub drawings: Vec<Drawing>,
    /// How sure the choices were that made it.
    pub sureness: Sureness,
}

/// How sure the choices were that made a sheet: probabilities, 0 to 1. Nothing where a rule left no choice.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sureness {
    /// That the title is the title.
    pub title: Option<f64>,
    /// That the theme is the theme, or that there is none.
    pub theme: Option<f64>,
    /// That the least sure of its headings is one.
    pub headings: Option<f64>,
    /// That what was refused as a heading is one: the highest on its pages.
    pub refused: Option<f64>,
    /// Of each paragraph that its owner is the right one, with the owner's key; empty for no owner.
    pub paragraphs: Vec<(String, f64)>,
}

/// A part of a title block that a pattern tells apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitlePart {
    /// Another name.
    Other,
    /// The job's own acronym.
    Acronym,
    /// A code.
    Code,
}

/// A block of a sheet with what it is.
#[derive(Debug, Clone, Default)]
pub struct SheetBlock {
    /// The block.
    pub block: Block,
    /// What it is.
    pub meaning: Meaning,
}

/// What a block of a sheet is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Meaning {
    /// Text of the heading before it.
    #[default]
    Text,
    /// The heading of a section.
    Heading {
        /// The section's key.
        key: String,
        /// Whether a chart stands under it.
        chart: bool,
    },
    /// A label and its value.
    Label {
        /// Its rule, by its place among the profile's labels.
        rule: usize,
        /// Where, in bytes of its first line, the value begins.
        value: usize,
    },
    /// Words of the verdict chart.
    Chart,
    /// Text of the sheet that no heading owns.
    Loose,
}

/// What extraction reads off a sheet.
#[derive(Debug, Clone, Default)]
pub struct Extract {
    /// Labelled values.
    pub labels: Vec<Labelled>,
    /// Sections in reading order; a key may stand several times.
    pub sections: Vec<Part>,
    /// "Source : …" lines, footnotes, figures, quotations.
    pub notes: Vec<(NoteKind, Passage)>,
    /// Comparison tables, by label: column heads, then rows.
    pub tables: Vec<super::record::ComparisonTable>,
    /// What the verdict chart says.
    pub chart: Chart,
    /// Blocks that no rule placed.
    pub left: Vec<Block>,
}

/// A value with the label before it.
#[derive(Debug, Clone, Default)]
pub struct Labelled {
    /// The label's rule, by its place among the profile's labels.
    pub rule: usize,
    /// The field that it fills; `fields` where the contract has none for it.
    pub field: &'static str,
    /// The label as printed, without its colon.
    pub name: Passage,
    /// The value.
    pub value: Passage,
}

/// A titled part of a sheet.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The section's key.
    pub key: String,
    /// The heading as printed.
    pub heading: Passage,
    /// Its paragraphs.
    pub items: Vec<Passage>,
}

/// Text of a sheet that is in no section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// "Source : …".
    Source,
    /// A footnote.
    Footnote,
    /// A quotation, with who said it.
    Quote,
    /// A number in big type with its caption: so many bytes of the text are the number.
    Figure(usize),
}

impl NoteKind {
    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Footnote => "footnote",
            Self::Quote => "quote",
            Self::Figure(_) => "figure",
        }
    }
}

/// What is read off a sheet's verdict chart.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Chart {
    /// The sheet has none.
    #[default]
    None,
    /// There is one, but no mark, or more than one thing that may be it.
    Unclear,
    /// The mark's place on the two axes.
    Read(super::record::Opinion),
}
