#!/bin/sh
# Builds `expected/` of the named cases (all cases without arguments) with the installed Jekyll.
#
#   tests/sites/reference.sh [CASE...]
#
# A case's classic twin is site/content, site/static, liquid and site/_config.yml in one folder.
# `options` holds extra options of `build`. Two values no site can fix are masked in expected/;
# the test masks its own output in the same way (see `mask`).
set -eu

sites=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The version of Jekyll in feeds, and in sitemap.xml the time of static files (all in a folder
# `files`), which a checkout does not keep.
mask() {
    find "$1" -type f -name '*.xml' -exec sed -i \
        's|\(<generator uri="https://jekyllrb.com/" version=\)"[^"]*"|\1"VERSION"|' {} +
    if [ -f "$1/sitemap.xml" ]; then
        sed -i '/<loc>.*\/files\//{n;s|<lastmod>[^<]*</lastmod>|<lastmod>TIME</lastmod>|}' "$1/sitemap.xml"
    fi
}

build() {
    case=$1
    twin=$work/twin
    rm -rf "$twin" "$work/built"
    mkdir -p "$twin"
    for part in site/content site/static liquid; do
        if [ -d "$case/$part" ]; then cp -R "$case/$part/." "$twin/"; fi
    done
    cp "$case/site/_config.yml" "$twin/"
    options=
    if [ -f "$case/options" ]; then options=$(cat "$case/options"); fi
    # shellcheck disable=SC2086 # options are words
    if ! (cd "$work" && JEKYLL_NO_BUNDLER_REQUIRE=true JEKYLL_ENV=development LC_ALL=C.UTF-8 \
        jekyll build --trace --disable-disk-cache $options \
        --source "$twin" --destination "$work/built" >"$work/log" 2>&1); then
        cat "$work/log" >&2
        echo "$case: Jekyll failed" >&2
        exit 1
    fi
    grep -iE -A3 'warning|error|conflict|deprecat' "$work/log" >&2 || true
    mask "$work/built"
    rm -rf "$case/expected"
    mv "$work/built" "$case/expected"
    echo "built ${case##*/}"
}

if [ $# -eq 0 ]; then
    for case in "$sites"/*/; do build "${case%/}"; done
else
    for name in "$@"; do build "$sites/$name"; done
fi
