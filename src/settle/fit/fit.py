#!/usr/bin/env python3
"""Fits src/settle/weights.toml: fit.py INGEST WEIGHTS.toml DIR [DIR ...]

Each DIR holds reports X.pdf with X.gold.json (records with title, theme, sections). For every report the program tells the
choices that it made and the facts of all candidates (`ingest inspect --why json`); gold tells which candidate is right, by
the letters of the texts. Each model is a linear one: "heading" a logistic regression, the others a conditional logit over
the candidates of a choice. Deterministic: same reports, same weights. Facts about the owner of the paragraph before are
taken from gold, so that the program's mistakes are not learnt. Needs numpy and scipy.
"""
import json, os, subprocess, sys, tomllib, unicodedata
from concurrent.futures import ThreadPoolExecutor
import numpy as np
from scipy.optimize import minimize

# How strongly weights are drawn towards prior.toml beside this script.
STRENGTH = {"heading": 1.0, "title": 0.3, "theme": 0.3, "owner": 0.3, "chapter-title": 0.3}


def letters(text):
    text = unicodedata.normalize("NFKD", (text or "").casefold().replace("œ", "oe").replace("æ", "ae"))
    return "".join(c for c in text if c.isalnum())


def decisions(ingest, path):
    run = subprocess.run([ingest, "inspect", path, "--why", "json", "--ocr", "never"], capture_output=True, text=True)
    return [json.loads(line) for line in run.stdout.splitlines()]


class Gold:
    def __init__(self, path):
        self.records = json.load(open(path, encoding="utf-8"))["records"]
        self.sections = [{k: letters(v) for k, v in r["sections"].items() if v} for r in self.records]
        self.all = [v for s in self.sections for v in s.values()]

    def record_of(self, made):
        """The record that a sheet is, by the texts that it holds."""
        sums = [0] * len(self.records)
        for choice in made:
            text = letters(choice["text"] or " ".join(c["text"] for c in choice["candidates"]))
            for at, sections in enumerate(self.sections):
                if choice["model"] == "owner" and any(text in v for v in sections.values()):
                    sums[at] += len(text)
        return max(range(len(sums)), key=lambda at: sums[at]) if any(sums) else None

    def heading(self, choice):
        text, rest, key = letters(choice["text"]), letters(choice["candidates"][0]["text"])[:24], choice["candidates"][0]["id"]
        pages = [r.get("pages") for r in self.records]
        inside = any(text + rest[:12] in v for v in self.all)
        begins = any(len(rest) > 3 and s.get(key, "")[:60].find(rest) in range(0, 30) for s in self.sections)
        if inside:
            return False
        if begins:
            return True
        if any(len(text + rest) > 8 and rest and rest in v for v in self.all) and not begins:
            return None
        return None if any(p and p[0] <= choice["page"] <= p[1] for p in pages) else False

    def right(self, choice, record):
        model = choice["model"]
        gold = self.records[record]
        texts = [letters(c["text"]) for c in choice["candidates"]]
        if model in ("title", "chapter-title"):
            title = letters(gold["title"])
            whole = title + letters(gold.get("acronym"))
            right = [bool(t) and (t in whole or whole in t or (title in t and len(title) > 0.6 * len(t))) and len(t) > 3 for t in texts]
            if any(t in (title, whole) for t in texts):
                right = [t in (title, whole) for t in texts]
            return right
        if model == "theme":
            theme = letters(gold.get("theme"))
            return [bool(theme) and t in (theme, "theme" + theme, "thematique" + theme, "axe" + theme) for t in texts]
        text = letters(choice["text"])
        if len(text) < 3:
            return None
        sections = self.sections[record]
        keys = {k for k, v in sections.items() if text in v}
        if not keys:
            begun = {k for k, v in sections.items() if len(text) > 30 and (text[:25] in v or text[-25:] in v)}
            if begun or any(text in v for v in self.all):
                return None
            keys = {"none"}
        return [c["text"] in keys for c in choice["candidates"]]


def examples(ingest, folder):
    stems = sorted(f[:-10] for f in os.listdir(folder) if f.endswith(".gold.json"))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        made = list(pool.map(lambda stem: decisions(ingest, f"{folder}/{stem}.pdf"), stems))
    for stem, choices in zip(stems, made):
        gold = Gold(f"{folder}/{stem}.gold.json")
        for choice in (c for c in choices if c["model"] == "heading"):
            right = gold.heading(choice)
            if right is not None:
                yield "heading", [choice["candidates"][0]["facts"]], [right]
        sheets = {}
        for choice in choices:
            if choice["model"] != "heading":
                sheets.setdefault(choice["sheet"], []).append(choice)
        for sheet in sheets.values():
            record = gold.record_of(sheet)
            if record is None:
                continue
            before = None
            for choice in sheet:
                right = gold.right(choice, record)
                facts = [dict(c["facts"]) for c in choice["candidates"]]
                if choice["model"] == "owner":
                    context = choice["context"]
                    for candidate, own in zip(choice["candidates"], facts):
                        for name in ("owns-before", "owns-before-adjacent", "owns-before-column", "owns-before-open", "none-after-none"):
                            own.pop(name, None)
                        if "before" not in context or before is None:
                            continue
                        if candidate["id"] == before:
                            if candidate["text"] == "none":
                                own["none-after-none"] = 1.0
                            else:
                                own["owns-before"] = 1.0
                                own["owns-before-adjacent" if "adjacent" in context else "owns-before-column"] = 1.0
                                if "open" in context:
                                    own["owns-before-open"] = 1.0
                    chosen = [c["id"] for c, r in zip(choice["candidates"], right or []) if r]
                    before = chosen[0] if len(chosen) == 1 else choice["candidates"][choice["chosen"]]["id"]
                if right and any(right):
                    yield choice["model"], facts, right


def fit(model, data, prior):
    names = sorted({name for facts, _ in data for own in facts for name in own} | set(prior))
    start = np.array([prior.get(name, 0.0) for name in names])
    place = {name: at for at, name in enumerate(names)}
    rows, starts, right = [], [0], []
    for facts, correct in data:
        for own in facts:
            row = np.zeros(len(names))
            for name, value in own.items():
                row[place[name]] = value
            rows.append(row)
        right += correct
        starts.append(len(rows))
    x, y, starts = np.array(rows), np.array(right, dtype=float), np.array(starts)
    owner = np.repeat(np.arange(len(starts) - 1), np.diff(starts))

    def loss(w):
        s = x @ w
        if model == "heading":
            p = 1 / (1 + np.exp(-s))
            value = -np.sum(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))
            grad = x.T @ (p - y)
        else:
            top = np.maximum.reduceat(s, starts[:-1])
            e = np.exp(s - top[owner])
            total = np.add.reduceat(e, starts[:-1])
            good = np.add.reduceat(e * y, starts[:-1])
            value = np.sum(np.log(total) - np.log(good + 1e-300))
            grad = x.T @ (e / total[owner] - e * y / (good[owner] + 1e-300))
        strength = STRENGTH[model]
        off = w - start
        return value + 0.5 * strength * off @ off, grad + strength * off

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    s = x @ found.x
    if model == "heading":
        hit = np.mean((s > 0) == (y > 0.5))
    else:
        hit = np.mean([y[a:b][np.argmax(s[a:b])] for a, b in zip(starts[:-1], starts[1:])])
    print(f"{model}: {len(data)} choices, {hit:.4f} right, {len(names)} facts", file=sys.stderr)
    return {name: round(float(w), 2) for name, w in zip(names, found.x) if abs(w) >= 0.01}


def main(ingest, target, *folders):
    data = {}
    for folder in folders:
        for model, facts, right in examples(ingest, folder):
            data.setdefault(model, []).append((facts, right))
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "prior.toml"), "rb") as file:
        prior = tomllib.load(file)
    lines = ["# Weights of the models that settle what lines are, written by src/settle/fit/fit.py; its README tells how."]
    for model in sorted(data):
        lines += ["", f"[{model}]"] + [f"{name} = {value}" for name, value in sorted(fit(model, data[model], prior.get(model, {})).items())]
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
