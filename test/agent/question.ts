import type { WhyAnswer } from '@heaptide/why';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startWorkbench, type Workbench, type WorkbenchOptions } from './workbench.js';

export const WHY = '/debug/heap/why';
/** A server whose sites can be asked for. */
export const KEEPER = fileURLToPath(new URL('./programs/session-keeper.mjs', import.meta.url));

const LOAD_EVERY_MS = 5;

/** programs/session-keeper.mjs under an agent that may be asked. */
export function startKeeper({ env, ...options }: WorkbenchOptions = {}): Promise<Workbench> {
  return startWorkbench({
    program: KEEPER,
    ...options,
    env: { HEAPTIDE_ALLOW_WHY: '1', HEAPTIDE_INTERVAL: '16384', ...env },
  });
}

/** The query for a function of the program: its site in full. */
export function siteQuery(name: string, more: Readonly<Record<string, string>> = {}): string {
  const source = readFileSync(KEEPER, 'utf8');
  const start = source.indexOf(`function ${name}(`);
  if (start < 0) throw new Error(`the program has no function ${name}`);
  const lines = source.slice(0, start + `function ${name}(`.length).split('\n');
  const [line, column] = [String(lines.length), String(lines.at(-1)!.length)];
  return `?${String(new URLSearchParams({ function: name, file: KEEPER, line, column, ...more }))}`;
}

/** Asks, and wants an answer. */
export async function askKeeper(
  { get }: Pick<Workbench, 'get'>,
  query: string,
  init: RequestInit = {},
): Promise<WhyAnswer> {
  const answer = await get(`${WHY}${query}`, { method: 'POST', ...init });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${answer.status}: ${text}`);
  return JSON.parse(text) as WhyAnswer;
}

/** Has the program do something and gives what it answers. */
export async function toldBy(url: string, action: string): Promise<unknown> {
  return (await fetch(url + action)).json();
}

/** A client that has the program do something again and again, until it is ended. */
export function putLoadOn(url: string, action: string): { end(): Promise<void> } {
  const ended = new AbortController();
  const { signal } = ended;
  const load = (async () => {
    while (!signal.aborted) {
      await toldBy(url, action).catch(() => undefined);
      await sleep(LOAD_EVERY_MS);
    }
  })();
  return {
    async end() {
      ended.abort();
      await load;
    },
  };
}
