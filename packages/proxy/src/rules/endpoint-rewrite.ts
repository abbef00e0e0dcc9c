import { HeaptideError } from '@heaptide/agent';
import type { FieldLines } from '../http/field-lines.js';

/** Visible ASCII that can stand in the path of a URL. */
const PATH_PREFIX = /^[\x21\x24-\x3b\x3d\x40-\x5b\x5d-\x7e]+$/;
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9._~-]+)(?::[0-9]{1,5})?$/i;
const URL_PARTS = /^([a-z][a-z0-9+.-]*:)?(\/\/[^/?#]*)?(.*)$/is;
const SCHEMES: ReadonlySet<string> = new Set(['http', 'https']);

/** What becomes of the endpoint URL that a legacy server announces, so that clients find it from where they are. */
export interface EndpointRewrite {
  /** Goes in front of the path; such as `/playwright`, or empty. */
  readonly prefix: string;
  /** Takes the place of the URL's own where there is a `host`. */
  readonly scheme: string | undefined;
  /** `host[:port]` in the place of the URL's own. */
  readonly host: string | undefined;
}

export interface EndpointRewriteOptions {
  /** As {@link checkedEndpointPrefix} returns it. */
  readonly prefix: string | undefined;
  /** Whether the client is a proxy whose X-Forwarded fields are taken at their word. */
  readonly isTrusted: boolean;
}

/**
 * An option's path prefix in its plainest form, with a slash before it and none behind.
 * @throws {HeaptideError} `HT_E_BAD_OPTION`.
 */
export function checkedEndpointPrefix(option: string): string {
  const prefix = plainPrefix(option);
  if (prefix !== undefined) return prefix;
  throw new HeaptideError(
    'HT_E_BAD_OPTION',
    `endpoint prefix ${JSON.stringify(option)}: it must be a path such as /playwright`,
  );
}

/**
 * How the endpoint is rewritten for one request: with the option's prefix, or else that of X-Forwarded-Prefix; under
 * the scheme and host of X-Forwarded-Proto and -Host. Fields count from a trusted peer only, and only where they say
 * what they should; of a list the first, which is that of the outermost proxy.
 *
 * @returns undefined where nothing is to be changed.
 */
export function endpointRewrite(
  fields: FieldLines,
  { prefix, isTrusted }: EndpointRewriteOptions,
): EndpointRewrite | undefined {
  const hasPrefix = prefix !== undefined && prefix !== '';
  if (!isTrusted) return hasPrefix ? { prefix, scheme: undefined, host: undefined } : undefined;
  const path = hasPrefix ? prefix : (plainPrefix(fields.first('x-forwarded-prefix') ?? '') ?? '');
  const scheme = firstOf(fields, 'x-forwarded-proto')?.toLowerCase();
  const host = firstOf(fields, 'x-forwarded-host');
  const rewrite = {
    prefix: path,
    scheme: scheme !== undefined && SCHEMES.has(scheme) ? scheme : undefined,
    host: host !== undefined && HOST.test(host) ? host : undefined,
  };
  return path === '' && rewrite.host === undefined ? undefined : rewrite;
}

/**
 * The endpoint URL as clients are to see it. What is relative to the path of the stream stays so, and finds its way
 * below the prefix by itself; what is no http URL stays as it is.
 */
export function rewriteEndpoint(url: string, { prefix, scheme, host }: EndpointRewrite): string {
  const [, ownScheme = '', ownAuthority = '', rest = ''] = URL_PARTS.exec(url)!;
  const isRelative = ownAuthority === '' && !rest.startsWith('/');
  if (isRelative || (ownScheme !== '' && !SCHEMES.has(ownScheme.slice(0, -1).toLowerCase()))) return url;
  if (host === undefined) return `${ownScheme}${ownAuthority}${prefix}${rest}`;
  return `${scheme === undefined ? ownScheme : `${scheme}:`}//${host}${prefix}${rest}`;
}

function firstOf(fields: FieldLines, name: string): string | undefined {
  return fields.first(name)?.split(',', 1)[0]!.trim();
}

/** Empty for the root; undefined for what is no path, or would make the URL one of another host. */
function plainPrefix(value: string): string | undefined {
  let start = 0;
  let end = value.length;
  if (value.startsWith('/')) start = 1;
  if (value.endsWith('/') && end > start) end -= 1;
  if (start === end) return '';
  const path = value.slice(start, end);
  return path.startsWith('/') || !PATH_PREFIX.test(path) ? undefined : `/${path}`;
}
