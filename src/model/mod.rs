//! The types that flow from stage to stage; no logic beyond their own invariants.

mod before;
pub mod change;
pub mod dataset;
pub mod diagnostic;
pub mod document;
pub mod field;
pub mod flow;
pub mod frame;
pub mod geometry;
pub mod groups;
pub mod issues;
pub mod message;
pub mod outcome;
pub mod passage;
pub mod picture;
pub mod pictures;
pub mod qualification;
pub mod reading;
pub mod record;
pub mod records;
pub mod sheet;
pub mod summary;
