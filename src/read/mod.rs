//! Bytes → [`Document`](crate::model::document::Document).

pub mod coverage;
pub mod kind;
pub mod ocr;
pub mod pdf;
pub mod text;
