# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -C src/cmake/caches/fuzz.cmake -B build-fuzz -G Ninja
set(CMAKE_C_COMPILER clang CACHE STRING "")
set(CMAKE_CXX_COMPILER clang++ CACHE STRING "")
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS "-fsanitize=address,fuzzer-no-link -fno-omit-frame-pointer" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1" CACHE STRING "")
set(WARDSCOPE_BUILD_FUZZERS ON CACHE BOOL "")
set(WARDSCOPE_BUILD_BENCHMARKS OFF CACHE BOOL "")
set(WARDSCOPE_WARNINGS_AS_ERRORS OFF CACHE BOOL "")
