// A large dataset that is made up: the same one every time.

const TITLES = [
  "Infirmier",
  "Coordinateur",
  "Médiateur",
  "Conseiller",
  "Technicien",
  "Ingénieur",
  "Référent",
  "Pilote",
  "Animateur",
  "Psychologue",
];
const OF = [
  "de nuit",
  "des parcours",
  "en santé numérique",
  "de la donnée",
  "du sommeil",
  "en télésanté",
  "à domicile",
  "des écrans",
  "d’oncologie",
  "en prévention",
  "de l’hôpital",
  "en génomique",
];
const FAMILIES = [
  "Soins",
  "Recherche clinique",
  "Systèmes d’information",
  "Qualité, hygiène, sécurité, environnement",
  "Achat-logistique",
  "Gestion de l’information",
];
const THEMES = [
  "Prise en soins des patients",
  "Soigner autrement",
  "Données et numérique",
  "Organisation et pilotage",
  "Bâtiments et logistique",
];
const WORDS =
  "patient équipe soin hôpital parcours donnée domicile formation projet sécurité qualité réunion médecin infirmier outil logiciel prévention accompagnement dossier territoire établissement anesthésie sommeil écran lumière".split(
    " ",
  );
const SECTIONS = ["context", "missions", "training", "outlook"];

/** A number from 0 to 1, by a small generator that is the same everywhere. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The scripts of a dataset with so many jobs: name and value. */
export function* many(count) {
  const next = dice(1);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const sentence = (length) => `${Array.from({ length }, () => pick(WORDS)).join(" ")}.`;
  const perSource = 40;
  const sources = Array.from({ length: Math.ceil(count / perSource) }, (_, at) => ({
    id: `rapport-${at}`,
    file: `rapport-${at}.pdf`,
    href: `rapport-${at}.pdf`,
    title: `Rapport ${at}`,
    publisher: null,
    collection: `collection-${at % 6}`,
    edition: `20${20 + (at % 6)}-01`,
    status: "ok",
    message: null,
    pages: perSource,
    jobs: perSource,
    coverage: { records: 0.95, notes: 0.01, furniture: 0.02, leftOver: 0.02 },
    url: null,
    licence: null,
    copyOf: null,
    document: null,
  }));
  const issues = [];
  const jobs = [];
  const details = [];
  const texts = [];
  for (let at = 0; at < count; at += 1) {
    const source = Math.floor(at / perSource);
    const title = `${pick(TITLES)} ${pick(OF)} ${at}`;
    const unsure = next() < 0.08;
    const gap = next() < 0.05;
    const mine = [];
    const keys = gap ? SECTIONS.slice(0, 3) : SECTIONS;
    if (unsure)
      mine.push(
        issues.push({
          severity: "warning",
          code: "unsure",
          source,
          page: (at % perSource) + 1,
          job: at,
          field: "sections.training",
          message: `“${title}”: sections.training is unsure (0.8): it goes over columns`,
          hint: "compare it with the page",
          settled: "",
        }) - 1,
      );
    if (gap)
      mine.push(
        issues.push({
          severity: "warning",
          code: "section-missing",
          source,
          page: (at % perSource) + 1,
          job: at,
          field: "outlook",
          message: `“${title}”: section missing: outlook`,
          hint: null,
          confidence: 0.8,
          why: "it goes over columns or pages",
          settled: "",
        }) - 1,
      );
    const page = (at % perSource) + 1;
    const sections = keys.map((key, part) => ({
      key,
      heading: key.toUpperCase(),
      items: Array.from({ length: 4 }, () => sentence(28)),
      where: [[page, 50, 120 + part * 150, 540, 250 + part * 150]],
      itemsWhere: [],
      confidence: 0.95,
      why: [],
      corrected: false,
      before: null,
    }));
    const families =
      next() < 0.3
        ? [pick(FAMILIES), "Soins"].filter((one, place, all) => all.indexOf(one) === place)
        : [pick(FAMILIES)];
    const theme = pick(THEMES);
    jobs.push({
      id: `rapport-${source}/metier-${at}`,
      source,
      pages: [page, page],
      kind: "job",
      title,
      label: title,
      theme,
      families,
      departments: ["Direction des soins"],
      country: pick(["DE", "US", "CA-QC", "NO", null]),
      levels: [5 + Math.floor(next() * 3)],
      codes: next() < 0.2 ? [`RNCP${30000 + at}`] : [],
      edition: sources[source].edition,
      collection: sources[source].collection,
      opinion:
        next() < 0.5 ? [Math.round((next() * 2 - 1) * 100) / 100, Math.round((next() * 2 - 1) * 100) / 100] : null,
      sections: keys,
      confidence: unsure ? 0.8 : 0.97,
      empty: gap ? ["outlook"] : [],
      issues: mine,
      corrected: 0,
      changes: [],
    });
    details.push({
      jobId: `${sources[source].collection}/metier-${at}`,
      occupation: null,
      parent: null,
      fields: [
        {
          name: "title",
          list: false,
          values: [title],
          where: [{ item: null, place: [page, 50, 50, 400, 80] }],
          confidence: 0.98,
          why: [],
          corrected: false,
          before: null,
        },
      ],
      sections,
      notes: [],
      tables: [],
      qualifications: [],
      links: [],
    });
    texts.push([title, theme, ...sections.flatMap((one) => one.items)].join("\n"));
  }
  for (let at = 0; at < count; at += 50) yield [`jobs/${at / 50}`, details.slice(at, at + 50)];
  for (let at = 0; at < count; at += 500) yield [`texts/${at / 500}`, texts.slice(at, at + 500)];
  yield [
    "index",
    {
      format: 1,
      generator: "made up",
      digest: `many-${count}`,
      sources,
      jobs,
      jobsPerChunk: 50,
      jobsPerText: 500,
      occupations: [],
      issues,
      issuesLeftOut: 0,
      changes: [],
      changesLeftOut: 0,
      countries: {
        DE: { fr: "Allemagne", en: "Germany" },
        US: { fr: "États-Unis", en: "United States" },
        "CA-QC": { fr: "Québec", en: "Quebec" },
        NO: { fr: "Norvège", en: "Norway" },
      },
      pictures: "none",
      correctionsFile: "inputs/corrections.csv",
    },
  ];
}
