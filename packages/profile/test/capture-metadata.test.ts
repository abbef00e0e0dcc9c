import { expect, test } from 'vitest';
import {
  captureComment,
  type CaptureMetadata,
  captureOf,
  parseCaptureMetadata,
  ProfileBuilder,
} from '../src/index.js';
import { thrownBy } from './thrown.js';

const METADATA: CaptureMetadata = {
  schema: 'heaptide.capture/1',
  time: '2026-03-01T12:00:00.000Z',
  pid: 42,
  startedAt: '2026-03-01T11:00:00.000Z',
  service: 'shop',
  versions: { node: '20.20.0', heaptide: '0.1.0' },
  gc: 'forced',
  births: true,
  interval: 65_536,
  depth: 64,
  clock: 1_000_000,
  heapUsed: 1,
  heapTotal: 2,
  heapLimit: 3,
  rss: 4,
  external: 5,
  arrayBuffers: 6,
  cgroup: { usage: 7, limit: 8 },
  work: { requests: 9 },
  gaps: [{ from: '2026-03-01T11:30:00.000Z', to: '2026-03-01T11:31:00.000Z', reason: 'heap snapshot' }],
};

function parsed(change: Record<string, unknown>): CaptureMetadata | undefined {
  return parseCaptureMetadata(['a comment', `#heaptide ${JSON.stringify({ ...METADATA, ...change })}`]);
}

test('metadata travels in a comment of the profile', () => {
  const builder = new ProfileBuilder({ sampleTypes: [] });
  builder.comment('made by hand');
  builder.comment(captureComment(METADATA));
  expect(captureOf(builder.build()).metadata).toEqual(METADATA);
});

test('a profile of another tool has none', () => {
  expect(parseCaptureMetadata(['#hidden', 'heaptide {}'])).toBeUndefined();
});

test('what is optional may be missing, what is unknown may be there', () => {
  expect(parsed({ cgroup: undefined, extra: 1 })?.cgroup).toBeUndefined();
  expect(parsed({ exactSites: true })?.exactSites).toBe(true);
});

test.each([
  ['schema', 'heaptide.capture/9'],
  ['time', 'yesterday'],
  ['startedAt', 5],
  ['pid', '42'],
  ['service', null],
  ['versions', { node: 20 }],
  ['gc', true],
  ['births', 'yes'],
  ['interval', null],
  ['rss', '4'],
  ['exactSites', 1],
  ['cgroup', { usage: 7 }],
  ['work', { requests: 'many' }],
  ['gaps', [{ from: 'then' }]],
])('%s may not be %j', (field, value) => {
  const error = thrownBy(() => parsed({ [field]: value }));
  expect(error.code).toBe('HT_E_BAD_METADATA');
  expect(error.message).toContain(`has no valid ${field}: ${JSON.stringify(value)}`);
});

test('a comment of ours that is no JSON object', () => {
  expect(thrownBy(() => parseCaptureMetadata(['#heaptide {'])).message).toContain('is not JSON');
  expect(thrownBy(() => parseCaptureMetadata(['#heaptide []'])).message).toContain('is not an object');
});
