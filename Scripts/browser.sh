#!/usr/bin/env bash
# Goes through the pages of the built program with a real browser (Docs/Testing.md).
#
#   Scripts/browser.sh [--binary PATH] [NAME...]     all tests, or those with one of these names
#   Scripts/browser.sh --help                        everything else
set -euo pipefail
cd "$(dirname "$0")/.."

[[ -x .build/browser-venv/bin/python ]] || {
    echo "browser.sh: what drives the browser is not installed; run Scripts/install.sh test" >&2
    exit 1
}
# -B leaves nothing beside the sources.
exec .build/browser-venv/bin/python -B Tests/Browser "$@"
