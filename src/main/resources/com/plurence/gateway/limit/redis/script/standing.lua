-- How every limit stands, for admit and peek.
-- ARGV from the second on: for each limit, those of a scope side by side: the number of its
-- key, the letter of its dimension, the limit, the amount.

local limits, unknown = {}, {}

local function stand(key, first, last)
  local fields, places = {}, {}
  for i = first, last do
    local dimension = limits[i].dimension
    if WINDOW[dimension] then places[i] = ask_window(fields, WINDOW[dimension]) end
    if SUM[dimension] then
      limits[i].at = #fields + 1
      fields[#fields + 1] = SUM[dimension] .. 'p'
      fields[#fields + 1] = SUM[dimension] .. 'v'
    end
  end
  local stored = redis.call('HMGET', key, unpack(fields))
  for i = first, last do
    local limit = limits[i]
    limit.used, limit.held = 0, 0
    if WINDOW[limit.dimension] then
      limit.window = window(key, WINDOW[limit.dimension], stored, places[i])
      if limit.window.slots == SECONDS then
        limit.used = limit.window.sum
      else
        limit.held = limit.window.sum
      end
    end
    if SUM[limit.dimension] then
      limit.sum = sum_of(SUM[limit.dimension], stored, limit.at)
      if limit.sum then limit.used = limit.sum.value else unknown[#unknown + 1] = i - 1 end
    end
  end
end

for at = 2, #ARGV, 4 do
  limits[#limits + 1] = {
    key = tonumber(ARGV[at]),
    dimension = ARGV[at + 1],
    most = tonumber(ARGV[at + 2]),
    amount = tonumber(ARGV[at + 3]),
  }
end
local first = 1
for i = 1, #limits do
  if i == #limits or limits[i + 1].key ~= limits[i].key then
    stand(KEYS[limits[i].key], first, i)
    first = i + 1
  end
end

-- Two numbers for each limit: what is used and what is held.
local function answer(kind, more)
  local result = { kind, NOW, SECOND }
  for _, limit in ipairs(limits) do
    result[#result + 1] = limit.used
    result[#result + 1] = limit.held
    if more then result[#result + 1] = limit.wait end
  end
  return result
end

local function answer_unknown()
  local result = { 2, NOW, SECOND }
  for _, i in ipairs(unknown) do result[#result + 1] = i end
  return result
end
