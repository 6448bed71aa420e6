#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run_clang_tidy.sh SOURCE BUILD: holds every file under SOURCE/src against .clang-tidy; fails on any finding.
# Exit status 77, which CTest shows as skipped, where there is no clang-tidy of the release the list was written for:
# another release finds other things, and a change of compiler must not turn this tree red.
#
# It reads each module as one unit (src/cmake/WardscopeModule.cmake), six times as fast as file by file: a name that two
# files of a module give to different things is therefore a finding too. Left out: what asks why a .cpp is included; what
# sees main files only (tests/architecture/repository_test.cpp looks for unused using-declarations); and, for time, the
# static analyser, as dear as all the other checks together, and the two checks that look at every name and every
# expression of the standard library as well. The whole list, file by file:
#   run-clang-tidy -p build -quiet 'src/.*\.cpp$'
set -uo pipefail
source="$1"
build="$2"
release=14
left_out='-clang-analyzer-*,-bugprone-reserved-identifier,-bugprone-stringview-nullptr'
left_out+=',-bugprone-suspicious-include,-misc-unused-using-decls'

if ! command -v clang-tidy >/dev/null || ! command -v run-clang-tidy >/dev/null; then
  echo "skipped: clang-tidy is not installed (Debian package clang-tidy)"
  exit 77
fi
if ! clang-tidy --version | grep -q "version $release\."; then
  echo "skipped: .clang-tidy was written for clang-tidy $release; this is $(clang-tidy --version | grep -o 'version .*')"
  exit 77
fi

cd "$source" || exit 1
output="$(run-clang-tidy -p "$build" -quiet -j "$(nproc)" -config="$(<"$source/.clang-tidy")" \
  "-checks=$left_out" -extra-arg=-Wno-shadow "^($build/tidy/.*|$source/src/app/main)\\.cpp\$" 2>/dev/null)"
status=$?
output="$(sed $'s/\e\\[[0-9;]*m//g' <<<"$output")"
grep -E 'error:|warning:|note:' -A 2 <<<"$output"  # not its commands
files="$(grep -c '\.cpp$' <<<"$output")"
if ((files == 0)); then
  echo "the compile database in $build names no unit of a module: nothing was checked"
  exit 1
fi
((status == 0)) || echo "clang-tidy found the above: mend it, or mark the line NOLINT(check) with the reason"
echo "$files units checked"
exit "$status"
