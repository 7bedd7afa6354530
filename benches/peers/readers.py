"""Reads PDFs with one library of Python: readers.py LIBRARY FOLDER PDF ...

The text of each file is written to FOLDER, under the file's name and `.txt`. Run by `compare.py` with the Python that has
the libraries. What a file's failure says goes to standard error; the others are read all the same.
"""

import pathlib
import sys


def pypdfium2():
    import pypdfium2

    def read(path):
        document = pypdfium2.PdfDocument(path)
        try:
            texts = []
            for page in document:
                text_page = page.get_textpage()
                texts.append(text_page.get_text_range())
                text_page.close()
                page.close()
            return "\n".join(texts)
        finally:
            document.close()

    return read


def pymupdf():
    import pymupdf

    def read(path):
        with pymupdf.open(path) as document:
            return "\n".join(page.get_text() for page in document)

    return read


def pdfplumber():
    import pdfplumber

    def read(path):
        with pdfplumber.open(path) as document:
            texts = []
            for page in document.pages:
                texts.append(page.extract_text())
                # What is kept of pages that are done with fills the memory.
                page.close()
            return "\n".join(texts)

    return read


def pdf_inspector():
    import pdf_inspector

    return lambda path: pdf_inspector.process_pdf(path).markdown or ""


def liteparse():
    from liteparse import LiteParse

    # One worker: what several would do at a time is processor time all the same.
    parser = LiteParse(ocr_enabled=False, quiet=True, num_workers=1)
    return lambda path: parser.parse(path).text


READERS = {
    "pypdfium2": pypdfium2,
    "pymupdf": pymupdf,
    "pdfplumber": pdfplumber,
    "pdf-inspector": pdf_inspector,
    "liteparse": liteparse,
}


def main():
    library, folder, *files = sys.argv[1:]
    read = READERS[library]()
    for file in files:
        try:
            text = read(file)
        except Exception as error:  # noqa: BLE001: whatever a library throws is that file's failure
            print(f"{file}: {error}", file=sys.stderr)
            continue
        target = pathlib.Path(folder) / f"{pathlib.Path(file).stem}.txt"
        target.write_text(text, encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
