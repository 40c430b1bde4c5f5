# dropout_git_source: somebody else's sources from Git, whose commit is checked before anything of them is compiled.
#
# A tag can be moved, a commit cannot. The tag is still what is fetched: one commit without the history before it, which
# may not be asked for by its hash everywhere.
include(FetchContent)

# dropout_git_source(<name> <repository> <tag> <commit>) sets <name>_SOURCE_DIR. Nothing is configured by their own CMake
# projects (the named folder does not exist on purpose). Sources that -DFETCHCONTENT_SOURCE_DIR_<NAME>=… gives are the
# caller's word.
macro(dropout_git_source name repository tag commit)
  FetchContent_Declare(${name} GIT_REPOSITORY ${repository} GIT_TAG ${tag} GIT_SHALLOW ON
    SOURCE_SUBDIR without_its_cmake_project)
  FetchContent_MakeAvailable(${name})
  string(TOUPPER ${name} dropout_upper)
  if(NOT FETCHCONTENT_SOURCE_DIR_${dropout_upper})
    execute_process(COMMAND git rev-parse HEAD WORKING_DIRECTORY ${${name}_SOURCE_DIR}
      OUTPUT_VARIABLE dropout_found OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
    if(NOT dropout_found STREQUAL "${commit}")
      message(FATAL_ERROR "${repository}: ${tag} is commit ${dropout_found}, not ${commit} as it was. Somebody moved the tag.")
    endif()
  endif()
endmacro()
