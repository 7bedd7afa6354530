//! Every number that decides on a link. `docs/LINKS.md` shows what they were chosen by.

// What is compared.

/// Stems of its texts that a signature keeps.
pub(super) const STEMS_KEPT: usize = 128;
/// What a word adds to a name, however common it is.
pub(super) const WORD_OF_A_NAME: f32 = 0.15;
/// How often a word of a name counts as standing in the texts.
pub(super) const TITLE_IN_BODY: f32 = 1.0;
/// How often a word counts where a text says what is done in the job.
pub(super) const TELLING_TEXT: f32 = 1.0;
/// How often a word counts in other texts about the job.
pub(super) const SIDE_TEXT: f32 = 0.5;

// `same`: likeness of names (0–1) and of texts (cosine, 0–1).

/// Names that are as like as this are one name.
pub(super) const ONE_NAME: f32 = 0.99;
/// Names that are as like as this, of which one may say more than the other, are one name if the texts agree well.
pub(super) const NEARLY_ONE_NAME: f32 = 0.7;
/// Least likeness of the texts where the names are one.
pub(super) const BODY_OF_ONE_NAME: f32 = 0.06;
/// The same where the name says little: "coordinateur".
pub(super) const BODY_OF_COMMON_NAME: f32 = 0.15;
/// The same where the names are nearly one.
pub(super) const BODY_OF_NEARLY_ONE_NAME: f32 = 0.3;
/// A name whose words weigh less is a common one.
pub(super) const COMMON_NAME: f32 = 0.5;
/// Texts with fewer stems prove nothing by being unlike.
pub(super) const SHORT_BODY: usize = 12;
/// Texts that are as like as this describe one job, whatever it is called.
pub(super) const ONE_BODY: f32 = 0.75;

// `close`: a sum of likenesses.

/// What the likeness of names adds.
pub(super) const CLOSE_BY_NAME: f32 = 0.35;
/// What the likeness of texts adds, at most.
pub(super) const CLOSE_BY_BODY: f32 = 0.55;
/// Words that names have in common count less if they weigh less: "assistant".
pub(super) const TELLING_NAME: f32 = 0.6;
/// The likeness of texts at which they add all that.
pub(super) const FULL_BODY: f32 = 0.4;
/// What is added where the texts of one tell what the other's name says.
pub(super) const CLOSE_BY_COVER: f32 = 0.2;
/// What is added where names share two words that follow each other, or three words.
pub(super) const CLOSE_BY_PHRASE: f32 = 0.2;
/// What is added where each of two jobs is the closest that its counterpart's report has.
pub(super) const CLOSE_TO_EACH_OTHER: f32 = 0.1;
/// Least likeness of their texts for that.
pub(super) const BODY_OF_COUNTERPARTS: f32 = 0.18;
/// From here on two jobs are close.
pub(super) const CLOSE: f32 = 0.45;
/// Jobs of one report whose texts are as like as this share what the report says of a whole theme.
pub(super) const ONE_THEME: f32 = 0.75;
/// Jobs of one other collection that a job is close to, at most.
pub(super) const CLOSEST: usize = 3;

// `cites`.

/// Least weight of a name of two words or more that a text need only contain.
pub(super) const CITED_NAME: f32 = 0.4;
/// Least weight of a name of one word.
pub(super) const CITED_WORD: f32 = 0.8;
/// The share of a name that a sentence must have, by weight, where it speaks of the other report.
pub(super) const CITED_SHARE: f32 = 0.6;
/// The share of a theme that a sentence must have where it speaks of the other report.
pub(super) const CITED_THEME: f32 = 0.75;
/// Least likeness of the names of a job and of one that is cited by its theme.
pub(super) const NAME_CITED_BY_THEME: f32 = 0.6;
/// Scores of a citation: a name in quotation marks, in plain text, an acronym, a report's theme.
pub(super) const CITED_IN_QUOTES: f32 = 0.97;
/// See [`CITED_IN_QUOTES`].
pub(super) const CITED_PLAINLY: f32 = 0.88;
/// See [`CITED_IN_QUOTES`].
pub(super) const CITED_BY_ACRONYM: f32 = 0.75;
/// See [`CITED_IN_QUOTES`].
pub(super) const CITED_BY_THEME: f32 = 0.8;

// Looking for candidates.

/// The heaviest stems of its texts that a job is found by.
pub(super) const BODY_POSTINGS: usize = 24;
/// Stems of texts that weigh less find no job.
pub(super) const POSTED_STEM: f32 = 0.5;
/// Stems that more jobs are found by find none: with a report of usual size none is.
pub(super) const LONGEST_POSTING: usize = 2_000;
/// Values that two jobs must have in common, added up, to be looked at closer.
pub(super) const WORTH_A_LOOK: f32 = 1.0;

// Occupations.

/// A `same` link from this score on is certain.
pub(super) const CERTAIN: f64 = 0.9;

/// Words of evidence, at most.
pub(super) const EVIDENCE_WORDS: usize = 15;
