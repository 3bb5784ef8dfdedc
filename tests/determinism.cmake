# SPDX-License-Identifier: MIT
# The same bytes for any number of threads, with and without fused multiply-add, and the same as yesterday: SCENARIO.
cmake_minimum_required(VERSION 3.25)
include(${CMAKE_CURRENT_LIST_DIR}/fingerprint.cmake)

result_of(expected ${SCENARIO} 1)
foreach(threads 2 3 8)
  result_of(output ${SCENARIO} ${threads})
  if(NOT output STREQUAL expected)
    message(FATAL_ERROR "${SCENARIO}: ${threads} threads write other bytes than one")
  endif()
endforeach()

# These names are the ones that glibc 2.33 and later honor; its exp, log and sin then give other bits.
result_of(output ${SCENARIO} 2 GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2)
if(NOT output STREQUAL expected)
  message(FATAL_ERROR "${SCENARIO}: a processor without fused multiply-add writes other bytes")
endif()

fingerprint_of(fingerprint ${SCENARIO})
file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/golden/fingerprints.txt golden REGEX "  ${SCENARIO}$")
if(NOT golden STREQUAL "${fingerprint}  ${SCENARIO}")
  message(NOTICE "expected: ${golden}\nfound:    ${fingerprint}  ${SCENARIO}")
  message(FATAL_ERROR "${SCENARIO} gives other numbers than before; where that is meant, run ./dev golden and say why")
endif()
