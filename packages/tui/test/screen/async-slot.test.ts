import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AsyncSlot } from '../../src/screen/async-slot.js';

/** A slot whose questions are answered when the test says so. */
function slotOf() {
  const asked: { key: string; resolve: (value: string) => void; reject: (error: Error) => void }[] = [];
  let changes = 0;
  let underWay = 0;
  let mostUnderWay = 0;
  const slot = new AsyncSlot<string>(() => changes++);
  return {
    asked,
    ask: (key: string) =>
      slot.ask(key, async () => {
        mostUnderWay = Math.max(mostUnderWay, ++underWay);
        try {
          return await new Promise<string>((resolve, reject) => asked.push({ key, resolve, reject }));
        } finally {
          underWay--;
        }
      }),
    answer: async (index = asked.length - 1) => {
      asked[index]!.resolve(`answer to ${asked[index]!.key}`);
      await turn();
    },
    fail: async (index = asked.length - 1) => {
      asked[index]!.reject(new Error(`no ${asked[index]!.key}`));
      await turn();
    },
    keys: () => asked.map(({ key }) => key),
    changes: () => changes,
    mostUnderWay: () => mostUnderWay,
  };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('a question is passed on once, and its answer is there when it has come', async () => {
  const { ask, answer, keys, changes } = slotOf();
  expect(ask('a')).toEqual({ value: undefined, isCurrent: false, problem: undefined });
  ask('a');
  await answer();
  expect(ask('a')).toEqual({ value: 'answer to a', isCurrent: true, problem: undefined });
  expect([keys(), changes()]).toEqual([['a'], 1]);
});

test('one at a time; of those that wait only the newest is asked', async () => {
  const { ask, answer, keys, mostUnderWay } = slotOf();
  for (const key of ['a', 'b', 'c', 'd']) ask(key);
  expect(keys()).toEqual(['a']);
  await answer();
  expect(keys()).toEqual(['a', 'd']);
  expect(ask('d')).toMatchObject({ value: 'answer to a', isCurrent: false });
  await answer();
  expect(ask('d')).toMatchObject({ value: 'answer to d', isCurrent: true });
  expect(mostUnderWay()).toBe(1);
});

test('what is under way is not asked again when one comes back to it', async () => {
  const { ask, answer, keys } = slotOf();
  for (const key of ['a', 'b', 'a']) ask(key);
  await answer();
  expect(ask('a')).toMatchObject({ value: 'answer to a', isCurrent: true });
  expect(keys()).toEqual(['a']);
});

test('the answer to what one came back from takes nothing away', async () => {
  const { ask, answer, keys } = slotOf();
  ask('a');
  await answer();
  ask('b');
  expect(ask('a')).toMatchObject({ value: 'answer to a', isCurrent: true });
  await answer();
  expect(ask('a')).toMatchObject({ value: 'answer to a', isCurrent: true });
  expect(keys()).toEqual(['a', 'b']);
});

test('a problem is that of the question that was asked now, and of no other', async () => {
  const { ask, answer, fail } = slotOf();
  ask('a');
  await fail();
  expect(ask('a')).toEqual({ value: undefined, isCurrent: true, problem: 'no a' });
  expect(ask('b').problem).toBeUndefined();
  await answer();
  expect(ask('b')).toEqual({ value: 'answer to b', isCurrent: true, problem: undefined });
});

test('what failed is asked again by who comes back to it', async () => {
  const { ask, answer, fail, keys } = slotOf();
  ask('a');
  await fail();
  ask('b');
  ask('a');
  await answer();
  await answer();
  expect(ask('a')).toMatchObject({ value: 'answer to a', problem: undefined });
  expect(keys()).toEqual(['a', 'b', 'a']);
});

test('a question that throws at once is one that failed', async () => {
  let changes = 0;
  const slot = new AsyncSlot<string>(() => changes++);
  slot.ask('a', () => {
    throw new Error('not even begun');
  });
  await turn();
  expect(slot.ask('a', () => Promise.resolve('')).problem).toBe('not even begun');
  slot.ask('b', () => Promise.resolve('b'));
  await turn();
  expect([slot.ask('b', () => Promise.resolve('')).value, changes]).toEqual(['b', 2]);
});

test('whatever is asked in whatever order, in the end the newest question has its own answer', async () => {
  const events = fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('answer', 'fail')), {
    minLength: 1,
    maxLength: 25,
  });
  await fc.assert(
    fc.asyncProperty(events, fc.constantFrom('a', 'b', 'c'), async (names, last) => {
      const { asked, ask, answer, fail, mostUnderWay } = slotOf();
      let answered = 0;
      for (const name of names) {
        if (name === 'answer' || name === 'fail') {
          if (answered < asked.length) await (name === 'answer' ? answer : fail)(answered++);
        } else ask(name);
      }
      ask(last);
      while (answered < asked.length) await answer(answered++);
      const { value, isCurrent, problem } = ask(last);
      expect(isCurrent).toBe(true);
      expect([`answer to ${last}`, `no ${last}`]).toContain(problem ?? value);
      expect(mostUnderWay()).toBeLessThanOrEqual(1);
    }),
    { numRuns: 200 },
  );
});
