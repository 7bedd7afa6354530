#!/usr/bin/env python3
"""Fits src/trust/weights.toml: fit.py INGEST WEIGHTS.toml DIR [DIR ...], or checks it: fit.py --check INGEST DIR [DIR ...]

Each DIR holds reports X.pdf with X.gold.json (records with title, theme, sections, …). The program tells the facts of every
field (`ingest inspect --why json`) and its values (`jobs.json`); gold tells which fields are right. One logistic regression a
kind of field and form of report, then one over the whole record, for which the fields' own confidences are facts; drawn
towards prior.toml. Take reports that the weights of src/settle were not fitted on: those are read too well. Deterministic.

--check prints, for the weights that the program has: of the records at 0.9 or more the share that is right in every field, of
the right ones the share at 0.9 or more, a reliability table, and the calibration error of each kind of field.
Needs numpy and scipy.
"""
import json, math, os, re, subprocess, sys, tempfile, tomllib, unicodedata
from concurrent.futures import ThreadPoolExecutor
import numpy as np
from scipy.optimize import minimize

# How strongly weights are drawn towards prior.toml beside this script.
STRENGTH = 2.0
LISTS = ["alt_titles", "job_families", "departments"]
DERIVED = ["acronym", "country", "rncp_levels", "certification_codes", "hours", "pages"]


def norm(text):
    text = unicodedata.normalize("NFC", str(text or "")).replace("’", "'").replace("\u00ad", "")
    text = re.sub("[\u2010\u2011]", "-", text)
    return re.sub(r"\s+", " ", text).strip()


def key(text):
    return norm(text).casefold()


def sections(record):
    found = record.get("sections") or {}
    if isinstance(found, dict):
        return {k: norm(v) for k, v in found.items() if v}
    texts = {}
    for section in found:
        texts.setdefault(section["key"], []).append(section["text"])
    return {k: norm("\n".join(v)) for k, v in texts.items()}


def values(record, field):
    found = record.get(field)
    if field == "hours":
        return {(int(x["value"]), x["what"]) for x in found or []}
    if isinstance(found, list):
        return {key(x) for x in found} if field != "pages" else found
    return key(found)


def right(job, gold):
    """Of each field whether it is right, by name; gold may be missing."""
    if gold is None:
        return {}
    told = {"title": key(job["title"]) == key(gold["title"]), "theme": key(job.get("theme")) == key(gold.get("theme"))}
    for field in LISTS:
        skip = values(gold.get("optional") or {}, field) or set()
        told[field] = (values(job, field) or set()) - set(skip) == (values(gold, field) or set()) - set(skip)
    if gold.get("opinion"):
        opinion = job.get("opinion") or {}
        told["opinion"] = all(abs(opinion.get(a, 9) - gold["opinion"][a]) <= 0.1 for a in ("relevance", "transposability"))
    have, want = sections(job), sections(gold)
    for name in set(have) | set(want):
        told["sections." + name] = have.get(name) == want.get(name)
    rest = []
    for field in DERIVED:
        if field == "pages" and not gold.get("pages"):
            continue
        skip = values(gold.get("optional") or {}, field) or set()
        a, b = values(job, field) or set(), values(gold, field) or set()
        rest.append(a == b or (isinstance(a, set) and isinstance(b, set) and a - set(skip) == b - set(skip)))
    rest.append([norm(x) for x in job.get("missions") or []] == [norm(x) for x in gold.get("missions") or []])
    told["record"] = all(told.values()) and all(rest)
    return told


def partner(job, golds):
    for gold in golds:
        if key(gold["title"]) == key(job["title"]):
            return gold
    have = set(sections(job).values())
    best = max(golds, key=lambda gold: len(have & set(sections(gold).values())), default=None)
    return best if best and have & set(sections(best).values()) else None


def examples(ingest, folder):
    """For each record its model, field, facts, confidence and whether it is right."""
    stems = sorted(f[:-10] for f in os.listdir(folder) if f.endswith(".gold.json"))
    with tempfile.TemporaryDirectory() as out:
        subprocess.run([ingest, folder, "--only", "*.pdf", "-o", out, "--quiet", "--format", "json", "--no-cache"], capture_output=True)
        jobs = {}
        for job in json.load(open(os.path.join(out, "jobs.json"), encoding="utf-8"))["jobs"]:
            jobs.setdefault(job["file"][:-4], []).append(job)

    def judged(stem):
        run = subprocess.run([ingest, "inspect", f"{folder}/{stem}.pdf", "--why", "json", "--ocr", "never"], capture_output=True, text=True)
        lines = (json.loads(line) for line in run.stdout.splitlines())
        return [line for line in lines if line["model"] == "trust"]

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        all_judged = list(pool.map(judged, stems))
    for stem, lines in zip(stems, all_judged):
        golds = json.load(open(f"{folder}/{stem}.gold.json", encoding="utf-8"))["records"]
        by_title = {}
        for line in lines:
            by_title.setdefault((line["sheet"], line["text"]), []).append(line)
        own = jobs.get(stem, [])
        for (_, title), fields in by_title.items():
            job = next((job for job in own if job["title"] == title), None)
            if job is None:
                continue
            own.remove(job)
            told = right(job, partner(job, golds))
            yield [(f["candidates"][0]["id"], f["candidates"][0]["text"], f["candidates"][0]["facts"], f["probability"],
                    told.get(f["candidates"][0]["text"], f["candidates"][0]["text"] != "record" and bool(told) and not f["candidates"][0]["text"].startswith("sections."))) for f in fields]


def fit(data, prior):
    names = sorted({name for facts, _ in data for name in facts} | set(prior))
    start = np.array([prior.get(name, 0.0) for name in names])
    x = np.array([[facts.get(name, 0.0) for name in names] for facts, _ in data])
    y = np.array([float(correct) for _, correct in data])

    def loss(w):
        p = 1 / (1 + np.exp(-(x @ w)))
        off = w - start
        value = -np.sum(y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)) + 0.5 * STRENGTH * off @ off
        return value, x.T @ (p - y) + STRENGTH * off

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 500})
    return {name: round(float(w), 2) for name, w in zip(names, found.x) if abs(w) >= 0.01}


def confidence(weights, facts):
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * fact for name, fact in facts.items())))


def main(ingest, target, *folders):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "prior.toml"), "rb") as file:
        prior = tomllib.load(file)
    records = [record for folder in folders for record in examples(ingest, folder)]
    data = {}
    for record in records:
        for model, field, facts, _, correct in record:
            if field != "record":
                data.setdefault(model, []).append((facts, correct))
    models = {model: fit(own, prior.get(model.split(".")[1], {})) for model, own in data.items()}
    # The whole record: what its fields are now worth, and those of the others of its document, are facts.
    wholes = {}
    for record in records:
        model, _, facts, _, correct = record[-1]
        own = [confidence(models[m], f) for m, field, f, _, _ in record if field != "record"]
        facts = dict(facts)
        least = min(own, default=1.0)
        odds = min(max(math.log(max(least / max(1 - least, 1e-9), 1e-9)), -2.0), 7.0)
        facts["least"] = (7.0 - odds) / 9.0
        facts["sum-of-doubts"] = min(sum(-math.log(max(p, 1e-3)) for p in own), 4.0) / 4.0
        wholes.setdefault(model, []).append((facts, correct))
    for model, own in wholes.items():
        models[model] = fit(own, prior.get("record", {}))
    lines = ["# Weights of the models that say how far a value may be trusted, written by src/trust/fit/fit.py; its README tells how."]
    for model in sorted(models):
        share = np.mean([correct for _, correct in data.get(model, wholes.get(model))])
        print(f"{model}: {len(data.get(model, wholes.get(model)))} values, {share:.4f} right", file=sys.stderr)
        lines += ["", f'["{model}"]'] + [f"{name} = {value}" for name, value in sorted(models[model].items())]
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def check(ingest, *folders):
    for folder in folders:
        records = list(examples(ingest, folder))
        pairs = [(min(p for _, _, _, p, _ in record), record[-1][4]) for record in records]
        sure = [correct for p, correct in pairs if p >= 0.9]
        good = [p for p, correct in pairs if correct]
        print(f"{folder}: {len(pairs)} records, {sum(c for _, c in pairs)} right; at >= 0.9: {len(sure)}, right {np.mean(sure or [0]):.4f}; "
              f"of the right ones at >= 0.9: {np.mean([p >= 0.9 for p in good] or [0]):.4f}")
        for low, high in [(0, .3), (.3, .5), (.5, .7), (.7, .8), (.8, .9), (.9, .95), (.95, .98), (.98, 1.01)]:
            own = [(p, c) for p, c in pairs if low <= p < high]
            if own:
                print(f"  {low:.2f}-{min(high, 1):.2f}: {len(own):4d} records, mean {np.mean([p for p, _ in own]):.3f}, right {np.mean([c for _, c in own]):.3f}")
        kinds = {}
        for record in records:
            for model, _, _, p, correct in record:
                kinds.setdefault(model, []).append((p, correct))
        for model, own in sorted(kinds.items()):
            error = 0.0
            for low in np.arange(0, 1, 0.1):
                bin_ = [(p, c) for p, c in own if low <= p < low + 0.1 + 1e-9 * (low > 0.85)]
                if bin_:
                    error += len(bin_) / len(own) * abs(np.mean([p for p, _ in bin_]) - np.mean([c for _, c in bin_]))
            print(f"  {model}: {len(own)} values, right {np.mean([c for _, c in own]):.4f}, calibration error {error:.4f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--check"] and len(sys.argv) > 3:
        check(*sys.argv[2:])
    elif len(sys.argv) > 3:
        main(*sys.argv[1:])
    else:
        sys.exit(__doc__)
