//! One request, as far as this server understands any.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::message;
use crate::model::message::Message;

/// Bytes of a request before its body.
const MOST_HEAD_BYTES: usize = 16 << 10;
/// Lines of it.
const MOST_LINES: usize = 64;
/// Bytes of a body: corrections of thousands of long texts.
const MOST_BODY_BYTES: usize = 8 << 20;

/// What a browser asks.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: Method,
    /// Without what follows `?` or `#`.
    pub(super) path: String,
    /// The name and port that it was sent to.
    pub(super) host: Option<String>,
    /// The page that asks.
    pub(super) origin: Option<String>,
    pub(super) body: Vec<u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Get,
    Head,
    Post,
}

/// Why a request is not answered as it wishes.
#[derive(Debug)]
pub(super) struct Refused {
    /// Number and words of HTTP.
    pub(super) status: &'static str,
    pub(super) why: Message,
}

impl Refused {
    pub(super) fn new(status: &'static str, why: Message) -> Self {
        Self { status, why }
    }
}

impl Request {
    /// Reads a request that must be there in whole at `deadline`.
    pub(super) fn read(stream: &mut TcpStream, deadline: Instant) -> Result<Self, Refused> {
        let mut bytes = Vec::new();
        let (mut request, body_from, body_bytes) = loop {
            if let Some(head) = head(&bytes)? {
                break head;
            }
            if bytes.len() > MOST_HEAD_BYTES {
                return Err(Refused::new("431 Request Header Fields Too Large", message!("view-too-long")));
            }
            some_more(stream, &mut bytes, deadline)?;
        };
        while bytes.len() < body_from + body_bytes {
            some_more(stream, &mut bytes, deadline)?;
        }
        request.body = bytes[body_from..body_from + body_bytes].to_vec();
        Ok(request)
    }
}

/// The request without its body, where that begins and how long it is; `None` while something is missing.
fn head(bytes: &[u8]) -> Result<Option<(Request, usize, usize)>, Refused> {
    let mut lines = [httparse::EMPTY_HEADER; MOST_LINES];
    let mut parsed = httparse::Request::new(&mut lines);
    let from = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(from)) => from,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(_) => return Err(Refused::new("400 Bad Request", message!("view-no-request"))),
    };
    let method = match parsed.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        Some("POST") => Method::Post,
        _ => return Err(Refused::new("405 Method Not Allowed", message!("view-no-method"))),
    };
    let named = |name: &str| {
        let mut values = parsed.headers.iter().filter(|line| line.name.eq_ignore_ascii_case(name));
        let value = values.next().and_then(|line| std::str::from_utf8(line.value).ok()).map(str::to_owned);
        // Two of one name may be read in two ways.
        if values.next().is_some() {
            Err(Refused::new("400 Bad Request", message!("view-line-twice")))
        } else {
            Ok(value)
        }
    };
    if named("transfer-encoding")?.is_some() {
        return Err(Refused::new("411 Length Required", message!("view-no-length")));
    }
    let length = match named("content-length")? {
        None if method == Method::Post => return Err(Refused::new("411 Length Required", message!("view-no-length"))),
        None => 0,
        Some(length) => match length.parse::<usize>() {
            Ok(length) if length <= MOST_BODY_BYTES => length,
            Ok(_) => return Err(Refused::new("413 Content Too Large", message!("view-too-much"))),
            Err(_) => return Err(Refused::new("400 Bad Request", message!("view-length"))),
        },
    };
    let path = parsed.path.unwrap_or_default().split(['?', '#']).next().unwrap_or_default().to_owned();
    let (host, origin) = (named("host")?, named("origin")?);
    Ok(Some((Request { method, path, host, origin, body: Vec::new() }, from, length)))
}

fn some_more(stream: &mut TcpStream, bytes: &mut Vec<u8>, deadline: Instant) -> Result<(), Refused> {
    let too_slow = || Refused::new("408 Request Timeout", message!("view-too-slow"));
    let left = deadline.saturating_duration_since(Instant::now());
    if left < Duration::from_millis(1) {
        return Err(too_slow());
    }
    let mut buffer = [0; 16 << 10];
    let read = stream.set_read_timeout(Some(left)).and_then(|()| stream.read(&mut buffer));
    match read {
        Ok(0) => Err(Refused::new("400 Bad Request", message!("view-broken-off"))),
        Ok(read) => {
            bytes.extend_from_slice(&buffer[..read]);
            Ok(())
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => Err(too_slow()),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
        Err(_) => Err(Refused::new("400 Bad Request", message!("view-unread"))),
    }
}
