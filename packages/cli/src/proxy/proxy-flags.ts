import type { CommandOption } from '../command.js';

function text(describe: string): CommandOption & { readonly type: 'string' } {
  return { type: 'string', describe };
}

function list(describe: string): CommandOption & { readonly type: 'string'; readonly multiple: true } {
  return { type: 'string', multiple: true, describe };
}

function choice(choices: readonly string[], describe: string): CommandOption & { readonly type: 'string' } {
  return { type: 'string', choices, describe };
}

function yesNo(describe: string): CommandOption & { readonly type: 'boolean' } {
  return { type: 'boolean', describe };
}

function number(describe: string): CommandOption & { readonly type: 'number' } {
  return { type: 'number', describe };
}

/**
 * What a configuration file may say too, under the same names. They have no defaults here: what was not given on the
 * command line or in the environment is looked for in the file first.
 */
export const CONFIG_FLAGS = {
  upstream: text('URL of the MCP server'),
  remote: yesNo(
    "the server is somebody else's: its path and query replace the request's (default: with https)",
  ),
  host: text('address to listen on (default 127.0.0.1)'),
  port: number('port to listen on; 0 takes a free one (default 8080)'),

  recovery: yesNo('begin a session anew that the server has lost (default yes)'),
  'unknown-sessions': choice(
    ['pass', 'refuse'],
    'ids that are not tracked: to the server, or 404 (default pass)',
  ),
  stateless: yesNo('the server has no sessions: POST only'),
  'allow-batches': yesNo('pass JSON-RPC batches on'),
  'check-headers': yesNo('hold Mcp-Method against the body'),
  'idle-timeout': text('forget a session after this silence (default 30m)'),
  'handshake-timeout': text('forget a session that was not used after initialize (default 2m)'),
  'max-sessions': number('track this many (default: what memory has room for)'),
  store: text('share sessions: redis://… (better in the environment or the file: it holds a password)'),
  'store-prefix': text('begin keys in the store with this (default heaptide:)'),

  'allow-host': list('serve requests for this Host'),
  'allow-origin': list('serve pages of this Origin'),
  'trust-proxy': list('believe X-Forwarded fields of this address or network'),
  'add-header': list('send this field to the server: "Name: value"'),
  'strip-header': list('keep this field from the server'),
  'strip-auth': yesNo("keep the client's credentials from the server"),
  'endpoint-prefix': text('path in front of the endpoint that a legacy server announces'),
  'protected-resource': text('JSON file that answers /.well-known/oauth-protected-resource'),

  'max-body': text('largest body of a request (default 8MiB)'),
  'max-connections': number('most connections at a time (default 10000)'),
  'connect-timeout': text('wait for a connection to the server (default 10s)'),
  'head-timeout': text('wait for the head of a request (default 10s)'),
  'request-timeout': text('wait for a whole request (default 30s)'),
  'keep-alive-timeout': text('keep a connection without a request (default 2m)'),
  'stall-timeout': text('cut off a client that takes none of its answer (default 2m)'),
  'drain-timeout': text('wait for open requests at the end (default 30s)'),
  'health-interval': text('ask the server whether it lives; 0 for never (default 10s)'),

  'debug-addr': text('serve /debug/heap here, such as 127.0.0.1:6060'),
  'allow-why': yesNo('allow to ask who retains, which stops the proxy for moments'),
  'metrics-addr': text('serve /metrics for Prometheus here, such as 127.0.0.1:9464'),
  'max-heap': text("V8's heap limit: auto fits it to a small container, off, or a size (default auto)"),
  'log-format': choice(
    ['json', 'pretty', 'off'],
    'of the log on stderr (default pretty on a terminal, else json)',
  ),
  'log-level': choice(['debug', 'info', 'warn', 'error'], 'least level that is logged (default info)'),
  'log-requests': yesNo('log each request'),
} as const;

export type ConfigFlag = keyof typeof CONFIG_FLAGS;

type ValueOf<Option extends CommandOption> = Option['type'] extends 'boolean'
  ? boolean
  : Option['type'] extends 'number'
    ? number
    : Option extends { readonly multiple: true }
      ? string[]
      : string;

/** Whatever was given, from wherever, as it was written. */
export type GivenFlags = {
  readonly [Flag in ConfigFlag]: ValueOf<(typeof CONFIG_FLAGS)[Flag]> | undefined;
};

export const PROXY_FLAGS = {
  ...CONFIG_FLAGS,
  config: text('JSON file of these flags; the command line and the environment come first'),
  check: yesNo('check and print the configuration, and start nothing'),
} as const;

export type ProxyArguments = GivenFlags & {
  readonly config: string | undefined;
  readonly check: boolean | undefined;
};
