# SPDX-License-Identifier: MIT
# Writes tests/golden/fingerprints.txt and examples/*.out again, from what the programs print now.
# Requires PROGRAM, ROOT and EXAMPLES, the folder of the built examples.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/fingerprint.cmake)

file(GLOB scenarios RELATIVE ${ROOT}/scenarios ${ROOT}/scenarios/*.toml)
set(lines "# sha256 of every scenario's result; tests/fingerprint.cmake says of what exactly\n")
foreach(scenario IN LISTS scenarios)
  fingerprint_of(fingerprint ${scenario})
  string(APPEND lines "${fingerprint}  ${scenario}\n")
endforeach()
file(WRITE ${ROOT}/tests/golden/fingerprints.txt "${lines}")

foreach(example journey_time:coffee_bar two_staffings:help_line one_day:coffee_bar every_mistake:)
  string(REGEX MATCH "^(.*):(.*)$" matched ${example})
  set(name ${CMAKE_MATCH_1})
  set(arguments)
  if(CMAKE_MATCH_2)
    set(arguments ${ROOT}/scenarios/${CMAKE_MATCH_2}.toml)
  endif()
  execute_process(COMMAND ${EXAMPLES}/${name} ${arguments} OUTPUT_FILE ${ROOT}/examples/${name}.out COMMAND_ERROR_IS_FATAL ANY)
endforeach()
