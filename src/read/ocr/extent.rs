//! How high and deep words reach, by their letters.

/// Heights above the baseline, and depth below it, in font sizes: the mean of common text fonts.
pub(super) const X_HEIGHT: f32 = 0.52;
pub(super) const CAPITAL: f32 = 0.72;
const LETTER_T: f32 = 0.65;
pub(super) const ACCENTED_CAPITAL: f32 = 0.92;
pub(super) const DESCENT: f32 = 0.21;

/// Whether how high and deep a word reaches differs much from font to font: accents of capitals, brackets.
pub(super) fn varies(text: &str) -> bool {
    text.contains(['(', ')', '/']) || text.chars().any(is_accented_capital)
}

fn is_accented_capital(character: char) -> bool {
    matches!(character, 'À'..='Ö' | 'Ø'..='Þ') && !matches!(character, 'Æ' | 'Ç')
}

/// How far a word reaches above and below the baseline, in font sizes.
pub(super) struct Extent {
    pub(super) above: f32,
    pub(super) below: f32,
}

impl Extent {
    /// `None` where no character of the word says so: dashes, quotes, unknown signs.
    pub(super) fn of(text: &str) -> Option<Self> {
        let mut extent: Option<Self> = None;
        for character in text.chars() {
            let above = match character {
                'a' | 'c' | 'e' | 'g' | 'm'..='s' | 'u'..='z' | 'œ' | 'æ' | 'ç' => X_HEIGHT,
                't' => LETTER_T,
                _ if is_accented_capital(character) => ACCENTED_CAPITAL,
                _ if character.is_alphanumeric() || matches!(character, '(' | ')' | '/' | '!' | '?') => CAPITAL,
                _ => continue,
            };
            let below = match character {
                'g' | 'j' | 'p' | 'q' | 'y' | 'ç' | 'Ç' | 'Q' | '(' | ')' => DESCENT,
                _ => 0.0,
            };
            let known = extent.get_or_insert(Self { above: 0.0, below: 0.0 });
            known.above = known.above.max(above);
            known.below = known.below.max(below);
        }
        if let Some(extent) = &mut extent
            && text.contains([',', ';'])
        {
            extent.below = extent.below.max(0.14);
        }
        extent
    }

    pub(super) fn height(&self) -> f32 {
        self.above + self.below
    }
}
