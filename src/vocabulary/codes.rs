//! Codes as the dataset writes them: `ROME:J1506`, `RNCP34963`, `RS6552`, `CC158`, `FPH:30I30`.

/// A system of codes, by the form of its codes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum System {
    /// Jobs, by France Travail.
    Rome,
    /// Certifications that qualify for a job, by France compétences.
    Rncp,
    /// Certifications that complete it, by France compétences.
    Rs,
    /// Jobs of public hospitals.
    Fph,
    /// Any other: what stands before the colon, or the letters before the first digit.
    Other(String),
}

impl System {
    /// Whether its codes are of certifications, which no job is matched with.
    pub(super) fn is_of_certifications(&self) -> bool {
        matches!(self, Self::Rncp | Self::Rs)
    }
}

/// The code as the dataset writes it, with its system; nothing when the text is empty.
///
/// `J1506`, `rome j1506` and `ROME:J1506` are `ROME:J1506`; `rncp 34963` is `RNCP34963`; a code of no known form stays.
pub(super) fn canonical(code: &str) -> Option<(System, String)> {
    let code = code.trim();
    if code.is_empty() {
        return None;
    }
    let bare: String = code.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_uppercase();
    let rome = bare.strip_prefix("ROME").unwrap_or(&bare);
    if is_rome(rome) {
        return Some((System::Rome, format!("ROME:{rome}")));
    }
    for (prefix, system) in [("RNCP", System::Rncp), ("RS", System::Rs)] {
        if bare.strip_prefix(prefix).is_some_and(is_number) {
            return Some((system, bare));
        }
    }
    let fph = bare.strip_prefix("FPH").unwrap_or(&bare);
    if is_fph(fph) {
        return Some((System::Fph, format!("FPH:{fph}")));
    }
    let system = match code.split_once(':') {
        Some((system, _)) => system.trim().to_uppercase(),
        None => code.chars().take_while(|c| c.is_alphabetic()).collect::<String>().to_uppercase(),
    };
    Some((System::Other(system), code.to_owned()))
}

/// A letter from A to N and four digits.
fn is_rome(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.len() == 5 && matches!(bytes[0], b'A'..=b'N') && bytes[1..].iter().all(u8::is_ascii_digit)
}

/// Two digits, a letter and two digits.
fn is_fph(code: &str) -> bool {
    let bytes = code.as_bytes();
    let digits = |range: &[u8]| range.iter().all(u8::is_ascii_digit);
    bytes.len() == 5 && digits(&bytes[..2]) && bytes[2].is_ascii_uppercase() && digits(&bytes[3..])
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (code, system, expected) in [
            ("J1506", System::Rome, "ROME:J1506"),
            ("rome j1506", System::Rome, "ROME:J1506"),
            ("ROME:J1506", System::Rome, "ROME:J1506"),
            ("RNCP 34963", System::Rncp, "RNCP34963"),
            ("RS6552", System::Rs, "RS6552"),
            ("FPH:30I30", System::Fph, "FPH:30I30"),
            ("30i30", System::Fph, "FPH:30I30"),
            ("CC158", System::Other("CC".into()), "CC158"),
            (" Z-1 ", System::Other("Z".into()), "Z-1"),
            ("S1506", System::Other("S".into()), "S1506"),
        ] {
            assert_eq!(canonical(code), Some((system, expected.to_owned())), "{code}");
        }
        assert_eq!(canonical("  "), None);
    }
}
