//! stub
/// .
pub struct Families { /// .
 pub values: Vec<String>, /// .
 pub unknown: Vec<String> }
/// .
pub fn families(_: &str) -> Families { Families { values: Vec::new(), unknown: Vec::new() } }
