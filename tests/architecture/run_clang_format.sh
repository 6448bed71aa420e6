#!/bin/bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# run_clang_format.sh SOURCE: holds every .cpp and .hpp under SOURCE's src and tests against .clang-format; names the files
# that it would write otherwise. Exit status 77, which CTest shows as skipped, where there is no clang-format of the release
# that the tree was formatted with: another release breaks lines elsewhere.
set -uo pipefail
source="$1"
release=14

if ! command -v clang-format >/dev/null; then
  echo "skipped: clang-format is not installed (Debian package clang-format)"
  exit 77
fi
if ! clang-format --version | grep -q "version $release\."; then
  echo "skipped: the tree is formatted by clang-format $release; this is $(clang-format --version)"
  exit 77
fi

cd "$source" || exit 1
files="$(find src tests -name '*.cpp' -o -name '*.hpp')"
found="$(xargs -P "$(nproc)" -n 40 clang-format --dry-run <<<"$files" 2>&1 | grep -o '^[^:]*' | grep -E '\.(cpp|hpp)$' | sort -u)"
[[ -z "$found" ]] && exit 0
echo "not formatted; run clang-format -i on:"
echo "$found"
exit 1
