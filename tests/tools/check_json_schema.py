"""jobs.schema.json accepts jobs.json, and refuses it with any field removed or of another type."""

import copy
import json

from jsonschema import Draft202012Validator
from tables import check, folder_argument


def main():
    folder = folder_argument()
    schema = json.loads((folder / "jobs.schema.json").read_text(encoding="utf-8"))
    dataset = json.loads((folder / "jobs.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    problems = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(dataset)]
    check(not problems, f"jobs.json does not fit its schema: {problems[:3]}")
    cases = 0
    job = next(job for job in dataset["jobs"] if job["sections"] and job["hours"])
    small = dataset | {"jobs": [job], "sources": dataset["sources"][:1], "links": dataset["links"][:1]}
    for path in paths(small):
        removed, retyped = copy.deepcopy(small), copy.deepcopy(small)
        *above, name = path
        del at(removed, above)[name]
        # No field may be this.
        at(retyped, above)[name] = {"unexpected": [None]}
        for what, wrong in [("removed", removed), ("mistyped", retyped)]:
            # What is left out of a list, or of names that documents and people choose, is no mistake.
            free = name == "item" or isinstance(name, int) or (above and above[-1] in ("rows", "extra", "before_correction", "confidences", "where"))
            if what == "removed" and free:
                continue
            check(not validator.is_valid(wrong), f"{path} {what} is accepted")
            cases += 1
    print(f"{len(dataset['jobs'])} jobs fit the schema, {cases} wrong ones do not")


def at(value, path):
    for name in path:
        value = value[name]
    return value


def paths(value, above=()):
    """Every field, in lists of the first item only."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield (*above, name)
            yield from paths(inner, (*above, name))
    elif isinstance(value, list) and value:
        yield (*above, 0)
        yield from paths(value[0], (*above, 0))


main()
