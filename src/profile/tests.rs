use super::*;

#[test]
fn what_the_program_brings_compiles_as_what_a_person_writes_does() {
    let set = ProfileSet::builtin().unwrap();
    for (name, text) in BUILTIN {
        load::parse(name, text, false, &mut |id| Ok(set.get(id).cloned())).unwrap();
    }
}

#[test]
fn builtin_profiles_load_and_are_all_listed() {
    let set = ProfileSet::builtin().unwrap();
    let ids: Vec<&str> = set.list().iter().map(|profile| profile.id.as_str()).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/profile/builtin");
    let mut files: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, BUILTIN.iter().map(|(name, _)| (*name).to_owned()).collect::<Vec<_>>());
}

#[test]
fn the_fingerprint_is_that_of_the_texts() {
    let folder = tempfile::tempdir().unwrap();
    let fingerprint = |text: &str| {
        std::fs::write(folder.path().join("x.toml"), text).unwrap();
        ProfileSet::load(folder.path()).unwrap().fingerprint()
    };
    let text = "id = \"x\"\nversion = 1\ntitle = \"X\"\n[recognise]\nthreshold = 1\npattern = []\n";
    let first = fingerprint(text);
    assert_ne!(first, ProfileSet::builtin().unwrap().fingerprint());
    assert_ne!(first, fingerprint(&text.replace("threshold = 1", "threshold = 2")));
    assert_eq!(first, fingerprint(text));
}

fn parse(text: &str) -> Result<Profile, String> {
    ProfileSet::from_texts(std::iter::once(("x.toml", text)))
        .map(|mut set| set.profiles.remove(0))
        .map_err(|error| error.to_string())
}

const HEAD: &str = "id = \"x\"\nversion = 1\ntitle = \"X\"\n";
const RECOGNISE: &str = "[recognise]\nthreshold = 1\npattern = []\n";

#[test]
fn mistakes_are_told_with_file_line_and_column() {
    let text = format!("{HEAD}{RECOGNISE}");
    assert!(parse(&text).is_ok());
    let cases = [
        ("tresshold = 2\n", "x.toml:7:1: unknown key `tresshold`; did you mean `threshold`?"),
        (
            "[[section]]\nkey = \"missions\"\nheading = ['missions(']\n",
            "x.toml:9:21: pattern `missions(`: unclosed group",
        ),
        (
            "[[section]]\nkey = \"trainning\"\nheading = []\n",
            "x.toml:8:7: section key `trainning` is not known; did you mean `training`?",
        ),
        (
            "[[section]]\nkey = \"missions\"\nheading = ['\\p{Lu}+']\n",
            "x.toml:9:13: pattern `\\p{Lu}+`: can never match",
        ),
        ("[sheet.chapter]\nbody = \"contex\"\n", "x.toml:8:1: sheet.body: section key `contex` is not known"),
        ("[[sheet]]\nbegin.titel = 'x'\n", "x.toml:8:"),
        (
            "[[sheet]]\nbegin.title = 'x'\nparent = { kind = \"skill\" }\n",
            "x.toml:9:1: a sheet's parent is of kind `skill`",
        ),
        ("[[label]]\nfield = \"hours\"\n", "x.toml:1:1: a label needs either"),
    ];
    for (more, wanted) in cases {
        let error = parse(&format!("{text}{more}")).unwrap_err();
        assert!(error.starts_with(wanted), "{error}");
    }
    let error = parse(&format!("{HEAD}extends = \"y\"\n")).unwrap_err();
    assert!(error.starts_with("x.toml:4:11: extends `y`, which is no profile"), "{error}");
    assert!(parse(HEAD).unwrap_err().contains("add [recognise]"));
}

#[test]
fn a_profile_takes_over_what_it_does_not_say() {
    let text = "extends = \"anap-panorama\"\n[[section]]\nkey = \"missions\"\nheading = ['Tâches']\n";
    let profile = parse(&format!("{HEAD}{text}")).unwrap();
    let base = ProfileSet::builtin().unwrap().profiles.remove(0);
    assert_eq!((profile.id.as_str(), profile.threshold), ("x", base.threshold));
    assert_eq!(profile.sections.len(), base.sections.len());
    assert!(profile.section("taches").is_some_and(|rule| rule.key == "missions"));
    assert!(profile.section("missions").is_none());
    assert!(profile.has_chart());
    assert_ne!(profile.digest, base.digest);
}

#[test]
fn a_profile_may_extend_the_embedded_one_of_its_own_name() {
    let text = "id = \"anap-panorama\"\nversion = 2\ntitle = \"X\"\nextends = \"anap-panorama\"\n";
    let set = ProfileSet::from_texts(std::iter::once(("anap-panorama.toml", text))).unwrap();
    assert_eq!(set.list()[0].version, 2);
    assert!(!set.list()[0].sections.is_empty());
}

#[test]
fn headings_that_another_section_takes_are_told() {
    let text = "[[section]]\nkey = \"missions\"\nheading = ['Les .*']\n[[section]]\nkey = \"training\"\nheading = ['Les études']\n";
    let profile = parse(&format!("{HEAD}{RECOGNISE}{text}")).unwrap();
    let told = warnings(&profile);
    assert!(
        told[0]
            .to_string()
            .starts_with("the heading “les etudes” of the section `training` is read as one of `missions`"),
        "{told:?}"
    );
}
