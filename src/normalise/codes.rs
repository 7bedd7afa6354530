//! stub
/// .
pub struct Code { /// .
 pub value: String, /// .
 pub mismatch: bool }
/// .
pub fn codes(_: &str) -> Vec<Code> { Vec::new() }
/// .
pub fn rncp_levels(_: &str) -> Vec<u8> { Vec::new() }
