// The data of the page: each script in `report/` hands it one value, `ingest("NAME", VALUE);`.
// Made from src/write/report/shape.rs: UPDATE_GOLDEN=1 cargo test --lib page_types

/**
 * A page (1-based) and a box on it, in points from the top left of the page as displayed: `[page, x0, y0, x1, y1]`.
 */
export type Place = [number, number, number, number, number];

/**
 * `report/index.js`: loaded first, and small.
 */
export type Index = { format: 1, generator: string,
/**
 * `fr` or `en`: of what the dataset tells people.
 */
language: "fr" | "en",
/**
 * Of the dataset: what a person typed is remembered for it.
 */
digest: string, sources: Array<Source>, jobs: Array<Job>,
/**
 * A job's details are in `report/jobs/<place / jobs_per_chunk>.js`.
 */
jobsPerChunk: number,
/**
 * Its texts are in `report/texts/<place / jobs_per_text>.js`.
 */
jobsPerText: number,
/**
 * The `record_id`s of each occupation that has more than one.
 */
occupations: Array<Array<string>>,
/**
 * Errors first, then warnings.
 */
issues: Array<Issue>, issuesLeftOut: number, changes: Array<Change>, changesLeftOut: number, countries: { [code: string]: CountryName },
/**
 * `all`, `jobs` or `none`: which pages have pictures.
 */
pictures: "all" | "jobs" | "none",
/**
 * Where corrections belong, seen from the page.
 */
correctionsFile: string, };

/**
 * An input file.
 */
export type Source = { id: string, file: string,
/**
 * The way from the page to the file.
 */
href: string | null, title: string | null, publisher: string | null, collection: string | null, edition: string | null, status: string, message: string | null, pages: number | null, jobs: number, coverage: Coverage | null, url: string | null, licence: string | null, copyOf: string | null,
/**
 * The number of `report/documents/<document>.js`; null where there is none.
 */
document: number | null, };

/**
 * Shares of a document's characters.
 */
export type Coverage = { records: number, notes: number, furniture: number, leftOver: number, };

/**
 * What a list of jobs shows of one.
 */
export type Job = { id: string,
/**
 * Its place among the sources.
 */
source: number, pages: [number, number] | null, kind: string, title: string, label: string, theme: string | null, families: Array<string>, departments: Array<string>, country: string | null, levels: Array<number>, codes: Array<string>, edition: string | null, collection: string,
/**
 * Relevance and transposability, each from -1 to 1.
 */
opinion: [number, number] | null, sections: Array<string>, confidence: number,
/**
 * Fields that its report has for every job, and that it has not.
 */
empty: Array<string>,
/**
 * Places among the issues.
 */
issues: Array<number>, corrected: number,
/**
 * Places among the changes.
 */
changes: Array<number>, };

/**
 * What a person should look at.
 */
export type Issue = { severity: "error" | "warning" | "info", code: string,
/**
 * Its place among the sources.
 */
source: number | null, page: number | null,
/**
 * Its place among the jobs.
 */
job: number | null, field: string | null, message: string, hint: string | null,
/**
 * How sure the value is that is unsure, 0 to 1.
 */
confidence: number | null,
/**
 * What speaks against it, in words.
 */
why: string | null,
/**
 * `seen`, `wrong`, or empty.
 */
settled: "" | "seen" | "wrong", };

/**
 * What differs from an earlier edition or run.
 */
export type Change = { kind: string,
/**
 * Its place among the jobs.
 */
job: number | null, jobId: string, title: string, previousTitle: string | null, field: string, before: string | null, after: string | null, similarity: number, pagesBefore: [number, number] | null, pagesAfter: [number, number] | null, editionBefore: string | null, editionAfter: string | null,
/**
 * `report`, `correction`, `version` or `settings`; null where it is not known.
 */
cause: string | null, };

/**
 * A country by name.
 */
export type CountryName = { fr: string, en: string, };

/**
 * An entry of `report/jobs/<k>.js`.
 */
export type JobDetail = { jobId: string, occupation: string | null, parent: string | null, fields: Array<Value>, sections: Array<Section>, notes: Array<Note>, tables: Array<Table>, qualifications: Array<Qualification>, links: Array<Link>, };

/**
 * A field with a value.
 */
export type Value = {
/**
 * The contract's name, or `fields.<label>`.
 */
name: string, list: boolean, values: Array<string>, where: Array<ItemSpot>, confidence: number | null,
/**
 * What speaks against it, in words.
 */
why: Array<string>, corrected: boolean,
/**
 * What the report itself says, where it was corrected.
 */
before: string | null, };

/**
 * Where a value stands.
 */
export type ItemSpot = {
/**
 * Its place among the values of a list.
 */
item: number | null, place: Place, };

/**
 * A section.
 */
export type Section = { key: string, heading: string, items: Array<string>, where: Array<Place>, itemsWhere: Array<Array<Place>>, confidence: number | null, why: Array<string>, corrected: boolean, before: string | null, };

/**
 * Text printed with a job that belongs to no section.
 */
export type Note = { kind: string, text: string, where: Array<Place>, };

/**
 * A comparison table.
 */
export type Table = { columns: Array<string>, rows: Array<TableRow>, };

/**
 * A row of it: the paragraphs of each cell.
 */
export type TableRow = { label: string, cells: Array<Array<string>>, };

/**
 * A diploma or training.
 */
export type Qualification = { text: string, name: string | null, level: number | null, };

/**
 * What a job of another report has to do with it.
 */
export type Link = {
/**
 * Its `job_id`.
 */
other: string, relation: string, score: number, evidence: string, };

/**
 * `report/documents/<d>.js`.
 */
export type Document = {
/**
 * By page number.
 */
pages: { [number: string]: PageOf }, leftover: Array<Leftover>, };

/**
 * A page with a picture.
 */
export type PageOf = {
/**
 * In points, as displayed.
 */
width: number, height: number,
/**
 * `pages/<name>.webp`.
 */
picture: string | null, };

/**
 * Text that ended in no record.
 */
export type Leftover = { place: Place | null, text: string,
/**
 * The job that it stands in or after, among the jobs.
 */
near: number | null, };
