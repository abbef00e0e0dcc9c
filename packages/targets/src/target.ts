import { HeaptideError } from '@heaptide/profile';

/** What runs in a cluster and comes as one pod or several. */
export type Workload =
  | { readonly kind: 'pod' | 'svc' | 'deploy' | 'sts' | 'ds'; readonly name: string }
  | { readonly kind: 'selector'; readonly selector: string };

/** A process that can be asked for captures, now and again. */
export type LiveTarget =
  | { readonly kind: 'url'; readonly url: URL }
  | { readonly kind: 'pid'; readonly pid: number }
  | { readonly kind: 'inspector'; readonly host: string; readonly port: number }
  /** `port` is a number or the name of a port; absent to look for the debug port. */
  | { readonly kind: 'workload'; readonly workload: Workload; readonly port?: string };

/** What a person typed, sorted out by its form alone: nothing has been opened. */
export type Target =
  { readonly kind: 'stdin' } | { readonly kind: 'path'; readonly path: string } | LiveTarget;

const ENDPOINT_PATH = '/debug/heap';
/** As node's own `--inspect`. */
const INSPECTOR_PORT = 9229;
const SELECTOR = 'selector:';

/** kubectl's names of a kind, its short ones and the plural. */
const KINDS: Readonly<Record<string, Exclude<Workload['kind'], 'selector'>>> = {
  pod: 'pod',
  pods: 'pod',
  po: 'pod',
  svc: 'svc',
  service: 'svc',
  services: 'svc',
  deploy: 'deploy',
  deployment: 'deploy',
  deployments: 'deploy',
  sts: 'sts',
  statefulset: 'sts',
  statefulsets: 'sts',
  ds: 'ds',
  daemonset: 'ds',
  daemonsets: 'ds',
};

/** Names in a cluster are DNS subdomains. */
const WORKLOAD = /^([a-z]+)\/([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::([a-z0-9-]{1,63}))?$/;
const INSPECTOR = /^inspect:\/\/(\[[0-9a-f:.]+\]|[^\s:/[\]]+)(?::(\d{1,5}))?\/?$/i;

/**
 * `-` is standard input; `http://…` and `https://…` a live endpoint, whose path may be left out; `pid:N` a Node.js process of
 * this machine; `inspect://HOST:PORT` its inspector; `pod/NAME`, `svc/NAME`, `deploy/NAME`, `sts/NAME`, `ds/NAME`, each with
 * `:PORT` after it or not, and `selector:LABELS` what runs in a cluster; anything else is a file or a directory. `./pod/x` is
 * a path.
 * @throws {HeaptideError} `HT_E_USAGE` for what begins as one of these and does not hold.
 */
export function parseTarget(text: string): Target {
  if (text === '-') return { kind: 'stdin' };
  if (/^https?:\/\//i.test(text)) return parseUrl(text);
  if (text.startsWith('pid:')) return parsePid(text);
  if (/^inspect:/i.test(text)) return parseInspector(text);
  if (text.startsWith(SELECTOR)) return selectorTarget(text.slice(SELECTOR.length));
  return parseWorkload(text) ?? { kind: 'path', path: text };
}

/** Whether a target is read by asking a process. */
export function isLive(target: Target): target is LiveTarget {
  return target.kind !== 'stdin' && target.kind !== 'path';
}

/** How the selector of `-l` is written where a target is. */
export function selectorText(selector: string): string {
  return SELECTOR + selector;
}

function parseUrl(text: string): Target {
  if (!URL.canParse(text)) return { kind: 'path', path: text };
  const url = new URL(text);
  if (url.pathname === '/') url.pathname = ENDPOINT_PATH;
  return { kind: 'url', url };
}

function parsePid(text: string): Target {
  const digits = /^pid:([1-9]\d{0,9})$/.exec(text)?.[1];
  if (digits === undefined) throw usage(`pid:N takes the number of a process, not "${text}"`);
  return { kind: 'pid', pid: Number(digits) };
}

function parseInspector(text: string): Target {
  const [, host, digits = String(INSPECTOR_PORT)] = INSPECTOR.exec(text) ?? [];
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535)
    throw usage(`an inspector is written inspect://HOST:PORT, not "${text}"`);
  return { kind: 'inspector', host: host.replace(/^\[|\]$/g, ''), port };
}

function parseWorkload(text: string): Target | undefined {
  const [, kindName = '', name = '', port] = WORKLOAD.exec(text) ?? [];
  const kind = Object.hasOwn(KINDS, kindName) ? KINDS[kindName] : undefined;
  if (kind === undefined) return undefined;
  return { kind: 'workload', workload: { kind, name }, ...(port === undefined ? {} : { port }) };
}

function selectorTarget(selector: string): Target {
  if (selector.trim() === '') throw usage('a selector takes labels, such as app=web');
  return { kind: 'workload', workload: { kind: 'selector', selector } };
}

function usage(message: string): HeaptideError {
  return new HeaptideError('HT_E_USAGE', message);
}
