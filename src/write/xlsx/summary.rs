//! The sheet of counts: how many jobs of each family, country, level, theme and collection, each with its chart.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartFont, ChartFormat, ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::super::columns::{Column, Value};
use super::super::rows::Row;
use super::sheet::{A4, number};
use super::style::Style;
use crate::model::record::Kind;
use crate::normalise::country;

/// The sheet's name.
pub(super) const NAME: &str = "synthèse";

/// Values of a count that are told; the others are one row.
const MOST_ROWS: usize = 30;
/// Different values of a count that are kept apart while it is made.
const MOST_VALUES: usize = 10_000;
const OTHERS: &str = "autres";
const NOTHING: &str = "non indiqué";

/// Heights in pixels, of a row and of a chart with no bar.
const ROW: u32 = 20;
const CHART: u32 = 70;
/// Rows of a printed page, landscape.
const ROWS_OF_A_PAGE: usize = 46;
/// Rows that a chart takes at least.
const LEAST_ROWS: usize = 12;

/// What is counted: title of the count, column of the table of jobs.
const COUNTS: [(&str, &str); 5] = [
    ("Famille de métiers", "job_families"),
    ("Pays", "country"),
    ("Niveau RNCP", "rncp_levels"),
    ("Thème", "theme"),
    ("Collection", "collection"),
];

/// The counts while they are made.
pub(super) struct Tally {
    kind: Option<usize>,
    counts: Vec<Count>,
    jobs: usize,
}

struct Count {
    title: &'static str,
    name: &'static str,
    /// The column that is counted.
    column: Option<usize>,
    values: BTreeMap<String, usize>,
    /// Jobs of values that are not kept apart.
    others: usize,
}

impl Tally {
    pub(super) fn of(columns: &[Column]) -> Self {
        let place = |name: &str| columns.iter().position(|column| column.name == name);
        let count = |(title, name)| Count { title, name, column: place(name), values: BTreeMap::new(), others: 0 };
        Self { kind: place("kind"), counts: COUNTS.map(count).into(), jobs: 0 }
    }

    /// Counts the job of a row; the parts of one are none.
    pub(super) fn add(&mut self, row: &Row) {
        if self.kind.is_some_and(|place| row[place].to_string() != Kind::Job.as_str()) {
            return;
        }
        self.jobs += 1;
        for count in &mut self.counts {
            let values: Vec<String> = match count.column.map_or(&Value::Missing, |place| &row[place]) {
                Value::Missing => vec![NOTHING.to_owned()],
                Value::List(texts) => texts.clone(),
                Value::Integers(numbers) => numbers.iter().map(u64::to_string).collect(),
                Value::Text(code) if count.name == "country" => vec![country::name(code).unwrap_or(code).to_owned()],
                value => vec![value.to_string()],
            };
            for value in values {
                if count.values.len() < MOST_VALUES || count.values.contains_key(&value) {
                    *count.values.entry(value).or_default() += 1;
                } else {
                    count.others += 1;
                }
            }
        }
    }
}

impl Count {
    /// The values that are told, and how many jobs each has: levels by number, others the most frequent first.
    fn rows(&self) -> Vec<(String, usize)> {
        let mut rows: Vec<(String, usize)> = self.values.iter().map(|(name, count)| (name.clone(), *count)).collect();
        if self.name != "rncp_levels" {
            rows.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        }
        // What is not told comes last, however much it is.
        rows.sort_by_key(|(name, _)| name == NOTHING);
        let kept = if rows.len() + usize::from(self.others > 0) > MOST_ROWS { MOST_ROWS - 1 } else { rows.len() };
        let values = rows.len() - kept;
        let others = self.others + rows.drain(kept..).map(|(_, count)| count).sum::<usize>();
        if others > 0 {
            let name = if self.others > 0 { OTHERS.to_owned() } else { format!("{OTHERS} ({values} valeurs)") };
            rows.push((name, others));
        }
        rows
    }
}

/// Fills the sheet.
pub(super) fn fill(worksheet: &mut Worksheet, tally: Option<&Tally>, style: &Style) -> Result<(), XlsxError> {
    worksheet.set_screen_gridlines(false).set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    worksheet.set_footer("&LSynthèse&RPage &P / &N").set_zoom(90);
    for (column, width) in [(0, 58.0), (1, 12.0), (2, 12.0), (3, 3.0), (4, 12.0)] {
        worksheet.set_column_width(column, width)?;
    }
    worksheet.write_string_with_format(0, 0, "Synthèse", &style.title)?;
    let jobs = tally.map_or(0, |tally| tally.jobs);
    let told = format!(
        "{jobs} fiches métiers. Une fiche qui a plusieurs valeurs compte pour chacune : les parts peuvent dépasser 100 %."
    );
    worksheet.write_string_with_format(1, 0, told, &style.line)?;
    let (mut row, mut page) = (3, 0);
    let mut breaks = Vec::new();
    for count in tally.iter().flat_map(|tally| &tally.counts) {
        let end = block(worksheet, row, count, jobs, style)?;
        // No chart is cut at the end of a page.
        if end - page > ROWS_OF_A_PAGE && row > page + 3 {
            breaks.push(number(row)?);
            page = row;
        }
        row = end;
    }
    worksheet.set_page_breaks(&breaks)?;
    Ok(())
}

/// Writes a count and its chart from a row on; returns the row where the next begins.
fn block(
    worksheet: &mut Worksheet,
    start: usize,
    count: &Count,
    jobs: usize,
    style: &Style,
) -> Result<usize, XlsxError> {
    for (column, title) in [(0, count.title), (1, "Fiches"), (2, "Part")] {
        worksheet.write_string_with_format(number(start)?, column, title, &style.header)?;
    }
    let rows = count.rows();
    for (place, (name, jobs_of)) in rows.iter().enumerate() {
        let row = number(start + 1 + place)?;
        worksheet.write_string_with_format(row, 0, Value::from(name).to_string(), &style.line)?;
        worksheet.write_number_with_format(row, 1, f64::from(number(*jobs_of)?), &style.plain.integer)?;
        let share = f64::from(number(*jobs_of)?) / f64::from(number(jobs.max(1))?);
        worksheet.write_number_with_format(row, 2, (share * 1e4).round() / 1e4, &style.percent)?;
    }
    let (first, last) = (number(start + 1)?, number(start + rows.len().max(1))?);
    let mut chart = Chart::new(ChartType::Bar);
    let series = chart.add_series();
    series.set_name(count.title);
    series.set_categories((NAME, first, 0, last, 0)).set_values((NAME, first, 1, last, 1)).set_gap(40);
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(Color::RGB(0x00_72_B2)));
    series.set_format(&mut format);
    series.set_data_label(ChartDataLabel::new().show_value());
    chart.title().set_name(&format!("Fiches par {}", of(count.title)));
    chart.legend().set_hidden();
    // The first value on top, as in the table.
    chart.y_axis().set_reverse().set_label_interval(1).set_font(ChartFont::new().set_size(9));
    chart.x_axis().set_major_gridlines(false).set_hidden(true);
    chart.set_width(640).set_height(CHART + ROW * number(rows.len().max(3))?);
    chart.set_alt_text(format!("Nombre de fiches par {}", of(count.title)));
    worksheet.insert_chart(number(start)?, 4, &chart)?;
    Ok(start + 6 + rows.len().max(LEAST_ROWS - 6))
}

fn of(title: &str) -> String {
    match title.split_once(' ') {
        Some((first, rest)) => format!("{} {rest}", first.to_lowercase()),
        None => title.to_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tables::table;
    use super::*;
    use crate::model::dataset::Dataset;

    #[test]
    fn most_frequent_values_are_told_and_the_rest_joined() {
        let columns = (table("jobs").unwrap().columns)(&Dataset::default());
        let place = |name: &str| columns.iter().position(|column| column.name == name).unwrap();
        let mut tally = Tally::of(&columns);
        for number in 0..100_u64 {
            let mut row = vec![Value::Missing; columns.len()];
            row[place("kind")] = Value::from(if number == 99 { "skill" } else { "job" });
            row[place("theme")] = Value::from(format!("Thème {}", number % 50));
            row[place("rncp_levels")] = if number < 50 { Value::Integers(vec![6, 5]) } else { Value::Missing };
            row[place("country")] = Value::from("NO");
            tally.add(&row);
        }
        let rows = |name: &str| tally.counts.iter().find(|count| count.name == name).unwrap().rows();
        let row = |name: &str, count| (name.to_owned(), count);
        assert_eq!(tally.jobs, 99);
        assert_eq!(rows("country"), [row("Norvège", 99)]);
        assert_eq!(rows("rncp_levels"), [row("5", 50), row("6", 50), row(NOTHING, 49)]);
        let themes = rows("theme");
        assert_eq!(themes.len(), MOST_ROWS);
        assert_eq!(themes.last().unwrap(), &row("autres (21 valeurs)", 99 - 29 * 2));
    }
}
