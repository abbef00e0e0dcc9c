import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { eitherSignal } from '../src/either-signal.js';

it('aborts with the first of its sources, for its reason', () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const { signal } = eitherSignal([one.signal, other.signal]);
  expect(signal.aborted).toBe(false);
  other.abort('late');
  one.abort('later');
  expect(signal).toMatchObject({ aborted: true, reason: 'late' });
});

it('is aborted from the beginning where a source is', () => {
  const { signal } = eitherSignal([new AbortController().signal, AbortSignal.abort('before')]);
  expect(signal).toMatchObject({ aborted: true, reason: 'before' });
});

it('leaves nothing behind in a source that lives on', () => {
  const source = new AbortController().signal;
  const { signal, release } = eitherSignal([source]);
  expect(getEventListeners(source, 'abort')).toHaveLength(1);
  release();
  expect(getEventListeners(source, 'abort')).toEqual([]);
  expect(signal.aborted).toBe(false);
});
