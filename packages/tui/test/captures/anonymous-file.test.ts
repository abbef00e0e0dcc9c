import { once } from 'node:events';
import { mkdir, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { AnonymousFile } from '../../src/captures/anonymous-file.js';
import { sampleMetadata } from '../sample-report.js';
import { bytesOf, numbered } from './sample-entries.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const metadata = sampleMetadata(0);
const opened: AnonymousFile[] = [];

function anonymousFile(): AnonymousFile {
  const file = new AnonymousFile({ directory: directory() });
  opened.push(file);
  return file;
}

afterEach(async () => {
  for (const file of opened.splice(0)) await file.close();
});

describe('an anonymous file', () => {
  it('gives back what it was given, and has no name', async () => {
    const file = anonymousFile();
    await file.keep(numbered(1), { bytes: bytesOf(1, 100), metadata });
    await file.keep(numbered(2), { bytes: bytesOf(2, 5000), metadata });
    expect(await file.read(numbered(1))).toEqual(bytesOf(1, 100));
    expect(await file.read(numbered(2))).toEqual(bytesOf(2, 5000));
    expect(await readdir(directory())).toEqual([]);
  });

  it('gives up what is forgotten', async () => {
    const file = anonymousFile();
    await file.keep(numbered(1), { bytes: bytesOf(1, 100), metadata });
    file.forget(numbered(1));
    expect(file.length).toBe(0);
    await expect(file.read(numbered(1))).rejects.toMatchObject({ code: 'HT_E_UNREADABLE' });
  });

  it('keeps the rest whole, and itself short, whatever comes and goes', async () => {
    const step = fc.record({ size: fc.integer({ min: 0, max: 900_000 }), forget: fc.nat() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.integer({ min: 1, max: 8 }),
        async (steps, most) => {
          const file = new AnonymousFile({ directory: directory() });
          const held = new Map<number, Uint8Array>();
          try {
            for (const [index, { size, forget }] of steps.entries()) {
              held.set(index, bytesOf(index, size));
              await file.keep(numbered(index), { bytes: held.get(index)!, metadata });
              if (held.size > most) {
                const gone = [...held.keys()][forget % held.size]!;
                held.delete(gone);
                file.forget(numbered(gone));
              }
              const live = [...held.values()].reduce((sum, { length }) => sum + length, 0);
              expect(file.length).toBeLessThanOrEqual(Math.max(2 * live, 2 ** 20));
            }
            for (const [number, bytes] of held) {
              expect(Buffer.compare(await file.read(numbered(number)), bytes)).toBe(0);
            }
          } finally {
            await file.close();
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('knows its end where a capture without a byte begins with another', async () => {
    const file = anonymousFile();
    for (const [number, size] of [0, 1, 0].entries())
      await file.keep(numbered(number), { bytes: bytesOf(number, size), metadata });
    file.forget(numbered(0));
    expect(Buffer.compare(await file.read(numbered(1)), bytesOf(1, 1))).toBe(0);
  });

  it('is compacted', async () => {
    const file = anonymousFile();
    const size = 400_000;
    for (let number = 0; number < 9; number++) {
      await file.keep(numbered(number), { bytes: bytesOf(number, size), metadata });
    }
    for (let number = 0; number < 8; number++) file.forget(numbered(number));
    expect(file.length).toBe(size);
    expect(Buffer.compare(await file.read(numbered(8)), bytesOf(8, size))).toBe(0);
  });

  it('says that it cannot write, and writes once it can', async () => {
    const later = join(directory(), 'later');
    const file = new AnonymousFile({ directory: later });
    opened.push(file);
    const capture = { bytes: bytesOf(1, 10), metadata };
    await expect(file.keep(numbered(1), capture)).rejects.toMatchObject({ code: 'HT_E_UNWRITABLE' });
    expect(file.length).toBe(0);
    await mkdir(later);
    await file.keep(numbered(1), capture);
    expect(await file.read(numbered(1))).toEqual(capture.bytes);
  });
});

describe.runIf(process.platform === 'linux')('a thread that is ended', () => {
  it('closes what it opened by descriptor, which an anonymous file relies on', async () => {
    const worker = new Worker(
      `const { openSync, unlinkSync } = require('node:fs');
       const { parentPort, workerData } = require('node:worker_threads');
       openSync(workerData, 'wx+');
       unlinkSync(workerData);
       parentPort.postMessage('open');
       setInterval(() => {}, 1000);`,
      { eval: true, workerData: join(directory(), 'unnamed') },
    );
    await once(worker, 'message');
    expect(await openFilesIn(directory())).toHaveLength(1);
    await worker.terminate();
    expect(await openFilesIn(directory())).toEqual([]);
  });
});

/** Also those whose names are gone. */
async function openFilesIn(path: string): Promise<readonly string[]> {
  const names = await readdir('/proc/self/fd');
  const links = await Promise.all(names.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')));
  return links.filter((link) => link.startsWith(path));
}
