//! Reports made of words: as many as a test wants, each with other jobs.

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};

/// Jobs of one report.
pub(crate) const JOBS: usize = 10;

const WHO: &[&str] = &[
    "Accordeur",
    "Allumeur",
    "Arpenteur",
    "Brodeur",
    "Cartographe",
    "Conteur",
    "Dénicheur",
    "Encreur",
    "Facteur",
    "Gardien",
    "Horloger",
    "Imprimeur",
    "Jardinier",
    "Luthier",
    "Mesureur",
    "Noueur",
    "Passeur",
    "Relieur",
    "Semeur",
    "Tisseur",
    "Vannier",
    "Veilleur",
];
const WHAT: &[&str] = &[
    "de lampes",
    "de mémoires",
    "de seuils",
    "de sentiers",
    "de silences",
    "de rendez-vous",
    "de récits",
    "de repas",
    "de promenades",
    "de plannings",
    "de passerelles",
    "de mesures",
    "de lectures",
    "de jardins",
    "de gestes",
    "de fenêtres",
    "de courriers",
    "de couloirs",
    "de cartes",
    "de berceaux",
    "de bagages",
    "d’horaires",
];
const WHEN: &[&str] = &[
    "du matin",
    "du soir",
    "de nuit",
    "de jour",
    "d’été",
    "d’hiver",
    "de quartier",
    "de village",
    "de montagne",
    "de rivage",
    "de ville",
    "de campagne",
    "d’accueil",
    "de garde",
    "de relais",
    "de retour",
    "de veille",
    "de départ",
    "de passage",
    "de rentrée",
    "de saison",
    "d’atelier",
];
const SENTENCES: &[&str] = &[
    "Établir avec chaque personne un carnet qui garde la trace des jours.",
    "Négocier avec les équipes le moment de chaque visite.",
    "Repérer ce qui manque dans la chambre et le demander à temps.",
    "Former les nouveaux arrivants aux gestes que personne n’écrit.",
    "Tenir à jour le plan des lieux et le lire avec les familles.",
    "Préparer le retour à la maison avec les voisins et le pharmacien.",
    "Rendre compte chaque semaine de ce qui a été vu et entendu.",
    "Apprendre à lire une courbe sans oublier la personne.",
];

/// A report of ten sheets; `number` decides on its jobs and words. Up to a thousand reports no two jobs meet.
pub(crate) fn report(number: usize) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = |name: &str| {
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => name, "Encoding" => "WinAnsiEncoding" }
    };
    let plain = document.add_object(font("Helvetica"));
    let bold = document.add_object(font("Helvetica-Bold"));
    let mut kids: Vec<Object> = Vec::new();
    for job in 0..JOBS {
        let content = Content { operations: sheet(number * JOBS + job) }.encode().unwrap();
        let content = document.add_object(Stream::new(dictionary! {}, content));
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => content,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "P" => plain, "B" => bold } },
        });
        kids.push(page.into());
    }
    let tree = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => i64::try_from(JOBS).unwrap() };
    document.objects.insert(pages, tree.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document.compress();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// The job's title: a number with three digits to the base of the lists.
pub(crate) fn title(job: usize) -> String {
    let base = WHO.len();
    format!("{} {} {}", WHO[job % base], WHAT[job / base % base], WHEN[job / base / base % base])
}

fn sheet(job: usize) -> Vec<Operation> {
    let mut page = Sheet { operations: Vec::new(), top: 780.0 };
    page.line("B", 19.0, &title(job));
    page.heading("C’EST DÉJÀ LÀ… EN NORVÈGE");
    page.sentences(job, 4);
    page.line("P", 8.0, "FAMILLE DE MÉTIERS : SOINS");
    page.line("P", 8.0, "DIRECTION MÉTIER : DIRECTION DES SOINS");
    page.heading("MISSIONS");
    page.sentences(job / 2 + 1, 6);
    page.heading("FORMATION ET COMPÉTENCES");
    page.sentences(job / 3 + 2, 5);
    page.heading("PERSPECTIVES EN FRANCE");
    page.sentences(job / 5 + 3, 5);
    page.operations
}

struct Sheet {
    operations: Vec<Operation>,
    top: f32,
}

impl Sheet {
    fn heading(&mut self, text: &str) {
        self.top -= 14.0;
        self.line("B", 11.0, text);
    }

    fn sentences(&mut self, from: usize, count: usize) {
        for place in 0..count {
            let sentence = SENTENCES[(from + place * 3) % SENTENCES.len()];
            self.line("P", 10.0, &format!("{sentence} Le dossier porte le numéro {}.", from * 7 + place));
            self.top -= 4.0;
        }
    }

    fn line(&mut self, font: &str, size: f32, text: &str) {
        // The letters used here are those of Windows-1252; three of them are not Latin-1.
        let byte = |letter: char| match letter {
            '’' => 0x92,
            '…' => 0x85,
            letter => u8::try_from(u32::from(letter)).unwrap(),
        };
        let bytes: Vec<u8> = text.chars().map(byte).collect();
        self.operations.extend([
            Operation::new("BT", vec![]),
            Operation::new("Tf", vec![font.into(), size.into()]),
            Operation::new("Td", vec![72.into(), self.top.into()]),
            Operation::new("Tj", vec![Object::string_literal(bytes)]),
            Operation::new("ET", vec![]),
        ]);
        self.top -= size * 1.25;
    }
}
