//! What was understood of a document as one HTML file: each page with its blocks in reading order, and what spoke for
//! what they were taken for. It needs nothing beside itself, and runs nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Part;
use crate::catalogue::{Language, number_in};
use crate::message;
use crate::model::flow::{Block, Flow, Role};
use crate::model::message::{Argument, Message};
use crate::model::picture::PagePicture;

/// Width of a page on the screen, in its pixels.
const WIDTH: f32 = 640.0;
/// A page without a picture is shown as A4, in points.
const A4: (f32, f32) = (595.0, 842.0);

const STYLE: &str = include_str!("html.css");

/// A choice that was made over a page, in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Claim {
    /// 1-based page.
    pub page: u32,
    /// What was to be chosen, such as `title`.
    pub what: String,
    /// The text that it was about.
    pub text: String,
    /// How sure the choice is, 0 to 1.
    pub probability: f64,
    /// Whether the text was taken for it.
    pub is_chosen: bool,
    /// What spoke for and against it, the weightiest first, each with its score.
    pub reasons: Vec<String>,
    /// What else it could have been, each with its score.
    pub rivals: Vec<String>,
}

/// The file: of the pages `numbers` (1-based), those with pictures on them. `profiles` are those that fit, with their score.
/// Its own words are of `language`.
#[must_use]
pub fn page(
    title: &str,
    flow: &Flow,
    numbers: &[u32],
    pictures: &[PagePicture],
    profiles: &[String],
    claims: &[Claim],
    language: Language,
) -> String {
    let pictures: BTreeMap<u32, &PagePicture> = pictures.iter().map(|picture| (picture.page, picture)).collect();
    let profiles = match profiles {
        [] => message!("shown-no-profile"),
        some => message!("shown-profiles", profiles = some.iter().collect::<Argument>()),
    };
    let markup = html! {
        (DOCTYPE)
        html lang=(language.as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'";
                title { (title) }
                style { (PreEscaped(STYLE)) (PreEscaped(pairs(flow))) }
            }
            body {
                header {
                    h1 { bdi { (title) } }
                    p { (profiles.said(language)) }
                    ul.legend { @for part in Part::ALL { li.(class(part)) { (part.legend().said(language)) } } }
                    nav aria-label=(message!("shown-pages").said(language)) { @for number in numbers { a href={ "#page-" (number) } { (number) } " " } }
                }
                main { @for number in numbers { (one_page(flow, *number, pictures.get(number).copied(), claims, language)) } }
            }
        }
    };
    markup.into_string()
}

fn one_page(flow: &Flow, number: u32, picture: Option<&PagePicture>, claims: &[Claim], language: Language) -> Markup {
    let (width, height) = picture.map_or(A4, |picture| (picture.width, picture.height));
    let scale = WIDTH / width;
    let on_page = |block: &&Block| super::is_on(block, Some(number));
    let blocks: Vec<(usize, &Block)> = flow
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| on_page(block))
        .map(|(place, block)| (place + 1, block))
        .collect();
    let furniture: Vec<&Block> = flow.furniture.iter().filter(on_page).collect();
    let claims: Vec<&Claim> = claims.iter().filter(|claim| claim.page == number).collect();
    html! {
        section id={ "page-" (number) } {
            h2 { (message!("shown-page", number).said(language)) }
            div.sheet style={ "width:" (WIDTH) "px;height:" (height * scale) "px" } {
                @if let Some(picture) = picture {
                    img alt="" loading="lazy" src={ "data:image/webp;base64," (STANDARD.encode(&picture.webp)) };
                }
                @for block in &furniture { @for place in frames(block, number, scale) { span.box.furniture style=(place) {} } }
                @for (place, block) in &blocks {
                    @for frame in frames(block, number, scale) {
                        a.box.(class(Part::of(block))).{ "b" (place) } href={ "#block-" (place) } style=(frame) {
                            span { (place) }
                        }
                    }
                }
            }
            div.told {
                ol { @for (place, block) in &blocks { (told(*place, block, language)) } }
                @if !furniture.is_empty() {
                    h3 { (message!("shown-furniture").said(language)) }
                    ul { @for block in &furniture { li { bdi { (block.text) } } } }
                }
                @if !claims.is_empty() {
                    h3 { (message!("shown-claims").said(language)) }
                    @for claim in &claims { (of_claim(claim, language)) }
                }
            }
        }
    }
}

fn told(place: usize, block: &Block, language: Language) -> Markup {
    let style = &block.style;
    let mut look = vec![Message::Plain(number_in(language, &style.size.to_string()) + " pt")];
    look.extend(style.bold.then(|| message!("look-bold")));
    look.extend(style.italic.then(|| message!("look-italic")));
    let look: Vec<String> = look.iter().map(|word| word.said(language)).collect();
    let panel = block.container.map(|number| message!("look-panel", number).said(language));
    html! {
        li.(class(Part::of(block))).{ "b" (place) } id={ "block-" (place) } value=(place) {
            p.role {
                (role(block.role).said(language)) " · " (look.join(" ")) @if let Some(panel) = panel { " · " (panel) }
            }
            @match &block.table {
                Some(table) => table {
                    @for row in &table.rows {
                        tr { @for cell in row { td { bdi { (cell.items().collect::<Vec<_>>().join(" ¶ ")) } } } }
                    }
                },
                None => p { bdi { (block.text) } },
            }
        }
    }
}

fn of_claim(claim: &Claim, language: Language) -> Markup {
    let what = match claim.is_chosen {
        true => Message::Plain(claim.what.clone()),
        false => message!("shown-none", what = &claim.what),
    };
    let sure = number_in(language, &format!("{:.2}", claim.probability));
    html! {
        details {
            summary {
                strong { (what.said(language)) } " · " (sure) " · " bdi { (claim.text) }
            }
            ul { @for reason in &claim.reasons { li { (reason) } } }
            @if !claim.rivals.is_empty() {
                p { (message!("shown-rivals").said(language)) }
                ul { @for rival in &claim.rivals { li { bdi { (rival) } } } }
            }
        }
    }
}

/// Where a block stands on a page, as styles.
fn frames(block: &Block, page: u32, scale: f32) -> Vec<String> {
    let places = block.places().into_iter().filter(|place| place.page == page);
    let frame = |place: crate::model::flow::Place| {
        let bbox = place.bbox.grown(1.0);
        let [left, top] = [bbox.x0, bbox.y0].map(|side| side * scale);
        let [width, height] = [bbox.x1 - bbox.x0, bbox.y1 - bbox.y0].map(|side| side * scale);
        format!("left:{left:.1}px;top:{top:.1}px;width:{width:.1}px;height:{height:.1}px")
    };
    places.map(frame).collect()
}

/// A block lights up when its text is pointed at, and the other way round: without a program, by a rule each.
fn pairs(flow: &Flow) -> String {
    let mut rules = String::new();
    for place in 1..=flow.blocks.len() {
        // Writing to a string cannot fail.
        let _ = writeln!(rules, "section:has(.b{place}:is(:hover,:focus,:target)) .b{place}{{--lit:.35}}");
    }
    rules
}

fn class(part: Part) -> &'static str {
    match part {
        Part::Heading => "heading",
        Part::Paragraph => "paragraph",
        Part::Item => "item",
        Part::Table => "cells",
        Part::Footnote => "footnote",
        Part::Furniture => "furniture",
        Part::Sideways => "sideways",
    }
}

/// The words for what a block is.
#[must_use]
pub fn role(role: Role) -> Message {
    match role {
        Role::Paragraph => message!("role-paragraph"),
        Role::Heading(level) => message!("role-heading", level),
        Role::ListItem(depth) => message!("role-item", depth),
        Role::Table => message!("role-table"),
        Role::Footnote => message!("role-footnote"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_texts_whatever_they_say() {
        let text = "<script>alert(1)</script> \"><img src=x onerror=alert(1)>";
        let block = Block { text: text.to_owned(), ..Block::default() };
        let flow = Flow { blocks: vec![block], ..Flow::default() };
        let claim = Claim { page: 1, what: "title".to_owned(), text: text.to_owned(), ..Claim::default() };
        let page = page(text, &flow, &[1], &[], &[], &[claim], Language::English);
        assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
        assert!(page.contains("&lt;script&gt;"));
    }
}
