# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -C src/cmake/caches/asan.cmake -B build-asan -G Ninja
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
# g++ sees unset values in std::variant where a sanitizer has taken its code apart; the plain builds keep the warning.
set(CMAKE_CXX_FLAGS "-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -Wno-maybe-uninitialized" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1" CACHE STRING "")
set(WARDSCOPE_BUILD_BENCHMARKS OFF CACHE BOOL "")
