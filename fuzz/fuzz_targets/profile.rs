//! Text → profile; whatever loads is tried on a report.
#![no_main]

use std::sync::LazyLock;

use ingest::interpret::interpret;
use ingest::layout::layout;
use ingest::model::flow::Flow;
use ingest::profile::ProfileSet;
use libfuzzer_sys::fuzz_target;

const REPORT: &str = "PANORAMA DES MÉTIERS\n\n1. Veilleur de nuit\nMISSIONS\n• Compter les étoiles\n• Les nommer\nFORMATION\n\
                      120 heures de cours.\n\u{c}2. Jardinier\nMISSIONS\nArroser.\n";

static FLOW: LazyLock<Flow> = LazyLock::new(|| {
    let (document, _) = ingest::read::text::read(REPORT.as_bytes()).expect("the report is text");
    layout(document)
});

fuzz_target!(|text: &str| {
    if let Ok(profiles) = ProfileSet::from_texts([("garden.toml", text)].into_iter()) {
        let _ = interpret(&FLOW, &profiles);
    }
});
