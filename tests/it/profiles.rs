//! Profiles of a person's own: checked, tried, compared with what was checked, and what the page says of them.

use std::fs;
use std::path::Path;

use ingest::profile::{Profile, warnings};
use serde_json::Value;

use crate::support::{Finished, Workplace};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Two sheets after a list of contents. One heading is misspelt, one is in no profile, one stands twice.
const REPORT: &str = "\
Répertoire du jardin

Sommaire

Fiche métier n° 1

Fiche métier n° 2

Fiche métier n° 1
Jardinier de nuit

Code : JN-01

Définition
Il veille sur les plantes qui ne fleurissent que la nuit, et rend compte au chef de culture.

Missions
Arroser les belles-de-nuit à la lanterne.

Fiche métier n° 2
Gardien de rosée

Code : GR-02

Définition
Il recueille la rosée du matin et la mesure pour les jardiniers de jour.

Mision
Poser les soucoupes avant l’aube.

Définition
Une seconde définition, qui répète la première en d’autres mots.
";

const PROFILE: &str = "\
id = \"jardin\"
version = 1
title = \"Répertoire du jardin\"
[recognise]
threshold = 4
pattern = [
    { regex = '^Fiche métier n° ?\\d+$', weight = 2, at_least = 2 },
    { regex = '^Définition$', weight = 2 },
]
[[sheet]]
begin.number = 'Fiche métier n° ?\\d+'
[[label]]
label = 'Code'
[[section]]
key = \"definition\"
heading = ['Définition']
[[section]]
key = \"missions\"
heading = ['Missions']
";

fn garden() -> Workplace {
    let work = Workplace::new();
    work.file("jardin.txt", REPORT).file("own/jardin.toml", PROFILE);
    work
}

fn tried(work: &Workplace, more: &[&str]) -> Finished {
    work.run(&[&["profile", "test", "own/jardin.toml", "jardin.txt"], more].concat())
}

/// What is told of the only file, as JSON.
fn trial(work: &Workplace, more: &[&str]) -> Value {
    let run = tried(work, &[&["--format", "json"], more].concat());
    let all: Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}", run.stderr));
    all["files"][0].clone()
}

#[test]
fn profiles_to_learn_from_are_well_formed() {
    let folder = Path::new(ROOT).join("fixtures/profiles");
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let profile = Profile::of_file(&path).unwrap();
        assert_eq!(warnings(&profile), [], "{}", path.display());
        names.push(profile.id);
    }
    names.sort();
    assert_eq!(names, ["levels", "magazine", "tables"]);
}

#[test]
fn sheets_of_eight_forms_are_as_they_were_checked() {
    let work = Workplace::new();
    let folder = Path::new(ROOT).join("fixtures/sheets");
    let mut tried = 0;
    for entry in fs::read_dir(folder.join("profiles")).unwrap() {
        let profile = entry.unwrap().path();
        let stem = profile.file_stem().unwrap().to_str().unwrap();
        let [report, gold] = ["pdf", "gold.json"].map(|ending| folder.join(format!("{stem}.{ending}")));
        if !report.is_file() {
            continue;
        }
        let arguments = [profile.as_path(), &report, Path::new("--gold"), &gold].map(|part| part.to_str().unwrap());
        let run = work.run(&[&["profile", "test"][..], &arguments].concat());
        assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
        tried += 1;
    }
    assert!(tried > 3, "{tried}");
}

#[test]
fn a_trial_tells_what_was_found_and_what_was_missed() {
    let work = garden();
    let trial = trial(&work, &[]);
    assert_eq!(trial["recognised"], true);
    assert_eq!((&trial["scores"][0]["id"], &trial["scores"][0]["score"]), (&"jardin".into(), &4.into()));
    assert_eq!(
        trial["scores"].as_array().unwrap().len(),
        ingest::profile::ProfileSet::builtin().unwrap().list().len() + 1
    );
    assert_eq!(trial["scores"][0]["patterns"][0]["pattern"], r"^Fiche métier n° ?\d+$");
    assert_eq!(trial["scores"][0]["patterns"][0]["found"], 4);
    let titles: Vec<&str> =
        trial["sheets"].as_array().unwrap().iter().map(|sheet| sheet["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Jardinier de nuit", "Gardien de rosée"]);
    let times = |sheet: usize, section: usize| trial["sheets"][sheet]["sections"][section]["times"].as_u64().unwrap();
    assert_eq!([times(0, 0), times(0, 1), times(1, 1)], [1, 1, 0], "{trial:#}");
    let label = &trial["sheets"][1]["labels"][0];
    assert_eq!((&label["label"], &label["value"]), (&"Code".into(), &"GR-02".into()));
    let refused = trial["refused"].as_array().unwrap();
    assert_eq!(refused.len(), 2, "those of the list of contents: {refused:?}");
    assert!(refused[0]["why"].as_str().unwrap().contains("no heading or label"));
    let near = &trial["near_misses"].as_array().unwrap()[0];
    assert_eq!(
        (&near["text"], &near["wording"], &near["part"]),
        (&"Mision".into(), &"missions".into(), &"section missions".into())
    );
    let left: Vec<&str> =
        trial["left_over"].as_array().unwrap().iter().map(|left| left["text"].as_str().unwrap()).collect();
    assert!(left.contains(&"Répertoire du jardin"), "{left:?}");
    assert_eq!(trial["slow_patterns"], Value::Array(Vec::new()));
}

#[test]
fn a_trial_fits_a_terminal_and_is_the_same_again() {
    let work = garden();
    let first = tried(&work, &[]);
    assert_eq!(first.code, Some(0), "{}", first.stderr);
    assert!(work.path("outputs/.cache").is_dir(), "what was read is kept where a run looks for it");
    for told in ["2 sheets", "✓", "–", "near misses: 1", "close to “missions” (section missions)", "Code = GR-02"]
    {
        assert!(first.stdout.contains(told), "{told}:\n{}", first.stdout);
    }
    for line in first.stdout.lines() {
        assert!(line.chars().count() <= 110, "{line}");
    }
    assert_eq!(tried(&work, &[]).stdout, first.stdout);
    assert_eq!(tried(&work, &["--no-cache"]).stdout, first.stdout);
    // The folder of the cache is no output of a run, and does not stand in the way of one.
    assert_eq!(work.run(&["jardin.txt", "--profiles", "own"]).code, Some(0));
}

#[test]
fn a_profile_that_does_not_fit_still_shows_what_it_would_find() {
    let work = garden();
    work.file("own/jardin.toml", PROFILE.replace("threshold = 4", "threshold = 5"));
    let run = tried(&work, &[]);
    assert_eq!(run.code, Some(3));
    assert!(run.stdout.contains("4 of 5   not recognised"), "{}", run.stdout);
    assert!(run.stdout.contains("warning: the weights of all patterns make 4"), "{}", run.stdout);
    assert!(run.stdout.contains("Gardien de rosée"), "{}", run.stdout);
    let run = work.run(&["profile", "test", "jardn", "jardin.txt", "--profiles", "own"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("the nearest is `jardin`"), "{}", run.stderr);
}

#[test]
fn what_was_checked_passes_until_something_differs() {
    let work = garden();
    assert_eq!(work.run(&["jardin.txt", "--profiles", "own", "-o", "checked", "--format", "json"]).code, Some(0));
    let gold = ["--gold", "checked/jobs.json"];
    let run = tried(&work, &gold);
    assert_eq!(run.code, Some(0), "{}", run.stdout);
    assert!(run.stdout.contains("compared with what you checked: pass"), "{}", run.stdout);
    let text = fs::read_to_string(work.path("checked/jobs.json")).unwrap();
    let edited = text.replace("à la lanterne", "à la   lampe").replace("Gardien de rosée", "Gardienne de rosée");
    work.file("checked/jobs.json", edited);
    let run = tried(&work, &gold);
    assert_eq!(run.code, Some(4));
    let compared = &trial(&work, &gold)["gold"];
    let of = |name: &str| {
        let fields = compared["fields"].as_array().unwrap();
        let field = fields.iter().find(|field| field["field"] == name).unwrap();
        (field["same"].as_u64().unwrap(), field["of"].as_u64().unwrap())
    };
    assert_eq!(of("title"), (1, 2));
    assert_eq!(of("sections.missions"), (0, 1));
    assert_eq!(of("sections.definition"), (2, 2), "white space is one blank");
    assert_eq!(of("fields"), (2, 2));
    // Fields that are left out are not compared.
    work.file("few.json", r#"[{"title": "Jardinier de nuit"}, {"title": "Gardien de rosée", "kind": "job"}]"#);
    assert_eq!(tried(&work, &["--gold", "few.json"]).code, Some(0));
    work.file("more.json", r#"[{"title": "Jardinier de nuit"}]"#);
    let run = tried(&work, &["--gold", "more.json"]);
    assert_eq!(run.code, Some(4));
    assert!(run.stdout.contains("nobody expects “Gardien de rosée”"), "{}", run.stdout);
    assert_eq!(tried(&work, &["--gold", "own/jardin.toml"]).code, Some(2));
}

#[test]
fn mistakes_are_told_with_their_place_and_what_to_write() {
    let work = garden();
    let run = work.run(&["profile", "check", "own/jardin.toml"]);
    assert_eq!(run.code, Some(0));
    assert!(run.stdout.contains("own/jardin.toml: jardin version 1, 2 patterns, 2 sections, 1 label: well formed"));
    work.file("own/jardin.toml", PROFILE.replace("threshold", "treshold"));
    work.file("own/other.toml", PROFILE.replace("\"jardin\"", "\"other\"").replace("\"missions\"", "\"mission\""));
    let run = work.run(&["profile", "check", "own/jardin.toml", "own/other.toml"]);
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("own/jardin.toml:5:1: unknown key `treshold`; did you mean `threshold`?"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("own/other.toml:18:7: section key `mission` is not known; did you mean `missions`?"),
        "{}",
        run.stderr
    );
    assert_eq!(work.run(&["profile", "check", "own"]).stderr, run.stderr, "a folder stands for its profiles");
    assert_eq!(work.run(&["profile", "check", "own/none.toml"]).code, Some(2));
    assert_eq!(work.run(&["profile", "check"]).code, Some(2));
    assert_eq!(work.run(&["profile", "test", "own/jardin.toml", "jardin.txt"]).code, Some(2));
}

#[test]
fn a_profile_may_extend_one_beside_it() {
    let work = garden();
    let own = "id = \"verger\"\nversion = 1\ntitle = \"Verger\"\nextends = \"jardin\"\n";
    work.file("own/verger.toml", own);
    let run = work.run(&["profile", "check", "own/verger.toml"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let run = work.run(&["profile", "test", "own/verger.toml", "jardin.txt"]);
    assert!(run.stdout.contains("2 sheets"), "{}", run.stdout);
}

#[test]
fn profiles_are_listed_and_shown() {
    let work = garden();
    let list = work.run(&["profile", "list", "--profiles", "own"]);
    assert!(list.stdout.contains("jardin") && list.stdout.contains("Répertoire du jardin"));
    assert_eq!(list.stdout, work.run(&["profiles", "--profiles", "own"]).stdout);
    assert_eq!(work.run(&["profile", "show", "jardin", "--profiles", "own"]).stdout, PROFILE);
    let shown = work.run(&["profile", "show", "anap-panorama"]);
    assert!(shown.stdout.contains("id = \"anap-panorama\""));
    let run = work.run(&["profile", "show", "anap-panorma"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("the nearest is `anap-panorama`"), "{}", run.stderr);
    assert_eq!(work.run(&["profile", "help"]).stdout, fs::read_to_string(format!("{ROOT}/docs/PROFILES.md")).unwrap());
    assert_eq!(work.run(&["profile"]).code, Some(2));
}

#[test]
fn a_tie_is_told_and_a_profile_of_ones_own_wins() {
    let work = garden();
    let other = PROFILE.replace("\"jardin\"", "\"potager\"");
    work.file("own/potager.toml", other);
    let run = work.run(&["jardin.txt", "--profiles", "own", "--dataset-lang", "en"]);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let issue = work.table("issues").into_iter().find(|issue| issue["code"] == "profiles-tie").unwrap();
    assert_eq!(issue["severity"], "warning");
    assert_eq!(issue["message"], "`jardin` (4 of 4) and `potager` (4 of 4) fit alike; `jardin` reads it");
    let run = work.run(&["profile", "test", "own/potager.toml", "jardin.txt", "--profiles", "own"]);
    assert_eq!(run.code, Some(3));
    assert!(run.stdout.contains("4 of 4   another fits as well or better and reads it"), "{}", run.stdout);
    assert!(run.stdout.contains("Gardien de rosée"), "{}", run.stdout);
    // One that extends a built-in profile is recognised as that is.
    let own = "id = \"zz\"\nversion = 1\ntitle = \"Mine\"\nextends = \"anap-panorama\"\n";
    work.file("mine/zz.toml", own);
    fs::copy(format!("{ROOT}/fixtures/anap-panorama/panorama-flux.txt"), work.path("panorama.txt")).unwrap();
    work.run(&["panorama.txt", "--profiles", "mine", "--dataset-lang", "en"]);
    let issue = work.table("issues").into_iter().find(|issue| issue["code"] == "profiles-tie").unwrap();
    assert!(issue["message"].ends_with("fit alike; `zz` reads it"), "{issue:?}");
}

#[test]
fn of_an_unknown_report_the_nearest_profile_is_told() {
    let work = garden();
    work.file("own/jardin.toml", PROFILE.replace("threshold = 4", "threshold = 5"));
    work.run(&["jardin.txt", "--profiles", "own", "--dataset-lang", "en"]);
    let message = work.message("jardin.txt");
    let expected =
        "no profile fits this report (nearest: jardin 4 of 5); write one: `ingest profile help`, or leave the file out";
    assert_eq!(message, expected);
}

/// What the page shows can be written so: each piece is a profile, or the part of one.
#[test]
fn the_examples_of_the_page_are_well_formed() {
    let page = fs::read_to_string(format!("{ROOT}/docs/PROFILES.md")).unwrap();
    let pieces: Vec<&str> = page.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert!(pieces.len() > 10);
    let work = Workplace::new();
    for piece in pieces {
        let id = piece.split("id = \"").nth(1).and_then(|rest| rest.split('"').next());
        let head = "id = \"part\"\nversion = 1\ntitle = \"Part\"\n";
        let foot = if piece.contains("[recognise]") { "" } else { "\n[recognise]\nthreshold = 0\npattern = []\n" };
        let whole = if id.is_some() { piece.to_owned() } else { format!("{head}{piece}{foot}") };
        let name = format!("{}.toml", id.unwrap_or("part"));
        work.file(&name, &whole);
        let profile = Profile::of_file(&work.path(&name)).unwrap_or_else(|error| panic!("{error}\n{whole}"));
        assert_eq!(warnings(&profile), [], "{whole}");
    }
}
