import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { CaptureDirectory } from '../../src/captures/capture-directory.js';
import { CaptureShelf } from '../../src/captures/capture-shelf.js';
import { MARKS_FILE } from '../../src/captures/marks-file.js';
import { sampleMetadata } from '../sample-report.js';
import { arrival, bytesOf, numbered } from './sample-entries.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();

async function savingShelf(most?: number, everyMs = 1000) {
  const problems: string[] = [];
  const onProblem = (text: string) => problems.push(text);
  const saved = join(directory(), 'saved');
  const store = await CaptureDirectory.create({ directory: saved, onProblem, everyMs });
  const shelf = new CaptureShelf({ store, onProblem, ...(most !== undefined && { most }) });
  const files = async () => (await readdir(saved)).sort();
  const marks = async () => JSON.parse(await readFile(join(saved, MARKS_FILE), 'utf8')) as unknown;
  return { saved, shelf, problems, files, marks };
}

describe('a shelf that saves', () => {
  it('writes each capture to a file of its own, for the user alone', async () => {
    const { saved, shelf, files } = await savingShelf();
    await shelf.add(arrival(0, { bytes: bytesOf(5, 300) }));
    expect(await files()).toEqual(['2026-03-11T13-48-31-000Z-proxy.pb.gz']);
    expect((await stat(join(saved, (await files())[0]!))).mode & 0o777).toBe(0o600);
    expect(await shelf.read(numbered(1))).toEqual(bytesOf(5, 300));
    await shelf.close();
    expect(await files()).toHaveLength(1);
  });

  it('leaves the files of captures that it no longer lists', async () => {
    const { shelf, files } = await savingShelf(8);
    for (let index = 0; index < 20; index++) await shelf.add(arrival(index));
    expect(shelf.entries()).toHaveLength(8);
    expect(await files()).toHaveLength(20);
    await shelf.close();
  });

  it('keeps captures of the same moment apart', async () => {
    const { shelf, files } = await savingShelf();
    for (let index = 0; index < 3; index++) {
      await shelf.add(arrival(index, { metadata: sampleMetadata(0) }));
    }
    expect(await files()).toHaveLength(3);
    for (let index = 0; index < 3; index++) {
      expect(await shelf.read(numbered(index + 1))).toEqual(bytesOf(index, 64));
    }
    await shelf.close();
  });

  it('saves pins, notes, the baseline and gaps beside them', async () => {
    const { shelf, marks } = await savingShelf();
    await shelf.add(arrival(0));
    await shelf.add(arrival(1, { afterGap: true }));
    shelf.mark(numbered(1), { note: 'before the deploy' });
    shelf.baseline = numbered(1);
    shelf.baseline = numbered(2);
    shelf.mark(numbered(2), { pinned: true });
    await shelf.close();
    expect(await marks()).toEqual({
      schema: 'heaptide.marks/1',
      captures: {
        '2026-03-11T13-48-31-000Z-proxy.pb.gz': { note: 'before the deploy' },
        '2026-03-11T13-48-41-000Z-proxy.pb.gz': { pinned: true, baseline: true, afterGap: true },
      },
    });
  });

  it('saves marks without waiting for its end, but not each by itself', async () => {
    const { shelf, marks } = await savingShelf(8, 50);
    await shelf.add(arrival(0));
    shelf.mark(numbered(1), { note: 'one' });
    await expect(marks()).rejects.toThrow('ENOENT');
    shelf.mark(numbered(1), { note: 'two' });
    for (let waited = 0; waited < 5000; waited += 20) {
      if ((await marks().catch(() => undefined)) !== undefined) break;
      await sleep(20);
    }
    expect(await marks()).toMatchObject({
      captures: { '2026-03-11T13-48-31-000Z-proxy.pb.gz': { note: 'two' } },
    });
    await shelf.close();
  });

  it('keeps the marks of an earlier watch, save its baseline', async () => {
    const earlier = await savingShelf();
    await earlier.shelf.add(arrival(0));
    earlier.shelf.mark(numbered(1), { pinned: true });
    earlier.shelf.baseline = numbered(1);
    await earlier.shelf.close();
    const { shelf, marks } = await savingShelf();
    await shelf.add(arrival(1));
    shelf.baseline = numbered(1);
    await shelf.close();
    expect(await marks()).toMatchObject({
      captures: {
        '2026-03-11T13-48-31-000Z-proxy.pb.gz': { pinned: true },
        '2026-03-11T13-48-41-000Z-proxy.pb.gz': { baseline: true },
      },
    });
    expect(JSON.stringify(await marks()).match(/baseline/g)).toHaveLength(1);
  });

  it('leaves marks alone that it does not understand, and says so', async () => {
    const saved = join(directory(), 'saved');
    await mkdir(saved);
    await writeFile(join(saved, MARKS_FILE), '{"schema": "heaptide.marks/2"}');
    const { shelf, problems } = await savingShelf();
    await shelf.add(arrival(0));
    shelf.mark(numbered(1), { pinned: true });
    shelf.mark(numbered(1), { pinned: false });
    await shelf.close();
    expect(await readFile(join(saved, MARKS_FILE), 'utf8')).toBe('{"schema": "heaptide.marks/2"}');
    const defect = 'heaptide-marks.json is left alone: it is not of the schema heaptide.marks/1';
    expect(problems).toEqual([defect, `marks are not saved: ${defect}`]);
  });

  it.skipIf(process.platform === 'win32')('does not wait for a pipe in the place of the marks', async () => {
    const saved = join(directory(), 'saved');
    await mkdir(saved);
    execFileSync('mkfifo', [join(saved, MARKS_FILE)]);
    const { shelf, problems } = await savingShelf();
    await shelf.close();
    expect(problems).toEqual([`${join(saved, MARKS_FILE)} is no file`]);
  });

  it('goes on where a file cannot be written, and lists what can be', async () => {
    const { saved, shelf, problems } = await savingShelf();
    await mkdir(join(saved, '2026-03-11T13-48-31-000Z-proxy.pb.gz'));
    expect(await shelf.add(arrival(0))).toBeUndefined();
    expect(problems).toEqual([expect.stringContaining('cannot write')]);
    expect(await shelf.add(arrival(1))).toMatchObject({ number: 1 });
    await shelf.close();
  });

  it('does not begin where a file is in its place', async () => {
    await writeFile(join(directory(), 'saved'), '');
    await expect(savingShelf()).rejects.toMatchObject({ code: 'HT_E_UNWRITABLE' });
  });
});
