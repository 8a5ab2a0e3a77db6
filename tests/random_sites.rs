//! Small sites put together at random from pieces that are mostly wrong: a build never panics,
//! and gives either errors and no site, or a whole one, the same on any number of threads.

mod common;

use std::fs;
use std::path::Path;

use common::{build, temporary_folder, tree};

const SITES: u64 = 300;

/// Numbers that look random and are the same in every run (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }

    fn pick<'a>(&mut self, pieces: &[&'a str]) -> &'a str {
        pieces[self.below(pieces.len())]
    }

    /// Up to `most` pieces, one after the other.
    fn some(&mut self, pieces: &[&str], most: usize) -> String {
        (0..self.below(most + 1))
            .map(|_| self.pick(pieces))
            .collect()
    }
}

const PATHS: &[&str] = &[
    "content/index.html",
    "content/a.md",
    "content/a b/ü.md",
    "content/a.b.c.html",
    "content/x/index.md",
    "content/.hidden.md",
    "content/no-extension",
    "content/feed.xml",
    "content/%41.md",
    "content/a:b.md",
    "content/?#.md",
    "content/_posts/2024-01-01-a.md",
    "content/_posts/2024-01-01-ä ö.md",
    "content/_posts/2024-01-01-.md",
    "content/_posts/2024-02-31-x.md",
    "content/_posts/24-1-1-y.html",
    "content/_posts/sub/2024-01-02-a.md",
    "content/cat/_posts/2024-01-03-b.markdown",
    "content/_posts/wrong.md",
    "content/_drafts/d.md",
    "content/_notes/n.md",
    "content/_notes/m.txt",
    "content/_data/a.yml",
    "content/_data/a.json",
    "content/_data/b/c.csv",
    "static/a.css",
    "static/x/index.html",
    "static/a",
];

const LINES: &[&str] = &[
    "title: A\n",
    "title: \"A\n",
    "title: a: b\n",
    "title: [1, 2]\n",
    "title: ~\n",
    "layout: post\n",
    "layout: base\n",
    "layout: none\n",
    "layout: gone\n",
    "layout: [post]\n",
    "permalink: /p/\n",
    "permalink: p\n",
    "permalink: /:title/:categories\n",
    "permalink: /:year/:nope\n",
    "permalink: /../:x/%2e%2e\n",
    "permalink: \"\"\n",
    "permalink: {a: 1}\n",
    "date: 2024-01-01\n",
    "date: 2024-01-01 25:00:00\n",
    "date: -1\n",
    "date: 9999-12-31 23:59:59 -1200\n",
    "tags: a b c\n",
    "tags: [a, ~, {b: c}, [d]]\n",
    "tags: 7\n",
    "category: ü/ö\n",
    "categories: [\"\", .., /]\n",
    "published: false\n",
    "slug: \"\"\n",
    "slug: ../x\n",
    "excerpt: 7\n",
    "excerpt_separator: \"\\n\"\n",
    "? [a]\n: b\n",
    "a: &x [*x]\n",
    "a: &x 1\nb: *x\n",
    "<<: {layout: post}\n",
    "\t\n",
    "ü: é\n",
    "---\n",
    "...\n",
    "- a\n",
    "'\n",
    "%TAG\n",
    "!!binary x\n",
    "\u{85}\n",
    "\u{7}\n",
];

const BODY: &[&str] = &[
    "Text.\n\n",
    "# A *b* `c`\n",
    "```rust\nfn a() {}\n",
    "- a\n  - b\n",
    "> > >\n",
    "|a|b|\n|-|-|\n|c|\n",
    "[a]: /b\n",
    "[^1] [^2]\n\n[^1]: x [^1]\n",
    "![](<\n",
    "<div>\n<p\n",
    "{{ x }} {% y %}",
    "{% raw %}",
    "&#0; &#xD800; \u{0}\n",
    "\r\n\r",
    "\"'...--\n",
    "{: .a #b}\n",
    "$$ x $$\n",
];

const TEMPLATE: &[&str] = &[
    "{{ content }}",
    "{{ page.title }}",
    "{{ page?.title or \"\" }}",
    "{% for post in site.posts %}{{ post.title }}{% endfor %}",
    "{% for post in site.posts %}",
    "{{ page.date | date(format=\"%Y %s %Q %999999d\") }}",
    "{{ site.pages | sort(attribute=\"title\") | jsonify }}",
    "{{ page.content | truncatewords(length=-1) }}",
    "{{ page.content | markdownify | strip_html }}",
    "{{ page.content | slice(start=-5, length=99) }}",
    "{{ site.data | jsonify }}",
    "{{ 7 / 0 }}",
    "{{ 9223372036854775807 + 1 }}",
    "{{ page.url | absolute_url }}",
    "{{ paginator?.page }}",
    "{% include \"base.html\" %}",
    "{% extends \"post.html\" %}",
    "{% block a %}{% endblock a %}",
    "{{ x | y(z=1) }}",
    "---\n",
    "{#",
    "{% set a = \"",
    "ü",
];

const SETTINGS: &[&str] = &[
    "title: A\n",
    "permalink: pretty\n",
    "permalink: /:nope/\n",
    "permalink: \"\"\n",
    "plugins: [jekyll-paginate, jekyll-feed, jekyll-sitemap, jekyll-archives]\n",
    "paginate: 1\n",
    "paginate: 0\n",
    "paginate_path: /page:num/\n",
    "collections: {notes: {output: true}}\n",
    "collections: [notes]\n",
    "collections: {notes: {output: true, permalink: \"/:x\"}}\n",
    "collections_dir: x\n",
    "defaults: [{scope: {path: \"\"}, values: {layout: post}}]\n",
    "defaults: [{scope: {path: \"**\"}, values: {permalink: /d/}}]\n",
    "timezone: Asia/Kolkata\n",
    "timezone: 7\n",
    "strict: false\n",
    "show_drafts: true\n",
    "future: true\n",
    "exclude: [\"[\", \"**\", \"\"]\n",
    "include: [\"\", .hidden.md, \"../x\"]\n",
    "baseurl: x\n",
    "url: \"::\"\n",
    "markdown_ext: \"\"\n",
    "limit_posts: 1\n",
    "limit_posts: -1\n",
    "jekyll-archives: {enabled: all, layout: post}\n",
    "feed: {path: ../x}\n",
    "time: 1\n",
    "data_dir: \"\"\n",
    "keep_files: [\"\"]\n",
    "excerpt_separator: \"\"\n",
];

/// Writes a site; the same for the same seed.
fn write_site(folder: &Path, seed: u64) {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let write = |path: &str, text: String| {
        let file = folder.join(path);
        // A piece may want a folder where another one put a file; then the first stays.
        if fs::create_dir_all(file.parent().unwrap()).is_ok() && !file.is_dir() {
            fs::write(file, text).unwrap();
        }
    };
    fs::create_dir_all(folder.join("content")).unwrap();
    write("_config.yml", random.some(SETTINGS, 5));
    // Few mistakes at once, so that some sites are good ones.
    let (lines, templates) = [(1, 1), (2, 2), (6, 5)][random.below(3)];
    for name in ["post", "base"] {
        write(
            &format!("templates/{name}.html"),
            format!("{{{{ content }}}}{}", random.some(TEMPLATE, templates)),
        );
    }
    for _ in 0..=random.below(6) {
        let text = format!(
            "---\n{}---\n{}",
            random.some(LINES, lines),
            random.some(BODY, 6)
        );
        write(random.pick(PATHS), text);
    }
}

#[test]
fn random_sites_are_built_whole_or_not_at_all() {
    let (mut good, mut bad) = (0, 0);
    for seed in 0..SITES {
        let site = temporary_folder();
        write_site(site.path(), seed);
        let destination = temporary_folder();
        let report = build(site.path(), destination.path(), "");
        // Drawing must not panic either.
        let told = common::drawn(&report);
        let files = tree(destination.path());
        if report.diagnostics.has_errors() {
            assert!(files.is_empty(), "seed {seed}: {told}");
            bad += 1;
        } else {
            assert_eq!(files.len(), report.counts.written, "seed {seed}: {told}");
            let again = build(site.path(), destination.path(), "");
            assert_eq!(
                (again.counts.written, again.counts.unchanged),
                (0, files.len()),
                "seed {seed}: {told}"
            );
            good += 1;
        }
    }
    assert!(good > 20 && bad > 20, "{good} good, {bad} bad");
}

#[test]
fn the_number_of_threads_does_not_show() {
    for seed in 0..60 {
        let site = temporary_folder();
        write_site(site.path(), seed);
        let results: Vec<_> = [1, 4]
            .into_iter()
            .map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new()
                    .num_threads(threads)
                    .build()
                    .unwrap();
                let destination = temporary_folder();
                let report = pool.install(|| build(site.path(), destination.path(), ""));
                (common::drawn(&report), tree(destination.path()))
            })
            .collect();
        assert!(results[0] == results[1], "seed {seed}");
    }
}
