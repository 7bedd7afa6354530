//! `ingest inspect`: what was understood of one file, block by block. For people who debug a report or write a profile.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context as _;
use ingest::layout::layout;
use ingest::model::flow::{Block, Role};
use ingest::read::{self, kind::Kind};

/// The blocks of a file in reading order, as text; of one page when `page` (1-based) is given.
pub(crate) fn inspect(path: &Path, page: Option<u32>) -> anyhow::Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("{}: cannot be read; check the path", path.display()))?;
    let head = &bytes[..bytes.len().min(read::kind::HEAD_BYTES)];
    let (document, diagnostics) = match Kind::of(path, head) {
        Kind::Pdf => read::pdf::read(&bytes, &read::pdf::Options::default())
            .with_context(|| format!("{}: not a readable PDF", path.display()))?,
        Kind::Text => read::text::read(&bytes).with_context(|| format!("{}: not a readable text", path.display()))?,
        Kind::Empty | Kind::Other(_) => anyhow::bail!("{}: neither a PDF nor a .txt", path.display()),
    };
    let flow = layout(&document);
    let mut out = String::new();
    let body = flow.body;
    writeln!(out, "{} pages, running text {} pt{}", flow.pages, body.size, if body.bold { " bold" } else { "" })?;
    for diagnostic in &diagnostics {
        writeln!(out, "! {} {}", diagnostic.code, diagnostic.message)?;
    }
    let shown = |block: &&Block| page.is_none_or(|page| block.places().iter().any(|place| place.page == page));
    for (number, block) in flow.blocks.iter().enumerate().filter(|(_, block)| shown(block)) {
        describe(&mut out, &format!("{}", number + 1), block)?;
    }
    for block in flow.furniture.iter().filter(shown) {
        describe(&mut out, "furniture", block)?;
    }
    Ok(out)
}

fn describe(out: &mut String, number: &str, block: &Block) -> std::fmt::Result {
    let role = match block.role {
        Role::Paragraph => "paragraph".to_owned(),
        Role::Heading(level) => format!("heading {level}"),
        Role::ListItem(depth) => format!("item {depth}"),
        Role::Table => "table".to_owned(),
    };
    let places: Vec<String> = block
        .places()
        .iter()
        .map(|place| {
            let b = place.bbox;
            format!("p{} [{:.0} {:.0} {:.0} {:.0}]", place.page, b.x0, b.y0, b.x1, b.y1)
        })
        .collect();
    let style = block.style;
    let look = format!(
        "{}pt{}{}",
        style.size,
        if style.bold { " bold" } else { "" },
        if style.italic { " italic" } else { "" }
    );
    let panel = block.container.map(|container| format!(" panel {container}")).unwrap_or_default();
    writeln!(out, "\n#{number} {role} · {} · {look} {:?}{panel}", places.join(" "), style.direction)?;
    match &block.table {
        Some(table) => {
            for row in &table.rows {
                let cells: Vec<String> = row.iter().map(|cell| cell.items.join(" ¶ ")).collect();
                writeln!(out, "  | {}", cells.join(" | "))?;
            }
        }
        None => writeln!(out, "  {}", block.text)?,
    }
    Ok(())
}
