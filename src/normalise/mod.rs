//! Raw text → values.

pub mod text;
