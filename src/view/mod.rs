//! Serves the page for review to a browser of this machine, takes the corrections that are typed there, and keeps what
//! is in no file yet.
//!
//! Whoever else asks is refused: only this machine can connect, every path begins with a secret that the address alone
//! has, the name that is asked for and the page that asks must be this server's own, and nothing can be reached but the
//! page, what it shows, and the reports that it names.

mod kept;
mod request;
mod site;

use std::io::{self, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use kept::Kept;
use request::{Method, Refused, Request};
use site::{Found, Site};

use crate::catalogue::Language;
use crate::message;
use crate::model::message::Message;
use crate::text::hex;
use crate::text::said::system;

/// How long a request may take to come, and its answer to be taken.
const PATIENCE: Duration = Duration::from_secs(10);
/// Requests that are answered at a time; browsers ask six at a time.
const MOST_AT_A_TIME: usize = 32;
/// How often it is looked whether the server is to end.
const TICK: Duration = Duration::from_millis(50);

/// Takes the text of a `corrections.csv` that was made in the page. Gives a word for the page, or why it was not taken.
pub type Take<'a> = dyn Fn(&str) -> Result<String, String> + Send + Sync + 'a;

/// A server that is ready to be asked.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    secret: String,
    site: Site,
    kept: Kept,
    patience: Duration,
    language: Language,
}

impl Server {
    /// Serves the page in the output folder `folder`, at a port of this machine alone: the one that is named, or with 0
    /// any that is free. Requests that are refused are told why in `language`.
    ///
    /// # Errors
    /// When there is no page, or the port cannot be had.
    pub fn new(folder: &Path, port: u16, language: Language) -> io::Result<Self> {
        let site = Site::of(folder)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let mut secret = [0; 16];
        getrandom::fill(&mut secret).map_err(io::Error::other)?;
        let address = listener.local_addr()?;
        listener.set_nonblocking(true)?;
        let kept = Kept::in_folder(folder);
        Ok(Self { listener, address, secret: hex(&secret), site, kept, patience: PATIENCE, language })
    }

    /// With another patience, in tests.
    #[must_use]
    pub fn with_patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Where the page is.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://{}/{}/{}", self.address, self.secret, site::PAGE)
    }

    /// Answers until `ended` is true.
    ///
    /// # Errors
    /// When nobody can connect any more.
    pub fn serve(&self, take: &Take<'_>, ended: &AtomicBool) -> io::Result<()> {
        let busy = Arc::new(AtomicUsize::new(0));
        thread::scope(|scope| {
            while !ended.load(Ordering::Relaxed) {
                let stream = match self.listener.accept() {
                    Ok((stream, _)) => stream,
                    Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                        thread::sleep(TICK);
                        continue;
                    }
                    // Somebody who connected and was gone at once.
                    Err(error) if is_theirs(&error) => continue,
                    Err(error) => return Err(error),
                };
                if busy.load(Ordering::Acquire) >= MOST_AT_A_TIME {
                    // Closed without a word: nobody who means well has so many requests open.
                    continue;
                }
                busy.fetch_add(1, Ordering::AcqRel);
                let busy = Arc::clone(&busy);
                scope.spawn(move || {
                    // Whoever does not take the answer does without.
                    let _ = self.answer(stream, take);
                    busy.fetch_sub(1, Ordering::AcqRel);
                });
            }
            Ok(())
        })
    }

    fn answer(&self, mut stream: TcpStream, take: &Take<'_>) -> io::Result<()> {
        stream.set_nonblocking(false)?;
        stream.set_nodelay(true)?;
        stream.set_write_timeout(Some(self.patience))?;
        let request = Request::read(&mut stream, Instant::now() + self.patience);
        let answer = request.and_then(|request| self.answer_to(&request, take));
        let sent = match answer {
            Ok(Answer { kind, body, method }) => send(&mut stream, "200 OK", kind, &body, method == Method::Head),
            Err(Refused { status, why }) => send(&mut stream, status, TEXT, why.whole(self.language).as_bytes(), false),
        };
        let _ = stream.shutdown(std::net::Shutdown::Write);
        sent
    }

    fn answer_to(&self, request: &Request, take: &Take<'_>) -> Result<Answer, Refused> {
        // A page of another site may make a browser ask here, under any name that it makes lead here; it cannot make it
        // say that this is its own page.
        let own = [self.address.to_string(), format!("localhost:{}", self.address.port())];
        if !request.host.as_ref().is_some_and(|host| own.contains(host)) {
            return Err(Refused::new("421 Misdirected Request", message!("view-other-name")));
        }
        let is_own = |origin: &String| own.iter().any(|own| *origin == format!("http://{own}"));
        if request.origin.as_ref().is_some_and(|origin| !is_own(origin)) {
            return Err(Refused::new("403 Forbidden", message!("view-other-page")));
        }
        if request.path == "/favicon.ico" {
            // Browsers ask for it by themselves, and complain where it is not there.
            return Ok(Answer { kind: "image/x-icon", body: Vec::new(), method: request.method });
        }
        let path = request.path.strip_prefix('/').and_then(|path| path.split_once('/'));
        let Some((_, path)) = path.filter(|(secret, _)| is_same(secret, &self.secret)) else {
            return Err(Refused::new("404 Not Found", message!("view-not-here")));
        };
        if request.method == Method::Post && request.origin.is_none() {
            return Err(Refused::new("403 Forbidden", message!("view-nobody")));
        }
        let unkept =
            |error: io::Error| Refused::new("500 Internal Server Error", message!("view-unkept", why = system(&error)));
        match (request.method, path) {
            (Method::Post, KEPT) => {
                self.kept.take(&request.body).map_err(unkept)?;
                Ok(Answer { kind: JSON, body: b"{}".to_vec(), method: Method::Post })
            }
            (method, KEPT) => Ok(Answer { kind: JSON, body: self.kept.all().map_err(unkept)?, method }),
            (Method::Post, "corrections") => {
                let text = std::str::from_utf8(&request.body)
                    .map_err(|_| Refused::new("400 Bad Request", message!("view-no-utf8")))?;
                let told = take(text).map_err(|why| Refused::new("422 Unprocessable Content", Message::Plain(why)))?;
                Ok(Answer { kind: TEXT, body: told.into_bytes(), method: Method::Post })
            }
            (Method::Post, _) => Err(Refused::new("405 Method Not Allowed", message!("view-takes-nothing"))),
            (method, path) => match self.site.find(path) {
                Some(Found { kind, body }) => Ok(Answer { kind, body, method }),
                None => Err(Refused::new("404 Not Found", message!("view-no-such-page"))),
            },
        }
    }
}

/// The path of what the page remembers.
const KEPT: &str = "kept";
const JSON: &str = "application/json";
/// Plain text.
const TEXT: &str = "text/plain; charset=utf-8";

struct Answer {
    kind: &'static str,
    body: Vec<u8>,
    method: Method,
}

/// Sends an answer that no other site may show, keep or look into.
fn send(stream: &mut TcpStream, status: &str, kind: &str, body: &[u8], is_head: bool) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n\
         Referrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if !is_head {
        stream.write_all(body)?;
    }
    stream.flush()
}

/// Takes as long for a wrong secret as for the right one.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len() && one.bytes().zip(other.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
}

fn is_theirs(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted)
}

#[cfg(test)]
mod tests;
