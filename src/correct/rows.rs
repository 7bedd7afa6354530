//! A table saved as text by whatever program → rows of cells.

use csv::ReaderBuilder;

use crate::message;
use crate::model::message::Message;
use crate::text::decode::{Binary, decode};
use crate::text::separator;

/// A row that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    /// The line that it begins on, from 1.
    pub(super) line: u64,
    pub(super) cells: Vec<String>,
}

/// A table as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextTable {
    pub(super) rows: Vec<Row>,
}

/// Reads rows separated by commas, semicolons or tabulators, whichever the first line has most of.
///
/// # Errors
/// When the bytes are no text, with what to do.
pub(super) fn read(bytes: &[u8]) -> Result<TextTable, Message> {
    let decoded = decode(bytes).map_err(|Binary| message!("table-no-text"))?;
    // Excel may say itself in a first line what the separator is.
    let mut text: &str = &decoded.text;
    let mut skipped = 0;
    let mut said = None;
    if let Some((first, rest)) = text.split_once('\n')
        && let Some(sign) = first.trim_end().strip_prefix("sep=")
    {
        said = sign.bytes().next();
        (text, skipped) = (rest, 1);
    }
    let separator = said.unwrap_or_else(|| separator(text));
    let mut reader =
        ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let (mut line, mut counted) = (1 + skipped, 0);
    for record in reader.records() {
        let record = record.map_err(|error| message!("table-unread", why = error.to_string()))?;
        // Empty lines before a row count as part of it; the row begins after them.
        let start = record.position().map_or(counted, |place| place.byte() as usize).min(text.len());
        let empty = text.as_bytes()[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        line += text.as_bytes()[counted..start + empty].iter().filter(|byte| **byte == b'\n').count() as u64;
        counted = start + empty;
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { line, cells: record.iter().map(str::to_owned).collect() });
        }
    }
    Ok(TextTable { rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_all_programs_are_read() {
        let wanted = [vec!["champ", "valeur"], vec!["label", "L’été; ici, là"]];
        let english = "champ,valeur\n\nlabel,\"L’été; ici, là\"\n";
        let french = "\u{feff}champ;valeur\r\nlabel;\"L’été; ici, là\"\r\n";
        let told = "sep=;\nchamp;valeur\nlabel;\"L’été; ici, là\"\n";
        let old = b"champ;valeur\r\nlabel;\"L\x92\xe9t\xe9; ici, l\xe0\"\r\n;\r\n".to_vec();
        let wide: Vec<u8> =
            "champ\tvaleur\nlabel\tL’été; ici, là\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in
            [english.as_bytes().to_vec(), french.into(), told.into(), old, [b"\xff\xfe".to_vec(), wide].concat()]
        {
            let table = read(&bytes).unwrap();
            let cells: Vec<_> = table.rows.iter().map(|row| row.cells.clone()).collect();
            assert_eq!(cells, wanted, "{}", String::from_utf8_lossy(&bytes));
        }
        assert_eq!(read(english.as_bytes()).unwrap().rows[1].line, 3);
        assert_eq!(read(told.as_bytes()).unwrap().rows[1].line, 3);
        assert!(read(b"PK\x03\x04\0\0").is_err());
    }
}
