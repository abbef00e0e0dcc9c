import { execFileSync } from 'node:child_process';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type GrowthReport, Hunt } from '@heaptide/growth';
import type { CaptureMetadata } from '@heaptide/targets';
import { describe, expect, it } from 'vitest';
import { CaptureDirectory } from '../../src/captures/capture-directory.js';
import { CaptureShelf } from '../../src/captures/capture-shelf.js';
import { MARKS_FILE } from '../../src/captures/marks-file.js';
import { type OpenDirectoryOptions, openDirectory } from '../../src/captures/open-directory.js';
import { sampleMetadata } from '../sample-report.js';
import { arrival, numbered } from './sample-entries.js';
import { profileBytes, saveAs, saveSample } from './saved-captures.js';
import { temporaryDirectory } from './temporary-directory.js';

const directory = temporaryDirectory();
const fixture = new URL('../../../../fixtures/profiles/leaky-proxy/', import.meta.url).pathname;

const open = (options: Partial<OpenDirectoryOptions> = {}) =>
  openDirectory({ directory: directory(), ...options });
const saveAll = async (count: number, changes: Partial<CaptureMetadata> = {}) => {
  for (let index = 0; index < count; index++) await saveSample(directory(), sampleMetadata(index, changes));
};

describe('a saved series', () => {
  it('is read in order of time, each capture once, and judged on the way', async () => {
    const hunt = new Hunt();
    const times: string[] = [];
    let report: GrowthReport | undefined;
    const { shelf, notes } = await open({
      directory: fixture,
      onCapture: (capture, entry) => {
        report = hunt.add(capture);
        times.push(entry.metadata.time);
      },
    });
    const files = (await readdir(fixture)).filter((name) => name.endsWith('.pb.gz')).sort();
    expect(notes).toEqual([]);
    expect(times).toEqual(times.toSorted());
    expect(shelf.entries().map(({ number }) => number)).toEqual(files.map((_, index) => index + 1));
    expect(shelf.entries().every(({ life, sites }) => life === 1 && sites > 0)).toBe(true);
    expect(report!.captures).toHaveLength(files.length);
    const bytes = new Uint8Array(await readFile(join(fixture, files[3]!)));
    expect(await shelf.read(numbered(4))).toEqual(bytes);
    expect(shelf.entries()[3]!.size).toBe(bytes.length);
    await shelf.close();
  });

  it('has the marks that a watch left', async () => {
    const store = await CaptureDirectory.create({ directory: directory(), onProblem: () => undefined });
    const watched = new CaptureShelf({ store });
    for (let index = 0; index < 3; index++) {
      const metadata = sampleMetadata(index);
      await watched.add(
        arrival(index, { metadata, bytes: await profileBytes(metadata), afterGap: index === 2 }),
      );
    }
    watched.mark(numbered(1), { note: 'before' });
    watched.mark(numbered(2), { pinned: true });
    watched.baseline = numbered(2);
    await watched.close();
    const { shelf, notes } = await open();
    expect(notes).toEqual([]);
    expect(shelf.baseline).toBe(2);
    expect(shelf.entries().map(({ note, pinned, afterGap }) => ({ note, pinned, afterGap }))).toEqual([
      { note: 'before', pinned: false, afterGap: false },
      { note: '', pinned: true, afterGap: false },
      { note: '', pinned: false, afterGap: true },
    ]);
    shelf.mark(numbered(1), { note: 'after' });
    await shelf.close();
    const again = await open();
    expect(again.shelf.entries()[0]!.note).toBe('after');
    await again.shelf.close();
  });

  it('tells lives apart', async () => {
    await saveAll(3);
    await saveSample(directory(), sampleMetadata(3, { startedAt: '2026-03-11T13:48:55.000Z' }));
    await saveSample(directory(), sampleMetadata(4, { startedAt: '2026-03-11T13:48:55.000Z', pid: 9 }));
    const { shelf } = await open();
    expect(shelf.entries().map(({ life }) => life)).toEqual([1, 1, 1, 2, 3]);
  });

  it('is put into order where names do not tell it', async () => {
    await saveAs(directory(), 'b-late.pb.gz', sampleMetadata(9));
    await saveAs(directory(), 'z-early.pprof', sampleMetadata(1));
    await saveSample(directory(), sampleMetadata(5));
    const { shelf, notes } = await open();
    expect(shelf.entries().map(({ metadata }) => metadata.time)).toEqual(
      [1, 5, 9].map((index) => sampleMetadata(index).time),
    );
    expect(notes).toEqual([]);
  });

  it('keeps no more than a shelf holds, but shows all of it once', async () => {
    await saveAll(20);
    let shown = 0;
    const { shelf } = await open({
      most: 8,
      onCapture: () => {
        shown++;
      },
    });
    expect(shown).toBe(20);
    expect(shelf.entries()).toHaveLength(8);
    expect(shelf.entries()[0]!.number).toBe(1);
    expect(shelf.entries().at(-1)!.number).toBe(20);
  });
});

describe('what is no part of a saved series', () => {
  it('is left out, with one note for what is wrong with it', async () => {
    await saveAll(2);
    await writeFile(join(directory(), 'page.pb.gz'), '<html>502</html>');
    await writeFile(join(directory(), 'page2.pb.gz'), '<html>503</html>');
    await saveAs(directory(), 'go.pprof');
    await saveAs(directory(), '2026-03-11T13-48-59-000Z-proxy.external.pb.gz', {
      ...sampleMetadata(3),
      kind: 'external',
    });
    await mkdir(join(directory(), 'folder.pb.gz'));
    const whole = await profileBytes(sampleMetadata(4));
    await writeFile(join(directory(), 'cut.pb.gz'), whole.subarray(0, 60));
    await writeFile(join(directory(), 'twice.pb.gz'), gzipSync(whole));
    await writeFile(join(directory(), 'README.md'), 'ours');
    const { shelf, notes } = await open();
    expect(shelf.entries()).toHaveLength(2);
    expect(notes.map((note) => note.replace(/: .*\(/, ' ('))).toEqual([
      '4 files are left out, such as cut.pb.gz (HT_E_NOT_A_PROFILE)',
      'folder.pb.gz is left out (HT_E_UNREADABLE)',
      'go.pprof is left out (HT_E_NO_METADATA)',
      '2026-03-11T13-48-59-000Z-proxy.external.pb.gz is left out (HT_E_MIXED_SERIES)',
    ]);
  });

  it.skipIf(process.platform === 'win32')('is a pipe, which is not waited for', async () => {
    await saveAll(1);
    execFileSync('mkfifo', [join(directory(), 'pipe.pb.gz')]);
    expect((await open()).notes).toEqual(['pipe.pb.gz is left out: it is no file (HT_E_UNREADABLE)']);
  });

  it('is a capture whose name says that it is older than it is', async () => {
    await saveAll(3);
    const [first] = await readdir(directory());
    await rename(join(directory(), first!), join(directory(), '2027-01-01T00-00-00-000Z-proxy.pb.gz'));
    const { shelf, notes } = await open();
    expect(shelf.entries()).toHaveLength(2);
    expect(notes).toEqual([
      '2027-01-01T00-00-00-000Z-proxy.pb.gz is left out: ' +
        'its name tells another time than it was taken at (HT_E_MIXED_SERIES)',
    ]);
  });

  it('is a marks file that does not hold, and marks of files that are not there', async () => {
    await saveAll(1);
    const marks = join(directory(), MARKS_FILE);
    await writeFile(marks, 'pinned: all');
    expect((await open()).notes).toEqual(['heaptide-marks.json is left alone: it is not JSON']);
    await writeFile(
      marks,
      JSON.stringify({ schema: 'heaptide.marks/1', captures: { '../../etc/passwd': { pinned: true } } }),
    );
    const { shelf, notes } = await open();
    expect(notes).toEqual([]);
    expect(shelf.entries()).toMatchObject([{ pinned: false }]);
  });

  it('is a pin beyond half of the shelf', async () => {
    await saveAll(6);
    const names = (await readdir(directory())).sort();
    const captures = Object.fromEntries(names.map((name) => [name, { pinned: true }]));
    await writeFile(join(directory(), MARKS_FILE), JSON.stringify({ schema: 'heaptide.marks/1', captures }));
    const { shelf, notes } = await open({ most: 8 });
    expect(shelf.entries().map(({ pinned }) => pinned)).toEqual([true, true, true, true, false, false]);
    expect(notes).toEqual(['2 marks are not shown: at most 4 captures can be marked']);
  });

  it('is what is older than the newest 2,000 files of a directory that is far larger', async () => {
    const names = Array.from(
      { length: 4500 },
      (_, index) => `${new Date(Date.UTC(2020, 0, 1) + index).toISOString().replace(/[:.]/g, '-')}-old.pb.gz`,
    );
    for (const name of names) await writeFile(join(directory(), name), '');
    await saveAll(2);
    const { shelf, notes } = await open();
    expect(shelf.entries()).toHaveLength(2);
    expect(notes[0]).toBe('2502 older files are left out: the newest 2000 are shown');
  });
});

describe('a directory without captures', () => {
  it.each([
    ['there is none', 'none', 'HT_E_NO_SUCH_FILE'],
    ['it holds none', 'empty', 'HT_E_NO_CAPTURES'],
    ['it is a file', 'file', 'HT_E_UNREADABLE'],
    ['none of them can be read', 'broken', 'HT_E_NOT_A_PROFILE'],
  ])('is an error: %s', async (_, name, code) => {
    await mkdir(join(directory(), 'empty'));
    await mkdir(join(directory(), 'broken'));
    await writeFile(join(directory(), 'file'), '');
    await writeFile(join(directory(), 'broken', 'a.pb.gz'), '<html>');
    await expect(open({ directory: join(directory(), name) })).rejects.toMatchObject({ code });
  });

  it('is not read to its end once nobody waits for it', async () => {
    await saveAll(5);
    const leaving = new AbortController();
    let shown = 0;
    const opening = open({
      signal: leaving.signal,
      onCapture: () => {
        if (++shown === 2) leaving.abort(new Error('left'));
      },
    });
    await expect(opening).rejects.toThrow('left');
    expect(shown).toBe(2);
  });
});
