# Makes parse.tsv: what Ruby's Time.parse reads from each line of texts.txt, now being 2024-05-17 13:14:15.5 UTC.
# Run: ruby parse.rb < texts.txt > parse.tsv
# Columns: zone of the place, text, result (`-` where Ruby raises).
require "time"

ENV["TZ"] = "UTC"
now = Time.at(Rational("1715951655.5"))
texts = $stdin.read.split("\n")
["UTC", "America/New_York", "Asia/Kolkata"].each do |zone|
  texts.each do |text|
    ENV["TZ"] = zone
    result = begin
      time = Time.parse(text.gsub("\\n", "\n"), Time.at(now))
      time.strftime("%Y-%m-%d %H:%M:%S.%N") + (time.utc? ? " UTC" : time.strftime(" %z"))
    rescue ArgumentError, RangeError
      "-"
    end
    puts [zone, text, result].join("\t")
  end
end
