//! Bytes → [`Document`](crate::model::document::Document).

pub mod kind;
pub mod pdf;
pub mod text;
