//! The workers of a run: started when they are needed, used again, replaced when they fail.

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::StartError;
use super::failure::Failure;
use super::process::{Silence, Worker};
use super::protocol::{Answer, Draw, DrawnPage, FilePath, Hello, PROTOCOL, Read, Request, line};
use crate::cost::Cost;
use crate::message;
use crate::model::dataset::GENERATOR;
use crate::model::outcome::Outcome;
use crate::read::ocr::longest;
use crate::text::said::system;
use crate::understand::{Input, Settings};

/// How long a worker may take until it is ready: it compiles the profiles.
const START_LIMIT: Duration = Duration::from_secs(30);
/// Memory that a page takes which is read off its picture: pictures of one, and a renderer at work.
const MEMORY_A_PAGE: u64 = 256 << 20;

/// How workers are started.
#[derive(Debug, Clone)]
pub struct Program {
    /// A program that calls [`serve`](super::serve()) with its standard input and output.
    pub path: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// Bytes of memory that a worker may fill, and each program that it starts; on Windows, all of
    /// them together.
    pub memory: Option<u64>,
}

impl Program {
    /// The program that is running, with these arguments.
    ///
    /// # Errors
    /// When the system does not say where it is.
    pub fn own(arguments: &[&str], memory: Option<u64>) -> io::Result<Self> {
        // This name holds even when the file was replaced or removed since.
        let own = Path::new("/proc/self/exe");
        let path = if cfg!(target_os = "linux") && own.exists() { own.to_path_buf() } else { env::current_exe()? };
        Ok(Self { path, arguments: arguments.iter().map(OsString::from).collect(), memory })
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::arg0(&mut command, env!("CARGO_PKG_NAME"));
        command.args(&self.arguments);
        command
    }
}

/// What a worker made of a file, and what it took, if it tells.
type Made = (Outcome, Option<Cost>);

/// What is told of the words that a worker writes to standard error.
pub(crate) type Words<'a> = dyn Fn(&str) + Sync + 'a;

/// The workers of a run. All end when this is dropped.
pub(crate) struct Workers<'a> {
    program: &'a Program,
    hello: String,
    time_limit: Option<Duration>,
    cancelled: Option<&'a AtomicBool>,
    words: &'a Words<'a>,
    idle: Mutex<Vec<Worker>>,
    questions: AtomicU64,
    /// Whether a worker was ever ready: then what keeps another one from starting is a matter of the moment.
    can_start: AtomicBool,
    /// Why none can be started.
    broken: Mutex<Option<StartError>>,
}

impl<'a> Workers<'a> {
    /// Workers that read as `settings` say. None is started before it is needed.
    pub(crate) fn new(
        program: &'a Program,
        settings: Settings<'_>,
        cancelled: Option<&'a AtomicBool>,
        words: &'a Words<'a>,
    ) -> Self {
        Self {
            program,
            // Texts and numbers: nothing that JSON could not say.
            hello: line(&Request::Hello(Hello::new(settings, program.memory))).unwrap_or_default(),
            time_limit: settings.time_limit,
            cancelled,
            words,
            idle: Mutex::default(),
            questions: AtomicU64::new(1),
            can_start: AtomicBool::new(false),
            broken: Mutex::default(),
        }
    }

    /// Why no worker at all can be started, once that is known.
    pub(crate) fn broken(&self) -> Option<StartError> {
        self.broken.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Reads a file in a worker, with up to `threads` pages at a time; `None` if files of its kind need no worker.
    pub(crate) fn read(&self, input: Input<'_>, threads: usize) -> Option<Result<Made, Failure>> {
        let most = self.program.memory.map_or(usize::MAX, |bytes| usize::try_from(bytes / MEMORY_A_PAGE).unwrap_or(1));
        let id = self.questions.fetch_add(1, Ordering::Relaxed);
        let question = Read::new(id, input, threads.min(most).max(1))?;
        Some(self.answer(id, &Request::Read(question)).and_then(|answer| match answer {
            Answer::Done(done) => Ok((done.outcome, done.cost)),
            _ => Err(no_sense()),
        }))
    }

    /// Ends the workers that have nothing to do: what they hold is free for others.
    pub(crate) fn dismiss(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Draws pages (1-based) of a PDF into `folder`, each as `<page>.webp`.
    pub(crate) fn draw(&self, path: &Path, pages: &[u32], folder: &Path) -> Result<Vec<DrawnPage>, Failure> {
        let id = self.questions.fetch_add(1, Ordering::Relaxed);
        let (path, folder) = (FilePath::of(path), FilePath::of(folder));
        match self.answer(id, &Request::Draw(Draw { id, path, pages: pages.to_vec(), folder }))? {
            Answer::Drawn(drawn) => Ok(drawn.pages),
            _ => Err(no_sense()),
        }
    }

    /// The answer to a question, which has its id, or why there is none that makes sense.
    fn answer(&self, question: u64, request: &Request) -> Result<Answer, Failure> {
        let text =
            line(request).map_err(|error| Failure::crashed(message!("worker-question", why = error.to_string())))?;
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut worker = match idle {
            Some(worker) => worker,
            None => self.another_worker()?,
        };
        worker.ask(text);
        let start = Instant::now();
        let mut limit = self.time_limit;
        loop {
            let answer = worker.answer(start, limit, || self.is_cancelled());
            let answer = answer.map(|line| serde_json::from_str(&line));
            if let (Ok(Ok(Answer::TakesLonger { id, seconds })), Some(limit)) = (&answer, &mut limit)
                && *id == question
            {
                // A worker that has come to harm may say anything.
                let more = Duration::try_from_secs_f64(*seconds).unwrap_or_default();
                *limit = limit.saturating_add(more).min(self.time_limit.map_or(Duration::ZERO, longest));
                continue;
            }
            return self.heard(worker, question, answer, limit);
        }
    }

    /// What an answer says, or why there is none. Keeps the worker if it can be asked again.
    fn heard(
        &self,
        worker: Worker,
        question: u64,
        answer: Result<serde_json::Result<Answer>, Silence>,
        limit: Option<Duration>,
    ) -> Result<Answer, Failure> {
        match answer {
            Ok(answer) => {
                let heard = match answer {
                    Ok(Answer::Refused { message, .. }) => Err(Failure::crashed(message.into())),
                    Ok(answer) if answer.id() == Some(question) => Ok(answer),
                    _ => Err(no_sense()),
                };
                self.tell(&worker.words());
                // Whoever talks nonsense is not asked again.
                if heard.is_ok() {
                    self.keep(worker);
                }
                heard
            }
            Err(Silence::TooLong) => Err(Failure::timed_out(limit.unwrap_or_default())),
            Err(Silence::Cancelled) => Err(Failure::crashed(message!("worker-interrupted"))),
            Err(Silence::Ended) => {
                let (status, words) = worker.end();
                self.tell(&words);
                Err(match status {
                    Ok(status) => Failure::of_exit(status, &words, self.program.memory),
                    Err(error) => Failure::crashed(message!("worker-lost", why = system(&error))),
                })
            }
        }
    }

    fn another_worker(&self) -> Result<Worker, Failure> {
        let mut broken = None;
        if !self.can_start.load(Ordering::Acquire) {
            // One after the other, until one is ready: the others need not find out again that none can be started.
            let guard = self.broken.lock().unwrap_or_else(PoisonError::into_inner);
            if guard.is_some() {
                return Err(Failure::crashed(message!("worker-none")));
            }
            broken = Some(guard);
        }
        match (self.new_worker(), broken) {
            (Ok(worker), _) => {
                self.can_start.store(true, Ordering::Release);
                Ok(worker)
            }
            (Err(error), Some(mut broken)) if !self.can_start.load(Ordering::Acquire) => {
                let failure = Failure::crashed(error.message());
                *broken = Some(error);
                Err(failure)
            }
            (Err(error), _) => Err(Failure::crashed(error.message())),
        }
    }

    fn new_worker(&self) -> Result<Worker, StartError> {
        let mut worker = Worker::start(&mut self.program.command(), self.program.memory)?;
        worker.ask(self.hello.clone());
        let answer = match worker.answer(Instant::now(), Some(START_LIMIT), || self.is_cancelled()) {
            Ok(answer) => serde_json::from_str(&answer),
            Err(Silence::Ended) => {
                let (status, words) = worker.end();
                let failure = Failure::of_exit(status?, &words, self.program.memory);
                return Err(StartError::NotReady(failure.what));
            }
            Err(_) => return Err(StartError::NotReady(message!("worker-silent", seconds = START_LIMIT.as_secs()))),
        };
        match answer {
            Ok(Answer::Ready(ready)) if ready.protocol == PROTOCOL && ready.generator == GENERATOR => Ok(worker),
            Ok(Answer::Ready(ready)) => {
                Err(StartError::NotReady(message!("worker-other", found = ready.generator, wanted = GENERATOR)))
            }
            Ok(Answer::Refused { message, .. }) => Err(StartError::NotReady(message.into())),
            _ => Err(StartError::NotReady(message!("worker-no-worker"))),
        }
    }

    fn keep(&self, worker: Worker) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(worker);
    }

    fn tell(&self, words: &str) {
        words.lines().filter(|line| !line.trim().is_empty()).for_each(self.words);
    }

    fn is_cancelled(&self) -> bool {
        self.cancelled.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }
}

fn no_sense() -> Failure {
    Failure::crashed(message!("worker-answer"))
}
