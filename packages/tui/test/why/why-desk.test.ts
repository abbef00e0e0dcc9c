import { HeaptideError } from '@heaptide/targets';
import { afterEach, expect, test, vi } from 'vitest';
import { WhyDesk, type WhyDeskOptions } from '../../src/why/why-desk.js';
import { HeldAsker } from './held-asker.js';
import { diesAnswer, heldAnswer } from './sample-answer.js';

const SITE = { function: 'newSession', file: 'src/session-table.ts', line: 12, column: 3 };
const RAW = { function: 'newSession', file: '/app/bundle.js', line: 1, column: 4711 };

afterEach(() => vi.useRealTimers());

function desk(options: Partial<WhyDeskOptions> = {}) {
  const asker = new HeldAsker();
  let changes = 0;
  const made = new WhyDesk({
    asker,
    rawPlace: () => Promise.resolve(RAW),
    mapAnswer: (answer) => answer,
    unit: () => 'sessions',
    now: () => 5000,
    changed: () => changes++,
    ...options,
  });
  return { desk: made, asker, changes: () => changes };
}
/** Until the asker has the question. */
const reached = (asker: HeldAsker, count = 1) => vi.waitFor(() => expect(asker.asked).toHaveLength(count));

test('the process is asked by its own names, and per unit of work of the watch', async () => {
  const { desk: one, asker } = desk();
  const asking = one.ask(SITE);
  await reached(asker);
  expect(asker.asked[0]).toMatchObject({ site: RAW, unit: 'sessions' });
  asker.answer(heldAnswer());
  await expect(asking).resolves.toEqual(heldAnswer());
  expect(one.answers).toEqual([{ place: SITE, answer: heldAnswer() }]);
});

test('by time only, the unit is left to the process', async () => {
  const { desk: one, asker } = desk({ unit: () => undefined });
  const asking = one.ask(SITE);
  await reached(asker);
  expect(asker.asked[0]).not.toHaveProperty('unit');
  asker.answer(heldAnswer());
  await asking;
});

test('its steps are told as they come, and nothing once it is over', async () => {
  const { desk: one, asker, changes } = desk();
  const asking = one.ask(SITE);
  expect(one.asked).toEqual({ place: SITE, step: undefined, since: 5000, isEnding: false });
  await reached(asker);
  asker.step('walking');
  expect(one.asked?.step).toBe('walking');
  asker.answer(heldAnswer());
  await asking;
  expect(one.asked).toBeUndefined();
  const told = changes();
  asker.step('confirming');
  expect(one.asked).toBeUndefined();
  expect(changes()).toBe(told);
});

test('one question at a time', async () => {
  const { desk: one, asker } = desk();
  const asking = one.ask(SITE);
  await expect(one.ask(SITE)).rejects.toThrow('one question at a time');
  await reached(asker);
  asker.answer(heldAnswer());
  await asking;
  expect(asker.asked).toHaveLength(1);
});

test('the newest answer about a site takes the place of the one before; other memory of it is another site', async () => {
  const { desk: one, asker } = desk();
  const places = [SITE, { ...SITE, kind: 'external' as const }, SITE];
  for (const [index, place] of places.entries()) {
    const asking = one.ask(place);
    await reached(asker, index + 1);
    asker.answer(index === 2 ? diesAnswer() : heldAnswer());
    await asking;
  }
  expect(one.answers.map(({ place, answer }) => [place.kind, answer.state])).toEqual([
    ['external', 'held'],
    [undefined, 'dies'],
  ]);
});

test('taken back, the asker is told, and another question can be asked', async () => {
  const { desk: one, asker } = desk();
  const asking = one.ask(SITE);
  await reached(asker);
  one.end();
  expect(one.asked?.isEnding).toBe(true);
  await expect(asking).rejects.toThrow('the question was taken back');
  expect(asker.asked[0]!.signal!.aborted).toBe(true);
  expect(one.answers).toEqual([]);
  const again = one.ask(SITE);
  await reached(asker, 2);
  asker.answer(heldAnswer());
  await expect(again).resolves.toBeDefined();
});

test('one who does not hear that is not waited for', async () => {
  vi.useFakeTimers();
  const { desk: one, asker } = desk();
  asker.hears = false;
  const asking = one.ask(SITE);
  asking.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(0);
  expect(asker.asked).toHaveLength(1);
  one.end();
  await vi.advanceTimersByTimeAsync(4900);
  expect(one.asked).toBeDefined();
  await vi.advanceTimersByTimeAsync(200);
  expect(one.asked).toBeUndefined();
  await expect(asking).rejects.toThrow('taken back');
});

test('an answer that never comes is not waited for', async () => {
  vi.useFakeTimers();
  const { desk: one } = desk();
  const asking = one.ask(SITE);
  asking.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(90_000);
  await expect(asking).rejects.toThrow('no answer came within 90 s');
  expect(one.asked).toBeUndefined();
});

test('what the asker throws is passed on', async () => {
  const { desk: one, asker } = desk();
  const asking = one.ask(SITE);
  await reached(asker);
  asker.fail(new HeaptideError('HT_E_UNREACHABLE', 'nobody there'));
  await expect(asking).rejects.toMatchObject({ code: 'HT_E_UNREACHABLE' });
  expect(one.asked).toBeUndefined();
});

test('a place that is not known is not asked about', async () => {
  const { desk: one, asker } = desk({ rawPlace: () => Promise.reject(new Error('not known')) });
  await expect(one.ask(SITE)).rejects.toThrow('not known');
  expect(asker.asked).toEqual([]);
});

test('closed, it ends what is under way and takes no more', async () => {
  const { desk: one, asker } = desk();
  const asking = one.ask(SITE);
  await reached(asker);
  one.close();
  await expect(asking).rejects.toThrow('taken back');
  await expect(one.ask(SITE)).rejects.toThrow('the watch is over');
});

test('names of the sources are put into the answer', async () => {
  const { desk: one, asker } = desk({
    mapAnswer: (answer, site) => ({ ...answer, text: `at ${site.file}` }),
  });
  const asking = one.ask(SITE);
  await reached(asker);
  asker.answer(heldAnswer());
  await expect(asking).resolves.toMatchObject({ text: 'at src/session-table.ts' });
});
