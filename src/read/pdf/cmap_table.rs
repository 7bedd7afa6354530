//! The `cmap` table of an embedded TrueType or OpenType program, read backwards: glyph → character.
//!
//! Only composite fonts without `ToUnicode` need it, and only formats 4 and 12, which every Unicode table uses.

use std::collections::BTreeMap;

/// Mappings that are looked at before a table counts as nonsense.
const MAX_MAPPINGS: usize = 200_000;

/// The character of each glyph; the lowest one where several share a glyph. Empty if there is no such table.
pub(super) fn reverse(font: &[u8]) -> BTreeMap<u32, char> {
    let mut map = BTreeMap::new();
    if let Some(table) = unicode_subtable(font) {
        let mut add = |code: u32, glyph: u32| {
            if let Some(character) = char::from_u32(code).filter(|_| glyph != 0) {
                let known = map.entry(glyph).or_insert(character);
                *known = (*known).min(character);
            }
        };
        let read = match u16_at(table, 0) {
            Some(4) => read_format_4(table, &mut add),
            Some(12) => read_format_12(table, &mut add),
            _ => None,
        };
        // A table that breaks off still holds what came before.
        let _: Option<()> = read;
    }
    map
}

/// The best Unicode subtable: full repertoire first, then the basic plane.
fn unicode_subtable(font: &[u8]) -> Option<&[u8]> {
    let start = if font.starts_with(b"ttcf") { u32_at(font, 12)? as usize } else { 0 };
    let tables = usize::from(u16_at(font, start + 4)?);
    let record = (0..tables).map(|index| start + 12 + 16 * index).find(|at| font.get(*at..*at + 4) == Some(b"cmap"))?;
    let cmap = font.get(u32_at(font, record + 8)? as usize..)?;
    let mut best = None;
    for index in 0..usize::from(u16_at(cmap, 2)?) {
        let at = 4 + 8 * index;
        let rank = match (u16_at(cmap, at)?, u16_at(cmap, at + 2)?) {
            (3, 10) | (0, 4 | 6) => 3,
            (3, 1) => 2,
            (0, _) => 1,
            _ => continue,
        };
        let table = cmap.get(u32_at(cmap, at + 4)? as usize..)?;
        if matches!(u16_at(table, 0), Some(4 | 12)) && best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((rank, table));
        }
    }
    best.map(|(_, table)| table)
}

fn read_format_4(table: &[u8], add: &mut impl FnMut(u32, u32)) -> Option<()> {
    let segments = usize::from(u16_at(table, 6)?) / 2;
    let (ends, starts) = (14, 16 + 2 * segments);
    let (deltas, offsets) = (starts + 2 * segments, starts + 4 * segments);
    let mut left = MAX_MAPPINGS;
    for segment in 0..segments {
        let (start, end) = (u16_at(table, starts + 2 * segment)?, u16_at(table, ends + 2 * segment)?);
        let (delta, offset) = (u16_at(table, deltas + 2 * segment)?, u16_at(table, offsets + 2 * segment)?);
        for code in start..=end {
            if code == 0xFFFF {
                break;
            }
            left = left.checked_sub(1)?;
            let glyph = if offset == 0 {
                code.wrapping_add(delta)
            } else {
                let at = offsets + 2 * segment + usize::from(offset) + 2 * usize::from(code - start);
                match u16_at(table, at)? {
                    0 => 0,
                    glyph => glyph.wrapping_add(delta),
                }
            };
            add(u32::from(code), u32::from(glyph));
        }
    }
    Some(())
}

fn read_format_12(table: &[u8], add: &mut impl FnMut(u32, u32)) -> Option<()> {
    let mut left = MAX_MAPPINGS;
    for group in 0..u32_at(table, 12)? as usize {
        let at = 16 + 12 * group;
        let (start, end, glyph) = (u32_at(table, at)?, u32_at(table, at + 4)?, u32_at(table, at + 8)?);
        for code in start..=end {
            left = left.checked_sub(1)?;
            add(code, glyph.wrapping_add(code - start));
        }
    }
    Some(())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
}

#[cfg(test)]
mod tests {
    use super::reverse;

    /// A font with nothing but a `cmap` table: one subtable for Windows, basic plane.
    fn font(subtable: &[u16]) -> Vec<u8> {
        let words = |words: &[u16]| words.iter().flat_map(|word| word.to_be_bytes()).collect::<Vec<u8>>();
        let mut bytes = words(&[0, 1, 1, 0, 0, 0]);
        bytes.extend(b"cmap");
        bytes.extend(words(&[0, 0, 0, 28, 0, 0]));
        bytes.extend(words(&[0, 1, 3, 1, 0, 12]));
        bytes.extend(words(subtable));
        bytes
    }

    #[test]
    fn format_4_gives_the_lowest_character_of_each_glyph() {
        // `A` to `C` are glyphs 5 to 7 by their offset; U+00A0 and U+0020 share glyph 3.
        let segments: [[u16; 4]; 4] = [
            [0x20, 0x20, 3_u16.wrapping_sub(0x20), 0],
            [0x41, 0x43, 5_u16.wrapping_sub(0x41), 0],
            [0xA0, 0xA0, 3_u16.wrapping_sub(0xA0), 0],
            [0xFFFF, 0xFFFF, 1, 0],
        ];
        let column = |index: usize| segments.map(|segment| segment[index]);
        let mut table = vec![4, 0, 0, 8, 0, 0, 0];
        table.extend(column(1));
        table.push(0);
        table.extend(column(0));
        table.extend(column(2));
        table.extend(column(3));
        let map: Vec<(u32, char)> = reverse(&font(&table)).into_iter().collect();
        assert_eq!(map, [(3, ' '), (5, 'A'), (6, 'B'), (7, 'C')]);
    }

    #[test]
    fn endless_or_broken_tables_end() {
        // Format 12 with one group over all numbers there are.
        let table = [12, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0xFFFF, 0xFFFF, 0, 1];
        assert!(reverse(&font(&table)).len() <= super::MAX_MAPPINGS);
        assert!(reverse(&font(&[4, 0, 0, 200])).is_empty());
        assert!(reverse(b"").is_empty());
    }
}
