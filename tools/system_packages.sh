#!/bin/sh
# Installs the Debian packages that `make run` (run) or all the others (develop) need; names them
# when not root.
set -eu
missing=""
need() { missing="$missing $*"; }
library() { (ldconfig -p 2>/dev/null || /sbin/ldconfig -p) | grep -q "$1"; }

"${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null || need python3-venv
library libpangoft2-1.0.so.0 || need libpango-1.0-0 libpangoft2-1.0-0
library libharfbuzz-subset.so.0 || need libharfbuzz-subset0
if [ "${1:-run}" = develop ]; then
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null ||
        need postgresql
    command -v chromium >/dev/null || need chromium
    library libatomic.so.1 || need libatomic1 # of the browser's driver
    command -v soffice >/dev/null || need libreoffice-impress libreoffice-writer libreoffice-calc
    command -v pdftoppm >/dev/null || need poppler-utils
    command -v java >/dev/null || need openjdk-17-jre-headless # of ODK Validate
    command -v strace >/dev/null || need strace # of the power-loss proof
fi
[ -n "$missing" ] || exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    echo "Installing Debian packages:$missing"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $missing >/dev/null
else
    echo "ต้องติดตั้งโปรแกรมของระบบก่อน · These system packages are needed first. Run:" >&2
    echo "    sudo apt-get install --no-install-recommends$missing" >&2
    exit 1
fi
