# SPDX-License-Identifier: GPL-3.0-or-later
# The two kinds of library in this project. Each sees its own folder and the folders of what it links, and no other:
# an include that points upward finds no file.

# A library without Qt: standard C++ only.
function(aifp_plain_library name)
    cmake_parse_arguments(A "" "" "SOURCES;LINK;PRIVATE_LINK" ${ARGN})
    add_library(${name} STATIC ${A_SOURCES})
    target_include_directories(${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC ${A_LINK} PRIVATE ${A_PRIVATE_LINK})
endfunction()

# A library with Qt: moc runs, the words signals, slots and emit stay free for others.
function(aifp_qt_library name)
    aifp_plain_library(${name} ${ARGN})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_compile_definitions(${name} PUBLIC QT_NO_KEYWORDS QT_NO_CAST_FROM_BYTEARRAY)
    aifp_precompile(${name})
endfunction()

function(aifp_precompile name)
    if(NOT AIFP_PCH)
        return()
    endif()
    get_target_property(libraries ${name} LINK_LIBRARIES)
    set(headers <vector> <string> <optional> <memory> <functional> <algorithm> <QtCore>)
    if("Qt6::Widgets" IN_LIST libraries OR "aifp_theme" IN_LIST libraries OR "${name}" MATCHES "^ui_")
        list(APPEND headers <QtGui> <QtWidgets>)
    endif()
    target_precompile_headers(${name} PRIVATE ${headers})
endfunction()
