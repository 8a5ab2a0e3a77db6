//! What can be typed: commands and options, with Jekyll's names and meanings.
//!
//! The doc comments are the help texts, the completions and the man page.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

/// A static blog generator that carries out Jekyll's will to the letter
#[derive(Debug, Parser)]
#[command(
    name = "utterson",
    version,
    disable_version_flag = true,
    propagate_version = true,
    subcommand_required = true,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 all went well, 1 the site has errors, 2 the command line is wrong."
)]
pub struct Options {
    /// Print the name and version
    #[arg(short = 'v', long, action = ArgAction::Version, global = true)]
    version: Option<bool>,

    #[command(flatten)]
    pub terminal: TerminalOptions,

    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site
    #[command(visible_alias = "b")]
    Build(SiteOptions),
    /// Build the site, serve it on this machine, and follow its changes
    #[command(visible_aliases = ["s", "server"])]
    Serve(ServeArguments),
    /// Write a new site that builds at once
    New(NewArguments),
    /// Remove the built site and the caches
    Clean(SiteOptions),
    /// Print completions for a shell
    Completions {
        /// The shell to complete for
        shell: Shell,
    },
    /// Print the man page
    Man {
        /// Write the pages of all commands into this folder instead
        #[arg(long, value_name = "DIR")]
        dir: Option<PathBuf>,
    },
}

/// How the program speaks.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Messages")]
pub struct TerminalOptions {
    /// Colour the output even if it doesn't go to a terminal
    #[arg(long, global = true, overrides_with = "no_color")]
    pub color: bool,

    /// Never colour the output
    #[arg(long, global = true)]
    pub no_color: bool,

    /// How to print what is wrong and what was built
    #[arg(long, global = true, value_name = "FORMAT", default_value = "human")]
    pub message_format: MessageFormat,

    /// Print errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,

    /// Print each file that was skipped, and why
    #[arg(short = 'V', long, global = true)]
    pub verbose: bool,

    /// Accepted for Jekyll's sake: errors always say where they come from
    #[arg(short, long, global = true, hide_short_help = true)]
    pub trace: bool,
}

/// A format of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// For people
    Human,
    /// For programs: one JSON object per line
    Json,
}

/// Which site, and what of it.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "The site")]
pub struct SiteOptions {
    /// The site's folder [default: the current folder]
    #[arg(short, long, value_name = "DIR")]
    pub source: Option<PathBuf>,

    /// Where to write the site [default: _site]
    #[arg(short, long, value_name = "DIR")]
    pub destination: Option<String>,

    /// Configuration files instead of _config.yml; later ones win
    #[arg(short, long, value_name = "FILE,…", value_delimiter = ',')]
    pub config: Vec<PathBuf>,

    /// Serve the site under this path, such as /blog
    #[arg(short, long, value_name = "PATH")]
    pub baseurl: Option<String>,

    /// Build drafts too
    #[arg(short = 'D', long)]
    pub drafts: bool,

    /// Build posts with a date in the future too
    #[arg(long)]
    pub future: bool,

    /// Build what says `published: false` too
    #[arg(long)]
    pub unpublished: bool,

    /// Build only the newest posts
    #[arg(long = "limit_posts", alias = "limit-posts", value_name = "NUMBER")]
    pub limit_posts: Option<u32>,

    /// Take errors in front matter as errors of the site
    #[arg(long = "strict_front_matter", alias = "strict-front-matter")]
    pub strict_front_matter: bool,

    /// Watch the sources and build again when they change
    #[arg(short, long, overrides_with = "no_watch")]
    pub watch: bool,

    /// Build once only
    #[arg(long)]
    pub no_watch: bool,

    /// Look at the files again and again instead of being told of changes
    #[arg(long = "force_polling", alias = "force-polling")]
    pub force_polling: bool,

    /// Folders of plugins; `site.plugins_dir` for templates [default: _plugins]
    #[arg(short, long, value_name = "DIR,…", value_delimiter = ',')]
    pub plugins: Vec<String>,

    /// The folder of layouts [default: _layouts]
    #[arg(long, value_name = "DIR")]
    pub layouts: Option<String>,

    /// Print how long each phase took
    #[arg(long)]
    pub profile: bool,

    /// Use only plugins of the `whitelist`, and keep no caches on disk
    #[arg(long)]
    pub safe: bool,

    /// Keep no caches on disk
    #[arg(long, alias = "disable_disk_cache")]
    pub disable_disk_cache: bool,

    /// Accepted for Jekyll's sake: only what changed is ever written
    #[arg(short = 'I', long, hide_short_help = true)]
    pub incremental: bool,

    /// Accepted for Jekyll's sake: related posts are the newest ones
    #[arg(long, hide_short_help = true)]
    pub lsi: bool,
}

/// Options of `serve`.
#[derive(Debug, Args)]
#[command(next_help_heading = "The preview")]
pub struct ServeArguments {
    /// The port to listen on [default: 4000]
    #[arg(short = 'P', long, value_name = "PORT")]
    pub port: Option<u16>,

    /// The name or address to listen on [default: 127.0.0.1]
    #[arg(short = 'H', long, value_name = "HOST")]
    pub host: Option<String>,

    /// Open the site in the browser
    #[arg(short, long = "open-url", alias = "open_url")]
    pub open_url: bool,

    /// Reload the browser when the site changed (the default)
    #[arg(short, long, overrides_with = "no_livereload")]
    pub livereload: bool,

    /// Leave pages as they are
    #[arg(long)]
    pub no_livereload: bool,

    /// Source files whose changes reload nothing
    #[arg(long, value_name = "GLOB,…", value_delimiter = ',')]
    pub livereload_ignore: Vec<String>,

    /// How many seconds the browser waits before it connects again
    #[arg(long, value_name = "SECONDS")]
    pub livereload_min_delay: Option<u32>,

    /// Accepted for Jekyll's sake: browsers don't wait longer and longer
    #[arg(long, value_name = "SECONDS", hide_short_help = true)]
    pub livereload_max_delay: Option<u32>,

    /// Accepted for Jekyll's sake: reloading needs no port of its own
    #[arg(long, value_name = "PORT", hide_short_help = true)]
    pub livereload_port: Option<u16>,

    /// List folders even if they have an index.html
    #[arg(long, alias = "show_dir_listing")]
    pub show_dir_listing: bool,

    /// Serve what was built before
    #[arg(long, alias = "skip_initial_build")]
    pub skip_initial_build: bool,

    /// Refused: let the shell run the server in the background
    #[arg(short = 'B', long, hide_short_help = true)]
    pub detach: bool,

    /// Refused: the preview speaks plain HTTP
    #[arg(long, value_name = "FILE", alias = "ssl_cert", hide_short_help = true)]
    pub ssl_cert: Option<PathBuf>,

    /// Refused: the preview speaks plain HTTP
    #[arg(long, value_name = "FILE", alias = "ssl_key", hide_short_help = true)]
    pub ssl_key: Option<PathBuf>,

    #[command(flatten)]
    pub site: SiteOptions,
}

/// Options of `new`.
#[derive(Debug, Args)]
pub struct NewArguments {
    /// The folder of the new site
    #[arg(value_name = "SITE")]
    pub path: PathBuf,

    /// Write into a folder that isn't empty; files of the same names are replaced
    #[arg(long)]
    pub force: bool,

    /// Write a bare skeleton without theme and posts
    #[arg(long)]
    pub blank: bool,

    /// Accepted for Jekyll's sake: there is nothing to bundle
    #[arg(long, hide_short_help = true)]
    pub skip_bundle: bool,

    #[command(flatten)]
    pub unused: UnusedOptions,
}

/// Options that Jekyll's `new` accepts, as every command of it does, and that mean nothing there.
#[derive(Debug, Default, Args)]
pub struct UnusedOptions {
    #[arg(short, long, hide = true)]
    source: Option<PathBuf>,
    #[arg(short, long, hide = true)]
    destination: Option<PathBuf>,
    #[arg(short, long, hide = true)]
    plugins: Option<String>,
    #[arg(long, hide = true)]
    layouts: Option<String>,
    #[arg(long, hide = true)]
    safe: bool,
    #[arg(long, hide = true)]
    profile: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Options::command().debug_assert();
    }

    #[test]
    fn every_option_of_jekyll_is_accepted() {
        let all = "utterson s --config a.yml,b.yml -d out -s in --future --limit_posts 3 -w --no-watch -b /x \
            --force_polling --lsi -D --unpublished --disable-disk-cache -q -V -I --strict_front_matter --safe \
            -p a,b --layouts l --profile -t --ssl-cert c -H h -o -B --ssl-key k -P 1 --show-dir-listing \
            --skip-initial-build -l --livereload-ignore a*,b --livereload-min-delay 1 --livereload-max-delay 2 \
            --livereload-port 35729";
        let options = Options::try_parse_from(all.split_whitespace()).unwrap();
        let Command::Serve(serve) = options.command else {
            panic!("not serve");
        };
        assert_eq!(serve.site.config, [PathBuf::from("a.yml"), "b.yml".into()]);
        assert_eq!(serve.livereload_ignore, ["a*", "b"]);
        assert!(serve.site.no_watch && !serve.site.watch);
    }
}
