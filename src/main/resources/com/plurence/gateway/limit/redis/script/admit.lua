-- Takes the amounts of all limits or of none. Answers 1, the clock, the account's second, then used and
-- held of each limit with what was taken; or 0, these two, then used, held and the wait in ms of each
-- limit, -1 where it does not refuse; or 2 as peek.
if #unknown > 0 then return answer_unknown() end

local function month_begins(month) -- in ms
  local y, m = math.floor(month / 12), month % 12 + 1
  if m <= 2 then y = y - 1 end
  local era = math.floor(y / 400)
  local yoe = y - era * 400
  local doy = math.floor((153 * (m > 2 and m - 3 or m + 9) + 2) / 5)
  local doe = yoe * 365 + math.floor(yoe / 4) - math.floor(yoe / 100) + doy
  return (era * 146097 + doe - 719468) * 86400000
end

-- Until enough of the minute has left; all of a minute where no wait would help.
local function wait_of_minute(limit)
  local w = limit.window
  if limit.amount > limit.most then return 60000 end
  local names, gone = {}, {}
  for slot = w.head - 59, w.head do names[#names + 1] = w.letter .. slot % SECONDS end
  for _, name in ipairs(w.gone) do gone[name] = true end
  local values = redis.call('HMGET', KEYS[limit.key], unpack(names))
  local sum = w.sum
  for i = 1, #names do
    if values[i] and not gone[names[i]] then
      sum = sum - values[i]
      if sum + limit.amount <= limit.most then return (w.head + i) * 1000 - NOW end
    end
  end
  return 60000
end

local function wait_of_sum(limit)
  local p, letter = limit.sum.period, limit.sum.letter
  local begins, ends
  if letter == 'm' or letter == 'f' then
    begins, ends = month_begins(p), month_begins(p + 1)
  else
    begins, ends = p * 86400000, (p + 1) * 86400000
  end
  if limit.held + limit.amount > limit.most then return ends - begins end
  return ends - NOW
end

local refused = false
for _, limit in ipairs(limits) do
  limit.wait = -1
  if limit.amount > 0 and limit.used + limit.held + limit.amount > limit.most then
    refused = true
    if limit.dimension == 'C' then
      limit.wait = 1000
    elseif limit.sum then
      limit.wait = wait_of_sum(limit)
    else
      limit.wait = wait_of_minute(limit)
    end
  end
end
if refused then return answer(0, true) end

local function write(key, first, last)
  local fields, gone, prolong = {}, {}, false
  local function put(name, value)
    fields[#fields + 1] = name
    fields[#fields + 1] = value
  end
  for i = first, last do
    local limit = limits[i]
    local w = limit.window
    if w then
      local taken = math.min(limit.amount, MOST - w.sum)
      for _, name in ipairs(w.gone) do gone[#gone + 1] = name end
      put(w.letter .. 's', w.sum + taken)
      put(w.letter .. w.head % w.slots, w.newest + taken)
      if w.moved then
        put(w.letter .. 'h', head_of(w))
        prolong = true
      end
      local counted = w.slots == SECONDS and 'used' or 'held'
      limit[counted] = w.sum + taken
    else -- requests of a day, which count when they are admitted
      limit.used = math.min(limit.used + limit.amount, MOST)
      put(limit.sum.letter .. 'p', limit.sum.period)
      put(limit.sum.letter .. 'v', limit.used)
      prolong = prolong or limit.used == limit.amount
    end
  end
  if #gone > 0 then redis.call('HDEL', key, unpack(gone)) end
  redis.call('HSET', key, unpack(fields))
  if prolong then redis.call('EXPIRE', key, TTL) end
end

first = 1
for i = 1, #limits do
  if i == #limits or limits[i + 1].key ~= limits[i].key then
    write(KEYS[limits[i].key], first, i)
    first = i + 1
  end
end
return answer(1)
