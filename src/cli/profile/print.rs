//! What a trial found, as text for a terminal of 100 columns.

use ingest::profile::Profile;
use ingest::trial::{Comparison, Difference, Fit, Left, SectionFound, SheetFound, SlowPattern, Trial};

use crate::cli::language::{language, say};
use crate::cli::screen::{Paint, plain};

/// The width of the terminal that a line should fit.
const WIDTH: usize = 100;
/// How many entries of a list are told; JSON tells all.
const MOST: usize = 15;
/// How many issues: those of a profile that is being written say the same of every sheet.
const MOST_ISSUES: usize = 5;
/// How many differences of a field are told.
const MOST_DIFFERENCES: usize = 3;

/// Writes what trials found.
pub(super) struct Printer {
    paint: Paint,
    out: String,
}

impl Printer {
    pub(super) fn new(paint: Paint) -> Self {
        Self { paint, out: String::new() }
    }

    /// All of it.
    pub(super) fn trials(mut self, profile: &Profile, warnings: &[String], trials: &[Trial]) -> String {
        self.line(&format!("{} version {} · {}", profile.id, profile.version, profile.title));
        for warning in warnings {
            let word = self.paint.yellow("warning");
            self.line(&format!("{word}: {}", plain(warning)));
        }
        trials.iter().for_each(|trial| self.trial(profile, trial));
        self.out
    }

    /// A line; what documents and profiles say must not steer the terminal.
    fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    fn trial(&mut self, profile: &Profile, trial: &Trial) {
        let pages =
            if trial.pages == 0 { String::new() } else { format!(" · {}", counted(trial.pages as usize, "page")) };
        self.line(&format!("\n── {}{pages} ──", plain(&trial.file)));
        if let Some(problem) = &trial.problem {
            let word = self.paint.red("error");
            self.line(&format!("{word}: {}", plain(&say(problem))));
            self.gold(trial.gold.as_ref());
            return;
        }
        self.scores(profile, trial);
        self.sheets(trial);
        self.labels(&trial.sheets);
        self.list("titles that matched and begin no sheet", &trial.refused, |refused| {
            format!("page {:<3} “{}”: {}", refused.page, short(&refused.text, 40), refused.why)
        });
        self.list("lines that look like headings and are in no section's `heading`", &trial.unmapped, |unmapped| {
            let times = format!("{}×", unmapped.count);
            format!("{times:>3} “{}”{}", short(&unmapped.text, 50), on_pages(&unmapped.pages))
        });
        self.list("near misses", &trial.near_misses, |miss| {
            let (text, pages) = (short(&miss.text, 40), on_pages(&miss.pages));
            format!("line “{text}”{pages} is close to “{}” ({})", miss.wording, miss.part)
        });
        self.left_over(&trial.left_over);
        self.most("issues", &trial.issues, MOST_ISSUES, |issue| {
            let page = issue.page.map(|page| format!("page {page}: ")).unwrap_or_default();
            format!("{} · {page}{}", issue.code, plain(&issue.message.said(language())))
        });
        self.slow(&trial.slow_patterns);
        self.gold(trial.gold.as_ref());
    }

    fn scores(&mut self, profile: &Profile, trial: &Trial) {
        let width = trial.scores.iter().map(|fit| fit.id.chars().count()).max().unwrap_or(0);
        let line = |fit: &Fit| format!("  {:width$}  {:>3} of {}", fit.id, fit.score, fit.threshold);
        self.heading("scores");
        for fit in &trial.scores {
            if fit.id != profile.id {
                let found = fit.patterns.iter().filter(|pattern| pattern.found > 0).count();
                let of = fit.patterns.len();
                let found = if found == 0 { String::new() } else { format!("   {found} of {of} patterns found") };
                self.line(&format!("{}{found}", line(fit)));
                continue;
            }
            let told = if trial.recognised {
                self.paint.green("recognised")
            } else if fit.score >= fit.threshold {
                self.paint.yellow("another fits as well or better and reads it; below is what this would find")
            } else {
                self.paint.red("not recognised; below is what it would find")
            };
            self.line(&format!("{}   {told}", line(fit)));
            for pattern in &fit.patterns {
                let enough = pattern.found >= pattern.at_least as usize;
                let weight = if enough { format!("+{}", pattern.weight) } else { "+0".to_owned() };
                let needs = if enough { String::new() } else { format!(", needs {}", pattern.at_least) };
                let found = format!("found {}×{needs}", pattern.found);
                self.line(&format!("      {weight:>3}  {found:<20} {}", short(&pattern.pattern, 60)));
            }
        }
    }

    fn heading(&mut self, text: &str) {
        self.line(&format!("\n{text}"));
    }

    /// A matrix of sheets and sections.
    fn sheets(&mut self, trial: &Trial) {
        self.heading(&counted(trial.sheets.len(), "sheet"));
        if trial.sheets.is_empty() {
            let told = if trial.refused.is_empty() {
                "compare `[[sheet]]` with the lines that `ingest inspect` shows where a sheet begins"
            } else {
                "titles were found, but none of your headings or labels below them: see the lists that follow"
            };
            self.line(&format!("  {told}"));
            return;
        }
        let legend = trial.sections.iter().enumerate().map(|(at, key)| format!("{} {key}", letter(at)));
        self.wrapped("  ", &legend.collect::<Vec<_>>());
        let letters: String = (0..trial.sections.len()).map(|at| format!(" {:<2}", letter(at))).collect();
        let kinds = trial.sheets.iter().map(|sheet| sheet.kind.as_str().len()).max().unwrap_or(0).max(4);
        self.line(&format!("    #  {:kinds$} {letters}  {:<7}  number · title", "kind", "pages"));
        for (at, sheet) in trial.sheets.iter().enumerate() {
            let marks: String = sheet.sections.iter().map(|section| format!(" {:<2}", mark(section))).collect();
            let pages = sheet
                .pages
                .map(|[first, last]| if first == last { format!("{first}") } else { format!("{first}–{last}") });
            let pages = pages.unwrap_or_default();
            let start = format!("  {:>3}  {:kinds$} {marks}  {pages:<7}  ", at + 1, sheet.kind.as_str());
            let room = WIDTH.saturating_sub(start.chars().count()).max(24);
            self.line(&format!("{start}{}", short(&named(sheet), room)));
        }
        self.line("       ✓ there · – missing · 2× twice · ○ heading without text · blank: not of this kind");
    }

    /// Words one after the other, on as many lines as they need; further lines are set in as far as the first.
    fn wrapped(&mut self, start: &str, words: &[String]) {
        let mut line = start.to_owned();
        let mut is_first = true;
        for word in words {
            if !is_first && line.chars().count() + word.chars().count() + 3 > WIDTH {
                self.line(&line);
                line = " ".repeat(start.chars().count());
                is_first = true;
            }
            let joint = if is_first { "" } else { " · " };
            line.push_str(joint);
            line.push_str(word);
            is_first = false;
        }
        self.line(&line);
    }

    fn labels(&mut self, sheets: &[SheetFound]) {
        if sheets.iter().all(|sheet| sheet.labels.is_empty()) {
            return;
        }
        self.heading("labelled values, by sheet");
        for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !sheet.labels.is_empty()).take(MOST) {
            let values: Vec<String> = sheet
                .labels
                .iter()
                .map(|label| {
                    let read = label.read.join(" | ");
                    let printed = format!("{} = {}", label.label, short(&label.value, 40));
                    match label.field {
                        "fields" if read == label.value => printed,
                        "fields" if read.is_empty() => format!("{printed} (no value)"),
                        "fields" => format!("{printed} → {}", short(&read, 40)),
                        field if read.is_empty() => format!("{printed} → {field} stays empty"),
                        field => format!("{printed} → {field}: {}", short(&read, 40)),
                    }
                })
                .collect();
            let values: Vec<String> = values.iter().map(|value| plain(value)).collect();
            self.wrapped(&format!("  {:>3}  ", at + 1), &values);
        }
        self.more(sheets.iter().filter(|sheet| !sheet.labels.is_empty()).count(), MOST);
    }

    /// A list with its heading, where there is anything to tell.
    fn list<T>(&mut self, heading: &str, entries: &[T], tell: impl Fn(&T) -> String) {
        self.most(heading, entries, MOST, tell);
    }

    /// As [`list`](Self::list), of so many entries at most.
    fn most<T>(&mut self, heading: &str, entries: &[T], most: usize, tell: impl Fn(&T) -> String) {
        if entries.is_empty() {
            return;
        }
        self.heading(&format!("{heading}: {}", entries.len()));
        for entry in entries.iter().take(most) {
            self.broken(&plain(&tell(entry)));
        }
        self.more(entries.len(), most);
    }

    /// A text, broken between words where it does not fit the terminal.
    fn broken(&mut self, text: &str) {
        let mut line = String::from(" ");
        let mut room = WIDTH - 1;
        for word in text.split(' ') {
            let length = word.chars().count() + 1;
            if length > room && !line.trim().is_empty() {
                self.line(&line);
                line = " ".repeat(5);
                room = WIDTH - 5;
            }
            line.push(' ');
            line.push_str(word);
            room = room.saturating_sub(length);
        }
        self.line(&line);
    }

    fn more(&mut self, all: usize, most: usize) {
        if all > most {
            self.line(&format!("  … and {} more; --format json tells all", all - most));
        }
    }

    /// A line for the texts of a page that stand in or after one sheet.
    fn left_over(&mut self, left: &[Left]) {
        let words: usize = left.iter().map(|left| left.words).sum();
        let groups: Vec<&[Left]> = left.chunk_by(|a, b| (a.page, &a.near) == (b.page, &b.near)).collect();
        self.list(&format!("text that ended nowhere, {}; places", counted(words, "word")), &groups, |group| {
            let page = group[0].page.map(|page| format!("page {page:<3} ")).unwrap_or_default();
            let texts: Vec<&str> = group.iter().map(|left| left.text.as_str()).collect();
            let words: usize = group.iter().map(|left| left.words).sum();
            format!("{page}“{}” ({})", short(&texts.join(" / "), 70), counted(words, "word"))
        });
    }

    fn slow(&mut self, patterns: &[SlowPattern]) {
        self.list("slow patterns", patterns, |slow| {
            format!(
                "{}: `{}` takes {} ms; say less with `.*` and ranges",
                slow.part,
                short(&slow.pattern, 40),
                slow.milliseconds
            )
        });
    }

    fn gold(&mut self, compared: Option<&Comparison>) {
        let Some(compared) = compared else { return };
        let told = if compared.passed() { self.paint.green("pass") } else { self.paint.red("fail") };
        self.heading(&format!("compared with what you checked: {told}"));
        let sheets = compared.expected - compared.missing.len();
        let extra = if compared.unexpected.is_empty() {
            String::new()
        } else {
            format!(", {} too many", compared.unexpected.len())
        };
        let all = compared.missing.is_empty() && compared.unexpected.is_empty();
        let width = compared.fields.iter().map(|field| field.field.chars().count()).max().unwrap_or(0).max(6);
        self.line(&format!("  {} {:<width$}  {sheets} of {}{extra}", self.verdict(all), "sheets", compared.expected));
        for (what, titles) in [("missing", &compared.missing), ("nobody expects", &compared.unexpected)] {
            for title in titles.iter().take(MOST_DIFFERENCES) {
                self.line(&format!("       {what} “{}”", plain(&short(title, 70))));
            }
        }
        for field in &compared.fields {
            let verdict = self.verdict(field.same == field.of);
            self.line(&format!("  {verdict} {:<width$}  {} of {}", field.field, field.same, field.of));
            for difference in field.differences.iter().take(MOST_DIFFERENCES) {
                self.difference(difference);
            }
            if field.differences.len() > MOST_DIFFERENCES {
                self.line(&format!("       … and {} more", field.differences.len() - MOST_DIFFERENCES));
            }
        }
    }

    fn verdict(&self, passed: bool) -> String {
        if passed { self.paint.green("pass") } else { self.paint.red("fail") }
    }

    fn difference(&mut self, difference: &Difference) {
        // What both begin with says nothing of where they differ.
        let (a, b) = (&difference.expected, &difference.found);
        let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let from = if same > 40 { same - 20 } else { 0 };
        let part = |text: &str| {
            let rest: String = text.chars().skip(from).collect();
            let start = if from > 0 { "…" } else { "" };
            plain(&if text.is_empty() { "nothing".to_owned() } else { format!("“{start}{}”", short(&rest, 70)) })
        };
        self.line(&format!("       in “{}”", plain(&short(&difference.sheet, 70))));
        self.line(&format!("         expected {}", part(a)));
        self.line(&format!("         found    {}", part(b)));
    }
}

/// `Fiche métier n° 3 · Infirmier`
fn named(sheet: &SheetFound) -> String {
    let title = if sheet.title.is_empty() { "(no title found)" } else { &sheet.title };
    let number = sheet.number.as_ref().map(|number| format!("{number} · ")).unwrap_or_default();
    let parent = sheet.parent.as_ref().map(|parent| format!(" (of {parent})")).unwrap_or_default();
    plain(&format!("{number}{title}{parent}"))
}

fn mark(section: &SectionFound) -> String {
    match section {
        SectionFound { expected: false, times: 0, .. } => String::new(),
        SectionFound { times: 0, .. } => "–".to_owned(),
        SectionFound { empty: true, .. } => "○".to_owned(),
        SectionFound { times: 1, .. } => "✓".to_owned(),
        SectionFound { times, .. } => format!("{times}×"),
    }
}

/// a, b, …, z, A, …: a name of one letter for a column; `*` after that.
fn letter(at: usize) -> char {
    ('a'..='z').chain('A'..='Z').nth(at).unwrap_or('*')
}

fn on_pages(pages: &[u32]) -> String {
    /// How many pages are told.
    const MOST: usize = 6;
    let numbers: Vec<String> = pages.iter().take(MOST).map(u32::to_string).collect();
    let more = if pages.len() > MOST { ", …" } else { "" };
    match pages.len() {
        0 => String::new(),
        1 => format!(" on page {}", numbers[0]),
        _ => format!(" on pages {}{more}", numbers.join(", ")),
    }
}

fn counted(number: usize, one: &str) -> String {
    format!("{number} {one}{}", if number == 1 { "" } else { "s" })
}

/// The beginning of a text.
fn short(text: &str, longest: usize) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(longest) {
        Some(_) => line.chars().take(longest.saturating_sub(1)).chain(['…']).collect(),
        None => line,
    }
}
