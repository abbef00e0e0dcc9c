import type { FieldLines } from './field-lines.js';

/** What the Connection fields of a message say (RFC 9110 section 7.6.1). */
export interface ConnectionOptions {
  readonly close: boolean;
  readonly keepAlive: boolean;
  readonly upgrade: boolean;
  /** Names of the fields that concern this connection only, besides those that always do; in lower case. */
  readonly named: ReadonlySet<string> | undefined;
}

const NOTHING_SAID: ConnectionOptions = { close: false, keepAlive: false, upgrade: false, named: undefined };
const KEEP_ALIVE: ConnectionOptions = { ...NOTHING_SAID, keepAlive: true };
const CLOSE: ConnectionOptions = { ...NOTHING_SAID, close: true };

/** Fields that the framing or the routing of a message rests on: naming them does not take them away. */
const NEVER_NAMED: ReadonlySet<string> = new Set([
  'content-length',
  'content-type',
  'host',
  'mcp-session-id',
  'transfer-encoding',
]);

export function connectionOptions(fields: FieldLines): ConnectionOptions {
  const { names } = fields;
  let index = names.indexOf('connection');
  if (index === -1) return NOTHING_SAID;
  const only = fields.valueAt(index).toLowerCase();
  if (!names.includes('connection', index + 1)) {
    if (only === 'keep-alive') return KEEP_ALIVE;
    if (only === 'close') return CLOSE;
  }
  let close = false;
  let keepAlive = false;
  let upgrade = false;
  const named = new Set<string>();
  while (index !== -1) {
    for (const option of fields.valueAt(index).toLowerCase().split(',')) {
      const name = option.trim();
      if (name === 'close') close = true;
      else if (name === 'keep-alive') keepAlive = true;
      else if (name === 'upgrade') upgrade = true;
      else if (name !== '' && !NEVER_NAMED.has(name)) named.add(name);
    }
    index = names.indexOf('connection', index + 1);
  }
  return { close, keepAlive, upgrade, named: named.size === 0 ? undefined : named };
}
