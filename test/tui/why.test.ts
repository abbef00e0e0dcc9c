/** Who keeps the sessions of the leaking proxy, asked from the screen of a watch; and of the fixed one, that nobody does. */
import { afterEach, expect, it } from 'vitest';
import { type LaunchedProgram, launchProgram } from '../support/child-program.js';
import { PtyTerminal } from '../support/pty-terminal.js';
import { runCli } from '../support/run-cli.js';
import { cliPath, type ProxyKind, type SessionStory, startSessionStory } from '../support/session-story.js';

/** By when the screen names who keeps them, in seconds since the watch was started. */
const BY = 60;
const WARM_UP_SESSIONS = '1500';
/** More than the test can use up. */
const SESSIONS = '100000';
/** Busy, and not beyond what it can do: a process that is starved has its question broken off. */
const WORKERS = '6';
/** Verdicts take longer where other tests have the processor. */
const PATIENCE = 3;
const LEAK = /^> !! LEAK +newSession /m;
const QUESTION = /^ (?:\w+; )?who keeps it\? .* 2-4 s {3}enter yes, esc no$/m;
const ASKING = /^ [|/\\-] {3}who keeps what newSession makes: \S.*, \d+\.\d s {3}esc ends it$/m;
const ANSWERED = /^ newSession: (?:held by|chain|dies|stays|asked) /m;
/** Nothing is wrong with the question, but with the moment: other tests have the processor. */
const NOT_NOW = 'y now - ';
const CUT_SHORT = 'ended early by its budget: time of the walk';
const ESCAPE = '\u001B';

let story: SessionStory | undefined;
let load: LaunchedProgram | undefined;
let terminal: PtyTerminal | undefined;

afterEach(async () => {
  terminal?.kill();
  await load?.stop();
  await story?.stop();
  terminal = load = story = undefined;
});

async function watchProxy(kind: ProxyKind, { allowWhy = true } = {}): Promise<PtyTerminal> {
  story = await startSessionStory(kind, { allowWhy });
  await runCli(['churn', story.mcpUrl, '--sessions', WARM_UP_SESSIONS]);
  load = launchProgram({
    args: [cliPath, 'churn', story.mcpUrl, '--sessions', SESSIONS, '--workers', WORKERS],
  });
  terminal = new PtyTerminal(process.execPath, [cliPath, 'watch', story.heapUrl, '--every', '500ms'], {
    columns: 100,
    rows: 30,
  });
  return terminal;
}

/** As {@link PtyTerminal.shows}, and some times as long. */
async function showsInTime(watch: PtyTerminal, wanted: RegExp): Promise<void> {
  for (let left = PATIENCE; left > 1; left--) {
    if (
      await watch.shows(wanted).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  await watch.shows(wanted);
}

/** Asks about the selected site as far as that the question is under way. */
async function begin(watch: PtyTerminal): Promise<void> {
  watch.type('w');
  await watch.shows(QUESTION);
  watch.type('\r');
  await watch.shows(ASKING);
}

/** Asks about the selected site until an answer is shown, as one does who is told that now it cannot be. Gives how often. */
async function ask(watch: PtyTerminal): Promise<number> {
  for (let times = 1; ; times++) {
    watch.type('w');
    await watch.shows(QUESTION);
    watch.type('\r');
    await watch.until(() => ANSWERED.test(watch.text()) || watch.text().includes(NOT_NOW), 'an answer');
    await watch.drawn();
    if (ANSWERED.test(watch.text()) && !watch.text().includes(CUT_SHORT)) return times;
  }
}

it('the leaking proxy: w names the site, the Map that holds its sessions, and one entry per session', async () => {
  const watch = await watchProxy('leaky');
  const began = performance.now();
  const seconds = () => (performance.now() - began) / 1000;
  await showsInTime(watch, LEAK);
  const red = seconds();
  const times = await ask(watch);
  const said = `red after ${red.toFixed(1)} s, answered after ${seconds().toFixed(1)} s, asked ${times} times`;
  console.log(`${said}\n${watch.text()}`);
  expect(seconds()).toBeLessThan(BY);
  expect(watch.text()).toMatch(/^ newSession {3}@ HELD$/m);
  expect(watch.text()).toMatch(/#sessions Map .*keeps what newSession makes/);
  const [, perSession] = / ([+-]?[\d.]+) entries per session/.exec(watch.text().replace(/\s+/g, ' ')) ?? [];
  expect(Number(perSession)).toBeGreaterThan(0.9);
  expect(Number(perSession)).toBeLessThan(1.1);
  // From the module down to a session.
  expect(watch.text()).toMatch(/^ {2}\S+\.m?js +module$/m);
  expect(watch.text()).toMatch(/^ @ +› \.#sessions Map +[\d,]+ to [\d,]+, \+\d\.\d+ per session$/m);

  watch.type(ESCAPE);
  await watch.shows(/^> !! LEAK {4}@ newSession /m);
  await watch.shows(/^ {2}held by {2}#sessions Map, \+\d\.\d+ per session$/m);
  watch.type('\r');
  await watch.shows(/held by {2}#sessions Map, \+\d\.\d+ per session/);
  watch.type('q');
  await watch.exited;
  expect(watch.buffer).toBe('normal');
});

it('the fixed proxy: what the same function makes dies', async () => {
  const watch = await watchProxy('fixed');
  await showsInTime(watch, / captures [89] /);
  watch.type('/fn:newSession\r');
  await watch.shows(/^> .* newSession /m);
  console.log(`asked ${await ask(watch)} times\n${watch.text()}`);
  expect(watch.text()).toMatch(/^ newSession {3}x DIES$/m);
});

it('a question that is taken back leaves the proxy at work, and another one can be asked', async () => {
  const watch = await watchProxy('leaky');
  await showsInTime(watch, LEAK);
  await begin(watch);
  watch.type(ESCAPE);
  await watch.shows('the question was taken back');
  const before = captures(watch);
  await watch.until(() => captures(watch) > before + 1, 'captures after it');
  await ask(watch);
  expect(watch.text()).toMatch(/^ newSession {3}@ HELD$/m);
});

it('a proxy that does not allow it says how it would', async () => {
  const watch = await watchProxy('leaky', { allowWhy: false });
  await showsInTime(watch, LEAK);
  watch.type('w');
  await watch.shows(QUESTION);
  watch.type('\r');
  await watch.shows(/HEAPTIDE_ALLOW_WHY=1/);
  expect(watch.text()).toContain('[1 Live]');
});

function captures(watch: PtyTerminal): number {
  return Number(/ captures (\d+) /.exec(watch.text())?.[1] ?? 0);
}
