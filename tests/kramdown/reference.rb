# Writes NAME.html beside each NAME.md: what Jekyll with its default options makes of it.
#
#     ruby tests/kramdown/reference.rb
#
# Made with Jekyll 4.3.1, kramdown 2.4.0, kramdown-parser-gfm 1.1.0 and Rouge 3.30.0.

require "jekyll"
require "tmpdir"

Dir.mktmpdir do |empty|
  config = Jekyll.configuration("quiet" => true, "source" => empty, "destination" => "#{empty}/_site")
  markdown = Jekyll::Converters::Markdown.new(config)
  Dir.glob("#{__dir__}/*.md").each do |source|
    File.write(source.sub(/md\z/, "html"), markdown.convert(File.read(source, :encoding => "UTF-8")))
  end
end
