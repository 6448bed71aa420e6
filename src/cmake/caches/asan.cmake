# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -C src/cmake/caches/asan.cmake -B build-asan -G Ninja && ninja -C build-asan
# LSAN_OPTIONS=suppressions=$PWD/src/cmake/caches/lsan.supp:print_suppressions=0 ASAN_OPTIONS=verify_asan_link_order=0 \
#   LD_PRELOAD=$(find /usr/lib -name swrast_dri.so) ctest --test-dir build-asan -E guard.clang_tidy
# Mesa unloads its driver at the end, and LeakSanitizer then no longer sees the globals that hold the driver's memory:
# preloaded, it stays.
set(CMAKE_BUILD_TYPE RelWithDebInfo CACHE STRING "")
# g++ sees unset values in std::variant where a sanitizer has taken its code apart; the plain builds keep the warning.
set(CMAKE_CXX_FLAGS "-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -Wno-maybe-uninitialized" CACHE STRING "")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O1 -g1" CACHE STRING "")
set(WARDSCOPE_BUILD_BENCHMARKS OFF CACHE BOOL "")
