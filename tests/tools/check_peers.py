"""Checks what `benches/peers/` says of texts, and that its table is that of its figures: check_peers.py

Standard library only.
"""
import json
import sys
from pathlib import Path

PEERS = Path(__file__).resolve().parents[2] / "benches/peers"
sys.path.insert(0, str(PEERS))

import tables  # noqa: E402
import words  # noqa: E402

GOLD = [["Les soins", "Le cadre prépare la tournée du matin.", "Il relit les numéros post-natals."], ["Une cellule"]]
WHOLE = "Les soins\nLe cadre prépare la tour-\nnée du matin. Il relit les nu\u00ad\nméros post-natals.\nUne cellule\n"


def measured(text):
    return words.measure(GOLD, text)


def main():
    assert measured(WHOLE) == {"words": 1, "order": 1, "sentences": 1}, measured(WHOLE)
    assert measured("") == {"words": 0, "order": 0, "sentences": 0}, measured("")
    # Stretches may stand in another order, and what no gold has may stand between them.
    assert measured("Une cellule\nPage 3\n" + WHOLE.removesuffix("Une cellule\n")) == measured(WHOLE)
    # Two columns read across: all words are there, few sentences are.
    across = measured("Les soins\nLe cadre prépare la Il relit les numéros\ntournée du matin. post-natals.\nUne cellule")
    assert across["words"] == 1 and across["order"] < 0.9 and across["sentences"] == 0, across
    lost = measured(WHOLE.replace("cadre", ""))
    assert lost["words"] < 1 and lost["sentences"] == 0.5, lost
    assert words.fold(words.without_marks("## **P**réparer [le lit](#x) | à&nbsp;midi<br>\\- ici")) == ["préparer", "le", "lit", "à", "midi", "ici"]
    markdown = words.stretches_of_markdown("# Un\n\nDeux.\n\n| Trois | |\n| --- | --- |\n| **Quatre** | Cinq |\n")
    assert markdown == [["Un", "Deux."], [" Trois "], [" Quatre "], [" Cinq "]], markdown

    figures = json.loads((PEERS / "figures.json").read_text(encoding="utf-8"))
    table = tables.markdown(figures)
    assert (PEERS / "figures.md").read_text(encoding="utf-8") == table, "figures.md is not the table of figures.json: compare.py --table"
    print(f"{len(figures['readers'])} readers")


main()
