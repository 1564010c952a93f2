-- Forgets what scopes have used, but not what requests under way hold. Sums are read anew from records
-- when they are next needed. ARGV[2]: all, or sums, which leaves minutes as they are.
local names = { 'dp', 'dv', 'mp', 'mv', 'ep', 'ev', 'fp', 'fv' }
if ARGV[2] == 'all' then
  for _, name in ipairs({ 'rh', 'rs', 'th', 'ts' }) do names[#names + 1] = name end
  for slot = 0, SECONDS - 1 do
    names[#names + 1] = 'r' .. slot
    names[#names + 1] = 't' .. slot
  end
end
for i = 1, #KEYS - 1 do
  redis.call('HDEL', KEYS[i], unpack(names))
end
return {}
