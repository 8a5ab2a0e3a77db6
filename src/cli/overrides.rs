//! What the options of a site mean: which configuration they override.

use crate::base::{Map, Value};
use crate::pipeline::BuildOptions;

use super::options::{ServeArguments, SiteOptions, TerminalOptions};

/// What to build, for the options of a site. The keys are the ones Jekyll gives them
/// (seen by building with every option a page that prints `site`).
pub fn build_options(site: &SiteOptions, terminal: TerminalOptions) -> BuildOptions {
    let mut overrides = Map::new();
    let mut set = |key: &str, value: Value| {
        overrides.insert(key.into(), value);
    };
    for (key, text) in [
        ("destination", &site.destination),
        ("baseurl", &site.baseurl),
        ("layouts_dir", &site.layouts),
    ] {
        if let Some(text) = text {
            set(key, text.as_str().into());
        }
    }
    for (key, given) in [
        ("show_drafts", site.drafts),
        ("future", site.future),
        ("unpublished", site.unpublished),
        ("strict_front_matter", site.strict_front_matter),
        ("force_polling", site.force_polling),
        ("safe", site.safe),
        ("disable_disk_cache", site.disable_disk_cache),
        ("incremental", site.incremental),
        ("lsi", site.lsi),
        ("profile", site.profile),
        ("quiet", terminal.quiet),
        ("verbose", terminal.verbose),
    ] {
        if given {
            set(key, true.into());
        }
    }
    if site.watch || site.no_watch {
        set("watch", site.watch.into());
    }
    if let Some(limit) = site.limit_posts {
        set("limit_posts", i64::from(limit).into());
    }
    if !site.plugins.is_empty() {
        set("plugins_dir", list(&site.plugins));
    }
    set("serving", false.into());
    BuildOptions {
        source: site.source.clone(),
        config_files: site.config.clone(),
        overrides,
    }
}

/// What to build for `serve`.
pub fn serve_options(serve: &ServeArguments, terminal: TerminalOptions) -> BuildOptions {
    let mut options = build_options(&serve.site, terminal);
    let mut set = |key: &str, value: Value| {
        options.overrides.insert(key.into(), value);
    };
    set("serving", true.into());
    set("watch", (!serve.site.no_watch).into());
    if let Some(host) = &serve.host {
        set("host", host.as_str().into());
    }
    if let Some(port) = serve.port {
        // Jekyll keeps the option as text.
        set("port", port.to_string().into());
    }
    for (key, given) in [
        ("open_url", serve.open_url),
        ("show_dir_listing", serve.show_dir_listing),
        ("skip_initial_build", serve.skip_initial_build),
    ] {
        if given {
            set(key, true.into());
        }
    }
    if serve.livereload || serve.no_livereload {
        set("livereload", serve.livereload.into());
    }
    if !serve.livereload_ignore.is_empty() {
        set("livereload_ignore", list(&serve.livereload_ignore));
    }
    for (key, number) in [
        ("livereload_min_delay", serve.livereload_min_delay),
        ("livereload_max_delay", serve.livereload_max_delay),
    ] {
        if let Some(number) = number {
            set(key, number.to_string().into());
        }
    }
    if let Some(port) = serve.livereload_port {
        set("livereload_port", port.to_string().into());
    }
    options
}

fn list(items: &[String]) -> Value {
    items
        .iter()
        .map(|item| Value::from(item.as_str()))
        .collect::<Vec<_>>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::options::{Command, Options};
    use clap::Parser;

    fn overrides(line: &str) -> String {
        let options = Options::try_parse_from(line.split_whitespace()).unwrap();
        let build = match &options.command {
            Command::Build(site) => build_options(site, options.terminal),
            Command::Serve(serve) => serve_options(serve, options.terminal),
            other => panic!("{other:?}"),
        };
        crate::lang::data::json::to_text(&build.overrides.into())
    }

    #[test]
    fn build_overrides_what_jekyll_overrides() {
        assert_eq!(overrides("utterson build"), r#"{"serving":false}"#);
        assert_eq!(
            overrides(
                "utterson build -D --future -p a,b --layouts l --limit_posts 3 -b /x --no-watch -d out -V"
            ),
            r#"{"destination":"out","baseurl":"/x","layouts_dir":"l","show_drafts":true,"future":true,"verbose":true,"watch":false,"limit_posts":3,"plugins_dir":["a","b"],"serving":false}"#
        );
    }

    #[test]
    fn serve_watches_unless_told_otherwise() {
        assert_eq!(overrides("utterson s"), r#"{"serving":true,"watch":true}"#);
        assert_eq!(
            overrides("utterson s -P 5000 -H localhost -l --no-watch --livereload-ignore a*"),
            r#"{"watch":false,"serving":true,"host":"localhost","port":"5000","livereload":true,"livereload_ignore":["a*"]}"#
        );
    }
}
