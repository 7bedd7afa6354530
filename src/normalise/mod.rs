//! Raw text → values.

pub mod codes;
pub mod country;
pub mod departments;
pub mod edition;
pub mod families;
pub mod hours;
pub mod label;
pub mod text;
pub mod titles;
