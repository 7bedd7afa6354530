//! Programs that nobody here wrote, to check what is written.

use std::env;
use std::path::Path;
use std::process::Command;

/// The packages that the scripts in `tests/tools/` need.
const PACKAGES: &str = "import duckdb, frictionless, jsonschema, openpyxl, pandas, pyarrow, pymupdf";

/// Runs a script of `tests/tools/`, with the Python that `INGEST_PYTHON` names or that is on the path. Returns whether it
/// ran. Skipped with a message where Python lacks the packages, unless `INGEST_REQUIRE_TOOLS=1`.
///
/// # Panics
/// When the script finds something wrong.
pub(crate) fn check(script: &str, arguments: &[&str]) -> bool {
    let python = env::var("INGEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if !succeeds(Command::new(&python).args(["-c", PACKAGES])) {
        return skip(&format!(
            "{script}: {python} lacks some of frictionless, openpyxl, duckdb, pandas, pyarrow, jsonschema, pymupdf"
        ));
    }
    if script == "check_progress.py" && !cfg!(unix) {
        return skip("there is no terminal to be had without Unix");
    }
    if ["check_office.py", "check_recipes.py"].contains(&script) && !succeeds(Command::new("soffice").arg("--version"))
    {
        return skip("soffice (LibreOffice) is missing");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools").join(script);
    let run = Command::new(python).arg(path).args(arguments).env("PYTHONDONTWRITEBYTECODE", "1").output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.success(), "{script} {arguments:?}: {out}{err}");
    println!("{script}: {out}");
    true
}

/// Whether a program is there. Skipped with a message where it is not, unless `INGEST_REQUIRE_TOOLS=1`.
pub(crate) fn has(program: &str) -> bool {
    succeeds(Command::new(program).arg("--version")) || skip(&format!("{program} is missing"))
}

/// Whether `INGEST_PYTHON` has PySpark, and Spark a Java to run in. Skipped with a message where they are missing, unless
/// `INGEST_REQUIRE_TOOLS=1`.
#[cfg(all(target_os = "linux", debug_assertions))]
pub(crate) fn has_spark() -> bool {
    let python = env::var("INGEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    has("java")
        && (succeeds(Command::new(&python).args(["-c", "import pyspark, pyarrow"]))
            || skip(&format!("{python} lacks pyspark or pyarrow")))
}

fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

fn skip(what: &str) -> bool {
    let required = env::var("INGEST_REQUIRE_TOOLS").is_ok_and(|value| value == "1");
    assert!(!required, "{what}, and INGEST_REQUIRE_TOOLS=1");
    println!("skipped: {what}");
    false
}
