-- Answers 1, the clock, the account's second, used and held of each limit; or 2, these two, the numbers from 0 of limits
-- whose sums nobody knows.
if #unknown > 0 then return answer_unknown() end
return answer(1)
