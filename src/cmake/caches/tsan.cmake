# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -C src/cmake/caches/tsan.cmake -B build-tsan -G Ninja
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
set(CMAKE_CXX_FLAGS "-fsanitize=thread -fno-omit-frame-pointer" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g" CACHE STRING "")
set(WARDSCOPE_BUILD_BENCHMARKS OFF CACHE BOOL "")
