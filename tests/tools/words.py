#!/usr/bin/env python3
"""Words of PDFs that other readers find and `ingest inspect` does not print.

    words.py INGEST FOLDER... [--explained FILE] [--least SHARE] [--verbose]

For every PDF under the folders: the distinct words that both `pdftotext` and MuPDF (`pip install pymupdf`) find, against
everything that `ingest inspect` prints: text, furniture, watermarks, hidden text. A word counts as found too where it is
glued to its neighbours or split, which is told apart from words that are lost; so does one that ends in the number of a
note ("word12" of "word" and a raised 12), which texts leave out by design. Files whose words are lost for a reason are
listed in words.explained.txt beside this script, one a line: file name, a tab, the reason.

Needs Python 3.9 with pymupdf, and poppler's pdftotext. Ends with 1 if an unexplained file lost words."""
import argparse, concurrent.futures, hashlib, itertools, json, os, re, subprocess, sys, unicodedata

WORD = re.compile(r"[^\W_]{2,}")
CALL = re.compile(r"(\w*[^\W\d])\d{1,2}")
SIZES = 120  # seconds for one program and file


def words_of(text):
    """Distinct words, folded so that ligatures, width and composition make no difference."""
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    # A word that a line's end cuts is one word in one reader and two in another.
    joined = re.sub(r"(\w)[-\u2010\u2011]\s*\n\s*(\w)", r"\1\2", text)
    return {word.casefold() for part in (text, joined) for word in WORD.findall(part)}


def pdftotext(path):
    out = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, timeout=SIZES)
    return out.stdout.decode("utf-8", "replace")


def mupdf(path):
    import pymupdf
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        return "\n".join(page.get_text() for page in pymupdf.open(path))
    except Exception:  # What it cannot open says nothing.
        return ""


def words_of_both(path, kept):
    """The words of the two other readers, which do not change: from the folder of kept ones where they are there."""
    place = kept and os.path.join(kept, hashlib.sha256(os.path.abspath(path).encode()).hexdigest()[:24] + ".json")
    if place and os.path.exists(place):
        return set(json.load(open(place, encoding="utf-8")))
    both = words_of(pdftotext(path)) & words_of(mupdf(path))
    if place:
        json.dump(sorted(both), open(place, "w", encoding="utf-8"))
    return both


def inspect(ingest, path):
    out = subprocess.run([ingest, "inspect", path, "--ocr", "never"], capture_output=True, timeout=SIZES)
    return out.stdout.decode("utf-8", "replace"), out.stderr.decode("utf-8", "replace")


def compare(ingest, path, kept):
    try:
        both = words_of_both(path, kept)
        printed, error = inspect(ingest, path)
    except subprocess.TimeoutExpired as late:
        return path, set(), set(), set(), f"timeout: {late.cmd[0]}"
    text = "\n".join(line for line in printed.split("\n") if not line.startswith(("#", "!")))
    found = words_of(text)
    missing = both - found
    squeezed = "".join(WORD.findall(unicodedata.normalize("NFKC", text).casefold()))
    # All letters in order, but parted otherwise.
    glued = {word for word in missing if len(word) > 2 and word in squeezed}
    # The number of a note, read as the end of the word before it.
    glued |= {word for word in missing - glued if (call := CALL.fullmatch(word)) and call[1] in found}
    issues = [line for line in printed.split("\n") if line.startswith("!")]
    note = error.strip().split("\n")[-1] if not printed else "; ".join(sorted({i.split()[1] for i in issues}))
    return path, both, missing - glued, glued, note


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ingest")
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--explained", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "words.explained.txt"))
    parser.add_argument("--least", type=float, default=0.998, help="share of the words of all files that must be found")
    parser.add_argument("--verbose", action="store_true", help="all lost words, not the first ten of a file")
    parser.add_argument("--kept", help="a folder for what the other readers find, so that it is asked once")
    args = parser.parse_args()
    if args.kept:
        os.makedirs(args.kept, exist_ok=True)
    explained = {}
    if os.path.exists(args.explained):
        for line in open(args.explained, encoding="utf-8"):
            if "\t" in line and not line.startswith("#"):
                name, reason = line.rstrip("\n").split("\t", 1)
                explained[name] = reason
    paths = []
    for folder in args.folders:
        if os.path.isfile(folder):
            paths.append(folder)
        for root, _, names in os.walk(folder):
            paths += [os.path.join(root, name) for name in names if name.lower().endswith(".pdf")]
    total = lost_all = glued_all = open_files = 0
    same = itertools.repeat
    with concurrent.futures.ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        for path, both, lost, glued, note in pool.map(compare, same(args.ingest), sorted(paths), same(args.kept)):
            total += len(both); lost_all += len(lost); glued_all += len(glued)
            name = os.path.basename(path)
            if not lost and not (glued and args.verbose):
                continue
            share = 1 - len(lost) / max(len(both), 1)
            reason = explained.get(name)
            if lost and reason is None:
                open_files += 1
            told = sorted(lost) if args.verbose else sorted(lost)[:10]
            state = f"explained: {reason}" if reason else "UNEXPLAINED"
            print(f"{share:.3f} {name}: {len(lost)} of {len(both)} lost, {len(glued)} glued or split; {state}")
            print(f"      lost: {' '.join(told)}{' …' if len(told) < len(lost) else ''}")
            if args.verbose and glued:
                print(f"      glued or split: {' '.join(sorted(glued))}")
            if note:
                print(f"      issues: {note}")
    share = 1 - lost_all / max(total, 1)
    print(f"{len(paths)} files, {total} words: {share:.4%} found, {lost_all} lost, {glued_all} glued or split; "
          f"{open_files} files with unexplained losses")
    sys.exit(bool(open_files) or share < args.least)


if __name__ == "__main__":
    main()
