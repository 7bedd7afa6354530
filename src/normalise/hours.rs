//! stub
use crate::model::record::Hours;
/// .
pub fn hours(_: &str) -> Vec<Hours> { Vec::new() }
