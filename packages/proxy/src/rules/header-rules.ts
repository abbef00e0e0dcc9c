import { HeaptideError } from '@heaptide/agent';

/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const OUTER_SPACE = /^[\t ]+|[\t ]+$/g;

/** Fields that the framing, the routing or the sessions of a message rest on: the proxy alone answers for them. */
const RESTRICTED: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'expect',
  'forwarded',
  'host',
  'http2-settings',
  'keep-alive',
  'mcp-session-id',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-real-ip',
]);
const RESTRICTED_PREFIX = 'x-forwarded-';

const CREDENTIALS: readonly string[] = ['authorization', 'cookie', 'proxy-authorization'];

export interface HeaderRuleOptions {
  /** Fields for every request to the upstream, as `Name: value`, in the place of the client's own of that name. */
  readonly add?: readonly string[] | undefined;
  /** Names of fields that are not passed on to the upstream. */
  readonly strip?: readonly string[] | undefined;
  /** Whether the client's Authorization, Cookie and Proxy-Authorization are not passed on. */
  readonly stripAuth?: boolean | undefined;
}

/** What is done with the header fields of each request. */
export interface HeaderRules {
  /** Lines to add, as they are sent. */
  readonly lines: readonly string[];
  /** Whether the client's own field of that name, in lower case, is not passed on. */
  strips(name: string): boolean;
}

/**
 * The rules, checked.
 * @throws {HeaptideError} `HT_E_BAD_OPTION`, which names the field but never repeats its value, for that may be secret.
 */
export function parseHeaderRules({
  add = [],
  strip = [],
  stripAuth = false,
}: HeaderRuleOptions): HeaderRules {
  const stripped = new Set(stripAuth ? CREDENTIALS : []);
  for (const name of strip) stripped.add(checkedName('strip', name));
  const lines = add.map((entry, index) => {
    const colon = entry.indexOf(':');
    if (colon === -1) {
      throw new HeaptideError('HT_E_BAD_OPTION', `header ${index + 1} to add: it must be 'Name: value'`);
    }
    const name = entry.slice(0, colon);
    stripped.add(checkedName('add', name));
    const value = entry.slice(colon + 1).replace(OUTER_SPACE, '');
    if (!VALUE.test(value)) {
      throw new HeaptideError(
        'HT_E_BAD_OPTION',
        `header ${name}: its value has characters that no header can have`,
      );
    }
    return `${name}: ${value}`;
  });
  return { lines, strips: (name) => stripped.has(name) };
}

function checkedName(verb: 'add' | 'strip', name: string): string {
  const lower = name.toLowerCase();
  if (!TOKEN.test(name)) {
    throw new HeaptideError(
      'HT_E_BAD_OPTION',
      `header to ${verb}: ${JSON.stringify(name)} is not a header name`,
    );
  }
  if (RESTRICTED.has(lower) || lower.startsWith(RESTRICTED_PREFIX)) {
    throw new HeaptideError(
      'HT_E_BAD_OPTION',
      `header ${name}: the proxy alone sets it; it cannot be configured`,
    );
  }
  return lower;
}
