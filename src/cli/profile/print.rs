//! What a trial found, as text for a terminal of 100 columns.

use ingest::message;
use ingest::model::message::Message;
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
        let (id, version, title) = (&profile.id, profile.version, &profile.title);
        self.line(&say(&message!("trial-profile", id, version, title)));
        for warning in warnings {
            let label = self.paint.yellow(&say(&message!("label-warning")));
            self.line(&say(&message!("labelled", label, text = plain(warning))));
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
        let pages = if trial.pages == 0 {
            String::new()
        } else {
            format!(" · {}", say(&message!("trial-pages", count = trial.pages)))
        };
        self.line(&format!("\n── {}{pages} ──", plain(&trial.file)));
        if let Some(problem) = &trial.problem {
            let label = self.paint.red(&say(&message!("label-error")));
            self.line(&say(&message!("labelled", label, text = plain(&say(problem)))));
            self.gold(trial.gold.as_ref());
            return;
        }
        self.scores(profile, trial);
        self.sheets(trial);
        self.labels(&trial.sheets);
        self.list(&message!("trial-refused"), &trial.refused, |refused| {
            let (page, text) = (format!("{:<3}", refused.page), short(&refused.text, 40));
            say(&message!("trial-refused-title", page, text, why = refused.why.clone()))
        });
        self.list(&message!("trial-unmapped"), &trial.unmapped, |unmapped| {
            let times = format!("{}×", unmapped.count);
            let text = say(&message!("quoted", text = short(&unmapped.text, 50)));
            format!("{times:>3} {text}{}", on_pages(&unmapped.pages))
        });
        self.list(&message!("trial-near-misses"), &trial.near_misses, |miss| {
            let (text, pages) = (short(&miss.text, 40), on_pages(&miss.pages));
            say(&message!("trial-near-miss", text, pages, wording = &miss.wording, part = &miss.part))
        });
        self.left_over(&trial.left_over);
        self.most(&message!("trial-issues"), &trial.issues, MOST_ISSUES, |issue| {
            let what = issue.message.clone();
            let told = issue.page.map_or(what.clone(), |page| message!("of-page", page, what));
            format!("{} · {}", issue.code, plain(&told.said(language())))
        });
        self.slow(&trial.slow_patterns);
        self.gold(trial.gold.as_ref());
    }

    fn scores(&mut self, profile: &Profile, trial: &Trial) {
        let width = trial.scores.iter().map(|fit| fit.id.chars().count()).max().unwrap_or(0);
        let line = |fit: &Fit| {
            let score = format!("{:>3}", fit.score);
            format!("  {:width$}  {}", fit.id, say(&message!("trial-score", score, threshold = fit.threshold)))
        };
        self.heading(&say(&message!("trial-scores")));
        for fit in &trial.scores {
            if fit.id != profile.id {
                let found = fit.patterns.iter().filter(|pattern| pattern.found > 0).count();
                let of = fit.patterns.len();
                let found = if found == 0 {
                    String::new()
                } else {
                    format!("   {}", say(&message!("trial-patterns", found, of)))
                };
                self.line(&format!("{}{found}", line(fit)));
                continue;
            }
            let told = if trial.recognised {
                self.paint.green(&say(&message!("trial-recognised")))
            } else if fit.score >= fit.threshold {
                self.paint.yellow(&say(&message!("trial-other-reads")))
            } else {
                self.paint.red(&say(&message!("trial-not-recognised")))
            };
            self.line(&format!("{}   {told}", line(fit)));
            for pattern in &fit.patterns {
                let enough = pattern.found >= pattern.at_least as usize;
                let weight = if enough { format!("+{}", pattern.weight) } else { "+0".to_owned() };
                let found = say(&match enough {
                    true => message!("trial-found", found = pattern.found),
                    false => message!("trial-found-needs", found = pattern.found, needs = pattern.at_least),
                });
                self.line(&format!("      {weight:>3}  {found:<20} {}", short(&pattern.pattern, 60)));
            }
        }
    }

    fn heading(&mut self, text: &str) {
        self.line(&format!("\n{text}"));
    }

    /// A matrix of sheets and sections.
    fn sheets(&mut self, trial: &Trial) {
        self.heading(&say(&message!("trial-sheets", count = trial.sheets.len())));
        if trial.sheets.is_empty() {
            let told =
                if trial.refused.is_empty() { message!("trial-no-sheet") } else { message!("trial-titles-alone") };
            self.line(&format!("  {}", say(&told)));
            return;
        }
        let legend = trial.sections.iter().enumerate().map(|(at, key)| format!("{} {key}", letter(at)));
        self.wrapped("  ", &legend.collect::<Vec<_>>());
        let letters: String = (0..trial.sections.len()).map(|at| format!(" {:<2}", letter(at))).collect();
        let kinds = trial.sheets.iter().map(|sheet| sheet.kind.as_str().len()).max().unwrap_or(0).max(4);
        let (kind, pages) = (say(&message!("trial-kind")), say(&message!("head-pages")));
        let title = say(&message!("trial-number-and-title"));
        self.line(&format!("    #  {kind:kinds$} {letters}  {pages:<7}  {title}"));
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
        self.line(&format!("       {}", say(&message!("trial-legend"))));
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
        self.heading(&say(&message!("trial-labels")));
        for (at, sheet) in sheets.iter().enumerate().filter(|(_, sheet)| !sheet.labels.is_empty()).take(MOST) {
            let values: Vec<String> = sheet
                .labels
                .iter()
                .map(|label| {
                    let read = label.read.join(" | ");
                    let printed = format!("{} = {}", label.label, short(&label.value, 40));
                    match label.field {
                        "fields" if read == label.value => printed,
                        "fields" if read.is_empty() => format!("{printed} {}", say(&message!("trial-no-value"))),
                        "fields" => format!("{printed} → {}", short(&read, 40)),
                        field if read.is_empty() => {
                            format!("{printed} → {}", say(&message!("trial-stays-empty", field)))
                        }
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
    fn list<T>(&mut self, heading: &Message, entries: &[T], tell: impl Fn(&T) -> String) {
        self.most(heading, entries, MOST, tell);
    }

    /// As [`list`](Self::list), of so many entries at most.
    fn most<T>(&mut self, heading: &Message, entries: &[T], most: usize, tell: impl Fn(&T) -> String) {
        if entries.is_empty() {
            return;
        }
        self.heading(&say(&message!("labelled", label = heading.clone(), text = entries.len())));
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
            self.line(&format!("  {}", say(&message!("trial-more", count = all - most))));
        }
    }

    /// A line for the texts of a page that stand in or after one sheet.
    fn left_over(&mut self, left: &[Left]) {
        let words: usize = left.iter().map(|left| left.words).sum();
        let groups: Vec<&[Left]> = left.chunk_by(|a, b| (a.page, &a.near) == (b.page, &b.near)).collect();
        self.list(&message!("trial-left-over", words), &groups, |group| {
            let page = group[0].page.map(|page| format!("page {page:<3} ")).unwrap_or_default();
            let texts: Vec<&str> = group.iter().map(|left| left.text.as_str()).collect();
            let words: usize = group.iter().map(|left| left.words).sum();
            let text = short(&texts.join(" / "), 70);
            say(&message!("trial-left", page, text, words))
        });
    }

    fn slow(&mut self, patterns: &[SlowPattern]) {
        self.list(&message!("trial-slow-patterns"), patterns, |slow| {
            let pattern = short(&slow.pattern, 40);
            say(&message!("trial-slow", part = &slow.part, pattern, milliseconds = slow.milliseconds))
        });
    }

    fn gold(&mut self, compared: Option<&Comparison>) {
        let Some(compared) = compared else { return };
        let verdict = self.verdict(compared.passed());
        self.heading(&say(&message!("trial-compared", verdict)));
        let sheets = compared.expected - compared.missing.len();
        let extra = if compared.unexpected.is_empty() {
            String::new()
        } else {
            format!(", {}", say(&message!("trial-too-many", count = compared.unexpected.len())))
        };
        let all = compared.missing.is_empty() && compared.unexpected.is_empty();
        let width = compared.fields.iter().map(|field| field.field.chars().count()).max().unwrap_or(0).max(6);
        let name = say(&message!("trial-compared-sheets"));
        let count = say(&message!("trial-some-of", some = sheets, of = compared.expected));
        self.line(&format!("  {} {name:<width$}  {count}{extra}", self.verdict(all)));
        for title in compared.missing.iter().take(MOST_DIFFERENCES) {
            self.line(&format!("       {}", say(&message!("trial-missing", title = plain(&short(title, 70))))));
        }
        for title in compared.unexpected.iter().take(MOST_DIFFERENCES) {
            self.line(&format!("       {}", say(&message!("trial-unexpected", title = plain(&short(title, 70))))));
        }
        for field in &compared.fields {
            let verdict = self.verdict(field.same == field.of);
            let count = say(&message!("trial-some-of", some = field.same, of = field.of));
            self.line(&format!("  {verdict} {:<width$}  {count}", field.field));
            for difference in field.differences.iter().take(MOST_DIFFERENCES) {
                self.difference(difference);
            }
            if field.differences.len() > MOST_DIFFERENCES {
                let more = field.differences.len() - MOST_DIFFERENCES;
                self.line(&format!("       {}", say(&message!("trial-more-differences", count = more))));
            }
        }
    }

    fn verdict(&self, passed: bool) -> String {
        match passed {
            true => self.paint.green(&say(&message!("trial-pass"))),
            false => self.paint.red(&say(&message!("trial-fail"))),
        }
    }

    fn difference(&mut self, difference: &Difference) {
        // What both begin with says nothing of where they differ.
        let (a, b) = (&difference.expected, &difference.found);
        let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let from = if same > 40 { same - 20 } else { 0 };
        let part = |text: &str| {
            let rest: String = text.chars().skip(from).collect();
            let start = if from > 0 { "…" } else { "" };
            let shown = format!("{start}{}", short(&rest, 70));
            let told = if text.is_empty() { message!("malformed-nothing") } else { message!("quoted", text = shown) };
            plain(&say(&told))
        };
        let sheet = plain(&short(&difference.sheet, 70));
        self.line(&format!("       {}", say(&message!("trial-in-sheet", sheet))));
        self.line(&format!("         {:8} {}", say(&message!("trial-expected")), part(a)));
        self.line(&format!("         {:8} {}", say(&message!("trial-found-instead")), part(b)));
    }
}

/// `Fiche métier n° 3 · Infirmier`
fn named(sheet: &SheetFound) -> String {
    let title = if sheet.title.is_empty() { say(&message!("trial-no-title")) } else { sheet.title.clone() };
    let number = sheet.number.as_ref().map(|number| format!("{number} · ")).unwrap_or_default();
    let parent =
        sheet.parent.as_ref().map(|parent| format!(" {}", say(&message!("trial-parent", parent)))).unwrap_or_default();
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
        count => format!(" {}", say(&message!("trial-on-pages", count, pages = numbers.join(", ") + more))),
    }
}

/// The beginning of a text.
fn short(text: &str, longest: usize) -> String {
    let line = text.replace('\n', " ");
    match line.char_indices().nth(longest) {
        Some(_) => line.chars().take(longest.saturating_sub(1)).chain(['…']).collect(),
        None => line,
    }
}
