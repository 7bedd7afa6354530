"""The figures as Markdown, for people."""

BEGIN = "<!-- benches/peers/compare.py --readme writes what follows, up to the next such line -->\n"
END = "<!-- as far as that -->\n"


def number(value):
    """For people: three digits, no more."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def share(value):
    return "–" if value is None else f"{value:.3f}"


def markdown(figures):
    parts = [heading(figures), of_readers(figures)]
    parts += [f"Not compared: {name} ({why}).\n" for name, why in figures["missing"].items()]
    for name, row in figures["readers"].items():
        if row["trouble"]:
            parts.append(f"{name}: {row['trouble']}.\n")
        if row.get("without_text"):
            parts.append(f"{name} gives no text of: {', '.join(row['without_text'])}.\n")
    parts.append(of_our_own(figures))
    return "\n".join(parts)


def heading(figures):
    machine, documents = figures["machine"], figures["documents"]
    made = "made documents" if documents["made"] else "documents"
    return (
        f"{machine['date']}, {machine['processor']}, {machine['cores']} cores, {machine['memory_gib']} GiB, {machine['system']}; "
        f"load before and after {machine['load_before']} and {machine['load_after']}. "
        f"{documents['count']} {made}, {documents['pages']} pages.\n"
    )


def of_readers(figures):
    lines = [
        "| reader | gives | pages per CPU second (least – most) | `ingest` is … × as quick | memory | start | words | order | sentences |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for name, row in figures["readers"].items():
        pace, mean = row["pages_per_cpu_second"], row.get("mean", {})
        cells = [
            f"{name} {row['version']}",
            row["gives"],
            f"{number(pace['middle'])} ({number(pace['least'])} – {number(pace['most'])})",
            f"{row['ingest_is_times']:.2f}",
            f"{row['peak_bytes'] / 1e6:.0f} MB",
            f"{1000 * row['start_cpu_seconds']:.0f} ms",
            *(share(mean.get(what)) for what in ("words", "order", "sentences")),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def of_our_own(figures):
    two, flat = figures["two_workers"], figures["flat"]
    pages = "; ".join(f"{length} → {of['middle']:.2f} ms ({of['least']:.2f} – {of['most']:.2f})" for length, of in flat.items())
    return (
        f"Two workers read {two['documents']} documents {two['times']:.2f} × as fast as one, by the clock ({two['least']:.2f} – {two['most']:.2f}).\n\n"
        f"CPU time a page, the same 1,000 job sheets as documents of 1, 10, 100 and 1,000 pages: {pages}.\n"
    )


def into_readme(path, table):
    """Puts the table between the two lines that mark its place."""
    text = path.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"{path}: the lines around the table are gone")
    path.write_text(f"{before}{BEGIN}\n{table}\n{END}{after}", encoding="utf-8")
