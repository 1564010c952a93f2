-- Gives sums that nobody knows what records say of them.
-- ARGV from the second on: key, letter, period, value. What was read in an earlier period
-- than now is of no use.
for at = 2, #ARGV, 4 do
  local key, letter, p = KEYS[tonumber(ARGV[at])], ARGV[at + 1], tonumber(ARGV[at + 2])
  if p == period(letter) and redis.call('HSETNX', key, letter .. 'p', p) == 1 then
    redis.call('HSET', key, letter .. 'v', ARGV[at + 3])
    redis.call('EXPIRE', key, TTL)
  end
end
return {}
