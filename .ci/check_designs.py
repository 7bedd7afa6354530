"""Compares the scores of reports drawn at random with the floors of their family: check_designs.py FAMILY SCORES_JSON"""
import json
import os
import sys


def main(family, scores):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "floors.json"), encoding="utf-8") as file:
        floor = json.load(file)["designs"][family]
    with open(scores, encoding="utf-8") as file:
        found = sorted((row["overall"], name) for name, row in json.load(file).items())
    mean = sum(score for score, _ in found) / len(found) if found else 0.0
    low = found[len(found) // 20][0] if found else 0.0
    print(f"{family:13} {len(found)} reports, mean {mean:.4f} (floor {floor['mean']}), 5th percentile {low:.4f} (floor {floor['low']})")
    if len(found) < 20 or mean < floor["mean"] or low < floor["low"]:
        worst = ", ".join(f"{name} {score:.3f}" for score, name in found[:4])
        print(f"FAILED: {family} is below its floor; the worst: {worst}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
