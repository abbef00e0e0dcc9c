import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type CaptureMetadata, captureComment, ProfileBuilder, writeProfile } from '@heaptide/profile';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCaptures, saveCapture } from '../src/index.js';

const METADATA: CaptureMetadata = {
  schema: 'heaptide.capture/1',
  time: '2026-01-02T03:04:05.678Z',
  pid: 7,
  startedAt: '2026-01-02T03:00:00.000Z',
  service: '../../etc/evil name',
  versions: {},
  gc: 'forced',
  births: true,
  interval: 1024,
  depth: 64,
  clock: 0,
  heapUsed: 1,
  heapTotal: 1,
  heapLimit: 1,
  rss: 1,
  external: 1,
  arrayBuffers: 1,
  work: {},
  gaps: [],
};

async function captureBytes(metadata: CaptureMetadata): Promise<Uint8Array> {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
  builder.comment(captureComment(metadata));
  return writeProfile(builder.build());
}

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function save(metadata: CaptureMetadata): Promise<string> {
  const bytes = await captureBytes(metadata);
  return saveCapture({ bytes, capture: { metadata } }, directory);
}

describe('a saved capture', () => {
  it('is private, and named by time and a tamed service name', async () => {
    const path = await save(METADATA);
    expect(basename(path)).toBe('2026-01-02T03-04-05-678Z-.._.._etc_evil_name.pb.gz');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(directory)).toEqual([basename(path)]);
  });

  it('is read back by its file and by its directory', async () => {
    const path = await save(METADATA);
    await save({ ...METADATA, time: '2026-01-02T03:04:06.000Z' });
    await writeFile(join(directory, 'notes.txt'), 'not a capture');
    expect((await readCaptures([path])).map(({ capture }) => capture.metadata)).toEqual([METADATA]);
    const times = (await readCaptures([directory])).map(({ capture }) => capture.metadata?.time);
    expect(times).toEqual(['2026-01-02T03:04:05.678Z', '2026-01-02T03:04:06.000Z']);
  });

  it('that cannot be written is one clear error', async () => {
    const file = join(directory, 'file');
    await writeFile(file, '');
    const bytes = await captureBytes(METADATA);
    const received = {
      bytes,
      capture: { profile: new ProfileBuilder({ sampleTypes: [] }).build(), metadata: METADATA },
    };
    await expect(saveCapture(received, file)).rejects.toMatchObject({ code: 'HT_E_UNWRITABLE' });
  });
});

describe('readCaptures', () => {
  it('names what is missing, empty or no profile', async () => {
    await expect(readCaptures([join(directory, 'none')])).rejects.toMatchObject({
      code: 'HT_E_NO_SUCH_FILE',
    });
    await expect(readCaptures([directory])).rejects.toMatchObject({ code: 'HT_E_NO_CAPTURES' });
    const page = join(directory, 'page.pb.gz');
    await writeFile(page, '<!DOCTYPE html><title>404</title>');
    await expect(readCaptures([page])).rejects.toMatchObject({
      code: 'HT_E_NOT_A_PROFILE',
      message: expect.stringMatching(/page\.pb\.gz: .*HTML/) as string,
    });
  });
});
