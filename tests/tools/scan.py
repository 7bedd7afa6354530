#!/usr/bin/env python3
"""Makes scans of PDFs: pages become pictures, a little askew, with the grain and the compression of a scanner.

    scan.py SOURCE OUT [--dpi 200] [--skew 0.5] [--grain 6] [--quality 70] [--grey] [--seed 1]

SOURCE is a PDF or a folder of them; gold and design files beside them are copied, so that what is read off the scans can
be scored like what is read off the prints. Each page is turned by up to `--skew` degrees, at random but the same for
the same file, page and seed.

Needs Python 3.9 with pymupdf, pillow and numpy."""
import argparse, io, pathlib, random, shutil

import numpy
import pymupdf
from PIL import Image


def scanned(page, chance, options):
    """A page as the JPEG of a scanner, with its size in points."""
    drawn = page.get_pixmap(dpi=options.dpi, colorspace=pymupdf.csGRAY if options.grey else pymupdf.csRGB)
    picture = Image.frombytes("L" if options.grey else "RGB", (drawn.width, drawn.height), drawn.samples)
    angle = chance.uniform(-options.skew, options.skew)
    paper = 255 if options.grey else (255, 255, 255)
    picture = picture.rotate(angle, Image.Resampling.BICUBIC, fillcolor=paper)
    pixels = numpy.asarray(picture, dtype=numpy.float32)
    noise = numpy.random.default_rng(chance.getrandbits(32)).normal(0, options.grain, pixels.shape[:2])
    noise = noise if options.grey else noise[..., None]
    # Paper is not quite white, ink not quite black.
    pixels = 14 + (pixels + noise) * (236 / 255)
    out = io.BytesIO()
    Image.fromarray(pixels.clip(0, 255).astype("uint8")).save(out, "JPEG", quality=options.quality)
    return out.getvalue(), page.rect.width, page.rect.height


def scan(path, out, options):
    source = pymupdf.open(path)
    if source.needs_pass:
        source.authenticate("")
    target = pymupdf.open()
    for number, page in enumerate(source):
        chance = random.Random(f"{options.seed} {path.name} {number}")
        data, width, height = scanned(page, chance, options)
        target.new_page(width=width, height=height).insert_image((0, 0, width, height), stream=data)
    target.save(out / path.name, deflate=True, no_new_id=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--skew", type=float, default=0.5)
    parser.add_argument("--grain", type=float, default=6)
    parser.add_argument("--quality", type=int, default=70)
    parser.add_argument("--grey", action="store_true")
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    paths = sorted(options.source.glob("*.pdf")) if options.source.is_dir() else [options.source]
    for path in paths:
        scan(path, options.out, options)
        for beside in path.parent.glob(path.stem + ".*.json"):
            shutil.copy(beside, options.out)


if __name__ == "__main__":
    main()
