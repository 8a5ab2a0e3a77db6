# Prints the tables of cases with what Liquid 4.0.4 gives, to be put in place of them:
#   ruby -I path/to/liquid-4.0.4/lib reference.rb cases.tsv
# Cells are separated by a tab; in them \n, \t, \r and \\ stand for the characters.
require "liquid"
require "json"

VARIABLES = File.read(File.join(__dir__, "variables.json"))
SHOWN = { "\\" => "\\\\", "\n" => "\\n", "\t" => "\\t", "\r" => "\\r" }.freeze

def show(text)
  text.gsub(/[\\\n\t\r]/, SHOWN)
end

def read(cell)
  cell.gsub(/\\[\\ntr]/, SHOWN.invert)
end

def result(template)
  parsed = Liquid::Template.parse(template, error_mode: :warn, line_numbers: true)
  output = parsed.render(JSON.parse(VARIABLES))
  [output, *parsed.warnings.map { |warning| "warning: #{warning}" }]
rescue Liquid::Error => e
  ["error: #{e}"]
end

File.readlines(ARGV.fetch(0), chomp: true).each do |line|
  next puts line if line.start_with?("#")

  cell = line.split("\t").first.to_s
  puts [cell, *result(read(cell)).map { |text| show(text) }].join("\t")
end
