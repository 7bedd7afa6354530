"""Writes src/link/rarity.txt: how common the words of French are, for telling words that say something from others.

    pip install wordfreq
    python3 tests/tools/rarity.py > src/link/rarity.txt

The data are those of wordfreq 3.1.1 (Robyn Speer), which are under CC BY-SA 4.0; so is the file made from them.
"""

import sys
import unicodedata

import wordfreq

# Words rarer than this are not listed: what is not listed is as rare as can be.
LEAST = 2.95
MOST_BYTES = 200_000


def folded(word):
    word = word.replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)).lower()


def main():
    zipf = {}
    for word, _ in wordfreq.get_frequency_dict("fr", wordlist="large").items():
        plain = folded(word)
        if len(plain) >= 3 and plain.isascii() and plain.isalpha():
            zipf[plain] = max(zipf.get(plain, 0), wordfreq.zipf_frequency(word, "fr"))
    zipf = {word: value for word, value in zipf.items() if value >= LEAST}
    classes = {}
    for word, value in zipf.items():
        # A form that the stemmer folds into a listed, commoner one adds nothing.
        bases = [word[: -len(end)] + base for end, base in
                 (("s", ""), ("es", ""), ("e", ""), ("ees", "e"), ("ee", "e"), ("aux", "al"), ("ent", "e"), ("ant", "er"), ("er", "e"))
                 if word.endswith(end) and len(word) - len(end) >= 4]
        if any(zipf.get(base, 0) >= value for base in bases if base != word):
            continue
        classes.setdefault(round(value * 2), []).append(word)
    lines = [
        "# How common words are in French: twice the Zipf value (log10 of uses in 10^9 words), then the words, folded.",
        "# Made by tests/tools/rarity.py from the French data of wordfreq 3.1.1 by Robyn Speer.",
        "# This file, like those data, is under CC BY-SA 4.0: https://creativecommons.org/licenses/by-sa/4.0/",
    ]
    for number in sorted(classes, reverse=True):
        lines.append(f"{number} " + " ".join(sorted(classes[number])))
    text = "\n".join(lines) + "\n"
    if len(text) > MOST_BYTES:
        sys.exit(f"{len(text)} bytes are more than {MOST_BYTES}: raise LEAST")
    sys.stdout.write(text)


main()
