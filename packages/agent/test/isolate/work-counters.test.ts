import { channel } from 'node:diagnostics_channel';
import { beforeEach, expect, it, vi } from 'vitest';
import { count, countRequests, workCounters } from '../../src/isolate/work-counters.js';

beforeEach(() => workCounters().clear());

it('counts by name, one by default', () => {
  count('sessions');
  count('sessions', 4);
  count('jobs', 0.5);
  expect(Object.fromEntries(workCounters())).toEqual({ sessions: 5, jobs: 0.5 });
});

it('ignores what is no number', () => {
  count('sessions', Number.NaN);
  count('sessions', Number.POSITIVE_INFINITY);
  expect(workCounters().has('sessions')).toBe(false);
});

it('keeps 64 names and goes on counting those', () => {
  for (let name = 0; name < 100; name++) count(`name ${name}`);
  count('name 0');
  expect(workCounters().size).toBe(64);
  expect(workCounters().get('name 0')).toBe(2);
  expect(workCounters().has('name 64')).toBe(false);
});

it('shares the counters with another copy of the package', async () => {
  count('sessions');
  vi.resetModules();
  const copy = await import('../../src/isolate/work-counters.js');
  expect(copy.count).not.toBe(count);
  copy.count('sessions');
  expect(workCounters().get('sessions')).toBe(2);
});

it('counts finished responses until told to stop', () => {
  const stop = countRequests();
  const finished = channel('http.server.response.finish');
  expect(workCounters().get('requests')).toBe(0);
  finished.publish({});
  finished.publish({});
  stop();
  finished.publish({});
  expect(workCounters().get('requests')).toBe(2);
});
