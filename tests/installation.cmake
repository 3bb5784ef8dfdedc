# SPDX-License-Identifier: MIT
# Installs the BUILD to a SCRATCH folder, builds the examples against it as a stranger would, and runs them.
cmake_minimum_required(VERSION 3.25)
file(REMOVE_RECURSE ${SCRATCH})

function(must_succeed what)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(NOTICE "${output}")
    message(FATAL_ERROR "${what} failed")
  endif()
endfunction()

must_succeed("installing" ${CMAKE_COMMAND} --install ${BUILD} --prefix ${SCRATCH}/prefix)
# Elsewhere than where it was built, so that no path of the build can be left in it.
file(RENAME ${SCRATCH}/prefix ${SCRATCH}/elsewhere)
file(COPY ${ROOT}/examples ${ROOT}/scenarios DESTINATION ${SCRATCH}/stranger)
must_succeed("configuring the examples" ${CMAKE_COMMAND} -S ${SCRATCH}/stranger/examples -B ${SCRATCH}/build -G ${GENERATOR}
             -DCMAKE_PREFIX_PATH=${SCRATCH}/elsewhere -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER})
must_succeed("building the examples" ${CMAKE_COMMAND} --build ${SCRATCH}/build)
must_succeed("running the examples" ${CMAKE_CTEST_COMMAND} --test-dir ${SCRATCH}/build --output-on-failure --no-tests=error)
must_succeed("running the program" ${SCRATCH}/elsewhere/bin/throughline check
             ${SCRATCH}/elsewhere/share/throughline/scenarios/coffee_bar.toml)
file(REMOVE_RECURSE ${SCRATCH})
