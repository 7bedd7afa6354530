//! What the training section of a job tells of diplomas.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::flow::Place;
use super::record::{Hours, PlaceShape};

/// A sentence of a training section that names a diploma, a certificate or a course.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Qualification {
    /// The sentence that names it, as printed.
    pub text: String,
    /// Levels of the national register of certifications that the sentence tells.
    pub rncp_levels: Vec<u8>,
    /// Codes that the sentence tells.
    pub certification_codes: Vec<String>,
    /// Training durations that the sentence tells.
    pub hours: Vec<Hours>,
    /// The diplomas that the sentence names, in reading order; none where it is not clear which.
    pub named: Vec<Diploma>,
    /// Where the sentence stands.
    #[serde(rename = "where")]
    #[schemars(with = "Vec<PlaceShape>")]
    pub places: Vec<Place>,
}

/// A diploma, a certificate or a title that a sentence names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Diploma {
    /// What it is.
    pub kind: DiplomaKind,
    /// Its name without the kind, as printed ("santé publique" of "un master en santé publique"); null where none is told.
    pub name: Option<String>,
    /// Level of the national framework.
    pub level: Option<u8>,
    /// Where the level is from; null where there is none.
    pub level_source: Option<LevelSource>,
    /// Its code in the national registers, where one is printed beside it: `RNCP34963`, `RS6552`.
    pub code: Option<String>,
    /// Hours of training that are printed beside it.
    pub hours: Option<u32>,
    /// Where kind and name stand.
    #[serde(rename = "where")]
    #[schemars(with = "Vec<PlaceShape>")]
    pub places: Vec<Place>,
}

/// Where a level is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LevelSource {
    /// It is printed beside the diploma.
    Printed,
    /// The law gives it to all diplomas of the kind.
    Law,
}

impl LevelSource {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Printed, Self::Law];

    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Printed => "printed",
            Self::Law => "law",
        }
    }
}

/// Kinds of diplomas, certificates and titles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DiplomaKind {
    /// Certificat d'aptitude professionnelle.
    Cap,
    /// Brevet d'études professionnelles.
    Bep,
    /// Baccalauréat professionnel.
    BacPro,
    /// Brevet professionnel.
    Bp,
    /// Brevet de technicien supérieur.
    Bts,
    /// Diplôme universitaire de technologie.
    Dut,
    /// Diplôme d'études universitaires scientifiques et techniques.
    Deust,
    /// Bachelor universitaire de technologie.
    But,
    /// Licence.
    Licence,
    /// Licence professionnelle.
    LicenceProfessionnelle,
    /// Master.
    Master,
    /// Mastère, mastère spécialisé.
    Mastere,
    /// Doctorat.
    Doctorat,
    /// Diplôme d'université.
    Du,
    /// Diplôme inter-universitaire.
    Diu,
    /// Diplôme d'État.
    De,
    /// Diplôme d'études spécialisées.
    Des,
    /// Diplôme d'études spécialisées complémentaires.
    Desc,
    /// Certificat de qualification professionnelle.
    Cqp,
    /// Titre professionnel.
    TitreProfessionnel,
    /// Another title of the national register.
    Titre,
    /// Certificate.
    Certificat,
    /// Validation des acquis de l'expérience: the way to a diploma.
    Vae,
}

impl DiplomaKind {
    /// All kinds.
    pub const ALL: [Self; 23] = [
        Self::Cap,
        Self::Bep,
        Self::BacPro,
        Self::Bp,
        Self::Bts,
        Self::Dut,
        Self::Deust,
        Self::But,
        Self::Licence,
        Self::LicenceProfessionnelle,
        Self::Master,
        Self::Mastere,
        Self::Doctorat,
        Self::Du,
        Self::Diu,
        Self::De,
        Self::Des,
        Self::Desc,
        Self::Cqp,
        Self::TitreProfessionnel,
        Self::Titre,
        Self::Certificat,
        Self::Vae,
    ];

    /// The word in the dataset.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cap => "cap",
            Self::Bep => "bep",
            Self::BacPro => "bac-pro",
            Self::Bp => "bp",
            Self::Bts => "bts",
            Self::Dut => "dut",
            Self::Deust => "deust",
            Self::But => "but",
            Self::Licence => "licence",
            Self::LicenceProfessionnelle => "licence-professionnelle",
            Self::Master => "master",
            Self::Mastere => "mastere",
            Self::Doctorat => "doctorat",
            Self::Du => "du",
            Self::Diu => "diu",
            Self::De => "de",
            Self::Des => "des",
            Self::Desc => "desc",
            Self::Cqp => "cqp",
            Self::TitreProfessionnel => "titre-professionnel",
            Self::Titre => "titre",
            Self::Certificat => "certificat",
            Self::Vae => "vae",
        }
    }
}
