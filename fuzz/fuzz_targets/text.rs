//! Bytes → lines → blocks → jobs, as a text.
#![no_main]

use std::sync::LazyLock;

use ingest::interpret::interpret;
use ingest::layout::layout;
use ingest::profile::ProfileSet;
use ingest::read::text::read;
use libfuzzer_sys::fuzz_target;

static PROFILES: LazyLock<ProfileSet> = LazyLock::new(|| ProfileSet::builtin().expect("embedded profiles load"));

fuzz_target!(|bytes: &[u8]| {
    if let Ok((document, _)) = read(bytes) {
        let flow = layout(document);
        let _ = interpret(&flow, &PROFILES);
    }
});
