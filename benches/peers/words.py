"""What a text has of the words that a document was made from, and of their order.

Both are folded first: composed letters, no case, no hyphens (a reader may leave one at a line's end or join the word), no
punctuation, no marks of Markdown. `gold.json` has the texts of the fixtures as stretches that are read in one go: a heading
with its paragraphs, a cell of a table, a note. Whole stretches may stand in any order, since layouts print columns and notes
in another one. Running heads, feet and page numbers are in no gold: it costs nothing to leave them out, nor to print them.

- words: of the gold's words, each as often as it is there, the share that the text has.
- order: of the gold's pairs of neighbouring words, within a stretch, the share that the text has side by side.
- sentences: of the gold's sentences of five words or more, the share that stands unbroken in the text, word for word.
"""

import collections
import re
import unicodedata

SENTENCE_WORDS = 5
# The last two are what PDFium gives for a hyphen at the end of a line.
HYPHENS = "-\u00ad\u2010\u2011\x02\ufffe"


def fold(text):
    """The words of a text."""
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", "-")).casefold()
    text = re.sub(rf"(?<=\w)[{HYPHENS}]\s*\n\s*(?=\w)", "", text)
    text = re.sub(rf"[{HYPHENS}]", "", text)
    return re.findall(r"[^\W_]+", text)


def without_marks(text):
    """Markdown without what is no word of the document: emphasis, links, pictures, entities, line breaks in cells."""
    text = re.sub(r"!\[[^]]*\]\([^)]*\)", " ", text)
    text = re.sub(r"\]\([^)]*\)", " ", text)
    text = re.sub(r"<[a-z/!][^>]*>", " ", text)
    for entity, letter in (("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " ")):
        text = text.replace(entity, letter)
    return re.sub(r"[*~`\\]|__", "", text)


def stretches_of_markdown(text):
    """A gold in Markdown: what is read in one go, and each cell of a table by itself."""
    flow, cells = [], []
    for line in text.splitlines():
        if line.startswith("| ---"):
            continue
        if line.startswith("|"):
            cells += [[without_marks(cell)] for cell in re.split(r"(?<!\\)\|", line)[1:-1] if cell.strip()]
        elif line.strip():
            flow.append(without_marks(line.lstrip("#- ")))
    return [flow, *cells]


def measure(stretches, text):
    """The three shares, of a gold and the text that a reader gives."""
    found = fold(text)
    wanted = [[fold(paragraph) for paragraph in stretch] for stretch in stretches]
    in_a_row = [[word for paragraph in stretch for word in paragraph] for stretch in wanted]
    words = collections.Counter(word for stretch in in_a_row for word in stretch)
    pairs = collections.Counter(pair for stretch in in_a_row for pair in zip(stretch, stretch[1:]))
    whole = f" {' '.join(found)} "
    sentences = [
        words_of
        for stretch in stretches
        for paragraph in stretch
        for sentence in re.split(r"(?<=[.!?…:;])\s+", paragraph)
        if len(words_of := fold(sentence)) >= SENTENCE_WORDS
    ]
    unbroken = sum(f" {' '.join(sentence)} " in whole for sentence in sentences)
    return {
        "words": share(words, collections.Counter(found)),
        "order": share(pairs, collections.Counter(zip(found, found[1:]))),
        "sentences": unbroken / len(sentences) if sentences else None,
    }


def share(wanted, found):
    """How much of a multiset another one has."""
    return (wanted & found).total() / max(wanted.total(), 1)
