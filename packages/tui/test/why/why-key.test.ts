/** The key w, from the row of a site to the answer and back. */
import { HeaptideError } from '@heaptide/targets';
import { afterEach, expect, test, vi } from 'vitest';
import { engineAfter, type SampleEngine } from '../sample-engine.js';
import { type ShowOptions, type ShownScreen, showScreen } from '../shown-screen.js';
import { HeldAsker } from './held-asker.js';
import { diesAnswer, heldAnswer } from './sample-answer.js';
import { inUtc } from '../in-utc.js';

inUtc();

const open: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const CAPTURES = 14;
const ESCAPE = '\u001B';

interface Shown extends ShownScreen {
  readonly asker: HeldAsker;
  readonly sample: SampleEngine;
  /** Waits until the screen shows it. */
  shows(wanted: string | RegExp): Promise<void>;
}

async function show(options: Partial<ShowOptions> = {}): Promise<Shown> {
  const asker = new HeldAsker();
  const sample = await engineAfter(CAPTURES, { whyAsker: asker });
  open.push(() => sample.stop());
  const now = sample.clock.now();
  const screen = await showScreen({ engine: sample.engine, columns: 100, rows: 30, now, ...options });
  open.push(() => screen.close());
  const shows = (wanted: string | RegExp) => vi.waitFor(() => expect(screen.text()).toMatch(wanted));
  return Object.assign(screen, { asker, sample, shows });
}

/** Asks about the first row. */
async function asking(options: Partial<ShowOptions> = {}): Promise<Shown> {
  const screen = await show(options);
  await screen.press('w');
  await screen.press('\r');
  await vi.waitFor(() => expect(screen.asker.asked).toHaveLength(1));
  return screen;
}

test('w asks first and names the cost; escape asks nothing', async () => {
  const screen = await show();
  await screen.press('w');
  expect(screen.text()).toMatch(/^ who keeps it\? {3}12 calls stopped .* 2-4 s {3}enter yes, esc no$/m);
  await screen.press(ESCAPE);
  expect(screen.text()).not.toContain('who keeps it?');
  expect(screen.asker.asked).toEqual([]);
});

test('enter asks about the site that the row is of, and tells the step while the screen stays usable', async () => {
  const screen = await asking();
  expect(screen.asker.asked[0]).toMatchObject({
    site: { function: 'newSession', file: '/app/packages/proxy/dist/session-table.js', line: 41, column: 10 },
    unit: 'sessions',
  });
  screen.asker.step('catching');
  await screen.shows(/^ [|/\\-] {3}who keeps what newSession makes: catching, \d+\.\d s {3}esc ends it$/m);
  await screen.press('jj');
  expect(screen.text()).toMatch(/^> {4}FLAT +IncomingMessage/m);
  screen.asker.step('confirming');
  await screen.shows('newSession makes: confirming');
});

test('the answer is shown where one still is, and stays with the site', async () => {
  const screen = await asking();
  screen.asker.answer(heldAnswer());
  await screen.shows('[Why]');
  expect(screen.text()).toContain('@ HELD');
  expect(screen.text()).toContain('table.#sessions Map in session-table.js keeps what newSession makes');
  expect(screen.text()).toMatch(/^ @ {4}› \.#sessions Map +1,204 to 1,530, \+1\.00 per session$/m);
  await screen.press(ESCAPE);
  expect(screen.text()).toMatch(/^> !! LEAK {4}@ newSession /m);
  expect(screen.text()).toMatch(/^ {2}held by {2}#sessions Map, \+1\.00 per session$/m);
  await screen.press('\r');
  await screen.shows('[Detail]');
  expect(screen.text()).toMatch(/held by {2}#sessions Map, \+1\.00 per session/);
  await screen.press('w');
  expect(screen.text()).toContain('[Why]');
  // There, w asks anew.
  await screen.press('w');
  expect(screen.text()).toContain('who keeps it?');
  await screen.press('\r');
  await vi.waitFor(() => expect(screen.asker.asked).toHaveLength(2));
  screen.asker.answer(diesAnswer());
  await screen.shows('x DIES');
  expect(screen.text()).not.toContain('@ HELD');
});

test('in a small terminal the one line of the panel says it', async () => {
  const screen = await asking({ columns: 80, rows: 24 });
  screen.asker.answer(heldAnswer());
  await screen.shows('[Why]');
  await screen.press(ESCAPE);
  expect(screen.text()).toMatch(/^ newSession .* held by #sessions Map, \+1\.00 per session +!! LEAK$/m);
});

test('who has gone elsewhere is told that the answer is there', async () => {
  const screen = await asking();
  await screen.press('2');
  screen.asker.answer(heldAnswer());
  await screen.shows('newSession: held by #sessions Map, +1.00 per session');
  expect(screen.text()).toContain('[2 Diff]');
  await screen.press('1');
  await screen.press('w');
  expect(screen.text()).toContain('[Why]');
});

test('so is who has gone to another row, and who is typing', async () => {
  const screen = await asking();
  await screen.press('j');
  screen.asker.answer(heldAnswer());
  await screen.shows('newSession: held by');
  expect(screen.text()).toContain('[1 Live]');

  const typing = await asking();
  await typing.press('/new');
  typing.asker.answer(heldAnswer());
  await typing.shows('@ newSession');
  expect(typing.text()).toContain('/new_');
});

test('escape ends the question instead of going back', async () => {
  const screen = await show();
  await screen.press('\r');
  await screen.shows('[Detail]');
  await screen.press('w');
  await screen.press('\r');
  await vi.waitFor(() => expect(screen.asker.asked).toHaveLength(1));
  await screen.press(ESCAPE);
  expect(screen.asker.asked[0]!.signal!.aborted).toBe(true);
  await screen.shows('the question was taken back');
  expect(screen.text()).toContain('[Detail]');
  await screen.press(ESCAPE);
  expect(screen.text()).toContain('[1 Live]');
  expect(screen.quits).toBe(0);
});

test('a second question waits for the first', async () => {
  const screen = await asking();
  await screen.press('jw');
  expect(screen.text()).toContain('one question at a time: esc ends the one that is under way');
  expect(screen.asker.asked).toHaveLength(1);
});

test('why it could not be asked is said', async () => {
  const screen = await asking();
  screen.asker.fail(new HeaptideError('HT_E_WHY_NOT_ALLOWED', 'not allowed: HEAPTIDE_ALLOW_WHY=1 allows it'));
  await screen.shows('not allowed: HEAPTIDE_ALLOW_WHY=1 allows it');
  expect(screen.text()).toContain('[1 Live]');
  expect(screen.text()).not.toContain(' @ newSession');
});

test('y copies the answer as markdown, o opens the site, enter its detail', async () => {
  const screen = await asking();
  screen.asker.answer(heldAnswer());
  await screen.shows('[Why]');
  await screen.press('yo');
  await vi.waitFor(() => expect(screen.edited).toHaveLength(1));
  expect(screen.copied[0]).toMatch(
    /^### heaptide why: `newSession`: held by `#sessions Map`, \+1\.00 per session$/m,
  );
  expect(screen.edited[0]).toMatchObject({ line: 41 });
  await screen.press('\r');
  expect(screen.text()).toContain('[Detail]');
});

test('a page that is longer than the screen scrolls', async () => {
  const screen = await asking({ columns: 80, rows: 24 });
  screen.asker.answer(heldAnswer());
  await screen.shows('[Why]');
  await screen.press('x');
  await screen.press(ESCAPE);
  expect(screen.text()).toMatch(/^ why: newSession {3}lines 1-19 of \d+$/m);
  expect(screen.text()).not.toContain('- COST');
  await screen.press('G');
  expect(screen.text()).toContain('- COST');
  expect(screen.text()).not.toContain('@ HELD');
  await screen.press('gg');
  expect(screen.text()).toContain('@ HELD');
});

test('read only, nothing is asked', async () => {
  const screen = await show({ readOnly: true });
  await screen.press('w');
  expect(screen.text()).toContain('read only: nothing is asked of the process but captures');
  await screen.press('\r');
  expect(screen.asker.asked).toEqual([]);
});

test('an engine that cannot ask says so', async () => {
  const sample = await engineAfter(CAPTURES);
  open.push(() => sample.stop());
  const screen = await showScreen({ engine: sample.engine, columns: 100, rows: 30, now: sample.clock.now() });
  open.push(() => screen.close());
  await screen.press('w');
  await screen.press('\r');
  await vi.waitFor(() => expect(screen.text()).toContain('there is no live process to ask'));
});

test('the end of the watch ends the question', async () => {
  const screen = await asking();
  await screen.sample.engine.close();
  expect(screen.asker.asked[0]!.signal!.aborted).toBe(true);
});
