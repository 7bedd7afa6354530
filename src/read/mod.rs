//! Bytes → [`Document`](crate::model::document::Document).

pub mod pdf;
pub mod text;
