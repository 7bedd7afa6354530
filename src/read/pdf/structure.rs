//! The structure tree of a tagged file: which marked content belongs to which paragraph, heading or list item.

use std::num::NonZeroU32;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier};
use rustc_hash::FxHashMap;

use super::limits::MAX_STRUCTURE_NODES;
use crate::model::document::{ElementRole, StructureElement};

/// Nodes within nodes: real trees reach about thirty.
const MAX_DEPTH: usize = 64;

/// The block elements of a document, and what they hold.
#[derive(Debug, Default)]
pub(super) struct Structure {
    /// Element by page and number of the marked content.
    content: FxHashMap<(ObjectIdentifier, i32), StructureElement>,
    /// Roles in the order of the tree; the first is that of all artifacts.
    pub(super) roles: Vec<ElementRole>,
}

impl Structure {
    /// Reads the tree; empty where there is none.
    pub(super) fn read(pdf: &Pdf) -> Self {
        let xref = pdf.xref();
        let root =
            xref.get::<Dict<'_>>(xref.root_id()).and_then(|catalogue| catalogue.get::<Dict<'_>>("StructTreeRoot"));
        let Some(root) = root else {
            return Self::default();
        };
        let structure = Self { content: FxHashMap::default(), roles: vec![ElementRole::Artifact] };
        let roles = root.get::<Dict<'_>>("RoleMap").unwrap_or_default();
        let mut walk = Walk { structure, roles, known: FxHashMap::default(), nodes: 0 };
        walk.kids(&root, Place { page: None, block: None }, 0);
        walk.structure
    }

    /// The element of a page's marked content.
    pub(super) fn element(&self, page: Option<ObjectIdentifier>, content: i32) -> Option<StructureElement> {
        self.content.get(&(page?, content)).copied()
    }

    /// What stands for page furniture that is marked as such, in a tagged file.
    pub(super) fn artifact(&self) -> Option<StructureElement> {
        (!self.roles.is_empty()).then_some(StructureElement(NonZeroU32::MIN))
    }
}

/// Where in the tree a node stands.
#[derive(Clone, Copy)]
struct Place {
    page: Option<ObjectIdentifier>,
    /// The innermost block element around it.
    block: Option<StructureElement>,
}

struct Walk<'a> {
    structure: Structure,
    /// What a producer's own names mean.
    roles: Dict<'a>,
    /// Roles by name, looked up once.
    known: FxHashMap<Vec<u8>, Option<ElementRole>>,
    nodes: usize,
}

impl<'a> Walk<'a> {
    fn kids(&mut self, node: &Dict<'a>, place: Place, depth: usize) {
        match node.get::<Object<'a>>("K") {
            Some(Object::Array(kids)) => self.list(&kids, place, depth),
            Some(kid) => self.kid(kid, place, depth),
            None => {}
        }
    }

    fn list(&mut self, kids: &Array<'a>, place: Place, depth: usize) {
        for kid in kids.iter::<Object<'a>>() {
            self.kid(kid, place, depth);
        }
    }

    fn kid(&mut self, kid: Object<'a>, place: Place, depth: usize) {
        self.nodes += 1;
        if depth >= MAX_DEPTH || self.nodes > MAX_STRUCTURE_NODES {
            return;
        }
        match kid {
            Object::Number(number) => self.content(number.as_f64(), place),
            Object::Dict(node) => {
                let page = node.get_ref("Pg").map(ObjectIdentifier::from).or(place.page);
                let place = Place { page, ..place };
                let Some(name) = node.get::<Name<'a>>("S") else {
                    // A reference to marked content; that of a form is not the page's.
                    if let Some(number) = node.get::<f64>("MCID").filter(|_| !node.contains_key("Stm")) {
                        self.content(number, place);
                    }
                    return;
                };
                let block = match self.role(&name) {
                    Some(role) => Some(self.add(role)),
                    None => place.block,
                };
                self.kids(&node, Place { block, ..place }, depth + 1);
            }
            _ => {}
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "saturates; numbers of marked content are small")]
    fn content(&mut self, number: f64, place: Place) {
        if let (Some(page), Some(block)) = (place.page, place.block) {
            self.structure.content.insert((page, number as i32), block);
        }
    }

    fn add(&mut self, role: ElementRole) -> StructureElement {
        self.structure.roles.push(role);
        let number = u32::try_from(self.structure.roles.len()).unwrap_or(u32::MAX);
        StructureElement(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN))
    }

    /// The role of a block element; `None` of what stands within one, or around several.
    fn role(&mut self, name: &Name<'_>) -> Option<ElementRole> {
        if let Some(known) = self.known.get(name.as_ref()) {
            return *known;
        }
        const MOST_NAMES: usize = 8;
        let mut standard = name.to_vec();
        for _ in 0..MOST_NAMES {
            match self.roles.get::<Name<'_>>(&standard) {
                Some(next) if next.as_ref() != standard => standard = next.to_vec(),
                _ => break,
            }
        }
        let role = match standard.as_slice() {
            b"H" | b"H1" | b"H2" | b"H3" | b"H4" | b"H5" | b"H6" | b"Title" => Some(ElementRole::Heading),
            b"LBody" => Some(ElementRole::ListItem),
            b"P" | b"BlockQuote" | b"Caption" | b"Note" | b"TOCI" | b"TD" | b"TH" => Some(ElementRole::Text),
            _ => None,
        };
        self.known.insert(name.to_vec(), role);
        role
    }
}
