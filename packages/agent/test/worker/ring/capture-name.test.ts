import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type CaptureName,
  captureName,
  lifeKey,
  parseCaptureName,
  parseTemporaryName,
  temporaryName,
} from '../../../src/worker/ring/capture-name.js';

const LATEST = Date.UTC(2286, 0);
const anyName: fc.Arbitrary<CaptureName> = fc.record({
  life: fc.record({
    service: fc.string(),
    pid: fc.integer({ min: 1, max: 2 ** 22 }),
    startedAt: fc.integer({ min: 1, max: LATEST }),
  }),
  time: fc.integer({ min: 0, max: LATEST }),
  kind: fc.constantFrom('heap', 'external'),
});

it('makes names like this', () => {
  const life = { service: 'server.js', pid: 7, startedAt: Date.UTC(2026, 0, 1) };
  expect(captureName({ life, time: Date.UTC(2026, 0, 2, 3, 4, 5, 6), kind: 'external' })).toBe(
    '2026-01-02T03-04-05-006Z-server.js-7-mjuow2kg.external.pb.gz'.replace(
      'mjuow2kg',
      life.startedAt.toString(36),
    ),
  );
});

it('reads back what it has put into a name, whatever the service is called', () => {
  fc.assert(
    fc.property(anyName, (name) => {
      const read = parseCaptureName(captureName(name));
      expect(read).toMatchObject({ time: name.time, kind: name.kind });
      expect(lifeKey(read!.life)).toBe(lifeKey(name.life));
      expect(read!.life).toMatchObject({ pid: name.life.pid, startedAt: name.life.startedAt });
      expect(captureName(name)).toMatch(/^[\w.-]+$/);
    }),
  );
});

it('gives names that sort by time', () => {
  fc.assert(
    fc.property(anyName, anyName, (a, b) => {
      if (a.time < b.time) expect(captureName(a) < captureName(b)).toBe(true);
    }),
  );
});

it.each([
  '',
  '..',
  '../2026-01-02T03-04-05-006Z-a-7-k.heap.pb.gz',
  '2026-01-02T03-04-05-006Z-a-7-k.heap.pb.gz/../../x',
  '2026-01-02T03-04-05-006Z-a/b-7-k.heap.pb.gz',
  '2026-01-02T03-04-05-006Z-a-7-k.heap.pb.gz\n',
  '2026-01-02T03-04-05-006Z-a-7-k.heap.pb.gz.tmp',
  '2026-13-02T03-04-05-006Z-a-7-k.heap.pb.gz',
  '2026-01-02T03-04-05-006Z-a-7-k.cpu.pb.gz',
  '2026-01-02T03-04-05-006Z-a-x-k.heap.pb.gz',
  '2026-01-02T03-04-05-006Z-profile.pb.gz',
])('takes %j for no name of its own', (name) => {
  expect(parseCaptureName(name)).toBeUndefined();
});

it('tells a half-written file from a whole one', () => {
  const name = '2026-01-02T03-04-05-006Z-a-7-k.heap.pb.gz';
  expect(parseTemporaryName(temporaryName(name))).toEqual(parseCaptureName(name));
  expect(parseTemporaryName(name)).toBeUndefined();
  expect(parseTemporaryName('notes.tmp')).toBeUndefined();
});
