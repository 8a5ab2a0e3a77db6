//! Answers requests with the files of the site.

use std::io;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use mime_guess::Mime;
use tokio::sync::watch::Receiver;
use tower_http::services::ServeFile;

use super::LiveReload;
use super::current::{Current, Served};
use super::files::{self, Found};
use super::hosts::AllowedHosts;
use super::{listing, live_reload};

/// What answers depend on.
#[derive(Debug, Clone)]
pub(super) struct Answering {
    /// What is served at the moment.
    pub current: Receiver<Arc<Current>>,
    /// The names that are answered to.
    pub hosts: AllowedHosts,
    /// Whether pages follow builds.
    pub live_reload: Option<LiveReload>,
    /// Whether folders are listed even if they have an `index.html`.
    pub list_folders: bool,
}

/// Serves until `stop` is ready; says when it begins to answer.
///
/// # Errors
/// When the listener can't be used or threads can't be started.
pub(super) fn serve(
    listener: TcpListener,
    answering: Answering,
    stop: impl Future<Output = ()>,
    ready: impl FnOnce(),
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let served = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        ready();
        tokio::select! {
            served = axum::serve(listener, router(answering)) => served,
            () = stop => Ok(()),
        }
    });
    // Browsers keep their event streams open for as long as they can.
    runtime.shutdown_background();
    served
}

fn router(answering: Answering) -> Router {
    let mut router = Router::new();
    if let Some(LiveReload { reconnect, .. }) = answering.live_reload {
        let current = answering.current.clone();
        let script = (
            [(CONTENT_TYPE, "text/javascript; charset=utf-8")],
            live_reload::SCRIPT,
        );
        router = router
            .route(
                live_reload::EVENTS_PATH,
                get(move || async move { live_reload::events(current.clone(), reconnect) }),
            )
            .route(live_reload::SCRIPT_PATH, get(move || async move { script }));
    }
    let answering = Arc::new(answering);
    router
        .fallback(answer)
        .layer(middleware::from_fn_with_state(answering.clone(), guard))
        .with_state(answering)
}

/// Turns away requests that aren't meant for a preview, and keeps browsers from keeping answers.
async fn guard(State(answering): State<Arc<Answering>>, request: Request, next: Next) -> Response {
    let mut response = if !names_this_machine(&request, &answering.hosts) {
        let advice = "This preview answers only to localhost. To use another name, serve with --host NAME.\n";
        (StatusCode::FORBIDDEN, advice).into_response()
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response()
    } else {
        next.run(request).await
    };
    response
        .headers_mut()
        .insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whether the request is for a name of this machine, in its `Host` and, if it has one there, in its URL.
fn names_this_machine(request: &Request, hosts: &AllowedHosts) -> bool {
    let host = request.headers().get(HOST);
    let authority = request.uri().authority();
    host.is_some_and(|host| host.to_str().is_ok_and(|host| hosts.allow(host)))
        && authority.is_none_or(|authority| hosts.allow(authority.as_str()))
}

/// Answers with what the path leads to.
async fn answer(State(answering): State<Arc<Answering>>, request: Request) -> Response {
    let current = answering.current.borrow().clone();
    let path = request.uri().path().to_owned();
    let list_folders = answering.list_folders;
    let served = current.served.clone();
    let found = tokio::task::spawn_blocking(move || files::find(&served, &path, list_folders))
        .await
        .unwrap_or(Found::Missing);
    let build = answering.live_reload.is_some().then_some(current.build);
    match found {
        Found::File(file) => send_file(&file, request, build).await,
        Found::Folder(folder) => list(folder, request.uri().path().to_owned(), build).await,
        Found::Moved(path) => moved(path, request.uri().query()),
        Found::Missing => missing(&current, build).await,
    }
}

/// A file, with the script if it is a page. Ranges, `Last-Modified` and `HEAD` are up to `tower-http`.
async fn send_file(file: &Path, request: Request, build: Option<u64>) -> Response {
    let kind = content_type(file);
    if let (Some(build), true) = (build, kind.subtype() == mime_guess::mime::HTML) {
        return match tokio::fs::read(file).await {
            Ok(html) => page(StatusCode::OK, html, Some(build)),
            Err(error) => failed(&error),
        };
    }
    match ServeFile::new_with_mime(file, &kind)
        .try_call(request)
        .await
    {
        Ok(response) => response.map(Body::new),
        Err(error) => failed(&error),
    }
}

/// The content type by the file's extension. Text is UTF-8, as everything that is generated.
fn content_type(file: &Path) -> Mime {
    let guess = mime_guess::from_path(file).first_or_octet_stream();
    let is_text = guess.type_() == mime_guess::mime::TEXT
        || guess.suffix() == Some(mime_guess::mime::XML)
        || ["json", "javascript", "xml"].contains(&guess.subtype().as_str());
    if !is_text || guess.get_param("charset").is_some() {
        return guess;
    }
    format!("{guess}; charset=utf-8").parse().unwrap_or(guess)
}

async fn list(folder: PathBuf, path: String, build: Option<u64>) -> Response {
    let listed = tokio::task::spawn_blocking(move || listing::page(&folder, &path)).await;
    match listed.map_err(io::Error::other).and_then(|listed| listed) {
        Ok(html) => page(StatusCode::OK, html.into_bytes(), build),
        Err(error) => failed(&error),
    }
}

fn moved(mut path: String, query: Option<&str>) -> Response {
    if let Some(query) = query {
        path.push('?');
        path.push_str(query);
    }
    (StatusCode::MOVED_PERMANENTLY, [(LOCATION, path)]).into_response()
}

/// The site's own `404.html`, or else a page that says what is missing.
async fn missing(current: &Current, build: Option<u64>) -> Response {
    let Served { folder, baseurl } = current.served.as_ref();
    let html = tokio::fs::read(folder.join("404.html")).await;
    let html = html.unwrap_or_else(|_| {
        let home = listing::escape_html(baseurl);
        let text = format!("<p>The site begins at <a href=\"{home}/\">{home}/</a>. It has no <code>404.html</code> of its own.</p>");
        plain_page("Not found", &text).into_bytes()
    });
    page(StatusCode::NOT_FOUND, html, build)
}

fn page(status: StatusCode, html: Vec<u8>, build: Option<u64>) -> Response {
    let html = match build {
        Some(build) => live_reload::with_script(html, build),
        None => html,
    };
    (status, Html(html)).into_response()
}

fn failed(error: &io::Error) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response()
}

/// A page of the preview itself, from HTML.
pub(super) fn plain_page(title: &str, body: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n</head>\n\
         <body>\n<h1>{title}</h1>\n{body}\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utf_8() {
        for (name, expected) in [
            ("a.html", "text/html; charset=utf-8"),
            ("a.css", "text/css; charset=utf-8"),
            ("a.js", "text/javascript; charset=utf-8"),
            ("a.json", "application/json; charset=utf-8"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("a.png", "image/png"),
            ("a.woff2", "font/woff2"),
            ("CNAME", "application/octet-stream"),
        ] {
            assert_eq!(content_type(Path::new(name)).as_ref(), expected);
        }
    }
}
