//! `jobs.jsonl`: a job a line, in the form and order of `jobs.json`.

use std::io::{self, Write};

use super::{Content, Writer};

pub(super) struct JsonLines;

impl Writer for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn description(&self) -> &'static str {
        "jobs.jsonl: a job a line, for streaming"
    }

    fn file_names(&self) -> Vec<String> {
        vec!["jobs.jsonl".to_owned()]
    }

    fn write(&self, _file_name: &str, content: Content<'_>, out: &mut (dyn Write + Send)) -> io::Result<()> {
        // JSON comes in small pieces.
        let mut out = io::BufWriter::new(out);
        for job in content.dataset.jobs.iter() {
            serde_json::to_writer(&mut out, &job?)?;
            out.write_all(b"\n")?;
        }
        out.flush()
    }
}
