//! stub
/// .
pub struct TitleLine { /// .
 pub text: String, /// .
 pub same_style_as_first: Option<bool> }
/// .
pub struct TitleParts { /// .
 pub title: String, /// .
 pub alt_titles: Vec<String>, /// .
 pub acronym: Option<String>, /// .
 pub rncp_levels: Vec<u8>, /// .
 pub remarks: Vec<String> }
/// .
pub fn parse_title(l: &[TitleLine]) -> TitleParts { 
 let t: Vec<&str> = l.iter().filter(|l| l.same_style_as_first.unwrap_or(true)).map(|l| l.text.as_str()).collect();
 let mut t = t.join(" ");
 if let Some(i) = t.find("(RNCP") { t.truncate(i); }
 TitleParts { title: t.trim().to_owned(), alt_titles: Vec::new(), acronym: None, rncp_levels: Vec::new(), remarks: Vec::new() } }
/// .
pub fn alt_names_in_first_paragraph(_: &str, _: Option<&str>, _: &str) -> Vec<String> { Vec::new() }
/// .
pub fn acronym_in_text(_: &str, _: &str) -> Option<String> { None }
