//! Two views of a page as one: tesseract reads a page as columns, and as text anywhere, and each sees what the other
//! does not.

use super::tesseract::Word;

/// Joins what another view of the page saw to its words.
pub(super) fn join(words: &mut Vec<Word>, others: Vec<Word>) {
    drop_pieces(words, &others);
    read_better(words, &others);
    tighten(words, &others);
    add_unseen(words, others);
}

/// Takes away pieces of words that another view of the page saw whole, with letters that the pieces lack: a stroke of a
/// drawing beside a word tears it.
fn drop_pieces(words: &mut Vec<Word>, others: &[Word]) {
    const SURE: f32 = 85.0;
    let letters = |word: &Word| word.text.chars().filter(|c| c.is_alphabetic()).count();
    for other in others.iter().filter(|other| other.confidence >= SURE) {
        let is_piece = |word: &Word| {
            let (x, y) = (word.left + word.width / 2.0, word.top + word.height / 2.0);
            (other.left..=other.left + other.width).contains(&x) && (other.top..=other.top + other.height).contains(&y)
        };
        let pieces: Vec<usize> = words.iter().filter(|word| is_piece(word)).map(letters).collect();
        if pieces.len() > 1 && pieces.iter().sum::<usize>() < letters(other) {
            words.retain(|word| !is_piece(word));
        }
    }
}

/// Gives words the reading of another view of the page that is much surer of what stands in the same box.
fn read_better(words: &mut [Word], others: &[Word]) {
    const SURER: f32 = 15.0;
    let alike = |a: f32, b: f32| a.max(b) < 1.5 * a.min(b) + 2.0;
    for word in words {
        let better = |other: &&Word| {
            other.confidence > word.confidence + SURER
                && alike(other.width, word.width)
                && alike(other.height, word.height)
                && other.overlaps(word)
        };
        if let Some(better) = others.iter().find(better) {
            *word = Word { line: word.line, ..better.clone() };
        }
    }
}

/// Gives words the boxes that another view of the page has them in, where those are lower: some views box the words of a
/// line as high as the whole of it, and leave their size unknown.
fn tighten(words: &mut [Word], others: &[Word]) {
    for word in words {
        let same = |other: &&Word| other.text == word.text && other.height < word.height && other.overlaps(word);
        if let Some(tight) = others.iter().find(same) {
            (word.left, word.top, word.width, word.height) = (tight.left, tight.top, tight.width, tight.height);
        }
    }
}

/// Adds the words of another view of the page that stand where none was seen.
fn add_unseen(words: &mut Vec<Word>, others: Vec<Word>) {
    const SURE: f32 = 60.0;
    let blocks = words.iter().map(|word| word.line[0]).max().unwrap_or(0) + 1;
    let seen = words.len();
    for mut other in others {
        if other.confidence >= SURE && !words[..seen].iter().any(|word| word.overlaps(&other)) {
            other.line[0] += blocks;
            words.push(other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn torn_words_are_mended_by_the_other_view() {
        let word = |text: &str, left: f32, width: f32, confidence: f32| Word {
            text: text.to_owned(),
            confidence,
            left,
            top: 100.0,
            width,
            height: 20.0,
            line: [1, 1, 1],
        };
        let texts = |whole: Word| {
            let mut words = vec![word("Bien", 0.0, 40.0, 95.0), word("prat", 50.0, 40.0, 90.0)];
            words.push(word("able", 100.0, 40.0, 90.0));
            drop_pieces(&mut words, std::slice::from_ref(&whole));
            add_unseen(&mut words, vec![whole]);
            words.into_iter().map(|word| word.text).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(texts(word("praticable", 50.0, 90.0, 92.0)), "Bien praticable");
        assert_eq!(texts(word("praticable", 50.0, 90.0, 70.0)), "Bien prat able", "not sure");
        assert_eq!(texts(word("pratable", 50.0, 90.0, 92.0)), "Bien prat able", "two words");
    }

    #[test]
    fn of_two_readings_of_a_word_the_surer_one_counts() {
        let word = |text: &str, left: f32, width: f32, confidence: f32| Word {
            text: text.to_owned(),
            confidence,
            left,
            top: 457.0,
            width,
            height: 27.0,
            line: [1, 1, 1],
        };
        let mut words = vec![word("JL", 1243.0, 17.0, 42.0), word("Accueillir", 1323.0, 168.0, 96.0)];
        words.push(word("les", 1519.0, 48.0, 60.0));
        let others = [
            word("1.", 1243.0, 27.0, 92.0),
            word("Accueillit", 1323.0, 168.0, 98.0),
            word("lesjeunes", 1519.0, 200.0, 95.0),
        ];
        read_better(&mut words, &others);
        let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
        assert_eq!(texts, ["1.", "Accueillir", "les"], "not much surer; another box");
    }

    #[test]
    fn words_have_the_lowest_box_that_they_are_seen_in() {
        let word = |text: &str, top: f32, height: f32| Word {
            text: text.to_owned(),
            confidence: 90.0,
            left: 420.0,
            top,
            width: 40.0,
            height,
            line: [1, 1, 1],
        };
        let mut words = vec![word("EN", 523.0, 44.0), word("NORVÈGE", 568.0, 29.0)];
        tighten(&mut words, &[word("EN", 533.0, 23.0), word("EN", 933.0, 12.0), word("NORVÈGE", 562.0, 40.0)]);
        assert_eq!((words[0].top, words[0].height), (533.0, 23.0));
        assert_eq!((words[1].top, words[1].height), (568.0, 29.0), "as low already");
    }
}
