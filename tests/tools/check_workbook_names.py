"""What the workbook calls the tables and their columns."""

SHEETS = {
    "occupations": "métiers",
    "jobs": "fiches",
    "qualifications": "formations",
    "missions": "missions",
    "sections": "rubriques",
    "fields": "champs",
    "values": "valeurs",
    "sources": "fichiers",
    "links": "liens",
    "candidates": "codes proposés",
    "issues": "à vérifier",
    "changes": "changements",
    "places": "emplacements",
    "leftover": "texte non repris",
}


def columns(sheet):
    """Name of a column, as the note of its head tells → its place."""
    return {sheet.cell(1, place).comment.text.split("\n")[0]: place for place in range(1, sheet.max_column + 1)}
