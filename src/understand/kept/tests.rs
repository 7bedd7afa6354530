use std::fs;
use std::path::Path;

/// The modules that a version is made of, against what their code uses: a module that is not counted would let what an
/// older program kept pass for what this one would make.
#[test]
fn all_code_that_makes_a_kept_value_is_part_of_its_version() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let modules = |list: &'static str| list.split(' ').collect::<Vec<_>>();
    let reading = modules(env!("INGEST_READING_CODE_MODULES"));
    let interpretation = modules(env!("INGEST_INTERPRETATION_CODE_MODULES"));
    let comparison = modules(env!("INGEST_COMPARISON_CODE_MODULES"));
    // Records depend on the version of their reading as well.
    let both = [reading.as_slice(), &interpretation].concat();
    for (counted, scanned) in [(&reading, &reading), (&both, &interpretation), (&comparison, &comparison)] {
        // This folder alone joins the stages; what it needs of the program around them is no part of a value.
        for module in scanned.iter().filter(|module| **module != "understand") {
            let mut seen = 0;
            for part in [root.join(module), root.join(format!("{module}.rs"))] {
                let files = walkdir::WalkDir::new(part).into_iter().flatten();
                for file in files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs")) {
                    let text = fs::read_to_string(file.path()).unwrap();
                    seen += 1;
                    for used in text.split("crate::").skip(1) {
                        let name = used.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
                        // Messages are kept by name: their words may change.
                        let of_texts = ["catalogue", "message"].contains(&name);
                        let known = name.is_empty() || of_texts || counted.contains(&name);
                        assert!(known, "{} uses {name}: name it in build.rs", file.path().display());
                    }
                }
            }
            assert!(seen > 0, "{module} is somewhere else");
        }
    }
}
