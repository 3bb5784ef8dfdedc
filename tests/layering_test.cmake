# SPDX-License-Identifier: MIT
# The layering check must find what it is there to find: cmake -DSCRATCH=<an empty folder> -P tests/layering_test.cmake
cmake_minimum_required(VERSION 3.25)
set(license "// SPDX-License-Identifier: MIT\n")

# write(FILE TEXT) in a small tree that breaks no rule.
function(write file text)
  file(WRITE ${SCRATCH}/${file} "${text}")
endfunction()
function(plant_clean_tree)
  file(REMOVE_RECURSE ${SCRATCH})
  write(include/throughline/result.hpp "${license}")
  write(include/throughline/throughline.hpp "${license}#include \"throughline/result.hpp\"\n")
  write(engine/random/sampler.cpp "${license}#include <Random123/philox.h>\n#include \"random/sampler.hpp\"\n")
  write(engine/report/json.cpp "${license}#include <nlohmann/json.hpp>\n#include \"throughline/result.hpp\"\n")
endfunction()

# expect(WHAT MESSAGE): empty message: the check passes.
function(expect what message)
  execute_process(COMMAND ${CMAKE_COMMAND} -DROOT=${SCRATCH} -P ${CMAKE_CURRENT_LIST_DIR}/layering.cmake
                  RESULT_VARIABLE status ERROR_VARIABLE errors OUTPUT_QUIET)
  string(FIND "${errors}" "${message}" place)
  if(message STREQUAL "" AND NOT status EQUAL 0)
    message(FATAL_ERROR "${what}: expected no complaint, got\n${errors}")
  elseif(NOT message STREQUAL "" AND (status EQUAL 0 OR place EQUAL -1))
    message(FATAL_ERROR "${what}: expected \"${message}\", got status ${status}\n${errors}")
  endif()
endfunction()

function(expect_violation file text message)
  plant_clean_tree()
  write(${file} "${text}")
  expect("${file}" "${message}")
endfunction()

plant_clean_tree()
expect("a clean tree" "")
expect_violation(engine/cli/run.cpp "${license}#include <toml++/toml.h>\n" "engine/cli/run.cpp: may not include toml++/toml.h")
expect_violation(engine/random/law.cpp "${license}#  include <boost/graph/adjacency_list.hpp>\n" "may not include boost/graph")
expect_violation(engine/report/html.cpp "${license}#include \"throughline/document.hpp\"\n"
                 "report may not include throughline/document.hpp")
expect_violation(engine/random/law.cpp "${license}#include \"report/table.hpp\"\n" "random may not include report")
expect_violation(engine/utils/law.cpp "${license}#include \"report/table.hpp\"\n" "no row for \"utils\"")
expect_violation(examples/day.cpp "${license}#include \"random/sampler.hpp\"\n" "may include public headers only")
expect_violation(tests/law_test.cpp "${license}#include <benchmark/benchmark.h>\n" "tests/law_test.cpp: may not include benchmark")
expect_violation(bench/limits/draw.hpp "${license}#include \"throughline/random_stream.hpp\"\n"
                 "bench/limits/draw.hpp: limits may not include throughline/random_stream.hpp")
expect_violation(engine/random/law.hpp "${license}struct Law {};\nclass Law final : Base {\n" "another header defines Law too")
expect_violation(engine/random/law.hpp "${license}#include <iostream>\n" "a header may not include iostream")
expect_violation(include/throughline/model.hpp "${license}" "throughline.hpp: does not include throughline/model.hpp")
expect_violation(engine/random/law.cpp "int x;\n" "engine/random/law.cpp: no SPDX line")
expect_violation(engine/random/law.cpp "${license}// TO${}DO later\n" "names unfinished work")
string(REPEAT "\n" 160 blank)
expect_violation(engine/random/law.hpp "${license}${blank}" "161 lines, more than 150")
string(REPEAT "\n" 510 blank)
expect_violation(engine/random/law.cpp "${license}${blank}" "511 lines, more than 500")
file(REMOVE_RECURSE ${SCRATCH})
