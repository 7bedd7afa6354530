//! The outline of a PDF: behind what it has already, an entry a job (ISO 32000-1, 12.3.3).

use lopdf::{Object, ObjectId, dictionary};

use super::page::Shown;
use super::{Copy, Entry, text};

/// What the entry over all jobs says.
const TITLE: &str = "Fiches métiers (ingest)";

pub(super) fn add(copy: &mut Copy, entries: &[Entry]) -> lopdf::Result<()> {
    let entries: Vec<(&Entry, ObjectId)> =
        entries.iter().filter_map(|entry| Some((entry, *copy.pages.get(&entry.page)?))).collect();
    if entries.is_empty() {
        return Ok(());
    }
    let catalog = copy.original().trailer.get(b"Root")?.as_reference()?;
    let known = copy.object(catalog)?.as_dict()?.get(b"Outlines").and_then(Object::as_reference).ok();
    let known = known.filter(|id| copy.object(*id).is_ok_and(|outline| outline.as_dict().is_ok()));
    let root = match known {
        Some(root) => root,
        None => {
            let root = copy.copy.new_document.add_object(dictionary! { "Type" => "Outlines" });
            copy.changed(catalog)?.set("Outlines", root);
            root
        }
    };
    let above = copy.copy.new_document.new_object_id();
    let ids: Vec<ObjectId> = entries.iter().map(|_| copy.copy.new_document.new_object_id()).collect();
    for (place, (entry, page)) in entries.iter().enumerate() {
        // A little above the title, so that it is seen whole.
        let at = entry.at.map(|at| Shown::of(copy.original(), *page).point((at.x0, (at.y0 - 8.0).max(0.0))));
        let (left, top) = at.map_or((Object::Null, Object::Null), |(x, y)| (Object::Real(x), Object::Real(y)));
        let destination = vec![Object::Reference(*page), Object::Name(b"XYZ".to_vec()), left, top, Object::Null];
        let mut item = dictionary! { "Title" => text(&entry.title), "Parent" => above, "Dest" => destination };
        if let Some(before) = place.checked_sub(1) {
            item.set("Prev", ids[before]);
        }
        if let Some(next) = ids.get(place + 1) {
            item.set("Next", *next);
        }
        copy.copy.new_document.set_object(ids[place], item);
    }
    let last = copy.object(root)?.as_dict()?.get(b"Last").and_then(Object::as_reference).ok();
    let count = i64::try_from(ids.len()).unwrap_or(0);
    // Closed, so that the outline that was there before is seen first.
    let mut item = dictionary! {
        "Title" => text(TITLE), "Parent" => root, "First" => ids[0], "Last" => ids[ids.len() - 1], "Count" => -count,
    };
    if let Some(last) = last {
        item.set("Prev", last);
        copy.changed(last)?.set("Next", above);
    }
    copy.copy.new_document.set_object(above, item);
    let root = copy.changed(root)?;
    let shown = root.get(b"Count").and_then(Object::as_i64).unwrap_or(0);
    root.set("Last", above);
    if last.is_none() {
        root.set("First", above);
    }
    root.set("Count", shown.max(0) + 1);
    Ok(())
}
