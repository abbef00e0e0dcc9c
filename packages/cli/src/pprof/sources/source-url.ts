import { parseGoDecimal } from '../command-line/go-number.js';

/** Where a profile is to be fetched from. */
export interface SourceUrl {
  readonly url: URL;
  /** `https+insecure`: any certificate will do. */
  readonly insecure: boolean;
  /** The URL for people, without a password. */
  readonly shown: string;
  /** Time that the server has to answer. */
  readonly timeoutSeconds: number;
}

/** As the fetcher of Go's tool has it: what an address without a path means. */
const STANDARD_PATH = '/debug/pprof/profile';
const INSECURE = /^https\+insecure:/i;
const WITH_HOST = /^[a-z][a-z\d+.-]*:\/\/[^/?#]/i;

/**
 * The URL that a source names, or `undefined` when it can only be a file. `host:port/path` is `http://host:port/path`;
 * `seconds` and `timeout` are those of the command line, -1 where not given.
 *
 * Method: `adjustURL` in Go's cmd/pprof.
 */
export function sourceUrl(source: string, seconds: number, timeout: number): SourceUrl | undefined {
  const absolute = absoluteForm(source);
  if (absolute === undefined) return undefined;
  const insecure = INSECURE.test(absolute);
  const text = absolute.replace(INSECURE, 'https:').replace(/^(https?:\/\/):/i, '$1localhost:');
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.host === '') return undefined;
  if (url.pathname === '' || url.pathname === '/') url.pathname = STANDARD_PATH;
  if (seconds > 0) url.searchParams.set('seconds', String(seconds));
  url.searchParams.sort();
  const duration = seconds > 0 ? seconds : secondsOf(url);
  const standard = duration > 0 ? 1.5 * duration : 60;
  return { url, insecure, shown: shownForm(url, insecure), timeoutSeconds: timeout > 0 ? timeout : standard };
}

function absoluteForm(source: string): string | undefined {
  if (WITH_HOST.test(source)) return source;
  if (/^file:/i.test(source)) return undefined;
  // A colon in the first segment is a port; a path has none there.
  return /^[^/?#]*:/.test(source) ? `http://${source}` : undefined;
}

function secondsOf(url: URL): number {
  try {
    return parseGoDecimal(url.searchParams.get('seconds') ?? '', 32);
  } catch {
    return 0;
  }
}

function shownForm(url: URL, insecure: boolean): string {
  const shown = new URL(url);
  if (shown.password !== '') shown.password = 'xxxxx';
  return insecure ? shown.href.replace(/^https:/, 'https+insecure:') : shown.href;
}
