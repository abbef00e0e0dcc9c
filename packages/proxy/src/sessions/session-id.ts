/** Name of the header that carries a session id, in lower case. */
export const SESSION_HEADER = 'mcp-session-id';

export const MAX_SESSION_ID_LENGTH = 256;
const VISIBLE_ASCII = /^[\x21-\x7e]{1,256}$/;

/** Whether `value` can name a session: 1 to 256 visible ASCII characters, as MCP demands of an id. */
export function isSessionId(value: string): boolean {
  return VISIBLE_ASCII.test(value);
}
