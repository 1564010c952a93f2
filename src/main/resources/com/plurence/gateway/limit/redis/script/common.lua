-- What all scripts begin with. Every number is an integer below 2^53, which a double holds exactly.
--
-- KEYS: one hash for each scope, and at last that of the account: the clock, and the last sequence of
-- each writer. ARGV[1]: the time in ms since 1970, or empty for that of this server.
--
-- A dimension has fields that begin with letters of its own:
--   a window of slots: h, its newest slot, with the epoch; s, the sum; 0, 1, ... what each slot holds,
--     by its number modulo how many there are; a slot that holds nothing is absent
--   a sum of a day or month: p, the period, and v
-- rpm: window r. tpm: window t. rpd: sum d. concurrency: holds c.
-- tokens_per_month: sum m, holds k. usd_per_day: sum e, holds u. usd_per_month: sum f, holds w.

redis.replicate_commands() -- which Redis 6 wants of a script that reads the clock

local SECONDS, LAPSES = 60, 8 -- slots of a minute, and of holds, which lapse 35 to 40 s later
local EPOCH_UNIT = 2 ^ 33
local MOST = 9000000000000000
local TTL = 40 * 86400

local WINDOW = { R = 'r', T = 't', C = 'c', M = 'k', E = 'u', F = 'w' }
local SUM = { D = 'd', M = 'm', E = 'e', F = 'f' }
local SLOTS = { r = SECONDS, t = SECONDS, c = LAPSES, k = LAPSES, u = LAPSES, w = LAPSES }

local ACCOUNT = KEYS[#KEYS]

local function clock(given)
  if given ~= '' then return tonumber(given) end
  local time = redis.call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end

local NOW = clock(ARGV[1])

-- The second of the account, which never steps back. If the clock is more than a minute behind, it
-- was wrong: then a new epoch begins, in which no window of the old one counts.
local function second_of_account()
  local now = math.floor(NOW / 1000)
  local stored = tonumber(redis.call('HGET', ACCOUNT, 'clock')) or 0
  local epoch, second = math.floor(stored / EPOCH_UNIT), stored % EPOCH_UNIT
  if now < second - 60 then
    epoch = epoch + 1
  elseif now <= second then
    return second, epoch
  end
  redis.call('HSET', ACCOUNT, 'clock', epoch * EPOCH_UNIT + now)
  redis.call('EXPIRE', ACCOUNT, 86400)
  return now, epoch
end

local SECOND, EPOCH = second_of_account()
local LAPSE = math.floor(SECOND / 5) + LAPSES - 1
local DAY = math.floor(SECOND / 86400)

-- Months since the year 0, and the first day of one in days since 1970 (Howard Hinnant's algorithms).
local function month_of(day)
  local z = day + 719468
  local era = math.floor(z / 146097)
  local doe = z - era * 146097
  local yoe = math.floor((doe - math.floor(doe / 1460) + math.floor(doe / 36524) - math.floor(doe / 146096)) / 365)
  local doy = doe - (365 * yoe + math.floor(yoe / 4) - math.floor(yoe / 100))
  local mp = math.floor((5 * doy + 2) / 153)
  return (yoe + era * 400) * 12 + mp + 2
end

local MONTH = month_of(DAY)

local function period(letter)
  if letter == 'm' or letter == 'f' then return MONTH end
  return DAY
end

-- The fields that tell how the window stands if its newest slot is the one of now.
local function ask_window(fields, letter)
  local n = #fields
  local slots = SLOTS[letter]
  local newest = slots == SECONDS and SECOND or LAPSE
  fields[n + 1] = letter .. 'h'
  fields[n + 2] = letter .. 's'
  fields[n + 3] = letter .. newest % slots
  return n + 1
end

-- The window as it stands now: newest slot, sum, what the newest holds, and the fields to delete.
local function window(key, letter, stored, at)
  local slots = SLOTS[letter]
  local now = slots == SECONDS and SECOND or LAPSE
  local w = { letter = letter, slots = slots, head = now, sum = 0, newest = 0, gone = {}, moved = true }
  local head = tonumber(stored[at])
  w.made = head ~= nil
  if not w.made then return w end
  local sum = tonumber(stored[at + 1]) or 0
  local epoch = math.floor(head / EPOCH_UNIT)
  head = head % EPOCH_UNIT
  local wrong = epoch ~= EPOCH
  if not wrong and head >= now then
    w.head, w.sum, w.moved = head, sum, false
    w.newest = tonumber(head == now and stored[at + 2] or redis.call('HGET', key, letter .. head % slots)) or 0
    return w
  end
  local all = wrong or now - head >= slots
  for slot = all and 0 or head + 1, all and slots - 1 or now do
    w.gone[#w.gone + 1] = letter .. slot % slots
  end
  if all then
    if wrong and slots == LAPSES then w.sum, w.newest = sum, sum end -- requests under way hold on
    return w
  end
  w.sum = sum
  local values = redis.call('HMGET', key, unpack(w.gone))
  for i = 1, #values do
    if values[i] then w.sum = w.sum - values[i] end
  end
  return w
end

local function head_of(w)
  return EPOCH * EPOCH_UNIT + w.head
end

-- Stores that the window has moved, so that slots can be changed.
local function advance(key, w)
  if not w.moved then return end
  w.moved = false
  if w.made then
    redis.call('HDEL', key, unpack(w.gone))
    if w.newest > 0 then redis.call('HSET', key, w.letter .. w.head % w.slots, w.newest) end
    redis.call('HSET', key, w.letter .. 's', w.sum, w.letter .. 'h', head_of(w))
  end
  redis.call('EXPIRE', key, TTL)
end

-- A sum as it stands now, or nil where nobody knows.
local function sum_of(letter, stored, at)
  local p = tonumber(stored[at])
  if not p then return nil end
  local now = period(letter)
  if p < now then return { letter = letter, period = now, value = 0 } end
  return { letter = letter, period = p, value = tonumber(stored[at + 1]) or 0 }
end

local function load_window(key, letter)
  local fields = {}
  ask_window(fields, letter)
  return window(key, letter, redis.call('HMGET', key, unpack(fields)), 1)
end
