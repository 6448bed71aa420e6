# SPDX-License-Identifier: GPL-3.0-or-later
#
# wardscope_module(NAME HEADERS... SOURCES... DEPENDS... THIRD_PARTY... PRIVATE_THIRD_PARTY...)
#
# Declares one module as a static library wardscope::NAME. DEPENDS is the only place where a dependency between modules
# is written. Modules are declared bottom up (src/CMakeLists.txt), so a DEPENDS on something not yet declared points
# upward: configure fails. The declared graph is written to module_graph.txt for the layering test.
set_property(GLOBAL PROPERTY WARDSCOPE_GRAPH "")

add_library(wardscope_warnings INTERFACE)
target_compile_options(wardscope_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion
                       -Wnon-virtual-dtor -Wold-style-cast -Wcast-qual -Woverloaded-virtual -Wundef -Wdouble-promotion)
# g++ 12 warns about overlapping memory in "literal" + std::string where there is none (GCC bug 105651), at -O2 and up.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(wardscope_warnings INTERFACE -Wno-restrict)
endif()
if(WARDSCOPE_WARNINGS_AS_ERRORS)
  target_compile_options(wardscope_warnings INTERFACE -Werror)
endif()

function(wardscope_module name)
  cmake_parse_arguments(ARG "" "" "HEADERS;SOURCES;DEPENDS;THIRD_PARTY;PRIVATE_THIRD_PARTY" ${ARGN})
  if(ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "module ${name}: unknown arguments ${ARG_UNPARSED_ARGUMENTS}")
  endif()
  set(target wardscope_${name})
  if(ARG_SOURCES)
    add_library(${target} STATIC ${ARG_SOURCES})
    set(scope PUBLIC)
    set(private PRIVATE)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
    set(private INTERFACE)
  endif()
  add_library(wardscope::${name} ALIAS ${target})
  # X.cpp includes X.hpp before all else (tests/architecture hold it), so the compiler has seen that such a header stands
  # alone. Those without a source of their own are compiled once more for it.
  set(lone_headers ${ARG_HEADERS})
  foreach(source IN LISTS ARG_SOURCES)
    string(REGEX REPLACE "\\.cpp$" ".hpp" header "${source}")
    list(REMOVE_ITEM lone_headers "${header}")
  endforeach()
  list(REMOVE_ITEM ARG_HEADERS ${lone_headers})
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/src" FILES ${ARG_HEADERS}
                 FILE_SET lone_headers TYPE HEADERS BASE_DIRS "${PROJECT_SOURCE_DIR}/src" FILES ${lone_headers})
  set_target_properties(${target} PROPERTIES INTERFACE_HEADER_SETS_TO_VERIFY lone_headers)
  target_compile_features(${target} ${scope} cxx_std_20)
  foreach(dependency IN LISTS ARG_DEPENDS)
    if(NOT TARGET wardscope_${dependency})
      message(FATAL_ERROR "module ${name} depends upward on '${dependency}': it is declared later in src/CMakeLists.txt "
                          "or not at all. Move the code down, or turn the dependency round.")
    endif()
    target_link_libraries(${target} ${scope} wardscope::${dependency})
  endforeach()
  foreach(package IN LISTS ARG_THIRD_PARTY)
    target_link_libraries(${target} ${scope} third::${package})
  endforeach()
  foreach(package IN LISTS ARG_PRIVATE_THIRD_PARTY)
    target_link_libraries(${target} ${private} third::${package})
  endforeach()
  target_link_libraries(${target} ${private} $<BUILD_INTERFACE:wardscope_warnings>)
  if(ARG_SOURCES)
    wardscope_tidy_unit(${name})
  endif()
  string(REPLACE ";" "," depends "${ARG_DEPENDS}")
  string(REPLACE ";" "," third "${ARG_THIRD_PARTY};${ARG_PRIVATE_THIRD_PARTY}")
  set_property(GLOBAL APPEND PROPERTY WARDSCOPE_GRAPH "${name} [${depends}] [${third}]")
endfunction()

# All sources of a module as one unit, tidy/NAME.cpp in the build folder, which only clang-tidy reads (tests/architecture/
# run_clang_tidy.sh): the headers that they share are then parsed and checked once and not once a source.
function(wardscope_tidy_unit name)
  get_target_property(sources wardscope_${name} SOURCES)
  list(FILTER sources INCLUDE REGEX "^[a-z0-9_]+\\.cpp$")
  list(SORT sources)
  set(text "")
  foreach(source IN LISTS sources)
    string(APPEND text "#include \"${CMAKE_CURRENT_SOURCE_DIR}/${source}\"\n")
  endforeach()
  set(unit "${PROJECT_BINARY_DIR}/tidy/${name}.cpp")
  file(CONFIGURE OUTPUT "${unit}" CONTENT "${text}" @ONLY)
  add_library(tidy_${name} OBJECT EXCLUDE_FROM_ALL "${unit}")
  set_target_properties(tidy_${name} PROPERTIES VERIFY_INTERFACE_HEADER_SETS OFF)
  get_target_property(libraries wardscope_${name} LINK_LIBRARIES)
  target_link_libraries(tidy_${name} PRIVATE ${libraries})
  target_include_directories(tidy_${name} PRIVATE "${PROJECT_SOURCE_DIR}/src")
  target_compile_definitions(tidy_${name} PRIVATE $<TARGET_PROPERTY:wardscope_${name},COMPILE_DEFINITIONS>)
endfunction()

# Call after the last module: writes the graph that tests/architecture reads.
function(wardscope_write_module_graph)
  get_property(graph GLOBAL PROPERTY WARDSCOPE_GRAPH)
  string(REPLACE ";" "\n" text "${graph}")
  file(WRITE "${PROJECT_BINARY_DIR}/module_graph.txt" "${text}\n")
endfunction()
