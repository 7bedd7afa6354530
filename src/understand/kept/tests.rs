use std::fs;
use std::path::Path;

/// The parts of `src/` that a version is made of, against what their code uses: a stage that is not counted would let
/// readings or records of an older program pass for those of this one.
#[test]
fn all_code_that_makes_a_kept_value_is_part_of_its_version() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let reading: Vec<&str> = env!("INGEST_READING_CODE_PARTS").split(' ').collect();
    let interpretation: Vec<&str> = env!("INGEST_INTERPRETATION_CODE_PARTS").split(' ').collect();
    let both = [reading.as_slice(), &interpretation].concat();
    for (parts, scanned) in [(&reading, &reading), (&both, &interpretation)] {
        let counted = |module: &str| {
            parts.iter().any(|part| {
                part.strip_prefix("src/")
                    .is_some_and(|part| part.split('/').next().unwrap().trim_end_matches(".rs") == module)
            })
        };
        let mut seen = 0;
        // This folder alone joins the stages; what it needs of the program around them is no part of a value.
        for part in scanned.iter().filter(|part| part.starts_with("src/") && !part.contains("understand")) {
            for file in walkdir::WalkDir::new(root.join(part)).into_iter().map(Result::unwrap) {
                if !file.file_type().is_file() {
                    continue;
                }
                let text = fs::read_to_string(file.path()).unwrap();
                for used in text.split("crate::").skip(1) {
                    let module = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
                    let helper = module == "source" && used.starts_with("source::hex");
                    assert!(module.is_empty() || counted(module) || helper, "{}: {module}", file.path().display());
                    seen += 1;
                }
            }
        }
        assert!(seen > 10, "the code is somewhere else");
    }
}
