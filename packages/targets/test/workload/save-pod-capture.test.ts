import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Capture } from '@heaptide/profile';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { podLifeName, savePodCapture, savePodSeries } from '../../src/workload/save-pod-capture.js';

let directory = '';
beforeEach(async () => (directory = await mkdtemp(join(tmpdir(), 'heaptide-pods-'))));
afterEach(() => rm(directory, { recursive: true }));

const pod = { name: 'web-7c9f-x2x4q', uid: '0b1d4c5e-9a1f-4c7e-8a41-5a0c4c9d1f10', restarts: 2 };
const received = {
  capture: { metadata: { time: '2026-03-11T13:58:01.000Z', service: 'proxy' } } as Capture,
  bytes: new Uint8Array([1, 2, 3]),
};

test('the one capture of a pod that is to outlive it is named by the pod, its life and the moment', async () => {
  const path = await savePodCapture(received, { pod, directory });
  expect(path).toBe(join(directory, 'web-7c9f-x2x4q-0b1d4c5e-2-2026-03-11T13-58-01-000Z.pb.gz'));
  expect([...(await readFile(path))]).toEqual([1, 2, 3]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test('every life has a directory of its own, whose files are a series', async () => {
  await savePodSeries(received, { pod, directory });
  await savePodSeries(received, { pod: { ...pod, restarts: 3 }, directory });
  await savePodSeries(received, { pod: { ...pod, uid: 'another' }, directory });
  const names = (await readdir(directory)).toSorted();
  expect(names).toEqual([
    'web-7c9f-x2x4q-0b1d4c5e-2',
    'web-7c9f-x2x4q-0b1d4c5e-3',
    'web-7c9f-x2x4q-another-2',
  ]);
  for (const name of names)
    expect(await readdir(join(directory, name))).toEqual(['2026-03-11T13-58-01-000Z-proxy.pb.gz']);
});

test('a directory that is none is told', async () => {
  const path = await savePodCapture(received, { pod, directory });
  await expect(savePodCapture(received, { pod, directory: path })).rejects.toMatchObject({
    code: 'HT_E_UNWRITABLE',
  });
});

test('whatever a cluster calls a pod, its name leads nowhere', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('../..', '/etc/passwd', '.', '', 'a/../b', '\u0000', 'é', '-rf'),
  );
  fc.assert(
    fc.property(text, text, fc.nat(), (name, uid, restarts) => {
      expect(podLifeName({ name, uid, restarts })).toMatch(/^\w[\w.-]*-\w[\w.-]*-\d+$/);
    }),
  );
  expect(podLifeName({ name: 'x'.repeat(300), uid: 'y'.repeat(300), restarts: 1 }).length).toBeLessThan(200);
});
