# Packages, the shared compile options and the functions that declare a room, a test and a fuzz target.

find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(spdlog REQUIRED)
find_package(simdjson REQUIRED)
find_package(CLI11 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(tl-expected REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
if(NOT GATEHOUSE_SANITIZE)
  pkg_check_modules(TCMALLOC REQUIRED IMPORTED_TARGET libtcmalloc_minimal)
endif()
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Sql Test)
if(GATEHOUSE_CONSOLE)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Gui Widgets Network Charts Svg DBus LinguistTools)
  find_package(Qt6Keychain REQUIRED)
endif()

add_library(project_options INTERFACE)
target_include_directories(project_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_definitions(project_options INTERFACE
  QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_FOREACH
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION
  GATEHOUSE_VERSION="${PROJECT_VERSION}")
target_compile_options(project_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -fstack-protector-strong -fno-plt
  $<$<BOOL:${GATEHOUSE_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # g++ 12 reports overlapping memcpy for `"x" + std::string` (GCC bug 105651), and uninitialised strings in variants that
  # hold something else.
  target_compile_options(project_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
if(CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
  target_compile_options(project_options INTERFACE -fcf-protection)
endif()
if(GATEHOUSE_FUZZ)
  # The code under test reports its coverage, not only the target around it.
  target_compile_options(project_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(GATEHOUSE_SANITIZE)
  target_compile_options(project_options INTERFACE -fsanitize=${GATEHOUSE_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(project_options INTERFACE -fsanitize=${GATEHOUSE_SANITIZE})
  if(GATEHOUSE_SANITIZE MATCHES "undefined" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC's runtime looks at an object it has not met before by means of a pipe, and takes it for broken when a test has used up the
    # descriptors; it ignores suppressions of that. AddressSanitizer still sees objects that are gone.
    target_compile_options(project_options INTERFACE -fno-sanitize=vptr)
  endif()
  if(GATEHOUSE_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Asio's headers use fences, which ThreadSanitizer does not model; its locks around them it does.
    target_compile_options(project_options INTERFACE -Wno-tsan)
  endif()
else()
  target_compile_options(project_options INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>)
endif()
if(GATEHOUSE_PROFILE STREQUAL "generate")
  # Several threads count in the same places.
  set(profile -fprofile-generate=${CMAKE_BINARY_DIR}/profile -fprofile-update=atomic)
  target_compile_options(project_options INTERFACE ${profile})
  target_link_options(project_options INTERFACE ${profile})
elseif(GATEHOUSE_PROFILE STREQUAL "use")
  target_compile_options(project_options INTERFACE -fprofile-use=${CMAKE_BINARY_DIR}/profile -Wno-missing-profile)
  # Across files the compiler takes lengths for unbounded that are checked.
  target_link_options(project_options INTERFACE -flto=auto -Wno-stringop-overflow -Wno-stringop-overread)
endif()
target_link_options(project_options INTERFACE -Wl,-z,relro,-z,now)
find_program(GATEHOUSE_MOLD mold)
if(GATEHOUSE_MOLD)
  target_link_options(project_options INTERFACE -fuse-ld=mold)
endif()

# gw_library(gw_net SOURCES a.cpp b.cpp PUBLIC libs… PRIVATE libs…): one static library a folder.
function(gw_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  if(NOT arg_SOURCES)
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE project_options ${arg_PUBLIC} ${arg_PRIVATE})
    return()
  endif()
  add_library(${name} STATIC ${arg_SOURCES})
  target_link_libraries(${name} PUBLIC project_options ${arg_PUBLIC} PRIVATE ${arg_PRIVATE})
  if(NOT GATEHOUSE_SANITIZE)
    # These end up in programs, where nothing can take a function's place: so the compiler may inline it.
    target_compile_options(${name} PRIVATE -fno-semantic-interposition)
  endif()
  if(GATEHOUSE_PROFILE STREQUAL "use" AND name MATCHES "^gw_")
    # With a profile only: without one the linker's optimiser inlines less than the compiler does, and the data plane gets slower.
    set_target_properties(${name} PROPERTIES INTERPROCEDURAL_OPTIMIZATION ON)
  endif()
endfunction()

# gw_test(session_test SOURCES session_test.cpp LINKS gw_net): one program and one ctest entry a file.
# LABELS defaults to "engine"; console tests pass LABELS console and run on the offscreen platform.
function(gw_test name)
  cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LINKS;LABELS;DEFINES" ${ARGN})
  if(NOT arg_LABELS)
    set(arg_LABELS engine)
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  if(TARGET ${name})
    # Two rooms may have a file of the same name; the second one's test is told apart by its room.
    get_filename_component(room ${CMAKE_CURRENT_SOURCE_DIR} NAME)
    set(name ${room}_${name})
  endif()
  add_executable(${name} ${arg_SOURCES})
  set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_compile_definitions(${name} PRIVATE GW_SOURCE_DIR="${PROJECT_SOURCE_DIR}" ${arg_DEFINES})
  target_link_libraries(${name} PRIVATE project_options ${arg_LINKS} Qt6::Test)
  add_test(NAME ${name} COMMAND ${name})
  set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
    ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LC_ALL=C.UTF-8;TSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/packaging/cmake/tsan.supp:die_after_fork=0")
endfunction()

# gw_fuzz(chunked LINKS gw_net): tests/fuzz/chunked_fuzz.cpp with libFuzzer; ctest replays the seeds and fuzzes for 10 s.
function(gw_fuzz name)
  if(NOT GATEHOUSE_FUZZ)
    return()
  endif()
  cmake_parse_arguments(arg "" "" "LINKS" ${ARGN})
  if(NOT TARGET fuzz_targets)
    add_custom_target(fuzz_targets)
  endif()
  add_executable(${name}_fuzz ${PROJECT_SOURCE_DIR}/tests/fuzz/${name}_fuzz.cpp)
  add_dependencies(fuzz_targets ${name}_fuzz)
  set_target_properties(${name}_fuzz PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
  target_compile_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  target_link_libraries(${name}_fuzz PRIVATE project_options ${arg_LINKS})
  add_test(NAME fuzz.${name} COMMAND ${PROJECT_SOURCE_DIR}/tests/fuzz/run_one.sh $<TARGET_FILE:${name}_fuzz>
    ${PROJECT_SOURCE_DIR}/tests/fuzz/corpus/${name})
  set_tests_properties(fuzz.${name} PROPERTIES LABELS fuzz TIMEOUT 120)
endfunction()
