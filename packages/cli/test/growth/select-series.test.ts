import type { NamedCapture } from '@heaptide/targets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectSeries } from '../../src/growth/select-series.js';
import { sampleCapture, sampleSeries, sampleTime } from './sample-captures.js';

const names = (captures: readonly NamedCapture[]) =>
  captures.map(({ name }) => name.replace('.pb.gz', '')).join(' ');

describe('the series among captures', () => {
  it('is all of them where nothing speaks against it, in order of time whatever the order was', () => {
    const all = sampleSeries(0, 11);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        const { captures, notes } = selectSeries(shuffled);
        expect(names(captures)).toBe('0 1 2 3 4 5 6 7 8 9 10 11');
        expect(notes).toEqual([]);
      }),
    );
  });

  it('is of the newest life', () => {
    const later = { metadata: { pid: 40, startedAt: sampleTime(3) } };
    const { captures, notes } = selectSeries([...sampleSeries(0, 2), ...sampleSeries(4, 6, later)]);
    expect(names(captures)).toBe('4 5 6');
    expect(notes).toEqual(['3 captures are left out, such as 0.pb.gz: of earlier lives of the process']);
  });

  it('leaves out what other tools wrote', () => {
    const { captures, notes } = selectSeries([
      ...sampleSeries(0, 2),
      ...sampleSeries(3, 3, { foreign: true }),
    ]);
    expect(names(captures)).toBe('0 1 2');
    expect(notes).toEqual(['3.pb.gz is left out: no metadata of heaptide']);
  });

  it('is never of two processes', () => {
    const other = { metadata: { pid: 14, service: 'worker' } };
    const both = [...sampleSeries(0, 3), ...sampleSeries(0, 3, other, 'w')];
    expect(() => selectSeries(both)).toThrow(
      'captures of 2 processes: web (pid 12), worker (pid 14); choose one by --pid 12',
    );
    expect(() => selectSeries(both)).toThrow(expect.objectContaining({ code: 'HT_E_MIXED_SERIES' }));
    expect(names(selectSeries(both, { pid: 14 }).captures)).toBe('w0 w1 w2 w3');
    expect(() => selectSeries(both, { pid: 9 })).toThrow(
      'no capture of pid 9, only of web (pid 12), worker (pid 14)',
    );
    const alike = { metadata: { startedAt: sampleTime(1) } };
    expect(() => selectSeries([...sampleSeries(0, 3), ...sampleSeries(2, 4, alike, 'x')])).toThrow(
      'web (pid 12), web (pid 12); name the files of one',
    );
  });

  it('is the newest run that was sampled in one way', () => {
    const finer = { metadata: { interval: 1024 } };
    const inexact = { metadata: { exactSites: false } };
    const { captures, notes } = selectSeries([...sampleSeries(0, 3), ...sampleSeries(4, 5, finer)]);
    expect(names(captures)).toBe('4 5');
    expect(notes).toEqual([
      '4 captures are left out, such as 0.pb.gz: sampled every 4096 bytes, and then every 1024',
    ]);
    expect(names(selectSeries([...sampleSeries(0, 3), ...sampleSeries(4, 5, inexact)]).captures)).toBe('4 5');
    expect(names(selectSeries([...sampleSeries(0, 1), ...sampleSeries(2, 3, finer), ...sampleSeries(4, 6)]).captures)).toBe('4 5 6'); // prettier-ignore
  });

  it('begins anew at a gap', () => {
    const gaps = [{ from: sampleTime(1), to: sampleTime(2.5), reason: 'another tool' }];
    const { captures, notes } = selectSeries([
      ...sampleSeries(0, 2),
      ...sampleSeries(3, 5, { metadata: { gaps } }),
    ]);
    expect(names(captures)).toBe('3 4 5');
    expect(notes).toEqual([
      `3 captures are left out, such as 0.pb.gz: the sampler was interrupted at ${sampleTime(2.5)} (another tool)`,
    ]);
  });

  it('is of the main thread', () => {
    const thread = { metadata: { thread: 2 } };
    const { captures, notes } = selectSeries([...sampleSeries(0, 3), ...sampleSeries(0, 3, thread, 't')]);
    expect(names(captures)).toBe('0 1 2 3');
    expect(notes).toEqual([
      '4 captures are left out, such as t0.pb.gz: of other threads than the main thread',
    ]);
    expect(names(selectSeries(sampleSeries(0, 3, thread)).captures)).toBe('0 1 2 3');
  });

  it('has a capture once, and those of external memory beside those of the heap', () => {
    const again = { name: 'again', capture: sampleCapture(1) };
    const external = sampleSeries(0, 1, { metadata: { kind: 'external', interval: 9 } }, 'x');
    const { captures, notes } = selectSeries([...sampleSeries(0, 2), again, ...external]);
    expect(names(captures)).toBe('0 1 2 x0 x1');
    expect(notes).toEqual(['again is left out: the same moment is there already']);
  });
});
