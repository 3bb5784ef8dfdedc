# SPDX-License-Identifier: MIT
# The fingerprint of a scenario: sha256 of what `run --json - --reproducible` writes, without the version of the program.
# Requires PROGRAM and ROOT.

# Few replications: what is compared are bits, and every kind of event of a scenario happens in each of them.
set(replications 48)

# result_of(VARIABLE SCENARIO THREADS [NAME=VALUE of the environment]...)
function(result_of variable scenario threads)
  execute_process(COMMAND ${CMAKE_COMMAND} -E env ${ARGN} ${PROGRAM} run scenarios/${scenario} --replications ${replications}
                          --threads ${threads} --json - --reproducible --quiet
                  WORKING_DIRECTORY ${ROOT} OUTPUT_VARIABLE output ERROR_VARIABLE errors RESULT_VARIABLE status)
  if(NOT status MATCHES "^(0|99)$" OR NOT output MATCHES "\"throughline.result/1\"")
    message(NOTICE "${errors}")
    message(FATAL_ERROR "running ${scenario} with ${threads} threads ended with ${status}")
  endif()
  set(${variable} "${output}" PARENT_SCOPE)
endfunction()

function(fingerprint_of variable scenario)
  result_of(output ${scenario} 2)
  string(REGEX REPLACE "\"version\": *\"[^\"]*\"" "" output "${output}")
  string(SHA256 hash "${output}")
  set(${variable} ${hash} PARENT_SCOPE)
endfunction()
