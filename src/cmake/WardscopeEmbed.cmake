# SPDX-License-Identifier: GPL-3.0-or-later
#
# wardscope_embed(TARGET NAMESPACE FILES...): makes the named files part of TARGET as a generated header
# "NAMESPACE_embedded.hpp" with one function, `std::span<const EmbeddedFile> NAMESPACE_files()`.
# Shaders, layer definitions and shipped data travel inside the program, so that it runs from anywhere.
function(wardscope_embed target namespace)
  set(generated "${CMAKE_CURRENT_BINARY_DIR}/${namespace}_embedded")
  set(output "${generated}/${namespace}_embedded.cpp")
  list(JOIN ARGN "|" files)
  add_custom_command(
    OUTPUT "${output}"
    COMMAND ${CMAKE_COMMAND} "-DNAMESPACE=${namespace}" "-DOUTPUT=${output}" "-DFILES=${files}"
            -P "${PROJECT_SOURCE_DIR}/src/cmake/embed.cmake"
    DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/src/cmake/embed.cmake"
    COMMENT "Embedding ${namespace} files" VERBATIM)
  target_sources(${target} PRIVATE "${output}")
endfunction()
