//! `jobs.json`: the whole dataset, indented so that two runs can be compared line by line.

use std::io::{self, Write};

use super::{Content, Writer};

pub(super) struct Json;

impl Writer for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn description(&self) -> &'static str {
        "jobs.json: the whole dataset, for programs"
    }

    fn file_names(&self) -> Vec<String> {
        vec!["jobs.json".to_owned()]
    }

    fn write(&self, _file_name: &str, content: Content<'_>, out: &mut (dyn Write + Send)) -> io::Result<()> {
        // JSON comes in small pieces.
        let mut out = io::BufWriter::new(out);
        serde_json::to_writer_pretty(&mut out, content.dataset)?;
        out.write_all(b"\n")?;
        out.flush()
    }
}
