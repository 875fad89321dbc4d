# Starts and stops the servers of a benchmark. Sourced by Scripts/bench.sh, which sets `work` and `binaries`.
# shellcheck shell=bash disable=SC2154

declare -A pid_of=() url_of=()

fail() {
    echo "bench: $*" >&2
    exit 1
}

say() {
    echo "bench: $*" >&2
}

# await PID LOG: waits until a server has written where it listens, and prints that URL.
await() {
    local url deadline=$((SECONDS + 60))
    while ((SECONDS < deadline)); do
        url=$(sed -n 's/^listening on //p' "$2")
        [[ -z $url ]] || break
        kill -0 "$1" 2>/dev/null || break
        sleep 0.05
    done
    echo "$url"
}

# processor_time NAME: milliseconds that a server has had of all processors.
processor_time() {
    awk -v hertz="$(getconf CLK_TCK)" '{ print ($14 + $15) * 1000 / hertz }' "/proc/${pid_of[$1]}/stat"
}

# start NAME COMMAND...: starts a server that prints "listening on URL".
start() {
    local name=$1 log=$work/$1.log
    shift
    # Made here, because the server may not have come to it when it is read for the first time.
    : >"$log"
    "$@" >>"$log" 2>&1 </dev/null &
    pid_of[$name]=$!
    url_of[$name]=$(await $! "$log")
    [[ -n ${url_of[$name]} ]] || fail "$name did not start:"$'\n'"$(cat "$log")"
}

# program_of NAME: the panel's program. With OLD, `old` and what both are made from have that one: a newer program can go
# on with what an older one made, not the other way round.
program_of() {
    if [[ -n ${OLD:-} && $1 == @(base|old|moved) ]]; then echo "$OLD"; else echo "$binaries/panel"; fi
}

# start_panel NAME [OPTION...]
start_panel() {
    start "$1" "$(program_of "$1")" serve --data "$work/data-$1" --listen 127.0.0.1:0 "${@:2}"
}

# nginx can not pick a free port by itself, so it tries some.
start_nginx() {
    local port
    mkdir -p "$work/www"
    for _ in {1..20}; do
        port=$((20000 + RANDOM % 30000))
        nginx_configuration "$port" >"$work/nginx.conf"
        nginx -p "$work" -c "$work/nginx.conf" -e "$work/nginx.log" >/dev/null 2>&1 </dev/null &
        pid_of[nginx]=$!
        url_of[nginx]=http://127.0.0.1:$port
        for _ in {1..40}; do
            sleep 0.05
            kill -0 "${pid_of[nginx]}" 2>/dev/null || continue 2
            # Somebody else's server may be the one that answers, so our file must come back.
            curl -sf "${url_of[nginx]}/services.json" 2>/dev/null | cmp -s - "$work/www/services.json" && return
        done
        stop nginx
    done
    fail "nginx did not start:"$'\n'"$(cat "$work/nginx.log")"
}

# All that nginx writes lies in the benchmark's directory, so that it runs beside an installed one, as any user.
nginx_configuration() {
    cat <<CONFIGURATION
user $(id -un) $(id -gn);
worker_processes auto;
daemon off;
pid $work/nginx.pid;
events { worker_connections 1024; }
http {
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    default_type "application/json; charset=utf-8";
    client_body_temp_path $work/nginx-body;
    proxy_temp_path $work/nginx-proxy;
    fastcgi_temp_path $work/nginx-fastcgi;
    uwsgi_temp_path $work/nginx-uwsgi;
    scgi_temp_path $work/nginx-scgi;
    server {
        listen 127.0.0.1:$1;
        root $work/www;
    }
}
CONFIGURATION
}

# stop NAME: ends a server, and waits until it has let go of its files.
stop() {
    local pid=${pid_of[$1]:-} deadline=$((SECONDS + 40))
    [[ -n $pid ]] || return 0
    unset "pid_of[$1]"
    kill "$pid" 2>/dev/null || true
    while kill -0 "$pid" 2>/dev/null && ((SECONDS < deadline)); do sleep 0.05; done
    kill -KILL "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
}

stop_all() {
    local name
    for name in "${!pid_of[@]}"; do stop "$name"; done
}
