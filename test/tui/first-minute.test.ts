/** What a newcomer sees of a leak within the first minute of a watch, given its URL and six keys. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LaunchedProgram, launchProgram } from '../support/child-program.js';
import { PtyTerminal } from '../support/pty-terminal.js';
import { runCli } from '../support/run-cli.js';
import { cliPath, type SessionStory, startSessionStory } from '../support/session-story.js';

/** By when each thing is to be seen, in seconds since the watch was started. */
const BY = { anything: 5, verdict: 20, end: 60 };
/** Compiled code and filled caches are no part of the story. */
const WARM_UP_SESSIONS = '1500';
/** More than a minute can use up. */
const SESSIONS = '60000';
/** Its number among the colours of a terminal. */
const RED = 1;
const LEAK = /^ !! LEAK {2}newSession keeps \d+ B per session \(±\d+\)/m;
const SITE = /^> !! LEAK +newSession +session-table\.js:\d+ /m;
const SOURCE_LINE = /^ newSession {2}\S+\/session-table\.js:\d+:\d+ +!! LEAK$/m;
/** The line of the source that the site is at, or why it is not there. */
const EXCERPT = /^ > +\d+ function newSession\(|session-table\.js is not on/m;
/** The row of a site in the copied table: its file, and last the bytes that it keeps per session. */
const GREW = /^\| grew \| `newSession` \| `\/\S+\/session-table\.js:\d+` \|.*\| (\d+) \|$/m;

let story: SessionStory;
let load: LaunchedProgram | undefined;
let terminal: PtyTerminal | undefined;

beforeAll(async () => {
  story = await startSessionStory('leaky');
  await runCli(['churn', story.mcpUrl, '--sessions', WARM_UP_SESSIONS]);
  load = launchProgram({ args: [cliPath, 'churn', story.mcpUrl, '--sessions', SESSIONS] });
});
afterAll(async () => {
  terminal?.kill();
  await load?.stop();
  await story.stop();
});

it('names the leak before any key; enter, g, b, 2 and y tell the rest', async () => {
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  const seen: string[] = [];
  const note = (what: string) => seen.push(`${what} after ${seconds().toFixed(1)} s`);
  const watch = (terminal = new PtyTerminal(
    process.execPath,
    [cliPath, 'watch', story.heapUrl, '--every', '500ms'],
    { columns: 100, rows: 30 },
  ));

  await watch.shows(/^ {2}collecting, \d of 8 captures, first verdict in about \d+ s$/m);
  expect(watch.text()).toMatch(/^ heap \S+ [\d.]+ MiB of /m);
  note('a heap that moves');
  expect(seconds()).toBeLessThan(BY.anything);

  await watch.shows(LEAK);
  await watch.shows(SITE);
  await watch.shows(SOURCE_LINE);
  note('the verdict');
  expect(seconds()).toBeLessThan(BY.verdict);
  await watch.drawn();
  expect(watch.cells()[4]!.slice(1, 8)).toEqual(
    Array.from('!! LEAK', (text) => expect.objectContaining({ text, bold: true, color: RED }) as unknown),
  );
  const row = rowOf(watch, SITE);
  const at = watch.lines()[row]!.indexOf('newSession');
  const cells = watch.cells()[row]!.slice(at, at + 'newSession'.length);
  expect(cells.every(({ inverse }) => inverse)).toBe(true);

  watch.type('\r');
  await watch.shows(/\[Detail\]/);
  await watch.shows(/\| {2}create +session-table\.js:\d+ /);
  await watch.shows(/\| {3}noteAnswer +session-rules\.js:\d+ /);
  await watch.shows(EXCERPT);
  note('callers and source');

  watch.type('\u001B');
  await watch.shows(SITE);
  const before = captures(watch);
  watch.type('g');
  await watch.shows(/^ force a GC and capture now\? .* enter yes, esc no$/m);
  watch.type('\r');
  await watch.until(() => captures(watch) > before + 1, 'the capture that was asked for');
  expect(watch.text()).toMatch(LEAK);
  expect(watch.text()).toMatch(SITE);
  note('a GC survived');

  watch.type('b');
  await watch.shows(/^ baseline is capture \d+: 2 shows what changed since$/m);
  watch.type('2');
  await watch.shows(/^ A +#\d+ .* baseline/m);
  await watch.shows(/^> \+ grew +newSession +\S+table\.js:\d+ /m);
  note('growth since the baseline');

  watch.type('y');
  await watch.shows(/^ sent to the clipboard: \d+ lines as markdown$/m);
  const [, perSession] = GREW.exec(clipboardOf(watch)) ?? [];
  expect(Number(perSession)).toBeGreaterThan(0);
  note('markdown');

  watch.type('1');
  await watch.shows(SITE);
  // Until then it says so beside the reason.
  await watch.until(() => !watch.text().includes('not confirmed yet'), 'a confirmed verdict');
  watch.type('q');
  expect(await watch.exited).toBe(1);
  expect(watch.buffer).toBe('normal');
  note('the end');
  console.log(seen.join('\n'));
  expect(seconds()).toBeLessThan(BY.end);
});

function captures(watch: PtyTerminal): number {
  return Number(/ captures (\d+) /.exec(watch.text())?.[1] ?? 0);
}

function rowOf(watch: PtyTerminal, pattern: RegExp): number {
  return watch.lines().findIndex((line) => pattern.test(line));
}

/** What the terminal was asked last to put into the clipboard (OSC 52). */
function clipboardOf({ raw }: PtyTerminal): string {
  // eslint-disable-next-line no-control-regex
  const sequences = [...raw.matchAll(/\u001B\]52;c;([A-Za-z0-9+/=]*)\u0007/g)];
  return Buffer.from(sequences.at(-1)?.[1] ?? '', 'base64').toString();
}
