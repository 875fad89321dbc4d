-- What wrk sends in `make bench`: one kind of request in each run.
--
--   wrk ... -s Benchmarks/load.lua http://HOST:PORT -- KIND
--
-- KIND: add, addrelayed, status, status100, balance, services, page, stranger, login, screen, customer (to the panel),
-- file (to nginx).
-- BENCH_KEYS names a file with an API key on each line, BENCH_ORDERS one with a line "ORDER KEY" for each order that
-- may be asked for: an order exists only for the customer who placed it. BENCH_COOKIE is what a browser keeps, BENCH_FORM
-- what it sends to log in, but for the name; BENCH_PATH is the page of `screen`. BENCH_SESSIONS names a file with a line
-- "COOKIE CSRF" for each customer who is logged in. BENCH_CHECK makes each answer be looked at, which costs wrk some speed: only
-- the round before the measured ones does it.

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
local function post(body, path, fields)
    return "POST " .. (path or "/api/v2") .. " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        .. "Content-Type: application/x-www-form-urlencoded\r\n" .. (fields or "")
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

local function get(path, fields)
    return "GET " .. path .. " HTTP/1.1\r\nHost: 127.0.0.1\r\n" .. (fields or "") .. "\r\n"
end

function kinds.file()
    return get("/services.json")
end

local function cookie()
    return "Cookie: " .. os.getenv("BENCH_COOKIE") .. "\r\n"
end

-- The API page of somebody who is logged in.
function kinds.page()
    return get("/api", cookie())
end

function kinds.stranger()
    return get("/api")
end

function kinds.screen()
    return get("/" .. os.getenv("BENCH_PATH"), cookie())
end

local sessions = {}      -- of customers in their browsers

local function read_sessions()
    for line in lines_of("BENCH_SESSIONS") do
        local kept, csrf = line:match("^(%S+) (%S+)$")
        sessions[#sessions + 1] = {
            fields = "Cookie: " .. kept .. "\r\nSec-Fetch-Site: same-origin\r\n", csrf = csrf
        }
    end
end

-- What one looks at between two orders.
local looks = {
    "/order?service=1", "/order/price?service=1&link=https%3A%2F%2Fexample.com%2Fp&quantity=1000",
    "/order/price?service=1&link=https%3A%2F%2Fexample.com%2Fp&quantity=2000", "/services/options?q=batch+7",
    "/orders", "/orders", "/orders?status=completed", "/services", "/statement", "/funds",
}

-- Every sixth request places an order.
function kinds.customer()
    if #sessions == 0 then read_sessions() end
    local session = any(sessions)
    if math.random(6) > 1 then return get(any(looks), session.fields) end
    local mark = math.random(2 ^ 40)
    return post("csrf=" .. session.csrf .. "&service=1&link=https%3A%2F%2Fexample.com%2Fform%2F" .. mark
        .. "&quantity=1000&request_id=" .. mark, "/order", session.fields)
end

-- Each thread is a customer of its own at an address of its own, for whom a proxy asks.
function kinds.login()
    local fields = cookie() .. "Sec-Fetch-Site: same-origin\r\nX-Forwarded-For: 192.0.2." .. number .. "\r\n"
    return post(os.getenv("BENCH_FORM") .. "&name=customer-" .. number, "/login", fields)
end

-- Whether an answer is what was asked for.
local checks = {}

local function is_right(status, body)
    return status == 200 and body ~= "" and not body:find('"error"', 1, true)
end

-- Whoever is not known gets a page too: that of strangers.
function checks.page(status, body)
    return status == 200 and body:find('action="/logout"', 1, true)
end

function checks.stranger(status, body)
    return status == 200 and body:find('href="/login"', 1, true)
end

function checks.screen(status)
    return status == 200
end

function checks.customer(status)
    return status == 200 or status == 303
end

function checks.login(status)
    return status == 303
end

function init(args)
    local kind = args[1]
    request = assert(kinds[kind], "unknown kind of request")
    is_right = checks[kind] or is_right
    math.randomseed(os.time())
    if kind ~= "file" then read_contents() end
    -- People think: about a second goes by between two things that each of them does.
    if kind == "customer" then delay = function() return math.random(500, 1500) end end
end

if os.getenv("BENCH_CHECK") then
    refused = 0
    example = ""
    function response(status, _, body)
        if not is_right(status, body) then
            refused = refused + 1
            example = status .. " " .. body:sub(1, 200)
        end
    end
end

local threads = {}

function setup(thread)
    threads[#threads + 1] = thread
    thread:set("number", #threads)
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
