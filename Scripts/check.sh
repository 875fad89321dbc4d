#!/usr/bin/env bash
# Holds the rules of the code that the compiler does not: format, direction of imports, sizes.
#
#   Scripts/check.sh [FILE-OR-FOLDER...]     what to lint; default: everything that holds Swift
set -euo pipefail
# A check that breaks must not read as one that found nothing.
shopt -s inherit_errexit
cd "$(dirname "$0")/.."

# What each folder of Sources/ may import, as in the table of Docs/Architecture.md; a name that ends in * is a prefix.
# `@NAME` stands for all that the row NAME lists. `*` is anything, except what follows it with a `!`.
# The core takes nothing from Glibc but regular expressions, which are as pure as the rest of it.
# Rows exist to be argued with: a new import is a decision, so it changes this table in the same commit.
import_rules='
PanelCore     Glibc
PanelWords    PanelCore
PanelWire     PanelCore PanelWords FoundationEssentials
PanelStore    PanelCore Logging Metrics ServiceLifecycle DequeModule Glibc Synchronization
PanelSQL      PanelCore PanelStore Crypto DequeModule Dispatch Glibc Synchronization
PanelSQLite   @PanelSQL PanelSQL GRDB GRDBSQLite Logging ServiceLifecycle Foundation
CLibPQ
PanelPostgres @PanelSQL PanelSQL CLibPQ Logging
PanelClient   PanelCore PanelWire NIOCore NIOPosix NIOHTTP1 NIOSSL NIOTLS Synchronization Glibc
PanelSandbox  PanelCore PanelWire FoundationEssentials NIOCore NIOPosix NIOHTTP1 Logging ServiceLifecycle Synchronization Glibc
CSodium
PanelSecrets  PanelCore CSodium Crypto Dispatch Foundation FoundationEssentials Glibc Synchronization
PanelOperations  PanelCore PanelStore PanelSecrets Crypto Synchronization
PanelFulfilment  PanelCore PanelWords PanelStore PanelSecrets PanelOperations PanelClient Crypto FoundationEssentials Logging ServiceLifecycle Synchronization
PanelHTTP     PanelCore PanelStore Hummingbird HummingbirdCore NIOCore NIOHTTP1 NIOHTTPTypes* HTTPTypes Crypto Glibc Logging Metrics ServiceLifecycle Synchronization
PanelAPI      @PanelHTTP PanelHTTP PanelOperations PanelWire
PanelAdmin    @PanelHTTP PanelHTTP PanelSecrets PanelOperations PanelWords Foundation FoundationEssentials
PanelMarkup
CQREncode
CZlib
PanelWeb      @PanelHTTP PanelHTTP PanelWords PanelSecrets PanelOperations PanelMarkup CQREncode CZlib Foundation
PanelCustomerWeb  @PanelHTTP PanelHTTP PanelWords PanelWire PanelSecrets PanelOperations PanelAPI PanelMarkup PanelWeb
PanelConfiguration  Configuration
PanelTesting  PanelCore PanelStore PanelSQL* PanelSecrets PanelOperations PanelFulfilment Hummingbird Testing Foundation Logging Synchronization
panel         * !PanelTesting
'

# A file beyond this has more than one subject.
longest_file=400

# A line on standard output for each offence: FILE:LINE: what to do.
lint() {
    local output
    if ! output=$(swift format lint --strict --recursive --parallel "$@" 2>&1); then
        # swift format says "FILE:LINE:COLUMN: error: [Rule] ..."; anything else that it says is passed on as it is.
        printf '%s\n' "$output" "check: run 'make format' for the lines above; what it leaves, mend by hand"
    fi
}

# Reads the Swift files once, for the rules about imports, sizes and the core's purity.
rules() {
    find Sources -name '*.swift' -print0 | sort -z | xargs -0 \
        awk -v table="$import_rules" -v longest="$longest_file" -f Scripts/check.awk
    local folder
    for folder in Sources/*/; do
        folder=$(basename "$folder")
        grep -q "^$folder\( \|$\)" <<<"$import_rules" ||
            echo "Sources/$folder:1: has no row in import_rules; add it to Scripts/check.sh and to Docs/Architecture.md"
    done
}

tracked() {
    # An unpacked archive has nothing tracked.
    git rev-parse --git-dir >/dev/null 2>&1 || return 0
    git ls-files -- '.build/*' '.build-*/*' Package.resolved |
        awk '{ print $0 ":1: is made by the build; run \"git rm -r --cached " $0 "\"" }'
}

[[ $# -gt 0 ]] || set -- Package.swift Sources Tests Benchmarks
offences=$(
    lint "$@"
    rules
    tracked
)
if [[ -n $offences ]]; then
    printf '%s\n' "$offences" >&2
    echo "check: failed" >&2
    exit 1
fi
echo "check: $(find "$@" -name '*.swift' | wc -l) Swift files are formatted and keep the rules"
