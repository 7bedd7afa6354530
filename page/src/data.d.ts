// The data of the page: what each script in `report/` hands to the page. One statement a file: `ingest("NAME", VALUE);`
// where `ingest` is a global function that the page defines before any of them loads.

/** 1-based page and a box in PDF points, origin top left, page as displayed: [page, x0, y0, x1, y1]. */
export type Place = [number, number, number, number, number];

/** report/index.js → ingest("index", Index). Small; loaded first. */
export interface Index {
  format: 1;
  generator: string; // "ingest 0.1.0"
  language?: "fr" | "en"; // of the messages and hints of issues and sources; French if not told
  digest: string; // of the dataset; keys what the browser remembers
  sources: Source[];
  jobs: Job[]; // in the dataset's order; a job is named by its place here
  jobsPerChunk: number; // job n is in report/jobs/<floor(n / jobsPerChunk)>.js
  jobsPerText: number; // its texts for search in report/texts/<floor(n / jobsPerText)>.js
  occupations: string[][]; // record ids that are one occupation, where more than one
  issues: Issue[]; // warnings and errors first; at most 20,000
  issuesLeftOut: number;
  changes: Change[]; // at most 5,000, longest texts cut
  changesLeftOut: number;
  countries: { [code: string]: { fr: string; en: string } }; // those that occur
  pictures: "all" | "jobs" | "none"; // none: too many pages; the page says how to have them
  correctionsFile?: string; // where corrections.csv belongs, relative, for people ("corrections.csv beside the reports")
}
export interface Source {
  id: string;
  file: string;
  href: string | null; // href: relative from report.html to the PDF, or null
  title: string | null;
  publisher: string | null;
  collection: string | null;
  edition: string | null;
  status: string;
  message: string | null;
  pages: number | null;
  jobs: number;
  coverage: { records: number; notes: number; furniture: number; leftOver: number } | null;
  url: string | null;
  licence: string | null;
  copyOf: string | null;
  document: number | null; // report/documents/<document>.js, or null when there is none
}
export interface Job {
  id: string; // record_id
  source: number; // place in sources
  pages: [number, number] | null;
  kind: string; // job, activity, skill, transversal
  title: string;
  label: string;
  theme: string | null;
  families: string[];
  departments: string[];
  country: string | null;
  levels: number[];
  codes: string[];
  edition: string | null;
  collection: string;
  opinion: [number, number] | null; // relevance, transposability, each -1..1
  sections: string[]; // keys, in order
  confidence: number;
  empty: string[]; // required fields without a value
  issues: number[]; // places in Index.issues
  corrected: number; // number of corrected fields
  changes: number[]; // places in Index.changes
}
export interface Issue {
  severity: "error" | "warning" | "info";
  code: string;
  source: number | null;
  page: number | null;
  job: number | null;
  field: string | null;
  message: string;
  hint: string | null;
  settled: "" | "seen" | "wrong";
}
export interface Change {
  kind: string; // added, removed, renamed, moved, changed, regrouped
  job: number | null;
  jobId: string;
  title: string;
  previousTitle: string | null;
  field: string;
  before: string | null;
  after: string | null;
  similarity: number;
  pagesBefore: [number, number] | null;
  pagesAfter: [number, number] | null;
  editionBefore: string | null;
  editionAfter: string | null;
}
/** report/jobs/<k>.js → ingest("jobs/<k>", JobDetail[]) */
export interface JobDetail {
  jobId: string;
  occupation: string | null;
  parent: string | null;
  fields: Value[]; // an opinion is two of them, relevance and transposability; title, alt_titles, acronym, theme, … and labelled values, in a fixed order; only those with a value
  sections: Section[];
  notes: { kind: string; text: string; where: Place[] }[];
  tables: { columns: string[]; rows: { label: string; cells: string[][] }[] }[];
  qualifications: { text: string; name: string | null; level: number | null }[];
  links: { other: string; relation: string; score: number; evidence: string }[]; // other = job_id
}
export interface Value {
  name: string; // contract's field name, or "fields.<label>"
  list: boolean;
  values: string[];
  where: { item: number | null; place: Place }[];
  confidence: number | null;
  why: string[]; // reasons for a low confidence, in words
  corrected: boolean;
  before: string | null; // what the report itself says, if corrected
}
export interface Section {
  key: string;
  heading: string;
  items: string[]; // its paragraphs
  where: Place[];
  itemsWhere: Place[][];
  confidence: number | null;
  why: string[];
  corrected: boolean;
  before: string | null;
}
/** report/texts/<k>.js → ingest("texts/<k>", string[]): of each job all its texts in one, lower case, without accents */
export type Texts = string[];
/** report/documents/<d>.js → ingest("documents/<d>", Document) */
export interface Document {
  pages: { [number: string]: { width: number; height: number; picture: string | null } }; // points; picture: "pages/<d>-<n>.webp"
  leftover: { place: Place | null; text: string; near: number | null }[]; // near: a job's place in Index.jobs
}
