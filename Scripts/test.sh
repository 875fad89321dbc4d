#!/usr/bin/env bash
# Runs the tests that are built.
#
#   Scripts/test.sh                     all of them, group by group
#   Scripts/test.sh --filter NAME...    as `swift test` takes it, in one go
set -euo pipefail
cd "$(dirname "$0")/.."

run() {
    swift test --skip-build --parallel "$@"
}

if [[ $# -gt 0 ]]; then
    run "$@"
    exit
fi
# The simulation takes all the processor there is, and the kill loop a good part of it; what waits for a server beside
# them would see time-outs that are nobody's fault.
run --skip '^PanelTests\.' --skip '^PanelSimulationTests\.' --skip '^PanelStoreTests\.'
# Has a database server of its own beside it.
run --filter '^PanelStoreTests\.'
run --filter '^PanelSimulationTests\.'
run --filter '^PanelTests\.' --skip 'KillLoopTests|SeveralServersTests'
run --filter 'KillLoopTests'
run --filter 'SeveralServersTests'
Scripts/model.sh --examples 80
Scripts/browser.sh
