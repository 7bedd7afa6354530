//! An empty folder and the built command, for tests that run it from end to end.

pub(crate) mod generated;
pub(crate) mod hostile;
pub(crate) mod markdown;
pub(crate) mod monsters;
pub(crate) mod reading;
pub(crate) mod reports;
pub(crate) mod tools;
pub(crate) mod truth;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use lopdf::content::{Content, Operation};
use lopdf::encryption::crypt_filters::{Aes128CryptFilter, Aes256CryptFilter, CryptFilter};
use lopdf::{
    Dictionary, Document, EncryptionState, EncryptionVersion, Object, Permissions, Stream, StringFormat, dictionary,
};
use tempfile::TempDir;

/// A folder of its own for one test.
pub(crate) struct Workplace {
    folder: TempDir,
}

/// Whether an argument is the name of something else than a run.
fn is_command(argument: &str) -> bool {
    const COMMANDS: [&str; 16] = [
        "worker",
        "schema",
        "profile",
        "profiles",
        "jobs",
        "annotate",
        "audit",
        "view",
        "diff",
        "log",
        "cache",
        "verify",
        "corrections",
        "explain",
        "inspect",
        "help",
    ];
    COMMANDS.contains(&argument) || ["--help", "-h", "--version", "-V"].contains(&argument)
}

/// What a finished command left.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Workplace {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Makes a file, and the folders above it.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }

    pub(crate) fn folder(&self, name: &str) -> &Self {
        fs::create_dir_all(self.path(name)).unwrap();
        self
    }

    /// The command, started in this folder.
    ///
    /// Without the page for review, unless the arguments ask for it: drawing pages takes longer than all else.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ingest"));
        let is_run = arguments.first().is_none_or(|first| first.starts_with('-') || self.path(first).exists());
        let asks = !is_run || arguments.iter().any(|argument| *argument == "--report" || is_command(argument));
        command.args(if asks { [].as_slice() } else { &["--report", "no"] });
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("NO_COLOR")
            .env("LC_ALL", "C")
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Finished {
        finish(&mut self.command(arguments))
    }

    /// The rows of a table of the output folder, by column.
    pub(crate) fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        let mut reader = csv::Reader::from_path(self.path("outputs").join(format!("{name}.csv"))).unwrap();
        reader.deserialize().map(Result::unwrap).collect()
    }

    /// Status by file.
    pub(crate) fn statuses(&self) -> BTreeMap<String, String> {
        self.table("sources").into_iter().map(|row| (row["file"].clone(), row["status"].clone())).collect()
    }

    /// The message of the only source, or of the one called `file`.
    pub(crate) fn message(&self, file: &str) -> String {
        self.table("sources").into_iter().find(|row| row["file"] == file).unwrap()["message"].clone()
    }
}

pub(crate) fn finish(command: &mut Command) -> Finished {
    let output = command.output().unwrap();
    Finished {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The files of a folder with their bytes; the lock that a run takes on its output folder is not among them, nor what it
/// tells of itself.
pub(crate) fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file());
    let named = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
    let told = |name: &str| name == ".ingest.lock" || name == "run.json";
    named.filter(|(name, _)| !told(name)).map(|(name, path)| (name, fs::read(path).unwrap())).collect()
}

/// A PDF of one page that says `text`; a page without text when it is empty.
pub(crate) fn pdf(text: &str) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let operations = if text.is_empty() {
        Vec::new()
    } else {
        vec![
            Operation::new("BT", vec![]),
            Operation::new("Tf", vec!["F1".into(), 12.into()]),
            Operation::new("Td", vec![72.into(), 700.into()]),
            Operation::new("Tj", vec![Object::string_literal(text)]),
            Operation::new("ET", vec![]),
        ]
    };
    let content = Content { operations }.encode().unwrap();
    one_page(document, content, [595, 842], dictionary! { "Font" => dictionary! { "F1" => font } })
}

/// The document with one page of this width and height in points, and what it draws.
pub(crate) fn one_page(mut document: Document, content: Vec<u8>, size: [i64; 2], resources: Dictionary) -> Vec<u8> {
    let pages = document.new_object_id();
    let content = document.add_object(Stream::new(dictionary! {}, content));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), size[0].into(), size[1].into()],
    });
    let kids: Vec<Object> = vec![page.into()];
    document.objects.insert(pages, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// The PDF encrypted: it opens with `password`, which may be empty.
pub(crate) fn encrypted(pdf: &[u8], password: &str) -> Vec<u8> {
    encrypted_by(pdf, Cipher::Rc4(128), password, "owner")
}

/// How a PDF is encrypted.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cipher {
    /// With a key of so many bits.
    Rc4(usize),
    Aes128,
    Aes256,
}

/// The PDF encrypted: it opens with the password of its users and with that of its owner.
pub(crate) fn encrypted_by(pdf: &[u8], cipher: Cipher, user_password: &str, owner_password: &str) -> Vec<u8> {
    const FILE_KEY: [u8; 32] = [23; 32];
    let mut document = Document::load_mem(pdf).unwrap();
    let id = Object::String(vec![7; 16], StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id.clone(), id]);
    let permissions = Permissions::all();
    let filter = |filter: Arc<dyn CryptFilter>| BTreeMap::from([(b"StdCF".to_vec(), filter)]);
    let (stream_filter, string_filter) = (b"StdCF".to_vec(), b"StdCF".to_vec());
    let version = match cipher {
        Cipher::Rc4(40) => EncryptionVersion::V1 { document: &document, owner_password, user_password, permissions },
        Cipher::Rc4(key_length) => {
            EncryptionVersion::V2 { document: &document, owner_password, user_password, key_length, permissions }
        }
        Cipher::Aes128 => EncryptionVersion::V4 {
            document: &document,
            encrypt_metadata: true,
            crypt_filters: filter(Arc::new(Aes128CryptFilter)),
            stream_filter,
            string_filter,
            owner_password,
            user_password,
            permissions,
        },
        Cipher::Aes256 => EncryptionVersion::V5 {
            encrypt_metadata: true,
            crypt_filters: filter(Arc::new(Aes256CryptFilter)),
            file_encryption_key: &FILE_KEY,
            stream_filter,
            string_filter,
            owner_password,
            user_password,
            permissions,
        },
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// Three reports of three kinds, a letter and an empty file.
pub(crate) fn reports() -> Workplace {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let place = Workplace::new();
    for (name, path) in [
        ("panorama.pdf", "anap-panorama/panorama-cadre.pdf"),
        ("guide.txt", "collective-guide/guide-flux.txt"),
        ("contribution.pdf", "paramedical-contribution/contribution-notes.pdf"),
    ] {
        place.file(&format!("inputs/{name}"), fs::read(fixtures.join(path)).unwrap());
    }
    place.file("inputs/letter.txt", "Bonjour,\nvoici les nouvelles du jardin.\n").file("inputs/empty.pdf", "");
    place
}

/// The outputs, but for what tells of earlier runs, which a fresh folder has none of, and of where the folder lies.
pub(crate) fn dataset(output: &Path) -> BTreeMap<String, Vec<u8>> {
    const OF_THE_FOLDER: [&str; 2] = ["ingest.xlsx", "datapackage.json"];
    let mut files = contents(output);
    let of_the_folder = |name: &str| OF_THE_FOLDER.contains(&name) || name.starts_with("changes.");
    files.retain(|name, _| !of_the_folder(name) && !name.starts_with(".ingest"));
    assert!(files.contains_key("jobs.json") && files.contains_key("sections.csv"));
    files
}
