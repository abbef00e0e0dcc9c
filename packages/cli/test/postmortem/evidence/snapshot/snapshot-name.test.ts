import { expect, it } from 'vitest';
import { momentOf, parseDiagnosticName } from '../../../../src/postmortem/evidence/snapshot/snapshot-name.js';

const NAME = 'Heap.20261127.045506.1962.3.001.heapsnapshot';
const LOCAL = Date.UTC(2026, 10, 27, 4, 55, 6);

it('tells process, thread and count', () => {
  const expected = { pid: 1962, thread: 3, sequence: 1, localTime: LOCAL };
  expect(parseDiagnosticName(NAME)).toEqual(expected);
  expect(parseDiagnosticName(`${NAME}.gz`)).toEqual(expected);
  expect(parseDiagnosticName('report.20261127.045506.1962.3.001.json')).toEqual(expected);
  expect(parseDiagnosticName('Heap.heapsnapshot')).toBeUndefined();
  expect(parseDiagnosticName(`x${NAME}`)).toBeUndefined();
});

const HOUR = 3_600_000;

it.each([
  ['in UTC, written 8 s later', LOCAL + 8000, LOCAL],
  ['two hours east', LOCAL - 2 * HOUR + 8000, LOCAL - 2 * HOUR],
  ['three and a half hours west', LOCAL + 3.5 * HOUR + 100_000, LOCAL + 3.5 * HOUR],
  ['copied a day later', LOCAL + 24.2 * HOUR, LOCAL],
  ['copied twelve minutes later', LOCAL + 0.2 * HOUR, LOCAL],
  ['copied after six hours and ten minutes', LOCAL + 6 * HOUR + 600_000, LOCAL],
])('knows the moment of a file %s', (_, modifiedAt, moment) => {
  expect(momentOf(parseDiagnosticName(NAME)!, { modifiedAt, bytes: 1e9 })).toBe(moment);
});
