# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed where, and the packages that cpack makes of it: .deb here, NSIS on Windows.
include(GNUInstallDirs)

install(TARGETS aifplan aifplanner RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(UNIX AND NOT APPLE)
    set(linux ${CMAKE_SOURCE_DIR}/packaging/linux)
    set(app org.aifactoryplanner.aifplanner)
    find_program(GZIP gzip REQUIRED)
    # Manual of the command line: written by the program, so it names what the program does.
    set(documents ${CMAKE_BINARY_DIR}/install)
    add_custom_command(OUTPUT ${documents}/aifplan.1.gz
        COMMAND ${CMAKE_COMMAND} -E make_directory ${documents}
        COMMAND sh -c "$<TARGET_FILE:aifplan> --manual | ${GZIP} -9n >${documents}/aifplan.1.gz"
        DEPENDS aifplan VERBATIM)
    foreach(pair linux/aifplanner.1 debian/changelog)
        get_filename_component(name ${pair} NAME)
        add_custom_command(OUTPUT ${documents}/${name}.gz
            COMMAND ${CMAKE_COMMAND} -E make_directory ${documents}
            COMMAND sh -c "${GZIP} -9nc ${CMAKE_SOURCE_DIR}/packaging/${pair} >${documents}/${name}.gz"
            DEPENDS ${CMAKE_SOURCE_DIR}/packaging/${pair} VERBATIM)
    endforeach()
    add_custom_target(install_documents ALL DEPENDS ${documents}/aifplan.1.gz ${documents}/aifplanner.1.gz ${documents}/changelog.gz)
    install(FILES ${documents}/aifplan.1.gz ${documents}/aifplanner.1.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${documents}/changelog.gz DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/aifactoryplanner)
    install(FILES ${CMAKE_SOURCE_DIR}/packaging/debian/copyright DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/doc/aifactoryplanner)
    install(FILES ${linux}/${app}.desktop DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/applications)
    install(FILES ${linux}/${app}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/metainfo)
    install(FILES ${linux}/${app}.xml DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/mime/packages)
    install(FILES ${CMAKE_SOURCE_DIR}/resources/icons/aifplanner.svg DESTINATION ${CMAKE_INSTALL_DATAROOTDIR}/icons/hicolor/scalable/apps RENAME ${app}.svg)
endif()
if(WIN32)
    # Not tried: Qt's own tool gathers its libraries and plugins beside the programs. SQLite has to be built with SQLITE_ENABLE_SESSION and
    # SQLITE_ENABLE_PREUPDATE_HOOK (see packaging/windows/README.md).
    find_program(WINDEPLOYQT windeployqt REQUIRED)
    install(CODE "execute_process(COMMAND \"${WINDEPLOYQT}\" --release --no-translations \"\${CMAKE_INSTALL_PREFIX}/bin/aifplanner.exe\" COMMAND_ERROR_IS_FATAL ANY)")
endif()

set(CPACK_PACKAGE_NAME aifactoryplanner)
set(CPACK_PACKAGE_VENDOR "The AI Factory Planner authors")
set(CPACK_PACKAGE_CONTACT "The AI Factory Planner authors <aifactoryplanner@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "planning tool for Europe's AI Factories")
set(CPACK_PACKAGE_DESCRIPTION "A plan says which AI Factories there are, which systems, when they go
into service, who takes part and who pays. The program shows at once
what that means for compute, energy, money by programme and country,
and access time, and prints board reports. One file is one plan; no
server, no account, no network.")
set(CPACK_RESOURCE_FILE_LICENSE ${CMAKE_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_INSTALL_DIRECTORY "AI Factory Planner")
set(CPACK_PACKAGE_EXECUTABLES aifplanner "AI Factory Planner")
if(WIN32)
    set(CPACK_GENERATOR NSIS)
    set(CPACK_NSIS_MODIFY_PATH ON)
    set(CPACK_NSIS_EXTRA_INSTALL_COMMANDS "WriteRegStr HKCR '.aifplan' '' 'AIFactoryPlan'\nWriteRegStr HKCR '.aifpack' '' 'AIFactoryPlan'\nWriteRegStr HKCR 'AIFactoryPlan\\\\shell\\\\open\\\\command' '' '$INSTDIR\\\\bin\\\\aifplanner.exe \\\"%1\\\"'")
    set(CPACK_NSIS_EXTRA_UNINSTALL_COMMANDS "DeleteRegKey HKCR '.aifplan'\nDeleteRegKey HKCR '.aifpack'\nDeleteRegKey HKCR 'AIFactoryPlan'")
else()
    set(CPACK_GENERATOR DEB)
    set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
    set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
    set(CPACK_DEBIAN_PACKAGE_SECTION misc)
    set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
    set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "xdg-utils") # opens the web pages of sources
    set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
endif()
include(CPack)
