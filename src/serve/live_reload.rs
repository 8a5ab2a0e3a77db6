//! Telling the browser of builds: a stream of server-sent events, and the script that listens to it.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use tokio::sync::watch::Receiver;
use tokio_stream::wrappers::WatchStream;
use tokio_stream::{Stream, StreamExt};

use super::current::Current;

/// Where browsers listen.
pub(super) const EVENTS_PATH: &str = "/-/livereload";
/// Where the script is.
pub(super) const SCRIPT_PATH: &str = "/-/livereload.js";
/// The script.
pub(super) const SCRIPT: &str = include_str!("live_reload.js");

/// What is served now, and each change of it, as events named `state`.
pub(super) fn events(
    current: Receiver<Arc<Current>>,
    reconnect: Duration,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let states = WatchStream::new(current).map(move |current| {
        let state =
            serde_json::json!({ "build": current.build, "failure": current.failure.as_deref() });
        Ok(Event::default()
            .event("state")
            .retry(reconnect)
            .data(state.to_string()))
    });
    Sse::new(states).keep_alive(KeepAlive::default())
}

/// An HTML page with the script put in before its last `</body>`, or at its end if it has none.
pub(super) fn with_script(mut html: Vec<u8>, build: u64) -> Vec<u8> {
    const END: &[u8] = b"</body";
    let at = html
        .windows(END.len())
        .rposition(|window| window.eq_ignore_ascii_case(END))
        .unwrap_or(html.len());
    let script = format!("<script src=\"{SCRIPT_PATH}\" data-build=\"{build}\" async></script>");
    html.splice(at..at, script.into_bytes());
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_goes_before_the_end_of_the_body() {
        let inject = |html: &str| String::from_utf8(with_script(html.into(), 7)).unwrap();
        let script = "<script src=\"/-/livereload.js\" data-build=\"7\" async></script>";
        assert_eq!(
            inject("<pre></body></pre><p>é</BODY ></html>"),
            format!("<pre></body></pre><p>é{script}</BODY ></html>")
        );
        assert_eq!(inject("<p>é"), format!("<p>é{script}"));
        assert_eq!(inject(""), script);
    }
}
