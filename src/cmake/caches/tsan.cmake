# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -C src/cmake/caches/tsan.cmake -B build-tsan -G Ninja && ninja -C build-tsan
# TSAN_OPTIONS=suppressions=$PWD/src/cmake/caches/tsan.supp LD_PRELOAD=$(find /usr/lib -name swrast_dri.so) \
#   ctest --test-dir build-tsan -E guard.clang_tidy
# Mesa's driver is preloaded because a library that a suppression names must not be unloaded.
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
# g++ sees unset values in std::variant where a sanitizer has taken its code apart; the plain builds keep the warning.
set(CMAKE_CXX_FLAGS "-fsanitize=thread -fno-omit-frame-pointer -Wno-maybe-uninitialized" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1" CACHE STRING "")
set(WARDSCOPE_BUILD_BENCHMARKS OFF CACHE BOOL "")
