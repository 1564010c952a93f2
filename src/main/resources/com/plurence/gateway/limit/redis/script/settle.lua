-- ARGV from the second on: the writer, its sequence, then entries of what is to be changed:
--   w: key, letter, second, spent, surplus, deficit    of a minute
--   h: key, letter, slot, change                       of what is held
--   s: key, day of admission, requests, day of settlement, its month, tokens, nano-dollars
--        of days and months; 0 for the day and month of now
-- Answers nothing if the sequence was seen, else for each entry s the requests and nano-dollars of the
-- day, the tokens and nano-dollars of the month after it, -1 where nobody knows.
local writer, sequence = ARGV[2], tonumber(ARGV[3])
if sequence <= (tonumber(redis.call('HGET', ACCOUNT, writer)) or 0) then return {} end
redis.call('HSET', ACCOUNT, writer, sequence)
redis.call('EXPIRE', ACCOUNT, 86400)

local sums = {}

-- Adds to one slot of a window, never so that it holds less than nothing.
local function change(key, w, slot, by)
  advance(key, w)
  local name = w.letter .. slot % w.slots
  local value = slot == w.head and w.newest or tonumber(redis.call('HGET', key, name)) or 0
  by = math.max(-value, math.min(by, MOST - w.sum))
  if by == 0 then return end
  w.sum = w.sum + by
  if slot == w.head then w.newest = value + by end
  if value + by == 0 then
    redis.call('HDEL', key, name)
    redis.call('HSET', key, w.letter .. 's', w.sum, w.letter .. 'h', head_of(w))
  else
    redis.call('HSET', key, name, value + by, w.letter .. 's', w.sum, w.letter .. 'h', head_of(w))
  end
end

local function counts(w, slot)
  return slot > w.head - w.slots and slot <= w.head
end

local function settle_minute(key, letter, second, spent, surplus, deficit)
  local w = load_window(key, letter)
  if second > w.head then second = w.head end -- as a clock says that was ahead
  if counts(w, second) then
    change(key, w, second, spent + surplus)
    change(key, w, second, -deficit)
  else
    change(key, w, w.head, surplus)
  end
end

local function settle_held(key, letter, slot, by)
  local w = load_window(key, letter)
  if by > 0 then
    change(key, w, math.min(slot, w.head), by)
  elseif counts(w, slot) then
    change(key, w, slot, by)
  end
end

-- What is used in a period that is over is of no interest any more.
local function settle_sums(key, requested, requests, day, month, tokens, money)
  local stored = redis.call('HMGET', key, 'dp', 'dv', 'ep', 'ev', 'mp', 'mv', 'fp', 'fv')
  local fields = {}
  local function add(letter, at, p, by)
    local s = sum_of(letter, stored, at)
    if s and by ~= 0 and (p == 0 or p >= s.period) then
      s.value = math.max(0, math.min(s.value + by, MOST))
      fields[#fields + 1] = letter .. 'p'
      fields[#fields + 1] = s.period
      fields[#fields + 1] = letter .. 'v'
      fields[#fields + 1] = s.value
    end
    sums[#sums + 1] = s and s.value or -1
  end
  add('d', 1, requested, requests)
  add('e', 3, day, money)
  add('m', 5, month, tokens)
  add('f', 7, month, money)
  if #fields > 0 then redis.call('HSET', key, unpack(fields)) end
end

local at = 4

local function number()
  at = at + 1
  return tonumber(ARGV[at - 1])
end

local function text()
  at = at + 1
  return ARGV[at - 1]
end

while at <= #ARGV do
  local kind, key = text(), KEYS[number()]
  if kind == 'w' then
    settle_minute(key, text(), number(), number(), number(), number())
  elseif kind == 'h' then
    settle_held(key, text(), number(), number())
  else
    settle_sums(key, number(), number(), number(), number(), number(), number())
  end
end
return sums
