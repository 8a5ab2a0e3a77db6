#!/bin/sh
# Builds `expected/`, the classic twin of the repository's own blog, with the installed Jekyll: the
# same content and configuration, with layouts that print `{{ content }}` and nothing else.
set -eu

twin=$(cd "$(dirname "$0")" && pwd)
blog=$(cd "$twin/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/site"
cp -R "$blog/content/." "$blog/static/." "$blog/_config.yml" "$twin/twin.yml" "$twin/_layouts" "$work/site/"
rm -rf "$twin/expected"
(cd "$work/site" && JEKYLL_NO_BUNDLER_REQUIRE=true LC_ALL=C.UTF-8 jekyll build --quiet \
    --disable-disk-cache --config _config.yml,twin.yml --destination "$twin/expected")
rm "$twin/expected/twin.yml"
# The time of the build and the version of Jekyll are no part of the comparison.
sed -i '0,/<updated>[^<]*</s//<updated>TIME</; s|\(uri="https://jekyllrb.com/" version=\)"[^"]*"|\1"VERSION"|' \
    "$twin/expected/feed.xml"
