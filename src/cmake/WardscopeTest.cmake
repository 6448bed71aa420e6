# SPDX-License-Identifier: GPL-3.0-or-later
#
# wardscope_test(NAME SOURCES... DEPENDS... [ONE_PROCESS] [DISPLAY]): one GoogleTest program, tests/NAME, linked to the
# named modules. CTest runs each of its tests in a process of its own; with ONE_PROCESS all together, for tests that share
# something dear to make. With DISPLAY they run all together on a virtual display where xvfb-run is there, so that windows
# are tested on machines without one.
function(wardscope_test name)
  cmake_parse_arguments(ARG "ONE_PROCESS;DISPLAY" "" "SOURCES;DEPENDS;THIRD_PARTY" ${ARGN})
  set(target test_${name})
  add_executable(${target} ${ARG_SOURCES})
  # The code under test is optimised as it ships; the tests themselves only have to compile soon.
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
  target_include_directories(${target} PRIVATE "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/src")
  foreach(dependency IN LISTS ARG_DEPENDS)
    target_link_libraries(${target} PRIVATE wardscope::${dependency})
  endforeach()
  foreach(package IN LISTS ARG_THIRD_PARTY)
    target_link_libraries(${target} PRIVATE third::${package})
  endforeach()
  target_link_libraries(${target} PRIVATE wardscope_test_support GTest::gtest GTest::gmock GTest::gtest_main
                        wardscope_warnings)
  if(ARG_ONE_PROCESS OR ARG_DISPLAY)
    set(launcher "")
    find_program(WARDSCOPE_XVFB_RUN xvfb-run)
    if(ARG_DISPLAY AND WARDSCOPE_XVFB_RUN)
      # A server that resets when its last window closes refuses the next one for a moment.
      set(launcher "${WARDSCOPE_XVFB_RUN}" -a -s "-screen 0 1440x900x24 -noreset")
    endif()
    add_test(NAME ${name} COMMAND ${launcher} $<TARGET_FILE:${target}>)
    set_tests_properties(${name} PROPERTIES LABELS "${name}" TIMEOUT 600)
    if(launcher)  # two that look for a free display number at once may find the same one
      set_tests_properties(${name} PROPERTIES RESOURCE_LOCK virtual_display)
    endif()
    return()
  endif()
  gtest_discover_tests(${target} TEST_PREFIX "${name}." DISCOVERY_TIMEOUT 60 PROPERTIES LABELS "${name}" TIMEOUT 600)
endfunction()
