import { HeaptideError } from '@heaptide/agent';

const REDIS_PORT = 6379;
const SENTINEL_PORT = 26_379;

const URL_SHAPE =
  /^(?:redis|valkey)(?<tls>s)?(?:\+(?<kind>sentinel|cluster))?:\/\/(?:(?<user>[^/?#]*)@)?(?<nodes>[^/?#@]+)(?:\/(?<path>[^?#]*))?$/i;
const NODE_SHAPE = /^(?:\[(?<six>[0-9a-f:.]+)\]|(?<host>[\w.-]+))(?::(?<port>\d{1,5}))?$/i;
const SENTINEL_PATH = /^(?<master>[\w.-]+)(?:\/(?<database>\d{1,5}))?$/;
const DATABASE_PATH = /^(?<database>\d{1,5})?$/;

export interface StoreNode {
  readonly host: string;
  readonly port: number;
}

/** Where a Redis or Valkey is, and how to speak to it. */
export interface StoreAddress {
  readonly kind: 'single' | 'sentinel' | 'cluster';
  /** At least one; exactly one of kind `single`. Of kind `sentinel`, they are the sentinels. */
  readonly nodes: readonly StoreNode[];
  /** Name by which the sentinels know the server. Empty for other kinds. */
  readonly master: string;
  /** Empty where the URL has none. */
  readonly username: string;
  readonly password: string;
  readonly database: number;
  readonly tls: boolean;
}

/**
 * Reads `redis://[user:password@]host[:port][/database]`, `redis+sentinel://host[:port],…/master[/database]` and
 * `redis+cluster://host[:port],…`. With `rediss` all connections are TLS; `valkey` and `valkeys` mean the same.
 * @throws {HeaptideError} `HT_E_STORE`. The message never repeats the URL, which may hold a password.
 */
export function parseStoreUrl(url: string): StoreAddress {
  const parts = URL_SHAPE.exec(url)?.groups;
  if (parts === undefined) {
    throw unusable(
      'write it like redis://user:password@host:6379/0, redis+sentinel://host,host/master or redis+cluster://host,host',
    );
  }
  const kind = (parts.kind?.toLowerCase() ?? 'single') as StoreAddress['kind'];
  const defaultPort = kind === 'sentinel' ? SENTINEL_PORT : REDIS_PORT;
  const nodes = parts.nodes!.split(',').map((node) => parseNode(node, defaultPort));
  if (kind === 'single' && nodes.length > 1) {
    throw unusable('several hosts need redis+sentinel:// or redis+cluster://');
  }
  const [username = '', password = ''] = splitOnce(parts.user ?? '').map(decode);
  return {
    kind,
    nodes,
    username,
    password,
    tls: parts.tls !== undefined,
    ...parsePath(kind, parts.path ?? ''),
  };
}

function parseNode(text: string, defaultPort: number): StoreNode {
  const parts = NODE_SHAPE.exec(text)?.groups;
  const port = Number(parts?.port ?? defaultPort);
  if (parts === undefined || port < 1 || port > 65_535) {
    throw unusable('a host is missing, or it or its port is not valid');
  }
  return { host: parts.six ?? parts.host!, port };
}

function parsePath(kind: StoreAddress['kind'], path: string): Pick<StoreAddress, 'master' | 'database'> {
  const parts = (kind === 'sentinel' ? SENTINEL_PATH : DATABASE_PATH).exec(path)?.groups;
  if (parts === undefined) {
    throw unusable(
      kind === 'sentinel'
        ? 'after the sentinels comes the name of the master, like redis+sentinel://host,host/master'
        : 'after the host comes the number of a database, like redis://host/0, or nothing',
    );
  }
  const database = Number(parts.database ?? 0);
  if (kind === 'cluster' && database !== 0) throw unusable('a cluster has database 0 only');
  return { master: parts.master ?? '', database };
}

function splitOnce(text: string): string[] {
  const colon = text.indexOf(':');
  return colon === -1 ? [text] : [text.slice(0, colon), text.slice(colon + 1)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unusable('user or password is not percent-encoded');
  }
}

function unusable(reason: string): HeaptideError {
  return new HeaptideError('HT_E_STORE', `the URL of the session store cannot be used: ${reason}`);
}
