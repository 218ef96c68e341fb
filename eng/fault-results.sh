#!/usr/bin/env bash
# Says how each test went that the table of faults names: page, folder of .trx files. Fails when one failed or did not run.
set -euo pipefail
page=$1 results=$2
grep -rhoE '<UnitTestResult [^>]*>' "$results" --include='*.trx' |
  sed -E 's/.* testName="([^"(]*).*" .*outcome="([A-Za-z]+)".*/\1 \2/' |
  awk -v page="$page" '
    { split($1, name, "."); test = name[length(name) - 1] "." name[length(name)]; count[test, $2]++ }
    END {
      print "| item | test | passed | failed | skipped |"
      print "| ---: | --- | ---: | ---: | ---: |"
      while ((getline line < page) > 0) {
        if (line ~ /end of the table of faults/) exit bad
        if (line !~ /^\| [0-9]+ \|/) continue
        item = line; sub(/^\| /, "", item); sub(/ .*/, "", item)
        while (match(line, /`[A-Za-z0-9_]+\.[A-Za-z0-9_]+`: /)) {
          test = substr(line, RSTART + 1, RLENGTH - 4)
          line = substr(line, RSTART + RLENGTH)
          passed = count[test, "Passed"] + 0; failed = count[test, "Failed"] + 0; skipped = count[test, "NotExecuted"] + 0
          if (failed || !passed) bad = 1
          print "| " item " | " test " | " passed " | " failed " | " skipped " |"
        }
      }
      print "the page has no end of the table of faults" > "/dev/stderr"
      exit 1
    }'
