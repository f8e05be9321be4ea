#!/usr/bin/env bash
# Installs what ./telemetry bench compares with, in the versions of package-lock.json, into node_modules beside this script
# (about 300 MB, git-ignored). Quick and silent when nothing is to be done. Needs npm and Node.js.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
stamp=node_modules/.installed

[[ -f $stamp ]] && sha256sum --status --check "$stamp" 2>/dev/null && exit 0
if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    echo "This needs npm and Node.js 16 or newer on the PATH (Debian: apt-get install npm)." >&2
    exit 3
fi
echo "Installing npm packages of tests/Benchmarks/Peers" >&2
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
sha256sum package-lock.json > "$stamp"
