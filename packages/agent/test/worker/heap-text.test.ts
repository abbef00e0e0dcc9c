import { expect, it } from 'vitest';
import { heapText } from '../../src/worker/heap-text.js';
import { profileFromTree } from '../../src/reading/profile-from-tree.js';
import { captureFacts } from '../capture-facts.js';
import { describeCapture } from '../../src/worker/describe-capture.js';
import { recordedReading } from '../recorded-reading.js';

it('lists the functions that hold most, with the figures that put them in place', () => {
  const facts = captureFacts();
  const { interval } = facts;
  const options = { program: 'leak.mjs', interval, births: false, time: 0, clockBase: 0, comments: [] };
  const profile = profileFromTree(recordedReading(), options);
  const lines = heapText(profile, describeCapture(facts)).split('\n');
  expect(lines[0]).toBe('service leak.mjs, pid 7, 2026-01-02T03:04:05.678Z, gc forced, interval 65536 B');
  expect(lines[1]).toContain('heap used 40.0 MiB');
  const rows = lines.slice(5).filter((line) => line !== '');
  expect(rows[0]).toMatch(/^ +2\d\.\d MiB +\d{3} {2}keepRows \/app\/leak one\.mjs:19:18$/);
  expect(rows[1]).toMatch(/ keepPoints \/app\/leak one\.mjs:15:20$/);
  expect(lines[2]).toMatch(/^31\.9 MiB sampled in use, 3 of 3 allocation sites$/);
  expect(rows).toHaveLength(3);
});
