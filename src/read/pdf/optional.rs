//! Optional content: which layers the file shows when it is opened.

use std::collections::HashSet;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};

use super::limits::MAX_DEFINITION_DEPTH;

/// The groups that the default configuration turns on and off.
#[derive(Debug, Default)]
pub(super) struct OptionalContent {
    off_unless_listed: bool,
    on: HashSet<ObjectIdentifier>,
    off: HashSet<ObjectIdentifier>,
}

impl OptionalContent {
    /// Reads the catalogue's default configuration; without one, everything is shown.
    pub(super) fn read(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        let configuration = xref
            .get::<Dict<'_>>(xref.root_id())
            .and_then(|catalogue| catalogue.get::<Dict<'_>>("OCProperties"))
            .and_then(|properties| properties.get::<Dict<'_>>("D"));
        let Some(configuration) = configuration else {
            return Self::default();
        };
        let groups = |key: &str| {
            configuration
                .get::<Array<'_>>(key)
                .map(|list| list.raw_iter().filter_map(|item| item.as_obj_ref()).map(Into::into).collect())
                .unwrap_or_default()
        };
        Self {
            off_unless_listed: configuration.get::<Name<'_>>("BaseState").is_some_and(|n| n.as_ref() == b"OFF"),
            on: groups("ON"),
            off: groups("OFF"),
        }
    }

    /// Whether content that belongs to the group or membership stored under `key` is left out.
    pub(super) fn hides(&self, holder: &Dict<'_>, key: impl AsRef<[u8]>) -> bool {
        if self.off.is_empty() && !self.off_unless_listed {
            return false;
        }
        let reference = holder.get_ref(key.as_ref()).map(ObjectIdentifier::from);
        holder.get::<Dict<'_>>(key.as_ref()).is_some_and(|group| !self.shows(reference, &group, 0))
    }

    fn group_is_on(&self, group: ObjectIdentifier) -> bool {
        !self.off.contains(&group) && (!self.off_unless_listed || self.on.contains(&group))
    }

    fn shows(&self, reference: Option<ObjectIdentifier>, dict: &Dict<'_>, depth: usize) -> bool {
        if dict.get::<Name<'_>>("Type").is_none_or(|name| name.as_ref() != b"OCMD") {
            return reference.is_none_or(|group| self.group_is_on(group));
        }
        if let Some(expression) = dict.get::<Array<'_>>("VE") {
            return self.expression_holds(&expression, depth);
        }
        let groups: Vec<bool> = if let Some(list) = dict.get::<Array<'_>>("OCGs") {
            list.raw_iter().filter_map(|item| item.as_obj_ref()).map(|group| self.group_is_on(group.into())).collect()
        } else {
            dict.get_ref("OCGs").map(|group| self.group_is_on(group.into())).into_iter().collect()
        };
        // A membership that names no group has no effect.
        groups.is_empty()
            || match dict.get::<Name<'_>>("P").as_deref() {
                Some(b"AllOn") => groups.iter().all(|on| *on),
                Some(b"AnyOff") => groups.iter().any(|on| !on),
                Some(b"AllOff") => groups.iter().all(|on| !on),
                _ => groups.iter().any(|on| *on),
            }
    }

    fn expression_holds(&self, expression: &Array<'_>, depth: usize) -> bool {
        if depth >= MAX_DEFINITION_DEPTH {
            return true;
        }
        let mut operator = None;
        let mut operands = Vec::new();
        for item in expression.raw_iter() {
            match item {
                MaybeRef::Ref(group) => operands.push(self.group_is_on(group.into())),
                MaybeRef::NotRef(Object::Name(name)) => operator = Some(name),
                MaybeRef::NotRef(Object::Array(inner)) => operands.push(self.expression_holds(&inner, depth + 1)),
                MaybeRef::NotRef(_) => {}
            }
        }
        match operator.as_deref() {
            Some(b"Or") => operands.iter().any(|on| *on),
            Some(b"Not") => operands.iter().all(|on| !on),
            _ => operands.iter().all(|on| *on),
        }
    }
}
