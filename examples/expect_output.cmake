# SPDX-License-Identifier: MIT
# Runs PROGRAM with ARGUMENTS; it must succeed, and its standard output must be the content of the file EXPECTED.
execute_process(COMMAND ${PROGRAM} ${ARGUMENTS} OUTPUT_VARIABLE output ERROR_VARIABLE errors RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${status}\n${errors}")
endif()
file(READ ${EXPECTED} expected)
if(NOT output STREQUAL expected)
  message(FATAL_ERROR "${PROGRAM} does not print ${EXPECTED}.\nexpected:\n${expected}\nprinted:\n${output}")
endif()
