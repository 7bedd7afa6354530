//! A CSV of any publisher → rows: its separator, encoding and columns are found, its file name is not asked.

use std::path::Path;

use csv::{ReaderBuilder, StringRecord};

use super::error::Error;
use crate::message;
use crate::model::message::Message;
use crate::text::decode::decode;
use crate::text::{fold, separator};

/// What one row says of one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Row {
    /// The code's own label.
    Label {
        /// As printed.
        code: String,
        /// As printed.
        label: String,
        /// Other names, as printed.
        names: Vec<String>,
    },
    /// Names of a job of this code, the long form first.
    Names {
        /// As printed.
        code: String,
        /// As printed, one or two.
        names: Vec<String>,
    },
    /// A sheet of the register of certifications.
    Sheet {
        /// As printed.
        code: String,
        /// As printed.
        label: String,
        /// 1 to 8, of the European framework.
        level: Option<u8>,
        /// Whether it is no longer in force.
        withdrawn: bool,
    },
    /// A job that a sheet leads to.
    Leads {
        /// The sheet's code.
        code: String,
        /// The job's code.
        job: String,
    },
}

/// Where the columns of a table stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Columns {
    Labels { code: usize, label: usize, alias: Option<usize> },
    Names { code: usize, long: Option<usize>, short: Option<usize> },
    Sheets { code: usize, label: usize, level: Option<usize>, active: Option<usize> },
    Leads { code: usize, job: usize },
}

/// Columns that an error names.
const NAMED_COLUMNS: usize = 8;

impl Columns {
    fn of(header: &StringRecord) -> Option<Self> {
        let names: Vec<String> = header.iter().map(column_name).collect();
        let at = |known: &[&str]| known.iter().find_map(|known| names.iter().position(|name| name == known));
        if let Some(code) = at(&["numero_fiche"]) {
            if let Some(job) = at(&["codes_rome_code"]) {
                return Some(Self::Leads { code, job });
            }
            return at(&["intitule"]).map(|label| Self::Sheets {
                code,
                label,
                level: at(&["nomenclature_europe_niveau"]),
                active: at(&["actif"]),
            });
        }
        if let Some(code) = at(&["code_rome"]) {
            let (long, short) = (at(&["libelle_appellation_long"]), at(&["libelle_appellation_court"]));
            if long.is_some() || short.is_some() {
                return Some(Self::Names { code, long, short });
            }
        }
        let code = at(&["code", "code_rome"])?;
        let label = at(&["label", "libelle", "intitule", "libelle_rome"])?;
        Some(Self::Labels { code, label, alias: at(&["alias", "aliases", "synonyme", "synonymes"]) })
    }

    fn row(self, record: &StringRecord) -> Option<Row> {
        let cell = |at: usize| record.get(at).map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned);
        match self {
            Self::Labels { code, label, alias } => {
                let alias = alias.and_then(cell).unwrap_or_default();
                let names =
                    alias.split('|').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect();
                Some(Row::Label { code: cell(code)?, label: cell(label)?, names })
            }
            Self::Names { code, long, short } => {
                let mut names: Vec<String> = [long, short].into_iter().flatten().filter_map(cell).collect();
                names.dedup();
                (!names.is_empty()).then_some(Row::Names { code: cell(code)?, names })
            }
            Self::Sheets { code, label, level, active } => Some(Row::Sheet {
                code: cell(code)?,
                label: cell(label)?,
                level: level.and_then(cell).as_deref().and_then(level_number),
                withdrawn: active.and_then(cell).is_some_and(|active| fold(&active).starts_with("inacti")),
            }),
            Self::Leads { code, job } => Some(Row::Leads { code: cell(code)?, job: cell(job)? }),
        }
    }
}

/// "Libellé" → `libelle`, "Numero Fiche" → `numero_fiche`.
fn column_name(printed: &str) -> String {
    fold(printed).split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_")
}

/// "NIV5" → 5. What is none, such as a certification without level, is nothing.
fn level_number(printed: &str) -> Option<u8> {
    let digits = printed.trim_start_matches(|c: char| !c.is_ascii_digit());
    digits.trim().parse().ok().filter(|level| (1..=8).contains(level))
}

/// Whether bytes begin with the columns of a known table.
pub(super) fn is_table(start: &[u8]) -> bool {
    // The header alone: a cut in the middle of a later character is none of its business.
    let header = start.split_inclusive(|&byte| byte == b'\n').next().unwrap_or_default();
    decode(header).is_ok_and(|decoded| {
        let mut reader = ReaderBuilder::new().delimiter(separator(&decoded.text)).from_reader(decoded.text.as_bytes());
        reader.headers().is_ok_and(|header| Columns::of(header).is_some())
    })
}

/// Reads a whole table. Rows without a code or label say nothing and are passed over.
///
/// # Errors
/// When the bytes are not text, the columns are those of no known table, a line is no row, or there are none.
pub(super) fn read_table(path: &Path, bytes: &[u8]) -> Result<Vec<Row>, Error> {
    let decoded = decode(bytes).map_err(|_| Error::NotText(path.to_owned()))?;
    let mut reader =
        ReaderBuilder::new().delimiter(separator(&decoded.text)).flexible(true).from_reader(decoded.text.as_bytes());
    let broken = |error: csv::Error| Error::Row {
        path: path.to_owned(),
        line: error.position().map_or(1, csv::Position::line),
        message: error.to_string().into(),
    };
    let header = reader.headers().map_err(broken)?;
    let columns = Columns::of(header).ok_or_else(|| Error::Columns {
        path: path.to_owned(),
        columns: header.iter().map(shortened).take(NAMED_COLUMNS).collect::<Vec<_>>().join(", "),
    })?;
    let header_length = header.len();
    let mut rows = Vec::new();
    let mut record = StringRecord::new();
    while reader.read_record(&mut record).map_err(broken)? {
        if let Some(message) = damage(&record, header_length, columns) {
            return Err(Error::Row {
                path: path.to_owned(),
                line: record.position().map_or(1, csv::Position::line),
                message,
            });
        }
        rows.extend(columns.row(&record));
    }
    if rows.is_empty() { Err(Error::NoRows(path.to_owned())) } else { Ok(rows) }
}

/// What is wrong with a row, if anything. Where its cells are not under their columns, nothing it says can be trusted.
fn damage(record: &StringRecord, columns_known: usize, columns: Columns) -> Option<Message> {
    let beyond = record.iter().skip(columns_known).any(|cell| !cell.trim().is_empty());
    let short = record.len() < columns_known;
    let swallows = short && record.iter().any(|cell| cell.contains('\n'));
    // Whoever writes a table by hand leaves the last cells out; a publisher does not.
    let breaks_off = short && !matches!(columns, Columns::Labels { .. });
    if beyond {
        Some(message!("row-too-long", cells = columns_known))
    } else if swallows {
        Some(message!("row-quotation"))
    } else if breaks_off {
        Some(message!("row-cut", found = record.len(), cells = columns_known))
    } else {
        None
    }
}

/// A name for a message, however long the cell is.
fn shortened(name: &str) -> String {
    name.trim().chars().take(40).filter(|c| !c.is_control()).collect()
}
