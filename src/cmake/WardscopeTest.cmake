# SPDX-License-Identifier: GPL-3.0-or-later
#
# wardscope_test(NAME SOURCES... DEPENDS...): one GoogleTest program, tests/NAME, linked to the named modules.
function(wardscope_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPENDS;THIRD_PARTY" ${ARGN})
  set(target test_${name})
  add_executable(${target} ${ARG_SOURCES})
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/src")
  foreach(dependency IN LISTS ARG_DEPENDS)
    target_link_libraries(${target} PRIVATE wardscope::${dependency})
  endforeach()
  foreach(package IN LISTS ARG_THIRD_PARTY)
    target_link_libraries(${target} PRIVATE third::${package})
  endforeach()
  target_link_libraries(${target} PRIVATE wardscope_test_support GTest::gtest GTest::gmock GTest::gtest_main
                        wardscope_warnings)
  gtest_discover_tests(${target} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60 PROPERTIES LABELS "${name}" TIMEOUT 600)
endfunction()
