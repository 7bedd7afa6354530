//! What an operator is, and what it was given: numbers, a name, a string.

use std::ops::Deref;

use hayro_syntax::content::Instruction;
use hayro_syntax::object::{Name, Object, String as PdfString};
use smallvec::SmallVec;

/// The last `N` operands as numbers; `None` if there are fewer or one is no sane number.
pub(super) fn numbers<const N: usize>(operation: &Instruction<'_, '_>) -> Option<[f64; N]> {
    let count = operation.operands().count();
    let mut values = [0.0; N];
    let mut operands = operation.operands().skip(count.checked_sub(N)?);
    for value in &mut values {
        let Object::Number(number) = operands.next()? else {
            return None;
        };
        *value = Some(number.as_f64()).filter(|number| number.is_finite())?;
    }
    Some(values)
}

/// All operands that are numbers.
pub(super) fn components(operation: &Instruction<'_, '_>) -> SmallVec<[f64; 4]> {
    operation
        .operands()
        .filter_map(|operand| match operand {
            Object::Number(number) => Some(number.as_f64()).filter(|number| number.is_finite()),
            _ => None,
        })
        .collect()
}

/// The first operand that is a name.
pub(super) fn name<'b, 'c>(operation: &Instruction<'b, 'c>) -> Option<&'b Name<'c>> {
    operation.operands().find_map(|operand| if let Object::Name(name) = operand { Some(name) } else { None })
}

pub(super) fn string<'b, 'c>(operation: &Instruction<'b, 'c>) -> Option<&'b PdfString<'c>> {
    operation.operands().find_map(|operand| if let Object::String(text) = operand { Some(text) } else { None })
}

/// Word and character spacing of the `"` operator.
pub(super) fn spacing(operation: &Instruction<'_, '_>) -> [Option<f64>; 2] {
    let mut values = components(operation).into_iter();
    [values.next(), values.next()]
}

/// Whether an operator changes nothing of how text looks: it shows some, or says where the next stands.
pub(super) fn moves_text(operation: &Instruction<'_, '_>) -> bool {
    matches!(operation.operator.deref(), b"Tj" | b"TJ" | b"'" | b"\"" | b"Td" | b"TD" | b"T*")
}

/// Whether an operator leaves text as it is.
pub(super) fn is_drawing(operation: &Instruction<'_, '_>) -> bool {
    let drawing: [&[u8]; 22] = [
        b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"f", b"F", b"f*", b"S", b"s", b"B", b"B*", b"b", b"b*", b"n", b"W",
        b"W*", b"sh", b"BI", b"EI",
    ];
    drawing.contains(&operation.operator.deref())
}
