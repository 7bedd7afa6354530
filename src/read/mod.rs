//! Bytes → [`Document`](crate::model::document::Document).

pub mod coverage;
pub mod kind;
pub mod pdf;
pub mod text;
