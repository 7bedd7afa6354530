//! The worker's side: reads questions, answers each with what became of the file.

use std::fs;
use std::io::{self, BufRead, Read as _, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rayon::{ThreadPool, ThreadPoolBuilder};

use super::STACK_BYTES;
use super::protocol::{Answer, Done, Draw, Drawn, DrawnPage, Hello, PROTOCOL, Read, Ready, Request, line};
use super::system::{self, Parent};
use crate::cache::Cache;
use crate::cost::Meter;
use crate::draw;
use crate::model::dataset::GENERATOR;
use crate::model::picture::PagePicture;
use crate::profile::ProfileSet;
use crate::read::ocr::{Announce, Ocr};
use crate::read::pdf;
use crate::text::said;
use crate::understand::look::{Look, look_at};
use crate::understand::{Refusal, Settings, understand};

/// A longer line is none of this protocol: the first one holds all profiles, the others a path.
const MAX_LINE_BYTES: u64 = 64 << 20;
/// Lines that are read ahead.
const QUEUE: usize = 16;
/// How often an orphan looks whether it is one.
const TICK: Duration = Duration::from_millis(50);

/// Where [`serve`] runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// In a process of its own: the limits of the [`Hello`] are set for good, and the process ends when the one that
    /// started it is gone, whatever it is doing then.
    Process,
    /// In a program that has other things to do: no limits are set.
    Embedded,
}

/// Answers the lines of `input` until it ends, and what was asked by then is answered.
///
/// # Errors
/// When an answer cannot be written, or no thread can be started.
pub fn serve(input: impl BufRead + Send + 'static, output: impl Write + Send, host: Host) -> io::Result<()> {
    let mut voice = Voice { output };
    let watch = Arc::new(Watch::default());
    let lines = listen(input, host, Arc::clone(&watch))?;
    let Ok(first) = lines.recv() else { return Ok(()) };
    let hello = match serde_json::from_slice(&first) {
        Ok(Request::Hello(hello)) if hello.protocol == PROTOCOL => hello,
        Ok(Request::Hello(hello)) => {
            return voice.refuse(None, format!("protocol {} is not spoken here, only {PROTOCOL}", hello.protocol));
        }
        Ok(Request::Read(Read { id, .. }) | Request::Draw(Draw { id, .. })) => {
            return voice.refuse(Some(id), "the first line must be a hello");
        }
        // The line is not shown: it may hold passwords.
        Err(error) => return voice.refuse(None, format!("the first line is no hello (column {})", error.column())),
    };
    if let (Host::Process, Some(memory)) = (host, hello.memory)
        && let Err(error) = system::limit_memory(memory)
    {
        return voice.refuse(None, format!("the memory limit cannot be set ({error})"));
    }
    if let Some(limit) = hello.time_limit() {
        // Said once; nothing else sets it.
        let _ = watch.limit.set(limit);
    }
    let profiles = match hello.profiles() {
        Ok(profiles) => profiles,
        Err(error) => return voice.refuse(None, error.to_string()),
    };
    voice.say(&Answer::Ready(Ready { protocol: PROTOCOL, generator: GENERATOR.to_owned() }))?;
    let mut reader = Reader::new(hello, profiles);
    for text in lines {
        match serde_json::from_slice(&text) {
            Ok(Request::Read(read)) => {
                watch.begin();
                let look = match voice.look(&read)? {
                    Ok(look) => look,
                    Err(refusal) => {
                        let done = Done { id: read.id, outcome: refusal.outcome(), cost: None };
                        voice.say(&Answer::Done(Box::new(done)))?;
                        continue;
                    }
                };
                #[cfg(debug_assertions)]
                super::faults::inject(&read.path.to_path(), &mut voice.output);
                let answer = reader.read(&read, &look, |more| {
                    watch.extend(more);
                    voice.say(&Answer::TakesLonger { id: read.id, seconds: more.as_secs_f64() })
                });
                match answer {
                    Ok(done) => voice.say(&Answer::Done(Box::new(done)))?,
                    Err(error) => voice.refuse(Some(read.id), format!("no thread can be started ({error})"))?,
                }
            }
            Ok(Request::Draw(question)) => {
                watch.begin();
                match reader.draw(&question) {
                    Ok(pages) => voice.say(&Answer::Drawn(Drawn { id: question.id, pages }))?,
                    Err(message) => voice.refuse(Some(question.id), message)?,
                }
            }
            Ok(Request::Hello(_)) => voice.refuse(None, "there was a hello before")?,
            Err(error) => voice.refuse(id_of(&text), format!("not understood ({error})"))?,
        }
    }
    Ok(())
}

/// Reads files as a [`Hello`] said.
struct Reader {
    profiles: ProfileSet,
    ocr: Ocr,
    pdf: pdf::Options,
    time_limit: Option<Duration>,
    cache: Option<Cache>,
    threads: Option<ThreadPool>,
}

impl Reader {
    fn new(hello: Hello, profiles: ProfileSet) -> Self {
        let (ocr, pdf, time_limit, cache) = (hello.ocr(), hello.pdf(), hello.time_limit(), hello.cache());
        Self { profiles, ocr, pdf, time_limit, cache, threads: None }
    }

    fn read(
        &mut self,
        read: &Read,
        look: &Look,
        takes_longer: impl FnMut(Duration) -> io::Result<()> + Send,
    ) -> Result<Done, rayon::ThreadPoolBuildError> {
        let most = thread::available_parallelism().map_or(1, usize::from);
        let count = read.threads.clamp(1, most);
        if self.threads.as_ref().is_none_or(|threads| threads.current_num_threads() != count) {
            self.threads = None;
        }
        let threads = match self.threads.take() {
            Some(threads) => threads,
            None => ThreadPoolBuilder::new().num_threads(count).stack_size(STACK_BYTES).build()?,
        };
        let takes_longer = Mutex::new(takes_longer);
        let announce = |more| {
            // Whoever does not hear it any more does not wait for the answer either.
            let _ = takes_longer.lock().unwrap_or_else(PoisonError::into_inner)(more);
        };
        let settings = Settings {
            profiles: &self.profiles,
            ocr: &self.ocr,
            pdf: &self.pdf,
            time_limit: self.time_limit,
            announce: Some(Announce(&announce)),
            cache: self.cache.as_ref(),
        };
        let path = read.path.to_path();
        let meter = Meter::start();
        let outcome = threads.install(|| understand(look.input(&path), settings));
        self.threads = Some(threads);
        Ok(Done { id: read.id, outcome, cost: Some(meter.cost()) })
    }

    /// Draws pages into files; says why where not even one can be drawn.
    fn draw(&self, question: &Draw) -> Result<Vec<DrawnPage>, String> {
        let (path, folder) = (question.path.to_path(), question.folder.to_path());
        let bytes = fs::read(&path).map_err(|error| said::system(&error).to_string())?;
        let pictures =
            draw::draw(&Arc::new(bytes), &self.pdf, &question.pages).map_err(|error| format!("{error:?}"))?;
        let put = |picture: PagePicture| {
            let PagePicture { page, width, height, webp } = picture;
            fs::write(folder.join(format!("{page}.webp")), webp).map_err(|error| said::system(&error).to_string())?;
            Ok(DrawnPage { page, width, height })
        };
        pictures.into_iter().map(put).collect()
    }
}

/// Where answers go.
struct Voice<W> {
    output: W,
}

impl<W: Write> Voice<W> {
    fn say(&mut self, answer: &Answer) -> io::Result<()> {
        self.output.write_all(line(answer)?.as_bytes())?;
        self.output.flush()
    }

    /// What a file is: as the question says, or as it is found to be, which is told.
    fn look(&mut self, read: &Read) -> io::Result<Result<Look, Refusal>> {
        if let Some(looked) = read.looked.clone() {
            return Ok(Ok(looked.into()));
        }
        let look = look_at(&read.path.to_path());
        if let Ok(look) = &look {
            self.say(&Answer::Looked { id: read.id, looked: look.into() })?;
        }
        Ok(look)
    }

    fn refuse(&mut self, id: Option<u64>, message: impl Into<String>) -> io::Result<()> {
        self.say(&Answer::Refused { id, message: message.into() })
    }
}

/// The id of a question that is not understood, if it has one.
fn id_of(text: &[u8]) -> Option<u64> {
    let question: serde_json::Value = serde_json::from_slice(text).ok()?;
    question.as_object()?.values().find_map(|asked| asked.get("id")?.as_u64())
}

/// Since when the file is read that is being read, and how long it may take.
#[derive(Default)]
struct Watch {
    since: Mutex<Option<Instant>>,
    limit: OnceLock<Duration>,
    more: Mutex<Duration>,
}

impl Watch {
    fn begin(&self) {
        *self.since.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        self.extend(Duration::ZERO);
    }

    fn extend(&self, more: Duration) {
        *self.more.lock().unwrap_or_else(PoisonError::into_inner) = more;
    }

    fn is_over(&self) -> bool {
        let since = *self.since.lock().unwrap_or_else(PoisonError::into_inner);
        let more = *self.more.lock().unwrap_or_else(PoisonError::into_inner);
        since.zip(self.limit.get()).is_some_and(|(since, limit)| since.elapsed() > limit.saturating_add(more))
    }
}

/// Reads lines on a thread of its own, which notices the end of the input while a file is being read.
fn listen(input: impl BufRead + Send + 'static, host: Host, watch: Arc<Watch>) -> io::Result<Receiver<Vec<u8>>> {
    let (sender, receiver) = sync_channel(QUEUE);
    let parent = Parent::now();
    thread::Builder::new().name("requests".to_owned()).spawn(move || {
        forward(input, &sender);
        drop(sender);
        if host == Host::Process {
            // Nobody asks any more. That is all right as long as somebody waits for the answers.
            while !(parent.is_gone() || watch.is_over()) {
                thread::sleep(TICK);
            }
            system::end_self();
        }
    })?;
    Ok(receiver)
}

fn forward(mut input: impl BufRead, sender: &SyncSender<Vec<u8>>) {
    loop {
        let mut text = Vec::new();
        match input.by_ref().take(MAX_LINE_BYTES).read_until(b'\n', &mut text) {
            Ok(1..) if text.trim_ascii().is_empty() => {}
            Ok(1..) if sender.send(text).is_ok() => {}
            _ => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::worker::protocol::FileKind;

    fn answers(input: &str) -> Vec<Answer> {
        let mut output = Vec::new();
        serve(Cursor::new(input.to_owned()), &mut output, Host::Embedded).unwrap();
        let text = String::from_utf8(output).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    fn hello() -> String {
        let profiles = ProfileSet::builtin().unwrap();
        let (ocr, pdf) = (Ocr::default(), pdf::Options::default());
        let settings =
            Settings { profiles: &profiles, ocr: &ocr, pdf: &pdf, time_limit: None, announce: None, cache: None };
        line(&Request::Hello(Hello::new(settings, None))).unwrap()
    }

    #[test]
    fn questions_are_answered_in_order() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "Bonjour").unwrap();
        let read = |id, bytes| {
            format!(
                r#"{{"read": {{"id": {id}, "path": {path:?}, "kind": "text", "bytes": {bytes}, "threads": 1,
                    "sha256": "9172e8eec99f144f72eca9a568759580edadb2cfd154857f07e657569493bc44"}}}}"#
            )
            .replace('\n', "")
        };
        let input =
            [hello(), read(1, 7), "\n\n".to_owned(), read(2, 8), "\n{\"paint\": {\"id\": 9}}\n".to_owned(), read(3, 7)]
                .concat();
        let answers = answers(&input);
        let [
            Answer::Ready(ready),
            Answer::Done(one),
            Answer::Done(two),
            Answer::Refused { id: Some(9), .. },
            Answer::Done(three),
        ] = &answers[..]
        else {
            panic!("{answers:?}")
        };
        assert_eq!((ready.protocol, one.id, two.id, three.id), (PROTOCOL, 1, 2, 3));
        let status = |done: &Done| done.outcome.row.status.as_str();
        assert_eq!((status(one), status(two), status(three)), ("unrecognised", "failed", "unrecognised"));
    }

    #[test]
    fn little_has_to_be_said_and_many_questions_may_lie_there() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("a.txt"), "Bonjour").unwrap();
        std::fs::write(folder.path().join("b.pdf"), "").unwrap();
        let read =
            |id: u64, name: &str| format!("{{\"read\": {{\"id\": {id}, \"path\": {:?}}}}}\n", folder.path().join(name));
        let input = [
            "{\"hello\": {\"protocol\": 1}}\n",
            &read(7, "a.txt"),
            &read(8, "missing.pdf"),
            "{\"read\": {\"id\": 9}}\n",
            &read(10, "b.pdf"),
        ]
        .concat();
        let answers = answers(&input);
        let [
            Answer::Ready(_),
            Answer::Looked { id: 7, looked },
            Answer::Done(letter),
            Answer::Done(missing),
            Answer::Refused { id: Some(9), .. },
            Answer::Looked { id: 10, looked: empty },
            Answer::Done(nothing),
        ] = &answers[..]
        else {
            panic!("{answers:?}")
        };
        assert_eq!((looked.kind, looked.bytes, &looked.sha256[..4]), (FileKind::Text, 7, "9172"));
        assert_eq!((empty.kind, empty.bytes), (FileKind::Empty, 0));
        let became = [letter, missing, nothing].map(|done| (done.id, done.outcome.row.status.as_str()));
        assert_eq!(became, [(7, "unrecognised"), (8, "failed"), (10, "failed")]);
        // The profiles are those of a run, though none was told.
        let nearest = letter.outcome.message.as_ref().unwrap().to_string();
        assert!(nearest.contains("profile"), "{nearest}");
    }

    #[test]
    fn whatever_is_no_hello_is_refused_without_being_shown() {
        let wrong_version = hello().replacen("\"protocol\":1", "\"protocol\":99", 1);
        let wrong_profile = hello().replacen("id = ", "di = ", 1);
        let cases = ["{\"hello\": {\"passwords\": [\"secret\"]}}\n", "\u{0}", "{\"read\": 1}", "[[[[", "\n\nnull"];
        for case in cases.into_iter().map(str::to_owned).chain([wrong_version, wrong_profile]) {
            let answers = answers(&[case.as_str(), "{}\n"].concat());
            let [Answer::Refused { message, .. }] = &answers[..] else { panic!("{case}: {answers:?}") };
            assert!(!message.contains("secret"), "{message}");
        }
        assert!(answers("").is_empty());
    }
}
