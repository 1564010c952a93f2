-- Says that a gateway lives, for 15 s. Answers how many do, and 1 if this event loop of it was
-- remembered: if it was not, but should be, then everything has been forgotten.
-- KEYS: a set of the gateways by when they lapse, and of event loops by the negative time of their
-- last call. ARGV: the time in ms or empty, the gateway, its event loop.
redis.replicate_commands() -- which Redis 6 wants of a script that reads the clock
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000 + math.floor(time[2] / 1000)
end
local known = redis.call('ZSCORE', KEYS[1], ARGV[3]) and 1 or 0
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - 15000)
redis.call('ZREMRANGEBYSCORE', KEYS[1], 86400000 - now, -1)
redis.call('ZADD', KEYS[1], now + 15000, ARGV[2], -now, ARGV[3])
redis.call('EXPIRE', KEYS[1], 86400)
return { redis.call('ZCOUNT', KEYS[1], now, '+inf'), known }
