import { expect, it } from 'vitest';
import { ApiValue } from '../../../src/pods/api-value.js';
import { endingOf } from '../../../src/pods/ending/container-ending.js';
import { endingFromLog } from '../../../src/pods/ending/ending-from-log.js';
import { MemoryApi } from '../memory-api.js';

const LOG = '/api/v1/namespaces/shop/pods/web-1/log';
const POD = { namespace: 'shop', name: 'web-1' };

function container(exitCode: number) {
  return { name: 'app', lastEnding: endingOf(new ApiValue({ exitCode })) };
}

it('reads the end of the log of the life that ended', async () => {
  const api = new MemoryApi();
  api.texts.set(LOG, 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory');
  expect((await endingFromLog(api, POD, container(134)))?.verdict).toBe('v8-heap-limit');
  expect(api.calls).toEqual([
    { path: LOG, query: { container: 'app', previous: 'true', tailLines: '200', limitBytes: '262144' } },
  ]);
});

it('leaves the ending as it is where there is no log', async () => {
  expect((await endingFromLog(new MemoryApi(), POD, container(134)))?.verdict).toBe('aborted');
});

it('asks nothing where the log would tell no more', async () => {
  const api = new MemoryApi();
  expect((await endingFromLog(api, POD, container(137)))?.verdict).toBe('killed-not-marked');
  expect(await endingFromLog(api, POD, { name: 'app', lastEnding: undefined })).toBeUndefined();
  expect(api.calls).toEqual([]);
});
