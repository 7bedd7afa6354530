use std::io::Read;
use std::net::Shutdown;
use std::sync::Mutex;

use super::*;

/// An output folder with a page, a report beside it, and a file that nobody may see.
fn outputs() -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = place.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("inputs/été 1.pdf", "%PDF-1.4 a report");
    write("secret.txt", "nobody's business");
    write("outputs/jobs.json", "{}");
    write("outputs/report.html", "<p>the page");
    write("outputs/report/pages/ab-1.webp", "a picture");
    write(
        "outputs/report/index.js",
        r#"ingest("index", {"sources": [{"href": null}, {"href": "../inputs/%C3%A9t%C3%A9%201.pdf"}]});"#,
    );
    place
}

/// Asks a running server; `ask` gives the text of a request by host and secret.
fn with_server<T>(patience: Duration, ask: impl FnOnce(SocketAddr, &str) -> T) -> (T, Vec<String>) {
    let place = outputs();
    let server = Server::new(&place.path().join("outputs"), 0, Language::English).unwrap().with_patience(patience);
    let (taken, ended) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    let take = |text: &str| {
        if text.starts_with("record_id") {
            taken.lock().unwrap().push(text.to_owned());
            Ok("1 correction".to_owned())
        } else {
            Err("this is no file of corrections".to_owned())
        }
    };
    let told = thread::scope(|scope| {
        scope.spawn(|| server.serve(&take, &ended).unwrap());
        let told = ask(server.address, &server.secret);
        ended.store(true, Ordering::Relaxed);
        told
    });
    (told, taken.into_inner().unwrap())
}

fn say(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    // A server that has refused may be gone already.
    let _ = stream.write_all(request);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn get(address: SocketAddr, path: &str) -> String {
    say(address, format!("GET {path} HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes())
}

fn status(answer: &str) -> &str {
    answer.get(9..12).unwrap_or("gone")
}

#[test]
fn the_page_what_it_shows_and_the_reports_that_it_names_are_served() {
    with_server(PATIENCE, |address, secret| {
        let body = |path: &str| {
            let answer = get(address, &format!("/{secret}/{path}"));
            assert_eq!(status(&answer), "200", "{path}: {answer}");
            answer.split_once("\r\n\r\n").unwrap().1.to_owned()
        };
        assert_eq!(body("report.html"), "<p>the page");
        assert_eq!(body("report.html?x=1"), "<p>the page");
        assert_eq!(body("report/pages/ab-1.webp"), "a picture");
        assert_eq!(body("source/1"), "%PDF-1.4 a report");
    });
}

#[test]
fn nothing_else_can_be_reached() {
    with_server(PATIENCE, |address, secret| {
        let ways = [
            "jobs.json",
            "../secret.txt",
            "report/../jobs.json",
            "report/..%2fjobs.json",
            "report/%2e%2e/jobs.json",
            "report//index.js",
            "report/.hidden",
            "report/",
            "report",
            ".review.json",
            "source/0",
            "source/2",
            "source/-1",
            "source/../jobs.json",
            "report/..\\jobs.json",
            "report/pages/../../jobs.json",
            "",
        ];
        for way in ways {
            assert_eq!(status(&get(address, &format!("/{secret}/{way}"))), "404", "{way}");
        }
        for way in
            ["/", "/report.html", "/0000/report.html", "//report.html", &format!("/{}/report.html", &secret[1..])]
        {
            assert_eq!(status(&get(address, way)), "404", "{way}");
        }
    });
}

#[test]
fn what_the_page_remembers_outlives_the_server_and_its_address() {
    let place = outputs();
    let folder = place.path().join("outputs");
    let ask = |method: &str, body: &str| {
        let server = Server::new(&folder, 0, Language::English).unwrap();
        let ended = AtomicBool::new(false);
        thread::scope(|scope| {
            scope.spawn(|| server.serve(&|_: &str| Ok(String::new()), &ended).unwrap());
            let (address, secret, length) = (server.address, &server.secret, body.len());
            let lines = format!("Host: {address}\r\nOrigin: http://{address}\r\nContent-Length: {length}");
            let answer = say(address, format!("{method} /{secret}/kept HTTP/1.1\r\n{lines}\r\n\r\n{body}").as_bytes());
            ended.store(true, Ordering::Relaxed);
            let body = answer.split_once("\r\n\r\n").unwrap().1.to_owned();
            (status(&answer).to_owned(), body)
        })
    };
    let got = || ask("GET", "");
    assert_eq!(got(), ("200".to_owned(), "{}".to_owned()));
    assert_eq!(ask("POST", r#"{"theme": "dark", "edits": "Métier"}"#).0, "200");
    assert_eq!(ask("POST", r#"{"theme": null, "language": "en"}"#).0, "200");
    assert_eq!(got().1, r#"{"edits":"Métier","language":"en"}"#);
    // What is none of it changes nothing; what cannot be read stays as it is.
    assert_eq!(ask("POST", "record_id;field").0, "500");
    assert_eq!(got().1, r#"{"edits":"Métier","language":"en"}"#);
    std::fs::write(folder.join(".review.json"), "half of i").unwrap();
    assert_eq!((got().0, ask("POST", r#"{"a": "b"}"#).0), ("500".to_owned(), "500".to_owned()));
    assert_eq!(std::fs::read_to_string(folder.join(".review.json")).unwrap(), "half of i");
    let names = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name());
    assert_eq!(names.filter(|name| name.to_string_lossy().starts_with('.')).count(), 1, "nothing is left lying about");
}

#[cfg(unix)]
#[test]
fn a_link_does_not_lead_out_of_the_folder() {
    let place = outputs();
    let folder = place.path().join("outputs");
    std::os::unix::fs::symlink(place.path().join("secret.txt"), folder.join("report/out.js")).unwrap();
    let site = Site::of(&folder).unwrap();
    assert!(site.find("report/index.js").is_some() && site.find("report/out.js").is_none());
}

#[test]
fn another_name_or_another_page_is_refused() {
    let (_, taken) = with_server(PATIENCE, |address, secret| {
        let ask = |method: &str, lines: &str| {
            let body = "record_id,field";
            let length = body.len();
            say(
                address,
                format!("{method} /{secret}/corrections HTTP/1.1\r\n{lines}Content-Length: {length}\r\n\r\n{body}")
                    .as_bytes(),
            )
        };
        let host = format!("Host: {address}\r\n");
        assert_eq!(status(&ask("POST", "")), "421", "no name");
        assert_eq!(status(&ask("POST", "Host: evil.example\r\n")), "421");
        assert_eq!(status(&ask("POST", &host)), "403", "nobody says which page");
        let kept = format!("POST /{secret}/kept HTTP/1.1\r\n{host}Content-Length: 2\r\n\r\n{{}}");
        assert_eq!(status(&say(address, kept.as_bytes())), "403", "nobody says which page");
        assert_eq!(status(&ask("POST", &format!("{host}Origin: http://evil.example\r\n"))), "403");
        assert_eq!(status(&ask("POST", &format!("{host}Origin: null\r\n"))), "403");
        assert_eq!(status(&ask("POST", &format!("{host}{host}Origin: http://{address}\r\n"))), "400", "two names");
        assert_eq!(status(&ask("PUT", &format!("{host}Origin: http://{address}\r\n"))), "405");
        assert_eq!(status(&ask("POST", &format!("{host}Origin: http://{address}\r\n"))), "200");
    });
    assert_eq!(taken, ["record_id,field"]);
}

#[test]
fn a_body_without_length_or_end_and_a_slow_client_are_refused() {
    let (_, taken) = with_server(Duration::from_millis(300), |address, secret| {
        let start = format!("POST /{secret}/corrections HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n");
        let ask = |rest: &str| say(address, format!("{start}{rest}").as_bytes());
        assert_eq!(status(&ask("\r\n")), "411");
        assert_eq!(status(&ask("Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n")), "411");
        assert_eq!(status(&ask("Content-Length: 99999999999\r\n\r\n")), "413");
        assert_eq!(status(&ask("Content-Length: -1\r\n\r\n")), "400");
        assert_eq!(status(&ask("Content-Length: 9\r\n\r\nno more")), "400");
        assert_eq!(status(&ask("Content-Length: 2\r\n\r\n\u{e9}")), "422", "no corrections");
        assert_eq!(status(&say(address, &[b'A'; 64 << 10])), "431");
        assert_eq!(status(&say(address, b"\x16\x03\x01\x02\x00")), "400", "this is TLS");
        // Letter by letter, longer than anybody waits.
        let mut slow = TcpStream::connect(address).unwrap();
        let begun = Instant::now();
        for letter in start.bytes().cycle() {
            if begun.elapsed() > Duration::from_secs(1) || slow.write_all(&[letter]).is_err() {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let mut answer = String::new();
        let _ = slow.read_to_string(&mut answer);
        assert!(status(&answer) == "408" || answer.is_empty(), "{answer}");
        // And one that says nothing holds up nobody else.
        let silent: Vec<TcpStream> = (0..4).map(|_| TcpStream::connect(address).unwrap()).collect();
        assert_eq!(status(&get(address, &format!("/{secret}/report.html"))), "200");
        drop(silent);
    });
    assert!(taken.is_empty());
}
