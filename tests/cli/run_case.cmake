# SPDX-License-Identifier: GPL-3.0-or-later
# Runs PROGRAM with ARGUMENTS ("a|b|c") in FOLDER and compares: exit status STATUS, STDOUT and STDERR as regular
# expressions (empty STDERR: nothing may be written there).
string(REPLACE "|" ";" arguments "${ARGUMENTS}")
file(MAKE_DIRECTORY "${FOLDER}")
execute_process(COMMAND "${PROGRAM}" ${arguments} WORKING_DIRECTORY "${FOLDER}" RESULT_VARIABLE status
                OUTPUT_VARIABLE output ERROR_VARIABLE error TIMEOUT 120)
if(NOT "${status}" STREQUAL "${STATUS}")
  message(FATAL_ERROR "exit status ${status}, expected ${STATUS}\nstdout: ${output}\nstderr: ${error}")
endif()
if(NOT "${output}" MATCHES "${STDOUT}")
  message(FATAL_ERROR "stdout does not match '${STDOUT}':\n${output}")
endif()
if("${STDERR}" STREQUAL "")
  if(NOT "${error}" STREQUAL "")
    message(FATAL_ERROR "stderr is not empty:\n${error}")
  endif()
elseif(NOT "${error}" MATCHES "${STDERR}")
  message(FATAL_ERROR "stderr does not match '${STDERR}':\n${error}")
endif()
