"""Compares scores with their floors: check_scores.py SET SCORES_JSON JOBS_JSON"""
import json
import os
import sys


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def stem(file):
    return os.path.splitext(os.path.basename(file))[0]


def main(name, scores, dataset):
    floors = load(os.path.join(os.path.dirname(os.path.abspath(__file__)), "floors.json"))[name]
    scores, dataset = load(scores), load(dataset)
    sources = {stem(row["file"]): row for row in dataset["sources"] if row["status"] != "unsupported"}
    problems = [f"{file}: scored, but floors.json has no floor for it" for file in sorted(set(scores) - set(floors))]
    for file, floor in floors.items():
        overall = scores.get(file, {}).get("overall")
        print(f"{file:28} {'–' if overall is None else format(overall, '.4f')}  floor {floor['overall']}")
        if overall is None:
            problems.append(f"{file}: has a floor, but was not scored")
        elif overall < floor["overall"]:
            problems.append(f"{file}: overall {overall:.4f} is below its floor {floor['overall']}")
        for field in ("jobs", "status"):
            found = sources.get(file, {}).get(field)
            if field in floor and found != floor[field]:
                problems.append(f"{file}: {field} is {found!r}, expected {floor[field]!r}")
    for problem in problems:
        print(f"FAILED: {problem}", file=sys.stderr)
    if problems:
        print("see every miss: score.py -v JOBS_JSON GOLD_JSON", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
