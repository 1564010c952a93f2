-- Forgets what scopes have used, but not what requests under way hold. Sums are read anew from records
-- when they are next needed.
local names = { 'rh', 'rs', 'th', 'ts', 'dp', 'dv', 'mp', 'mv', 'ep', 'ev', 'fp', 'fv' }
for slot = 0, SECONDS - 1 do
  names[#names + 1] = 'r' .. slot
  names[#names + 1] = 't' .. slot
end
for i = 1, #KEYS - 1 do
  redis.call('HDEL', KEYS[i], unpack(names))
end
return {}
