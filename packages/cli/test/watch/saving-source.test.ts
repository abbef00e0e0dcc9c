import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProfileBuilder, writeProfile } from '@heaptide/profile';
import { HeapEndpoint } from '@heaptide/targets';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { savingSource } from '../../src/watch/saving-source.js';

const profile = await writeProfile(
  new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] }).build(),
);
let server: Server;
let directory = '';
let answer: { readonly status: number; readonly body: Uint8Array };
beforeEach(async () => {
  answer = { status: 200, body: profile };
  directory = await mkdtemp(join(tmpdir(), 'heaptide-saving-'));
  server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(directory, { recursive: true, force: true });
});

const endpoint = () =>
  new HeapEndpoint(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/debug/heap`));

test('a capture is saved as it came before it is given on', async () => {
  const source = savingSource(endpoint(), join(directory, 'made', 'for it'));
  expect(source.name).toBe(endpoint().name);
  const { profile: read } = await source.capture({ gc: true });
  expect(read.sampleTypes).toHaveLength(1);
  const [name, ...others] = await readdir(join(directory, 'made', 'for it'));
  expect(others).toEqual([]);
  expect(name).toMatch(/^\d{4}-\d\d-\d\dT.*-profile\.pb\.gz$/);
  expect((await readFile(join(directory, 'made', 'for it', name!))).equals(profile)).toBe(true);
});

test('what is no capture is not saved', async () => {
  answer = { status: 200, body: Buffer.from('<html>hello</html>') };
  const source = savingSource(endpoint(), directory);
  await expect(source.capture({ gc: false })).rejects.toMatchObject({ code: 'HT_E_NOT_A_PROFILE' });
  answer = { status: 500, body: profile };
  await expect(source.capture({ gc: false })).rejects.toMatchObject({ code: 'HT_E_BAD_ANSWER' });
  expect(await readdir(directory)).toEqual([]);
});

test('a capture that cannot be saved is not given on as if it had been', async () => {
  const file = join(directory, 'file');
  await writeFile(file, '');
  const source = savingSource(endpoint(), join(file, 'series'));
  await expect(source.capture({ gc: false })).rejects.toMatchObject({ code: 'HT_E_UNWRITABLE' });
});

test('who does not wait any more is not kept waiting', async () => {
  server.removeAllListeners('request');
  const source = savingSource(endpoint(), directory);
  const gone = new AbortController();
  setTimeout(() => gone.abort(), 30);
  await expect(source.capture({ gc: false, signal: gone.signal })).rejects.toThrow(/abort/i);
});
