import { MAX_VALUE_LENGTH } from './session-value.js';

/** Value of the key of a session that was dropped a moment ago. */
const TOMBSTONE = 'ended';

/** The value of the session, or false: none, a tombstone, or something that no store of ours has written. */
const LIVE = `
local function live()
  local length = redis.pcall('STRLEN', KEYS[1])
  if type(length) ~= 'number' or length == 0 or length > ${MAX_VALUE_LENGTH} then return false end
  local value = redis.call('GET', KEYS[1])
  return value ~= '${TOMBSTONE}' and value
end
`;

/** Each is atomic, has the key of one session, and leaves alone what is not the value of one. */
export const SESSION_SCRIPTS = {
  /** (key, timeout in ms): the value; its time begins anew. */
  findSession: script(`
    local value = live()
    if value then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
    return value`),
  /** (key, timeout in ms): 1 where its time began anew, 0 where there is none. */
  renewSession: script(`
    if not live() then return 0 end
    return redis.call('PEXPIRE', KEYS[1], ARGV[1])`),
  /** (key, lifetime of the tombstone in ms): 1, or 0 where there is none. */
  dropSession: script(`
    if not live() then return 0 end
    redis.call('SET', KEYS[1], '${TOMBSTONE}', 'PX', ARGV[1])
    return 1`),
  /** (key, expected value, new value): the value afterwards, which is the new one only where the expected one was there. */
  replaceSession: script(`
    local value = live()
    if value ~= ARGV[1] then return value end
    redis.call('SET', KEYS[1], ARGV[2], 'KEEPTTL')
    return ARGV[2]`),
};

function script(body: string): { readonly lua: string; readonly numberOfKeys: number } {
  return { lua: LIVE + body, numberOfKeys: 1 };
}
