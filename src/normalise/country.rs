//! stub
/// .
pub fn country(_: &str) -> Option<String> { None }
