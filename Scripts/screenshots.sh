#!/usr/bin/env bash
# Takes the pictures of Docs/pictures/ anew, with the built program. Look at them: no test sees what people see.
#
#   Scripts/screenshots.sh [--binary PATH] [--out FOLDER]
set -euo pipefail
cd "$(dirname "$0")/.."

[[ -x .build/browser-venv/bin/python ]] || {
    echo "screenshots.sh: what drives the browser is not installed; run Scripts/install.sh test" >&2
    exit 1
}
# -B leaves nothing beside the sources.
exec .build/browser-venv/bin/python -B Tests/Browser/screenshots.py "$@"
