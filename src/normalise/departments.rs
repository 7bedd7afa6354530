//! stub
/// .
pub fn departments(_: &str) -> Vec<String> { Vec::new() }
