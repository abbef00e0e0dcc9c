import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type Capture, ProfileBuilder, stackFrames } from '@heaptide/profile';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { sourceMapping } from '../../src/views/source-mapping.js';
import { buildMap } from './build-map.js';

/** By the paths of the profile. */
const BESIDE = { 'source-maps': true, 'source-map-dir': undefined };

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heaptide-maps-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function captureOf(file: string): Capture {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
  const func = builder.func({ name: 'f', filename: file, startLine: 1 });
  builder.sample({
    stack: [builder.location({ lines: [{ function: func, line: 1, column: 1 }] })],
    values: [1],
  });
  return { profile: builder.build(), metadata: undefined };
}

function listen() {
  const stderr = new PassThrough();
  return {
    context: { stderr: stderr as unknown as NodeJS.WriteStream },
    said: () => String(stderr.read() ?? ''),
  };
}

it('maps profiles, captures and what a source gives', async () => {
  const file = join(root, 'a.js');
  writeFileSync(`${file}.map`, JSON.stringify(buildMap({ sources: ['a.ts'], lines: [[[0, 0, 6, 0]]] })));
  const { context, said } = listen();
  const mapping = await sourceMapping({ ...BESIDE, verbose: true }, context);
  const raw = captureOf(file);
  const source = mapping.source({ name: 'live', capture: () => Promise.resolve(raw) });
  const captures = [mapping.applyTo(raw), await source.capture({ gc: false })];
  expect(source.name).toBe('live');
  for (const profile of [mapping.apply(raw.profile), ...captures.map((capture) => capture.profile)]) {
    expect(stackFrames(profile, 0)).toEqual([
      { name: 'f', file: join(root, 'a.ts'), line: 7, column: 1, startLine: 7 },
    ]);
  }
  expect(said()).toBe('');
  mapping.tell();
  expect(said()).toBe('heaptide: --source-maps: mapped 3 places of 1 file\n');
});

it('leaves all as it is without the flag', async () => {
  const { context, said } = listen();
  const mapping = await sourceMapping({ ...BESIDE, 'source-maps': false, verbose: true }, context);
  const raw = captureOf(join(root, 'a.js'));
  const source = { name: 'live', capture: () => Promise.resolve(raw) };
  expect(mapping.apply(raw.profile)).toBe(raw.profile);
  expect(mapping.applyTo(raw)).toBe(raw);
  expect(mapping.source(source)).toBe(source);
  mapping.tell();
  expect(said()).toBe('');
});

it('says names of files in a form that is safe to print', async () => {
  const { context, said } = listen();
  const mapping = await sourceMapping({ ...BESIDE, verbose: false }, context);
  mapping.apply(captureOf('/a\u001b[2J.js').profile);
  mapping.tell();
  expect(said()).toBe('heaptide: --source-maps: no map found for 1 file, first: /a␛[2J.js\n');
});
