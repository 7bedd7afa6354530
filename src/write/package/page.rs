//! `LISEZMOI.md`: what the folder holds, in French, for whoever receives it.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::super::columns::Table;
use super::super::tables::{TABLES, table};
use super::super::{Content, about};
use crate::model::dataset::Dataset;
use crate::model::diagnostic::Severity;

/// Reports that are named; all are in the table `sources`.
const MOST_REPORTS: usize = 200;

pub(super) fn write(content: Content<'_>, out: &mut dyn Write) -> io::Result<()> {
    let dataset = content.dataset;
    let [title, what, how, rights] = [about::TITLE, about::WHAT, about::HOW, about::RIGHTS];
    writeln!(out, "# {title}\n\n{what}\n\n{how}\n")?;
    writeln!(out, "Produit par {}, format {} du jeu de données.\n", plain(&dataset.generator), dataset.format)?;
    files(content, out)?;
    editions(dataset, out)?;
    reports(dataset, out)?;
    issues(dataset, out)?;
    writeln!(out, "## Licence\n\n{rights}\n")?;
    writeln!(out, "## Colonnes\n")?;
    writeln!(out, "Une cellule vide est une valeur absente.\n")?;
    for (place, table) in TABLES.iter().enumerate() {
        if place > 0 {
            writeln!(out)?;
        }
        columns(table, dataset, out)?;
    }
    Ok(())
}

fn files(content: Content<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Fichiers\n\n| fichier | contenu |\n| --- | --- |")?;
    for file in content.files {
        let (stem, ending) = file.name.split_once('.').unwrap_or((&file.name, ""));
        let rows = table(stem).map(|table| format!("une ligne est {}", table.description[0]));
        let what = match (ending, rows) {
            ("csv", Some(rows)) => format!("{rows} ; virgules, UTF-8"),
            ("excel.csv", Some(rows)) => format!("{rows} ; pour un Excel français (points-virgules)"),
            ("parquet", Some(rows)) => format!("{rows} ; Parquet"),
            ("xlsx", _) => "toutes les tables dans un classeur".to_owned(),
            ("sqlite", _) => "toutes les tables dans une base SQLite".to_owned(),
            ("schema.json", _) => "schéma JSON de `jobs.json`".to_owned(),
            ("json", _) => "le jeu de données entier, pour les programmes".to_owned(),
            ("jsonl", _) => "un métier par ligne, en JSON".to_owned(),
            _ => continue,
        };
        writeln!(out, "| `{}` | {what} |", file.name)?;
    }
    writeln!(out, "| `datapackage.json` | la description des fichiers et des colonnes, pour les outils |\n")
}

fn editions(dataset: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Éditions\n\n| collection | édition | fichiers | métiers |\n| --- | --- | ---: | ---: |")?;
    for edition in about::editions(dataset) {
        let date = edition.edition.unwrap_or("non datée");
        writeln!(out, "| {} | {} | {} | {} |", plain(edition.collection), plain(date), edition.files, edition.jobs)?;
    }
    writeln!(out)
}

fn reports(dataset: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "## Rapports lus\n\n| fichier | titre | éditeur | licence | téléchargé |\n{}",
        "| --- ".repeat(5) + "|"
    )?;
    let with_jobs: Vec<_> = dataset.sources.iter().filter(|source| source.jobs > 0).collect();
    for source in with_jobs.iter().take(MOST_REPORTS) {
        let told = |text: &Option<String>| plain(text.as_deref().unwrap_or("–"));
        let licence = plain(source.licence.as_deref().unwrap_or(about::NO_LICENCE));
        let fetched: Vec<String> =
            [&source.url, &source.fetched].into_iter().flatten().map(|text| plain(text)).collect();
        let (file, title, publisher) = (plain(&source.file), told(&source.title), told(&source.publisher));
        writeln!(out, "| {file} | {title} | {publisher} | {licence} | {} |", fetched.join(", "))?;
    }
    writeln!(out)?;
    let more = with_jobs.len().saturating_sub(MOST_REPORTS);
    if more > 0 {
        writeln!(out, "… et {more} autres : voir la table `sources`.\n")?;
    }
    let without = dataset.sources.len() - with_jobs.len();
    if without > 0 {
        writeln!(out, "Fichiers sans métier : {without} (voir `status` et `message` dans la table `sources`).\n")?;
    }
    Ok(())
}

fn issues(dataset: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Points connus à vérifier\n")?;
    let mut counts: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for issue in dataset.issues.iter() {
        let issue = issue?;
        if issue.severity > Severity::Info {
            *counts.entry((issue.severity.as_str(), issue.code.into_owned())).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return writeln!(out, "Aucun.\n");
    }
    writeln!(out, "Chacun est dans la table `issues`, avec le fichier, la page et un conseil.\n")?;
    writeln!(out, "| gravité | code | nombre |\n| --- | --- | ---: |")?;
    for ((severity, code), count) in counts {
        writeln!(out, "| {severity} | {} | {count} |", plain(&code))?;
    }
    writeln!(out)
}

/// The columns of a table; headed by its name.
fn columns(table: &Table, dataset: &Dataset, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "### `{}` : {}\n", table.name, table.title[0])?;
    writeln!(out, "Une ligne est {}.\n", table.description[0])?;
    writeln!(out, "| colonne | titre | type | description |\n| --- | --- | --- | --- |")?;
    for column in (table.columns)(dataset) {
        let (name, title) = (plain(&column.name), plain(&column.title));
        let (kind, description) = (plain(about::kind_name(column.kind)), plain(&column.description));
        writeln!(out, "| {name} | {title} | {kind} | {description} |")?;
    }
    Ok(())
}

/// What a document or a person said, as plain text in a cell of a Markdown table.
fn plain(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '!' | '~' => escaped.extend(['\\', letter]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            letter if letter.is_whitespace() || letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_documents_say_is_no_markup() {
        assert_eq!(plain("a|b\n<script>&`x`\u{1b}[0m"), "a\\|b &lt;script&gt;&amp;\\`x\\` \\[0m");
        assert_eq!(plain("[x](http://y)"), "\\[x\\](http://y)");
    }
}
