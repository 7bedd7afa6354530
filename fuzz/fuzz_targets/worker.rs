//! Lines of the worker protocol, on either side. What a worker writes is understood by a run.
#![no_main]

use std::io::Cursor;

use ingest::worker::protocol::Answer;
use ingest::worker::{Host, serve};
use libfuzzer_sys::fuzz_target;

/// Without profiles: they have a target of their own.
const HELLO: &[u8] = b"{\"hello\": {\"protocol\": 1, \"profiles\": [], \"passwords\": [], \"max_pages\": 3, \"ocr\": \"never\", \
                       \"ocr_language\": \"fra\", \"timeout\": 5, \"memory\": null}}\n";

fuzz_target!(|bytes: &[u8]| {
    // What a run makes of a worker that has come to harm.
    let _ = serde_json::from_slice::<Answer>(bytes);
    // What a worker makes of a run.
    for input in [bytes.to_vec(), [HELLO, bytes].concat()] {
        let mut output = Vec::new();
        serve(Cursor::new(input), &mut output, Host::Embedded).expect("a vector takes everything");
        for line in output.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
            serde_json::from_slice::<Answer>(line).expect("an answer is one");
        }
    }
});
