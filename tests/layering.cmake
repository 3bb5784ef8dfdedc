# SPDX-License-Identifier: MIT
# Checks the house rules that a compiler does not: cmake -DROOT=<the repository> -P tests/layering.cmake
# Who may include whom is the table of engine/README.md.
cmake_minimum_required(VERSION 3.25)

# A library and the only places that may include it; tests and benchmarks may include everything, but Google
# Benchmark stays below bench/ and the limits know nothing of the engine.
set(owned_libraries
    "toml\\+\\+/=engine/text/"
    "boost/(graph|property_map)=engine/blueprint/,include/throughline/blueprint.hpp,engine/model/compile,engine/model/step_compiler"
    "(tbb|oneapi)/=engine/experiment/"
    "CLI/=engine/cli/"
    "nlohmann/=engine/report/"
    "xlsxwriter=engine/report/"
    "Random123/=engine/random/"
    "boost/random=engine/random/"
    "sleef=engine/random/"
    "boost/math=engine/random/,engine/statistics/,engine/theory/"
    "openssl/=engine/text/"
    "gtest|gmock="
    "benchmark/=bench/")

# A folder and the folders of the engine that it may include beside itself.
set(may_include
    "diagnostic="
    "random=diagnostic"
    "statistics="
    "theory=diagnostic,random,statistics,blueprint"
    "text=diagnostic,random"
    "blueprint=diagnostic,random"
    "model=diagnostic,random,blueprint"
    "simulation=diagnostic,random,statistics,model"
    "experiment=diagnostic,random,statistics,model,simulation"
    "report=diagnostic,statistics"
    "cli=diagnostic,random,statistics,theory,text,blueprint,model,simulation,experiment,report")

# A folder and the public headers that it must not see.
set(must_not_see
    "diagnostic=blueprint,document,model,result,experiment,observer,measure,distribution,random_stream,report,throughline"
    "random=blueprint,document,model,result,experiment,observer,measure,report,throughline"
    "statistics=blueprint,document,model,result,experiment,observer,measure,distribution,random_stream,report,throughline"
    "theory=document,model,result,experiment,observer,report,throughline"
    "text=blueprint,model,result,experiment,observer,measure,report,throughline"
    "blueprint=model,result,experiment,observer,report,throughline"
    "model=experiment,observer,report,throughline"
    "simulation=document,blueprint,experiment,report,throughline"
    "experiment=document,blueprint,report,throughline"
    "report=document,blueprint,model,experiment,observer,throughline")

set(header_limit 150)
set(source_limit 500)

set(violations "")
function(violation text)
  list(APPEND violations "${text}")
  set(violations "${violations}" PARENT_SCOPE)
endfunction()

function(value_of table key result)
  foreach(row IN LISTS ${table})
    if(row MATCHES "^${key}=(.*)$")
      string(REPLACE "," ";" value "${CMAKE_MATCH_1}")
      set(${result} "${value}" PARENT_SCOPE)
      return()
    endif()
  endforeach()
  message(FATAL_ERROR "${table} has no row for \"${key}\"")
endfunction()

macro(check_library file header)
  foreach(row IN LISTS owned_libraries)
    string(REGEX MATCH "^(.*)=([^=]*)$" matched "${row}")
    set(pattern "${CMAKE_MATCH_1}")
    string(REPLACE "," ";" owners "${CMAKE_MATCH_2}")
    if("${header}" MATCHES "^(${pattern})")
      set(allowed OFF)
      foreach(owner IN LISTS owners)
        string(FIND "${file}" "${owner}" place)
        if(place EQUAL 0)
          set(allowed ON)
        endif()
      endforeach()
      if(NOT allowed)
        violation("${file}: may not include ${header}")
      endif()
    endif()
  endforeach()
endmacro()

macro(check_folder file folder header)
  if("${header}" MATCHES "^throughline/(.*)\\.hpp$")
    if(NOT "${folder}" STREQUAL "cli")
      set(name ${CMAKE_MATCH_1})
      value_of(must_not_see "${folder}" hidden)
      if(name IN_LIST hidden)
        violation("${file}: ${folder} may not include ${header}")
      endif()
    endif()
  elseif("${header}" MATCHES "^([a-z]+)/[a-z0-9_]+\\.hpp$")
    set(other ${CMAKE_MATCH_1})
    value_of(may_include "${folder}" allowed)
    if(IS_DIRECTORY ${ROOT}/engine/${other} AND NOT other STREQUAL "${folder}" AND NOT other IN_LIST allowed)
      violation("${file}: ${folder} may not include ${other}")
    endif()
  endif()
endmacro()

# Google Benchmark below bench/ alone; limits/ includes itself and the standard library.
function(check_bench file includes)
  foreach(include IN LISTS includes)
    if(include MATCHES "<benchmark/" AND NOT file MATCHES "^bench/")
      violation("${file}: may not include benchmark/benchmark.h")
    elseif(file MATCHES "^bench/limits/" AND include MATCHES "\"([^\"]+)\"")
      set(header "${CMAKE_MATCH_1}")
      if(NOT header MATCHES "^limits/")
        violation("${file}: limits may not include ${header}")
      endif()
    endif()
  endforeach()
  set(violations "${violations}" PARENT_SCOPE)
endfunction()

function(check_lines file limit)
  file(READ ${ROOT}/${file} text)
  string(REGEX MATCHALL "\n" lines "${text}")
  list(LENGTH lines count)
  if(count GREATER limit)
    violation("${file}: ${count} lines, more than ${limit}")
  endif()
  if(NOT text MATCHES "SPDX-License-Identifier: MIT")
    violation("${file}: no SPDX line")
  endif()
  if(text MATCHES "TO[D]O|FIX[M]E")
    violation("${file}: names unfinished work")
  endif()
  set(violations "${violations}" PARENT_SCOPE)
endfunction()

file(GLOB_RECURSE files RELATIVE ${ROOT} ${ROOT}/engine/*.[ch]pp ${ROOT}/include/*.hpp ${ROOT}/examples/*.[ch]pp
     ${ROOT}/tests/*.[ch]pp ${ROOT}/bench/*.[ch]pp)
if(NOT files)
  message(FATAL_ERROR "no sources under \"${ROOT}\"")
endif()
foreach(file IN LISTS files)
  if(file MATCHES "\\.hpp$")
    check_lines(${file} ${header_limit})
  else()
    check_lines(${file} ${source_limit})
  endif()
  file(STRINGS ${ROOT}/${file} includes REGEX "^#[ ]*include")
  if(file MATCHES "^(tests|bench)/")
    check_bench("${file}" "${includes}")
    continue()
  endif()
  foreach(include IN LISTS includes)
    if(NOT include MATCHES "[<\"]([^>\"]+)[>\"]")
      continue()
    endif()
    set(header "${CMAKE_MATCH_1}")
    check_library("${file}" "${header}")
    if(file MATCHES "\\.hpp$" AND header STREQUAL "iostream")
      violation("${file}: a header may not include iostream")
    endif()
    if(file MATCHES "^engine/([a-z]+)/")
      check_folder("${file}" "${CMAKE_MATCH_1}" "${header}")
    elseif(NOT header MATCHES "^throughline/" AND include MATCHES "\"")
      violation("${file}: may include public headers only, not ${header}")
    endif()
  endforeach()
endforeach()

# A type of a header has its name to itself: of two the linker would take the members of either for both.
set(types "")
foreach(file IN LISTS files)
  if(NOT file MATCHES "^(engine|include)/.*\\.hpp$")
    continue()
  endif()
  file(STRINGS ${ROOT}/${file} definitions REGEX "^(struct|class) [A-Za-z_][^;]*{")
  foreach(definition IN LISTS definitions)
    string(REGEX MATCH "^(struct|class) (alignas\\([0-9a-z]+\\) )?([A-Za-z_:]+)" matched "${definition}")
    if(CMAKE_MATCH_3 IN_LIST types)
      violation("${file}: another header defines ${CMAKE_MATCH_3} too")
    endif()
    list(APPEND types ${CMAKE_MATCH_3})
  endforeach()
endforeach()

# The umbrella holds every public header; every folder of the engine has its row in the tables above.
file(GLOB public_headers RELATIVE ${ROOT}/include ${ROOT}/include/throughline/*.hpp)
file(STRINGS ${ROOT}/include/throughline/throughline.hpp umbrella REGEX "^#include")
foreach(header IN LISTS public_headers)
  if(NOT header STREQUAL "throughline/throughline.hpp" AND NOT "#include \"${header}\"" IN_LIST umbrella)
    violation("include/throughline/throughline.hpp: does not include ${header}")
  endif()
endforeach()

file(GLOB scripts RELATIVE ${ROOT} ${ROOT}/CMakeLists.txt ${ROOT}/*/CMakeLists.txt ${ROOT}/engine/*/CMakeLists.txt
     ${ROOT}/tests/*.cmake ${ROOT}/examples/*.cmake)
foreach(script IN LISTS scripts)
  check_lines(${script} ${source_limit})
endforeach()

if(violations)
  list(JOIN violations "\n" text)
  message(NOTICE "${text}")
  message(FATAL_ERROR "house rules are broken")
endif()
list(LENGTH files count)
message(STATUS "house rules hold in ${count} sources")
