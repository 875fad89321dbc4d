#!/usr/bin/env bash
# Plays random operations on real servers and on a small model, and compares every answer (Docs/Testing.md).
#
#   Scripts/model.sh [--examples N] [--steps N] [--binary PATH]     the same every time
#   Scripts/model.sh --random --examples 2000                       a new seed, which a failure names
#   Scripts/model.sh --help                                         everything else
set -euo pipefail
cd "$(dirname "$0")/.."

# Debian's own Python has Debian's Hypothesis; another may come first in PATH. -B leaves nothing beside the sources.
exec "${PYTHON:-/usr/bin/python3}" -B Tests/Model "$@"
