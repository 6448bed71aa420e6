# SPDX-License-Identifier: GPL-3.0-or-later
#
# The one place that finds each dependency. A row: target, how it is found, least version, Debian package, licence.
# Modules name the short target (third::gdal); nothing else in the tree calls find_package or pkg_check_modules.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# wardscope_pkg(NAME "pkg-config spec"): third::NAME from pkg-config.
function(wardscope_pkg name spec)
  string(TOUPPER "${name}" upper)
  pkg_check_modules(THIRD_${upper} REQUIRED IMPORTED_TARGET GLOBAL ${spec})
  add_library(third_${name} INTERFACE)
  target_link_libraries(third_${name} INTERFACE PkgConfig::THIRD_${upper})
  add_library(third::${name} ALIAS third_${name})
endfunction()

# wardscope_plain(NAME HEADER LIBRARY...): third::NAME for packages that ship no pkg-config file.
function(wardscope_plain name header)
  find_path(THIRD_${name}_INCLUDE "${header}" REQUIRED)
  add_library(third_${name} INTERFACE)
  target_include_directories(third_${name} SYSTEM INTERFACE "${THIRD_${name}_INCLUDE}")
  foreach(library IN LISTS ARGN)
    find_library(THIRD_${name}_${library} NAMES "${library}" REQUIRED)
    target_link_libraries(third_${name} INTERFACE "${THIRD_${name}_${library}}")
  endforeach()
  add_library(third::${name} ALIAS third_${name})
endfunction()

#              name         least version              Debian package            licence
wardscope_pkg(fmt          "fmt>=9.1")               # libfmt-dev               MIT
wardscope_pkg(proj         "proj>=9.1")              # libproj-dev              MIT
wardscope_pkg(geos         "geos>=3.11")             # libgeos-dev              LGPL-2.1
wardscope_pkg(gsl          "gsl>=2.7")               # libgsl-dev               GPL-3+
wardscope_pkg(sqlite       "sqlite3>=3.40")          # libsqlite3-dev           public domain
wardscope_pkg(spatialite   "spatialite>=5.0")        # libspatialite-dev        MPL-1.1/GPL-2+/LGPL-2.1+
wardscope_pkg(gdal         "gdal>=3.6")              # libgdal-dev              MIT (Debian's build: GPL)
wardscope_pkg(crypto       "libcrypto>=3.0")         # libssl-dev               Apache-2.0
wardscope_pkg(icu          "icu-uc>=72")             # libicu-dev               Unicode-3.0
wardscope_pkg(uchardet     "uchardet>=0.0.7")        # libuchardet-dev          MPL-1.1
wardscope_pkg(seccomp      "libseccomp>=2.5")        # libseccomp-dev           LGPL-2.1
wardscope_pkg(json         "nlohmann_json>=3.11")    # nlohmann-json3-dev       MIT
wardscope_pkg(cairo        "cairo>=1.16")            # libcairo2-dev            LGPL-2.1/MPL-1.1
wardscope_pkg(pango        "pangocairo>=1.50")       # libpango1.0-dev          LGPL-2+
wardscope_pkg(fontconfig   "fontconfig>=2.14")       # libfontconfig-dev        MIT-like
wardscope_pkg(epoxy        "epoxy>=1.5")             # libepoxy-dev             MIT
wardscope_pkg(glfw         "glfw3>=3.3")             # libglfw3-dev             Zlib
wardscope_pkg(cli11        "CLI11>=2.1")             # libcli11-dev             BSD-3-Clause
wardscope_pkg(png          "libpng>=1.6")            # libpng-dev               libpng
wardscope_plain(csv        csv.h csv)                # libcsv-dev               LGPL-2.1+
wardscope_plain(mustache   kainjow/mustache.hpp)     # libkainjow-mustache-dev  BSL-1.0

# libimgui-dev (MIT) is a static library with the GLFW and OpenGL3 backends inside; its pkg-config file leaves out what
# those backends need. stb (libstb-dev, MIT/public domain) holds its rectangle packer.
pkg_check_modules(THIRD_IMGUI REQUIRED IMPORTED_TARGET GLOBAL "imgui>=1.86")
pkg_check_modules(THIRD_FREETYPE REQUIRED IMPORTED_TARGET GLOBAL "freetype2>=24")
pkg_check_modules(THIRD_GL REQUIRED IMPORTED_TARGET GLOBAL "gl")  # libgl-dev, MIT
add_library(third_imgui INTERFACE)
target_include_directories(third_imgui SYSTEM INTERFACE ${THIRD_IMGUI_INCLUDE_DIRS})
target_link_libraries(third_imgui INTERFACE PkgConfig::THIRD_IMGUI third_glfw PkgConfig::THIRD_FREETYPE
                      PkgConfig::THIRD_GL ${CMAKE_DL_LIBS})
add_library(third::imgui ALIAS third_imgui)

if(WARDSCOPE_BUILD_TESTS)
  find_package(GTest 1.12 REQUIRED)  # libgtest-dev libgmock-dev  BSD-3-Clause
endif()
if(WARDSCOPE_BUILD_BENCHMARKS)
  find_package(benchmark 1.7 REQUIRED)  # libbenchmark-dev        Apache-2.0
endif()
