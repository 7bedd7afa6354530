//! Flow → [`Sheet`]s: where each job begins and ends, its title and its theme.
//!
//! A block is in one sheet at most; what is in none is the document's own (cover, introduction, annexes).

mod chapter;
mod header;
mod list;
mod page;
mod split;
mod theme;

use crate::model::flow::Flow;
use crate::model::sheet::Sheet;
use crate::profile::{Form, Range};
use crate::settle;
use crate::settle::decision::{Account, Decision};

/// Cuts a stretch of a document into job sheets, in reading order.
#[must_use]
pub fn segment(flow: &Flow, range: &Range<'_>) -> Vec<Sheet> {
    sheets(flow, range, &mut Account::default())
}

/// As [`segment`], with the choices that were made on the way.
#[must_use]
pub fn explained(flow: &Flow, range: &Range<'_>) -> (Vec<Sheet>, Vec<Decision>) {
    let mut account = Account::full();
    let sheets = sheets(flow, range, &mut account);
    (sheets, account.decisions())
}

fn sheets(flow: &Flow, range: &Range<'_>, account: &mut Account) -> Vec<Sheet> {
    match &range.profile.form {
        None => Vec::new(),
        Some(Form::Page { at_least }) if flow.sides.is_empty() => page::sheets(flow, range, *at_least),
        Some(Form::Page { at_least }) => settle::page::sheets(flow, range, *at_least, account),
        Some(Form::Sheets(rules)) => settle::sheets::sheets(flow, range, rules, account),
        Some(Form::Chapter { .. }) => chapter::sheets(flow, range, account),
        Some(Form::List { .. }) => list::sheets(flow, range, account),
    }
}
