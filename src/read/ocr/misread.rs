//! What tesseract is known to misread, where the right reading is beyond doubt.

/// A word with its sure misreadings mended.
pub(super) fn mended(word: &str) -> String {
    zeros(&bars(&dotted(&apostrophes(word))))
}

/// A vertical bar stands in no running text: at a word's start it is an `I`, within it an `l`.
fn bars(word: &str) -> String {
    if !word.contains('|') || word.chars().count() < 2 {
        return word.to_owned();
    }
    let mut inside = false;
    word.chars()
        .map(|character| {
            let letter = match (character, inside) {
                ('|', true) => 'l',
                ('|', false) => 'I',
                _ => character,
            };
            inside = letter.is_alphabetic();
            letter
        })
        .collect()
}

/// An apostrophe between letters is one, however often it was seen.
fn apostrophes(word: &str) -> String {
    let doubled = |pair: &[char; 3]| pair[0].is_alphabetic() && "'’".contains(pair[1]) && "'’".contains(pair[2]);
    let characters: Vec<char> = word.chars().collect();
    let again = |index: &usize| {
        index.checked_sub(2).is_some_and(|start| {
            <&[char; 3]>::try_from(&characters[start..=*index]).is_ok_and(doubled)
                && characters.get(index + 1).is_some_and(|next| next.is_alphabetic())
        })
    };
    (0..characters.len()).filter(|index| !again(index)).map(|index| characters[index]).collect()
}

/// Large letters: the dot of an `i` is read as a letter of its own. No word has `ïi`, `îi` or `iï`.
fn dotted(word: &str) -> String {
    word.replace("ïi", "i").replace("îi", "i").replace("iï", "i")
}

/// In a code such as `05K20` the letter O beside a digit is a zero.
fn zeros(word: &str) -> String {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    if digits < 2 || word.chars().any(char::is_lowercase) || !word.contains('O') {
        return word.to_owned();
    }
    let characters: Vec<char> = word.chars().collect();
    let digit = |index: Option<usize>| index.and_then(|index| characters.get(index)).is_some_and(char::is_ascii_digit);
    let zero = |index: usize| digit(index.checked_sub(1)) || digit(index.checked_add(1));
    let character =
        |(index, character): (usize, &char)| if *character == 'O' && zero(index) { '0' } else { *character };
    characters.iter().enumerate().map(character).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sure_misreadings_are_mended() {
        let cases = [
            ("||", "Il"),
            ("|l", "Il"),
            ("d'|talie", "d'Italie"),
            ("p|us", "plus"),
            ("|", "|"),
            ("Aïiguilleur", "Aiguilleur"),
            ("haïr", "haïr"),
            ("D'’EXERCICE", "D'EXERCICE"),
            ("‘‘mot’’", "‘‘mot’’"),
            ("O5K20", "05K20"),
            ("2O26", "2026"),
            ("25L15", "25L15"),
            ("OPCO", "OPCO"),
            ("A1O", "A1O"),
            ("Oslo2030", "Oslo2030"),
        ];
        for (read, meant) in cases {
            assert_eq!(mended(read), meant, "{read}");
        }
    }
}
