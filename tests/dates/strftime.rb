# Makes strftime.tsv: what Ruby's Time#strftime and Date#strftime print. Run: TZ=UTC ruby strftime.rb > strftime.tsv
# Columns: seconds since 1970 with fraction (or a day), zone (`utc`, an offset in seconds, a zone's name, `date`), format, result.
require "date"

MOMENTS = [
  ["1709967903.123456789", "7200"], ["1704067200.0", "utc"], ["1735567199.999999999", "-1800"],
  ["0.0", "-12615"], ["-62006472000.5", "utc"], ["1720000000.0", "America/New_York"],
  ["1710054000.25", "Europe/Berlin"], ["1234567890.0", "UTC"],
].freeze

LETTERS = %w[Y C y m B b h d e j H k I l P p M S L N z Z A a u w G g V U W s c D F v x X r R T n t % Q + f i J E O].freeze
FLAGS = ["", "-", "0", "_", "^", "#", "10", "010", "_10", "-10", "^12", "1", "3"].freeze
OTHERS = [
  "%3N", "%6N", "%12N", "%1L", "%:z", "%::z", "%:::z", "%::::z", "%10:z", "%_10:z", "%010::z", "%-:z", "%_:z", "%-12:z", "%012:::z",
  "%^#b", "%#^b", "%_0d", "%0_d", "%-0d", "%0-d", "%10^b", "%3^b", "%:5z", "%5:z", "%:d", "%Ey", "%Od", "%Eq", "%Ez", "%é", "%%%d", "%10%d",
  "%Y-%m-%d %H:%M:%S %z", "%a, %d %b %Y %H:%M:%S %z", "%-d. %B %Y", "%e %b, %l:%M %P", "100% of %B", "ä%dß", "", "no directive", "%E%d", "%:%d", "%_5S", "%-3N", "%_3N", "%0e",
].freeze

def show(text)
  text.gsub("\\", "\\\\\\\\").gsub("\n", "\\n").gsub("\t", "\\t")
end

def row(moment, zone, value, format)
  puts [moment, zone, show(format), show(value.strftime(format))].join("\t")
end

MOMENTS.each_with_index do |(moment, zone), index|
  time = Time.at(Rational(moment))
  time = case zone
         when "utc" then time.utc
         when /\A-?\d+\z/ then time.getlocal(zone.to_i)
         else
           ENV["TZ"] = zone
           Time.at(Rational(moment)).localtime
         end
  # The first moment is printed with all flags, each other with some.
  formats = index.zero? ? FLAGS.product(LETTERS) : FLAGS.product(LETTERS).select.with_index { |_, place| place % 7 == index % 7 }
  formats.each { |flag, letter| row(moment, zone, time, "%#{flag}#{letter}") }
  OTHERS.each { |format| row(moment, zone, time, format) } if index < 4
  time.to_s
  ENV["TZ"] = "UTC"
end

date = Date.new(2024, 3, 9)
["", "10", "^", "-"].product(LETTERS).each { |flag, letter| row("2024-03-09", "date", date, "%#{flag}#{letter}") }
OTHERS.each { |format| row("2024-03-09", "date", date, format) }
