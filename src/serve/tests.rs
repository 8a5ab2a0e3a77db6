//! The preview over real connections.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use super::*;
use crate::pipeline::Phase;
use current::Served;

/// Tests fail rather than wait longer than this.
const PATIENCE: Duration = Duration::from_secs(20);

/// A server of a folder, which ends with the value.
struct Server {
    address: SocketAddr,
    current: tokio::sync::watch::Sender<Arc<Current>>,
    stop: Option<tokio::sync::oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<std::io::Result<()>>>,
    folder: tempfile::TempDir,
}

impl Server {
    /// Serves files, given by name and text, under `/blog`.
    fn of(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let (current, receiver) = tokio::sync::watch::channel(Arc::new(Current {
            served: Arc::new(Served {
                folder: folder.path().canonicalize().unwrap(),
                baseurl: "/blog".to_owned(),
            }),
            build: 1,
            failure: None,
        }));
        let answering = Answering {
            current: receiver,
            hosts: AllowedHosts::new("127.0.0.1"),
            live_reload: Some(LiveReload {
                ignore: Vec::new(),
                reconnect: Duration::from_secs(1),
            }),
            list_folders: false,
        };
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = tokio::sync::oneshot::channel();
        let thread = std::thread::spawn(move || {
            let stopped = async {
                stopped.await.ok();
            };
            server::serve(listener, answering, stopped, || {})
        });
        Server {
            address,
            current,
            stop: Some(stop),
            thread: Some(thread),
            folder,
        }
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[])
    }

    fn ask(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        ask(self.address, method, path, headers)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.take().unwrap().send(()).ok();
        self.thread.take().unwrap().join().unwrap().unwrap();
    }
}

/// An answer of a server.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (header, value) = line.split_once(": ")?;
            header.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

fn connect(address: SocketAddr, request: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    stream
}

/// Asks with the path exactly as it is given, which HTTP libraries would put in order first.
fn ask(address: SocketAddr, method: &str, path: &str, headers: &[&str]) -> Answer {
    let host = format!("Host: {address}");
    let headers = if headers.is_empty() {
        &[host.as_str()]
    } else {
        headers
    };
    let request = format!(
        "{method} {path} HTTP/1.1\r\n{}\r\nConnection: close\r\n\r\n",
        headers.join("\r\n")
    );
    let mut answer = String::new();
    connect(address, &request)
        .read_to_string(&mut answer)
        .unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    Answer {
        status: head[9..12].parse().unwrap(),
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

/// Reads the states that the preview tells a browser.
struct States(BufReader<TcpStream>);

impl States {
    fn of(address: SocketAddr) -> Self {
        let request = format!("GET /-/livereload HTTP/1.1\r\nHost: {address}\r\n\r\n");
        States(BufReader::new(connect(address, &request)))
    }

    fn next(&mut self) -> serde_json::Value {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended");
            if let Some(state) = line.strip_prefix("data: ") {
                return serde_json::from_str(state).unwrap();
            }
        }
    }
}

#[test]
fn files_have_their_types_and_pages_the_script() {
    let server = Server::of(&[
        ("index.html", "<body><p>é</p></body>"),
        ("a/index.html", "a"),
        ("a.css", "p {}"),
        ("404.html", "<body>lost</body>"),
    ]);
    let page = server.get("/blog/");
    assert_eq!(page.status, 200);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(
        page.body,
        "<body><p>é</p><script src=\"/-/livereload.js\" data-build=\"1\" async></script></body>"
    );
    assert_eq!(
        fs::read_to_string(server.folder.path().join("index.html")).unwrap(),
        "<body><p>é</p></body>"
    );
    let style = server.get("/blog/a.css");
    assert_eq!(
        style.header("content-type"),
        Some("text/css; charset=utf-8")
    );
    assert!(style.header("last-modified").is_some());
    assert_eq!(style.body, "p {}");
    let moved = server.get("/blog/a?b=c");
    assert_eq!(
        (moved.status, moved.header("location")),
        (301, Some("/blog/a/?b=c"))
    );
    let missing = server.get("/blog/none");
    assert_eq!(missing.status, 404);
    assert!(
        missing.body.starts_with("<body>lost<script"),
        "{}",
        missing.body
    );
    let script = server.get("/-/livereload.js");
    assert_eq!(
        script.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    assert!(script.body.contains("EventSource"));
}

#[test]
fn heads_ranges_and_methods() {
    let server = Server::of(&[("a.txt", "0123456789"), ("index.html", "page")]);
    for path in ["/blog/a.txt", "/blog/"] {
        let head = server.ask("HEAD", path, &[]);
        let whole = server.get(path);
        assert_eq!((head.status, head.body.as_str()), (200, ""));
        assert_eq!(
            head.header("content-length"),
            whole.header("content-length")
        );
    }
    let host = format!("Host: {}", server.address);
    let part = server.ask("GET", "/blog/a.txt", &[&host, "Range: bytes=2-4"]);
    assert_eq!((part.status, part.body.as_str()), (206, "234"));
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let refused = server.ask(method, "/blog/a.txt", &[]);
        assert_eq!(
            (refused.status, refused.header("allow")),
            (405, Some("GET, HEAD"))
        );
    }
}

#[test]
fn nothing_outside_and_no_other_host() {
    let server = Server::of(&[("index.html", "page")]);
    for path in [
        "/blog/../../../../../../etc/passwd",
        "/blog/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/blog/..%2f..%2f..%2f..%2f..%2fetc/passwd",
        "/blog//etc/passwd",
        "/blog/index.html%00.txt",
        "/etc/passwd",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    let port = server.address.port();
    for host in [
        "evil.example",
        "evil.example:4000",
        "127.0.0.1.evil.example",
    ] {
        let refused = server.ask("GET", "/blog/", &[&format!("Host: {host}")]);
        assert_eq!(refused.status, 403, "{host}");
        assert!(!refused.body.contains("page"));
    }
    assert_eq!(server.ask("GET", "/blog/", &["X: y"]).status, 403);
    assert_eq!(
        server.ask("GET", "http://evil.example/blog/", &[]).status,
        403
    );
    for host in [format!("localhost:{port}"), format!("[::1]:{port}")] {
        assert_eq!(
            server
                .ask("GET", "/blog/", &[&format!("Host: {host}")])
                .status,
            200,
            "{host}"
        );
    }
}

#[test]
fn browsers_are_told_of_builds_and_failures() {
    let server = Server::of(&[]);
    let mut states = States::of(server.address);
    assert_eq!(
        states.next(),
        serde_json::json!({ "build": 1, "failure": null })
    );
    let next = |failure: Option<&str>, build| {
        server.current.send_modify(|current| {
            *current = Arc::new(Current {
                build,
                failure: failure.map(Into::into),
                ..Current::clone(current)
            });
        });
    };
    next(Some("error: <b>\nline 2"), 1);
    assert_eq!(
        states.next(),
        serde_json::json!({ "build": 1, "failure": "error: <b>\nline 2" })
    );
    next(None, 2);
    assert_eq!(
        states.next(),
        serde_json::json!({ "build": 2, "failure": null })
    );
    assert!(server.get("/blog/x").body.contains("data-build=\"2\""));
}

#[test]
fn a_port_in_use_is_named() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let error = Preview::bind(settings(port, &BuildOptions::default())).unwrap_err();
    assert_eq!(
        error.message,
        format!("port {port} on 127.0.0.1 is already in use")
    );
    assert!(error.hints[0].contains("--port"), "{:?}", error.hints);
}

/// The configuration of a site.
pub(super) fn config(options: &BuildOptions) -> Arc<Config> {
    let mut overrides = options.overrides.clone();
    let source = options
        .source
        .as_deref()
        .unwrap_or(std::path::Path::new("."));
    overrides.insert("source".into(), source.to_string_lossy().as_ref().into());
    Arc::new(crate::read::config::read(&options.config_files, &overrides).unwrap())
}

fn settings(port: u16, options: &BuildOptions) -> Settings {
    Settings {
        host: "127.0.0.1".to_owned(),
        port,
        watching: Some(Watching::Notified),
        live_reload: Some(LiveReload {
            ignore: Vec::new(),
            reconnect: Duration::from_secs(1),
        }),
        list_folders: false,
        initial_build: true,
        override_url: true,
        config: config(options),
    }
}

/// Notes what a preview tells.
#[derive(Default)]
struct Notes(std::sync::Mutex<Vec<String>>);

impl Notes {
    fn note(&self, text: impl Into<String>) {
        self.0.lock().unwrap().push(text.into());
    }
}

impl Progress for Notes {
    fn begin(&self, _phase: Phase, _items: usize) {}
    fn step(&self) {}
}

impl Observer for Notes {
    fn changed(&self, paths: &[PathBuf]) {
        let names: Vec<_> = paths
            .iter()
            .filter_map(|path| Some(path.file_name()?.to_string_lossy()))
            .collect();
        self.note(format!("changed {}", names.join(" ")));
    }

    fn built(&self, report: &BuildReport) {
        self.note(if report.diagnostics.has_errors() {
            "failed"
        } else {
            "built"
        });
    }

    fn serving(&self, url: &str) {
        self.note(format!("serving {url}"));
    }

    fn problem(&self, diagnostic: &Diagnostic) {
        self.note(diagnostic.to_string());
    }
}

#[test]
fn a_change_is_built_and_told_and_a_bad_one_keeps_the_last_good_site() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let page = root.join("content/index.html");
    fs::create_dir(root.join("content")).unwrap();
    fs::write(root.join("_config.yml"), "baseurl: /blog\n").unwrap();
    fs::write(&page, "---\n---\n<body>one</body>").unwrap();
    let destination = root.join("_site").to_string_lossy().into_owned();
    let options = BuildOptions {
        source: Some(root.clone()),
        overrides: [("destination".into(), destination.into())].into(),
        ..BuildOptions::default()
    };
    let preview = Preview::bind(settings(0, &options)).unwrap();
    let address = preview.address;
    let notes = Notes::default();
    let (stop, stopped) = tokio::sync::oneshot::channel();
    let (mut good, mut failure) = (String::new(), serde_json::Value::Null);
    let ended = std::thread::scope(|scope| {
        let running = scope.spawn(|| {
            preview.run_until(options, &notes, async {
                stopped.await.ok();
            })
        });
        // The port is open before the first build is done: the answer waits for it.
        good.push_str(&ask(address, "GET", "/blog/", &[]).body);
        let mut states = States::of(address);
        let first = states.next()["build"].as_u64();
        fs::write(&page, "---\ntitle: [a\n---\n<body>two</body>").unwrap();
        while failure.is_null() {
            failure = states.next()["failure"].clone();
        }
        good.push_str(&ask(address, "GET", "/blog/", &[]).body);
        fs::write(&page, "---\n---\n<body>three</body>").unwrap();
        while states.next()["build"].as_u64() == first {}
        good.push_str(&ask(address, "GET", "/blog/", &[]).body);
        stop.send(()).unwrap();
        running.join().unwrap()
    });
    assert_eq!(ended, Ok(Ended::Interrupted));
    let texts: Vec<&str> = ["one", "two", "three"]
        .into_iter()
        .filter(|text| good.contains(&format!("<body>{text}<script")))
        .collect();
    assert_eq!(texts, ["one", "three"], "{good}");
    assert!(
        failure.as_str().unwrap().contains("index.html"),
        "{failure}"
    );
    let notes = notes.0.into_inner().unwrap();
    let serving = format!("serving http://{address}/blog/");
    assert_eq!(notes[..2], ["built".to_owned(), serving], "{notes:?}");
    assert!(
        notes.contains(&"changed index.html".to_owned()) && notes.contains(&"failed".to_owned()),
        "{notes:?}"
    );
}
