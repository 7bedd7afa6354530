//! The diplomas of a report as data, beside the sentences that name them.

use std::collections::BTreeMap;

use crate::support::reports;

#[test]
fn diplomas_stand_beside_their_sentences_with_page_and_box() {
    let place = reports();
    place.run(&["-q"]);
    let rows = place.table("qualifications");
    let find = |kind: &str, name: &str| -> &BTreeMap<String, String> {
        rows.iter().find(|row| row["kind"] == kind && row["name"] == name).unwrap()
    };
    let master = find("master", "information de santé");
    assert_eq!(master["text"], "Un master en information de santé est la voie la plus fréquente.");
    assert_eq!((master["level"].as_str(), master["level_source"].as_str()), ("7", "law"));
    let edge = |name: &str| -> f64 { master[name].parse().unwrap() };
    assert!(edge("x0") < edge("x1") && edge("y0") < edge("y1") && edge("y1") - edge("y0") < 30.0, "{master:?}");
    let du = find("du", "Récit et soin");
    assert_eq!((du["level"].as_str(), du["level_source"].as_str()), ("", ""), "no law gives it one");
    // Text without pages has no boxes.
    let bp = find("bp", "préparateur");
    assert_eq!((bp["level"].as_str(), bp["page"].as_str(), bp["x0"].as_str()), ("4", "", ""));
    // A sentence that names none for sure stands alone.
    assert!(rows.iter().any(|row| row["kind"].is_empty() && row["text"].contains("certification RNCP de niveau")));
    let json = std::fs::read_to_string(place.path("outputs/jobs.json")).unwrap();
    let dataset: serde_json::Value = serde_json::from_str(&json).unwrap();
    let named = dataset["jobs"].as_array().unwrap().iter().flat_map(|job| job["qualifications"].as_array().unwrap());
    let named: usize = named.map(|sentence| sentence["named"].as_array().unwrap().len()).sum();
    assert_eq!(named, rows.iter().filter(|row| !row["kind"].is_empty()).count());
}
