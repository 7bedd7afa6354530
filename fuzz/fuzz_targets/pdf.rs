//! Bytes → pages of glyphs → blocks → jobs, as a PDF.
#![no_main]

use std::sync::LazyLock;

use ingest::interpret::interpret;
use ingest::layout::layout;
use ingest::profile::ProfileSet;
use ingest::read::pdf::{Options, read};
use libfuzzer_sys::fuzz_target;

static PROFILES: LazyLock<ProfileSet> = LazyLock::new(|| ProfileSet::builtin().expect("embedded profiles load"));

fuzz_target!(|bytes: &[u8]| {
    let options = Options { passwords: vec!["user".to_owned()], max_pages: Some(20) };
    if let Ok((document, _)) = read(&bytes.to_vec().into(), &options) {
        let flow = layout(document);
        let _ = interpret(&flow, &PROFILES);
    }
});
