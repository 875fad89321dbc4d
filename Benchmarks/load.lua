-- What wrk sends in `make bench`: one kind of request in each run.
--
--   wrk ... -s Benchmarks/load.lua http://HOST:PORT -- KIND
--
-- KIND: add, addrelayed, status, status100, balance, services (to the panel), file (to nginx).
-- BENCH_KEYS names a file with an API key on each line, BENCH_ORDERS one with a line "ORDER KEY" for each order that
-- may be asked for: an order exists only for the customer who placed it. BENCH_CHECK makes each answer be looked at,
-- which costs wrk some speed: only the round before the measured ones does it.

local keys = {}          -- all customers' keys
local owners = {}        -- those of customers with orders
local orders_of = {}     -- the ids of each owner's orders
local kinds = {}

local function lines_of(variable)
    local path = assert(os.getenv(variable), variable .. " is not set")
    return io.lines(path)
end

local function read_contents()
    for key in lines_of("BENCH_KEYS") do keys[#keys + 1] = key end
    for line in lines_of("BENCH_ORDERS") do
        local order, key = line:match("^(%d+) (%S+)$")
        if not orders_of[key] then
            orders_of[key] = {}
            owners[#owners + 1] = key
        end
        table.insert(orders_of[key], order)
    end
end

-- Written out here, because wrk.format builds the header anew for each request.
local function post(body)
    return "POST /api/v2 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        .. "Content-Length: " .. #body .. "\r\n\r\n" .. body
end

local function any(list)
    return list[math.random(#list)]
end

function kinds.add()
    return post("key=" .. any(keys) .. "&action=add&service=1&link=https%3A%2F%2Fexample.com%2Fp%2F"
        .. math.random(100000000, 999999999) .. "&quantity=1000")
end

-- For a service that a provider delivers.
function kinds.addrelayed()
    return post("key=" .. any(keys) .. "&action=add&service=3000&link=https%3A%2F%2Fexample.com%2Fp%2F"
        .. math.random(100000000, 999999999) .. "&quantity=1000")
end

function kinds.status()
    local key = any(owners)
    return post("key=" .. key .. "&action=status&order=" .. any(orders_of[key]))
end

function kinds.status100()
    local key = any(owners)
    local all = orders_of[key]
    -- A hundred in a row from anywhere; owners have at least that many.
    local first = math.random(#all - 99)
    return post("key=" .. key .. "&action=status&orders=" .. table.concat(all, "%2C", first, first + 99))
end

function kinds.balance()
    return post("key=" .. any(keys) .. "&action=balance")
end

function kinds.services()
    return post("key=" .. any(keys) .. "&action=services")
end

function kinds.file()
    return "GET /services.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
end

function init(args)
    local kind = args[1]
    request = assert(kinds[kind], "unknown kind of request")
    math.randomseed(os.time())
    if kind ~= "file" then read_contents() end
end

if os.getenv("BENCH_CHECK") then
    refused = 0
    example = ""
    function response(status, _, body)
        if status ~= 200 or body == "" or body:find('"error"', 1, true) then
            refused = refused + 1
            example = status .. " " .. body:sub(1, 200)
        end
    end
end

local threads = {}

function setup(thread)
    threads[#threads + 1] = thread
end

-- One line for the script that started wrk:
-- "result REQUESTS-PER-SECOND P50 P99 REQUESTS FAILED", latencies in milliseconds.
function done(summary, latency)
    local errors = summary.errors
    local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
    for _, thread in ipairs(threads) do
        local refused = thread:get("refused") or 0
        if refused > 0 then print("refused: " .. thread:get("example")) end
        failed = failed + refused
    end
    print(string.format("result %.0f %.2f %.2f %d %d", summary.requests / summary.duration * 1e6,
        latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.requests, failed))
end
