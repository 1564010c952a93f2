-- Moves what requests that still run hold to a later slot, never more than is there.
-- ARGV from the second on: the slot to move to, then: key, letter, slot, amount.
local target = tonumber(ARGV[2])
for at = 3, #ARGV, 4 do
  local key, letter = KEYS[tonumber(ARGV[at])], ARGV[at + 1]
  local slot, amount = tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  local w = load_window(key, letter)
  local later = math.min(target, w.head)
  if slot < later and slot > w.head - w.slots then
    advance(key, w)
    local name = letter .. slot % w.slots
    local there = tonumber(redis.call('HGET', key, name)) or 0
    local moved = math.min(there, amount)
    if moved > 0 then
      redis.call('HINCRBY', key, letter .. later % w.slots, moved)
      if moved == there then
        redis.call('HDEL', key, name)
      else
        redis.call('HSET', key, name, there - moved)
      end
    end
  end
end
return {}
