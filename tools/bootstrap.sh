#!/bin/sh
# Prepares a machine. Usage: tools/bootstrap.sh run|test
# Idempotent, silent on standard output, and quick when there is nothing to do.
set -eu
cd "$(dirname "$0")/.."
mode=${1:-run}
exec 1>&2   # standard output belongs to the command that follows

# The distribution's own Python comes first: it gets the security updates, and it is compiled with profiles, a third faster
# than what version managers compile on the machine (docs/performance.md).
set -- ${PYTHON:+"$PYTHON"} /usr/bin/python3 python3.13 python3.12 python3.11 python3
python=
for candidate; do
    if "$candidate" -c 'import ctypes, sqlite3, ssl, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || { echo "Cần Python 3.11 trở lên. / Python 3.11 or later is needed."; exit 1; }

has_library() { "$python" -c "import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]" "$@" 2>/dev/null; }
has_font() { find /usr/share/fonts /usr/local/share/fonts "$HOME/.fonts" -name 'LiberationSerif-Regular.ttf' 2>/dev/null | grep -q .; }

missing=
has_library libgobject-2.0.so.0 libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz.so.0 libharfbuzz-subset.so.0 libfontconfig.so.1 ||
    missing="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
has_font || missing="$missing fonts-liberation2"
if [ "$mode" = test ]; then
    # The Node runtime inside the Python package "playwright" needs libatomic.
    has_library libatomic.so.1 || missing="$missing libatomic1"
    [ -x /usr/bin/chromium-headless-shell ] || missing="$missing chromium-headless-shell"
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
    command -v pdftotext >/dev/null 2>&1 || missing="$missing poppler-utils"
    # Prints the .docx samples, so that another program judges them.
    command -v soffice >/dev/null 2>&1 || missing="$missing libreoffice-writer-nogui"
    command -v node >/dev/null 2>&1 || missing="$missing nodejs"
    # The syllables that tests/courses/test_spelling.py looks up. Never shipped.
    [ -e /usr/share/hunspell/vi_VN.dic ] || missing="$missing hunspell-vi"
fi
if [ -n "$missing" ]; then
    if command -v apt-get >/dev/null 2>&1; then
        sudo=
        [ "$(id -u)" = 0 ] || sudo=sudo
        echo "Đang cài gói hệ thống: $missing"
        # shellcheck disable=SC2086  # a list of package names
        { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null; } ||
            { echo "Không cài được: $missing. Hãy cài bằng quyền quản trị rồi chạy lại. / Could not install these packages; install them as root and try again."; exit 1; }
    else
        echo "Thiếu gói hệ thống: $missing. Hãy cài bằng trình quản lý gói của máy. / Install these packages and try again."
        exit 1
    fi
fi

lists=requirements/run.txt
[ "$mode" = test ] && lists=requirements/test.txt
stamp=.venv/installed-$(cksum "$lists" | cut -d' ' -f1)-$mode
[ -e "$stamp" ] && exit 0
# The test list holds the run list too: a test environment serves both.
[ "$mode" = run ] && [ -e ".venv/installed-$(cksum requirements/test.txt | cut -d' ' -f1)-test" ] && exit 0

uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    # pip --target works without Python's venv module and under EXTERNALLY-MANAGED.
    for candidate in "$python" "$@"; do # uv is a program by itself: whichever Python has pip may fetch it
        [ -x .tools/bin/uv ] && break
        "$candidate" -m pip --version >/dev/null 2>&1 || continue
        "$candidate" -m pip install --quiet --disable-pip-version-check --no-warn-script-location \
            --root-user-action=ignore --target .tools "uv==0.13.9"
    done
    [ -x .tools/bin/uv ] || { echo "Cần pip cho Python 3.11 trở lên. / pip for Python 3.11 or later is needed."; exit 1; }
    uv=$PWD/.tools/bin/uv
fi
export UV_PYTHON_DOWNLOADS=never
[ -x .venv/bin/python ] || "$uv" venv --quiet --python "$python" .venv
"$uv" pip sync --quiet --python .venv/bin/python --require-hashes "$lists"
# The web server's own form of each module (core/serve.py). Compiled by the first server instead, they leave holes in its memory.
.venv/bin/python -X no_debug_ranges -OO -c 'import app, core.gateway, granian.server'
rm -f .venv/installed-*
: >"$stamp"
