# Makes cases.tsv: what Liquid 5.4 and Jekyll 4.3 make of the calls in calls.txt, in UTC.
# Run: JEKYLL_NO_BUNDLER_REQUIRE=true ruby cases.rb < calls.txt > cases.tsv
# A call is a filter, its input and its arguments in YAML's flow style, with tabs between.
# Columns: these, and the result as Ruby inspects it or `!` and the message of the error.
# A date is shown as its text, an integer beyond 64 bits as a string, a time in UTC.
# The calls where Liquid 4.0 differs from 5.4 stand in liquid4.tsv.
ENV["TZ"] = "UTC"
require "jekyll"
require "psych"
require "tmpdir"

Jekyll.logger.log_level = :error
site = Jekyll::Site.new(Jekyll.configuration("source" => Dir.mktmpdir, "quiet" => true, "url" => "https://example.com", "baseurl" => "/blog"))

class Date
  def inspect
    to_s
  end
end

class Integer
  alias digits_only inspect
  def inspect
    bit_length < 64 ? digits_only : "\"#{digits_only}\""
  end
end

local = ->(value) { value.is_a?(Time) ? value.localtime : value }

$stdin.each_line(chomp: true) do |line|
  next if line.empty? || line.start_with?("#")

  filter, input, *arguments = line.split("\t")
  read = ->(text) { Psych.safe_load("v: #{text}", :permitted_classes => [Date, Time])["v"] }
  context = Liquid::Context.new({}, {}, { :site => site }, true)
  result = begin
    context.strainer.invoke(filter, local.call(read.call(input)), *arguments.map(&read)).inspect
  rescue StandardError => e
    "!#{e.message.lines.first.chomp.sub(/\ALiquid error: /, "")}"
  end
  puts [line, result].join("\t")
end
