//! `ingest cache`: what earlier runs kept, counted or removed.

use std::fmt::Write as _;
use std::path::Path;

use ingest::cache::{Cache, Layer, MOST_BYTES, Room};
use ingest::message;
use ingest::model::message::{Argument, Message};
use ingest::text::said::system;

use super::exit::Trouble;
use super::language::say;

/// The folder of the cache inside the output folder. Hidden: neither people nor a walk over inputs meet it.
const BESIDE_OUTPUTS: &str = ".cache";

/// The cache in `folder`, or that of the runs that write to `output`.
pub(crate) fn at(folder: Option<&Path>, output: &Path) -> Cache {
    Cache::new(folder.map_or_else(|| output.join(BESIDE_OUTPUTS), Path::to_path_buf))
}

/// What can be done with the cache.
#[derive(Debug, Clone, Copy, clap::Subcommand)]
pub(crate) enum Action {
    /// Tell where it is and how much room it takes
    Info,
    /// Remove what it keeps; the next run reads everything
    Clear,
}

/// Does it, and says what was done.
pub(crate) fn cache(action: Action, cache: &Cache) -> anyhow::Result<String> {
    let folder = &cache.folder().display().to_string();
    let room = cache.room().map_err(|error| Trouble(message!("cache-unlisted", folder, why = system(&error))))?;
    match action {
        Action::Info => {
            let mut text = format!("{folder}\n");
            for (layer, room) in &room {
                writeln!(text, "  {:9}{}", layer.name(), say(&in_words(*room)))?;
            }
            writeln!(text, "{}", say(&message!("cache-limit", most = mib(MOST_BYTES))))?;
            Ok(text)
        }
        Action::Clear => {
            cache.clear().map_err(|error| Trouble(message!("cache-uncleared", folder, why = system(&error))))?;
            Ok(say(&message!("cache-cleared", folder, what = in_words(sum(&room)))) + "\n")
        }
    }
}

fn sum(room: &[(Layer, Room)]) -> Room {
    let add = |sum: Room, (_, room): &(Layer, Room)| Room {
        entries: sum.entries + room.entries,
        bytes: sum.bytes + room.bytes,
    };
    room.iter().fold(Room::default(), add)
}

/// `12 entries, 3.4 MiB`
fn in_words(room: Room) -> Message {
    message!("cache-room", count = room.entries, size = mib(room.bytes))
}

fn mib(bytes: u64) -> Message {
    message!("mebibytes", size = Argument::rounded(bytes as f64 / f64::from(1 << 20), 1))
}
