# SPDX-License-Identifier: GPL-3.0-or-later
# What packaging/run, test and bench share.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
build=$root/build/release

say() { printf '\n==> %s\n' "$*"; }
die() { printf '\nerror: %s\n' "$*" >&2; exit 1; }

# install_packages [tests]: installs the Debian packages that are missing, with "tests" those for tests and measurements too. Asks nothing and
# touches nothing when all are there.
install_packages() {
    command -v dpkg-query >/dev/null || die "this script installs what it needs on Debian; on another system install the packages named in packaging/packages-debian12.txt by hand and build with cmake --preset release"
    local missing=() package
    while read -r package; do
        [ "$package" != '# tests' ] || [ "${1:-}" = tests ] || break
        case $package in ''|\#*) continue ;; esac
        dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done <"$root/packaging/packages-debian12.txt"
    [ ${#missing[@]} -eq 0 ] && return
    say "Installing ${#missing[@]} packages: ${missing[*]}"
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "these packages are missing and need an administrator: apt-get install ${missing[*]}"
        sudo=(sudo)
    fi
    "${sudo[@]}" apt-get update -q || die "the package lists could not be read; check the network and /etc/apt/sources.list"
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" \
        || die "a package could not be installed; the lines above name it"
    rm -f "$build/build.ninja" # what was not there before is looked for again
}

# build_targets TARGET...: configures once and builds with progress.
build_targets() {
    export CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
    cd "$root"
    if [ ! -f "$build/build.ninja" ]; then
        say "Configuring"
        cmake --preset release -DAIFP_WERROR=ON || die "the build could not be configured; the lines above name what is missing"
    fi
    say "Building"
    cmake --build --preset release --target "$@" || die "the build failed; the lines above name the file"
}
