# Measures pages, as somebody has them who is logged in. Sourced by Scripts/bench.sh.
# shellcheck shell=bash disable=SC2034,SC2154

page_password=benchmark-password
# Two hash and two wait, on a server that is set to nothing else.
log_ins_at_once=4
page_connections=4

measure_pages() {
    local csrf stranger
    local -x BENCH_COOKIE BENCH_FORM
    copy_base pages
    # As behind a web server, which says for whom it asks: of each address one password at a time is hashed.
    start_panel pages --trusted-proxy 127.0.0.1
    set_passwords pages
    csrf=$(new_form pages)
    stranger=$(session_cookie)
    BENCH_FORM="csrf=$csrf&password=$page_password"
    browse pages login -o "$work/answer" -d "$BENCH_FORM&name=customer-1"
    BENCH_COOKIE=$(session_cookie)
    ! wants page || measure_page
    ! wants login || BENCH_COOKIE=$stranger measure_log_ins
    ! wants pageload || measure_page_under_load
    settle pages "$base_orders"
}

set_passwords() {
    local i
    for ((i = 1; i <= log_ins_at_once; i++)); do
        "$(program_of "$1")" user set-password "customer-$i" --data "$work/data-$1" <<<"$page_password" >/dev/null
    done
}

# browse SERVER PATH [OPTION...]: what a browser does, with its cookies.
browse() {
    curl -sS -b "$work/cookies" -c "$work/cookies" -H "Origin: ${url_of[$1]}" "${@:3}" "${url_of[$1]}/$2"
}

# new_form SERVER: opens the log-in, and prints the token of its form.
new_form() {
    local page
    page=$(browse "$1" login)
    [[ $page =~ name=\"csrf\"\ value=\"([^\"]*)\" ]] || fail "the log-in of $1 has no form"
    echo "${BASH_REMATCH[1]}"
}

# The cookie by which the panel knows the browser, as it stands in a request.
session_cookie() {
    awk '$6 == "__Host-session" { print $6 "=" $7 }' "$work/cookies"
}

measure_page() {
    local connections=1
    start noop "$binaries/noop-server" --listen 127.0.0.1:0
    take_turns page pages page noop add "the API page"
    latency_row page 50 1 "the API page, logged in, 1 connection | no-op"
    take_turns stranger pages stranger noop add "the API page of strangers"
    latency_row stranger 50 1 "the API page, as a stranger, 1 connection | no-op"
    stop noop
}

# A page while customers order as fast as they can, and alone.
measure_page_under_load() {
    local round reading
    say "pageload: the API page while orders are added"
    for ((round = 1; round <= rounds; round++)); do
        connections=$page_connections turn pages page "$duration" "$work/pageload.theirs"
        # Orders are added from before the first page until after the last.
        page_load_after 1 >>"$work/pageload.ours" &
        reading=$!
        turn pages add $((duration + 2)) "$work/pageload.add"
        wait "$reading"
    done
    latency_row pageload 99 100 \
        "the API page, $page_connections connections, while \`add\` runs with $connections | without \`add\`"
    echo "- While the API page is read: $(median "$work/pageload.add" 1) \`add\` a second." | tee -a "$work/notes" >&2
}

# page_load_after SECONDS
page_load_after() {
    local connections=$page_connections
    sleep "$1"
    load pages page "$duration"
}

# What a log-in takes of the processor, beside the hash that it can not do without. Each of wrk's threads has one
# connection and is one customer.
measure_log_ins() {
    local threads=$log_ins_at_once connections=$log_ins_at_once round bare before count ours=() theirs=()
    say "login: log-ins beside bare hashes"
    BENCH_CHECK=1 turn pages login 1 "$work/unmeasured"
    for ((round = 1; round <= rounds; round++)); do
        bare=$(bare_hashes)
        echo "${bare% *}" >>"$work/login.theirs"
        theirs+=("${bare#* }")
        before=$(processor_time pages)
        turn pages login "$duration" "$work/login.ours"
        count=$(tail -n 1 "$work/login.ours" | cut -d ' ' -f 4)
        ours+=("$(awk -v a="$before" -v b="$(processor_time pages)" -v n="$count" 'BEGIN { print (b - a) / n }')")
    done
    log_in_row "$(middle "${ours[@]}")" "$(middle "${theirs[@]}")"
}

# bare_hashes: hashes in a second, and the processor's milliseconds for each.
bare_hashes() {
    "$binaries/hash-load" --at-once "$log_ins_at_once" --seconds "$duration" | sed -n 's/^result //p'
}

# log_in_row OURS BARE: milliseconds of the processor. A log-in also reads the account, commits its session, and answers
# two requests, all with caches that the hash has emptied; a second hash would make it 0.5.
log_in_row() {
    local ratio reached
    read -r ratio reached < <(awk -v a="$1" -v b="$2" 'BEGIN { printf("%.2f %d\n", b / a, b >= 0.75 * a) }')
    echo "| log-ins, $log_ins_at_once at once | one hash each, $log_ins_at_once at once | $(side "$work/login.ours") |" \
        "$(median "$work/login.theirs" 1) | | | ≥ 0.75 of the processor time | $ratio | $(verdict "$reached") |" |
        tee -a "$work/table" >&2
    echo "- A log-in takes $(printf %.2f "$1") ms of the processor, its hash alone $(printf %.2f "$2") ms." |
        tee -a "$work/notes" >&2
}
