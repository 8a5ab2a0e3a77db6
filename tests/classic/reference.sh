#!/bin/sh
# Builds `expected/` of the named cases (all cases without arguments) with the installed Jekyll.
set -eu

cases=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- $(cd "$cases" && ls -d */)
for case in "$@"; do
    case=$cases/${case%/}
    [ ! -f "$case/README" ] || continue # made by hand
    rm -rf "$case/expected"
    (cd "$case/site" && JEKYLL_NO_BUNDLER_REQUIRE=true JEKYLL_ENV=development LC_ALL=C.UTF-8 \
        jekyll build --quiet --disable-disk-cache --destination "$case/expected")
    echo "built ${case##*/}"
done
