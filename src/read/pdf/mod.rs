//! PDF → positioned glyphs.
