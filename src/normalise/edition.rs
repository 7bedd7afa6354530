//! stub
/// .
pub fn edition(_: &str) -> Option<String> { None }
