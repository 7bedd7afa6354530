//! The run's side of one worker: started, asked, ended.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read as _, Write};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::system::{self, Hold};

/// A longer answer is none: the records of the largest reports take a few MiB.
const MAX_ANSWER_BYTES: u64 = 64 << 20;
/// What is kept of standard error until it is asked for: panics of a document are short.
const MAX_WORDS_BYTES: usize = 16 << 10;
/// How often it is looked whether the run is cancelled.
const TICK: Duration = Duration::from_millis(50);
/// How long a worker that has closed its output may take to end, and its last words to come.
const LAST_MOMENTS: Duration = Duration::from_secs(2);

/// A worker process. It ends, with all that it started, when this is dropped.
#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    questions: Sender<String>,
    answers: Receiver<String>,
    words: Arc<Mutex<VecDeque<u8>>>,
    /// Reads standard error until it is closed.
    ear: Option<JoinHandle<()>>,
    has_ended: bool,
    /// Dropped before the folder: what may still use it ends.
    _hold: Hold,
    /// Where it puts its temporary files: what it leaves there when it is ended goes with it.
    _temporary: TempDir,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Silence {
    /// It closed its output, or broke off in the middle of a line.
    Ended,
    /// The time was up.
    TooLong,
    /// The run was cancelled.
    Cancelled,
}

impl Worker {
    /// Starts a program, which may fill so many bytes of memory.
    pub(super) fn start(command: &mut Command, memory: Option<u64>) -> io::Result<Self> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let temporary = tempfile::Builder::new().prefix("ingest-").tempdir()?;
        // The names by which systems know the folder.
        command.envs(["TMPDIR", "TMP", "TEMP"].map(|name| (name, temporary.path())));
        system::lead_group(command);
        let mut child = command.spawn()?;
        let (input, output, errors) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let hold = match system::hold(&mut child, memory) {
            Ok(hold) => hold,
            Err(error) => {
                let _ = system::end(&mut child);
                return Err(error);
            }
        };
        let (questions, to_ask) = channel();
        let (said, answers) = channel();
        let words = Arc::new(Mutex::new(VecDeque::new()));
        let mut worker = Self {
            child,
            questions,
            answers,
            words: Arc::clone(&words),
            ear: None,
            has_ended: false,
            _hold: hold,
            _temporary: temporary,
        };
        // Threads of their own: neither a worker that does not read nor one that talks without end holds up the run.
        if let (Some(input), Some(output), Some(errors)) = (input, output, errors) {
            let start = |name: &str| thread::Builder::new().name(name.to_owned());
            start("questions").spawn(move || ask(input, &to_ask))?;
            start("answers").spawn(move || listen(BufReader::new(output), &said))?;
            worker.ear = Some(start("words").spawn(move || keep_last(errors, &words))?);
        }
        Ok(worker)
    }

    /// Asks a line.
    pub(super) fn ask(&mut self, question: String) {
        // A worker that is gone is noticed when its answer is waited for.
        let _ = self.questions.send(question);
    }

    /// Waits for the next line that it says, until `limit` has passed since `start`.
    pub(super) fn answer(
        &mut self,
        start: Instant,
        limit: Option<Duration>,
        is_cancelled: impl Fn() -> bool,
    ) -> Result<String, Silence> {
        let mut has_ended = false;
        loop {
            let left = limit.map_or(TICK, |limit| limit.saturating_sub(start.elapsed()).min(TICK));
            match self.answers.recv_timeout(left) {
                Ok(answer) => return Ok(answer),
                Err(RecvTimeoutError::Disconnected) => return Err(Silence::Ended),
                Err(RecvTimeoutError::Timeout) if is_cancelled() => return Err(Silence::Cancelled),
                Err(RecvTimeoutError::Timeout) if left.is_zero() => return Err(Silence::TooLong),
                // A program that it has started may still hold its output open.
                Err(RecvTimeoutError::Timeout) if has_ended => return Err(Silence::Ended),
                Err(RecvTimeoutError::Timeout) => has_ended = system::has_ended(&mut self.child),
            }
        }
    }

    /// What it wrote to standard error since this was last asked, the last few KiB of it.
    pub(super) fn words(&self) -> String {
        let bytes: Vec<u8> = self.words.lock().unwrap_or_else(PoisonError::into_inner).drain(..).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// Ends it. Gives how it ended (by itself, if it does so within a moment) and its last words.
    pub(super) fn end(mut self) -> (io::Result<ExitStatus>, String) {
        wait(|| system::has_ended(&mut self.child));
        self.has_ended = true;
        let status = system::end(&mut self.child);
        wait(|| self.ear.as_ref().is_none_or(JoinHandle::is_finished));
        (status, self.words())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if !self.has_ended {
            // What cannot be ended has ended.
            let _ = system::end(&mut self.child);
        }
    }
}

/// Waits a little for something to come true.
fn wait(mut is_true: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_true() && start.elapsed() < LAST_MOMENTS {
        thread::sleep(Duration::from_millis(2));
    }
}

/// Passes questions on until there are no more; then the worker's input is closed.
fn ask(mut input: ChildStdin, questions: &Receiver<String>) {
    for question in questions {
        if input.write_all(question.as_bytes()).and_then(|()| input.flush()).is_err() {
            return;
        }
    }
}

/// Passes whole lines on until the output is closed.
fn listen(mut output: impl BufRead, said: &Sender<String>) {
    loop {
        let mut line = Vec::new();
        let read = output.by_ref().take(MAX_ANSWER_BYTES).read_until(b'\n', &mut line);
        // A line that breaks off is no answer, and neither is one without an end.
        if read.is_err() || line.last() != Some(&b'\n') {
            return;
        }
        let line = String::from_utf8(line).unwrap_or_default();
        if said.send(line).is_err() {
            return;
        }
    }
}

fn keep_last(mut errors: impl io::Read, words: &Mutex<VecDeque<u8>>) {
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = errors.read(&mut buffer) {
        let mut words = words.lock().unwrap_or_else(PoisonError::into_inner);
        words.extend(&buffer[..read]);
        let excess = words.len().saturating_sub(MAX_WORDS_BYTES);
        words.drain(..excess);
    }
}
