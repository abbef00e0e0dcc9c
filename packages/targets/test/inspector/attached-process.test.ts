import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BORN_LABEL, type Capture, sampleLabelNumber, stackFrames } from '@heaptide/profile';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeCapture } from '../../src/decode-capture.js';
import { AttachedProcess } from '../../src/inspector/attached-process.js';
import { CdpConnection } from '../../src/inspector/cdp-connection.js';
import { evaluate } from '../../src/inspector/evaluate.js';
import { openInspector } from '../../src/inspector/open-inspector.js';
import { answers, endPrograms, startTarget } from './target-program.js';

afterEach(endPrograms);

const name = 'pid:1';

describe('an attached process', () => {
  it('is sampled without an agent, in the form of an endpoint, and left as it was found', async () => {
    const target = await startTarget();
    const opened = await openInspector(target.pid);
    expect(opened.isOurs).toBe(true);
    const live = await AttachedProcess.connect({ place: opened.place, name, windowMs: 1000 });
    const { capture, bytes } = await live.receive({ gc: false });
    const [top, samples] = topSite(capture);
    expect(top).toBe('leakOnPurpose');
    expect(samples).toBeGreaterThan(10);
    expect(capture.metadata).toMatchObject({
      pid: target.pid,
      service: 'leaking.mjs',
      gc: 'forced',
      births: true,
      interval: 32_768,
      work: {},
      gaps: [],
    });
    const decoded = await decodeCapture(name, bytes);
    expect(decoded.metadata).toEqual(capture.metadata);
    expect(births(decoded)).toEqual(births(capture));
    await live.close();
    expect(await opened.close()).toBe(true);
    expect(await answers(target)).toBe(false);
    expect(target.child.exitCode).toBeNull();
  });

  it('tells samples apart by their births, from one capture to the next', async () => {
    const opened = await openInspector((await startTarget()).pid);
    const live = await AttachedProcess.connect({ place: opened.place, name, windowMs: 500 });
    const first = await live.capture({ gc: false });
    await sleep(500);
    const second = await live.capture({ gc: true });
    const [before, after] = [births(first), births(second)];
    expect(new Set(after).size).toBe(after.length);
    // It forgets nothing of what it leaked.
    const leaked = before.filter((_, sample) => functions(first, sample).includes('leakOnPurpose'));
    expect(leaked.length).toBeGreaterThan(5);
    expect(leaked.filter((born) => !after.includes(born))).toEqual([]);
    const clock = first.metadata!.clock;
    expect(after.filter((born) => !before.includes(born)).every((born) => born > clock - 10 * 32_768)).toBe(
      true,
    );
    expect(second.metadata!.clock).toBeGreaterThan(clock);
    // What marks the clock is no memory of the program.
    for (let sample = 0; sample < second.profile.samples.length; sample++)
      expect(functions(second, sample)).not.toContain('heaptideMarksTheClock');
    await live.close();
    await opened.close();
  });

  it('leaves the sampler of somebody else alone, and reads it with its interval', async () => {
    const target = await startTarget();
    const opened = await openInspector(target.pid);
    const other = await CdpConnection.open(opened.place, { name: 'other' });
    await other.call('HeapProfiler.startSampling', { samplingInterval: 16_384 });
    await sleep(600);
    const live = await AttachedProcess.connect({ place: opened.place, name });
    expect(live.isSampledByOthers).toBe(true);
    const { metadata } = await live.capture({ gc: true });
    expect(metadata).toMatchObject({ interval: 16_384, gc: 'forced', gaps: [] });
    await live.close();
    const { profile } = await other.call('HeapProfiler.getSamplingProfile');
    expect(profile).toHaveProperty('samples');
    await other.close();
    await opened.close();
  });

  it('samples anew when somebody has stopped its sampler, and marks the gap', async () => {
    const target = await startTarget();
    const opened = await openInspector(target.pid);
    const live = await AttachedProcess.connect({ place: opened.place, name, windowMs: 300 });
    const first = await live.capture({ gc: false });
    const other = await CdpConnection.open(opened.place, { name: 'other' });
    await other.call('HeapProfiler.startSampling', {});
    await other.close();
    await sleep(200);
    const again = await live.capture({ gc: false });
    expect(again.metadata!.gaps).toHaveLength(1);
    await sleep(300);
    const last = await live.capture({ gc: false });
    expect(last.metadata!.gaps).toHaveLength(1);
    expect(Math.min(...births(last))).toBeGreaterThan(Math.max(...births(first)));
    await live.close();
    await opened.close();
  });

  it('is held by all who attached to it, and closes with the last', async () => {
    const target = await startTarget();
    const first = await openInspector(target.pid);
    const second = await openInspector(target.pid);
    expect(second.isOurs).toBe(true);
    expect(await first.close()).toBe(true);
    const live = await AttachedProcess.connect({ place: second.place, name, windowMs: 200 });
    await live.capture({ gc: false });
    await live.close();
    expect(await answers(target)).toBe(true);
    expect(await second.close()).toBe(true);
    expect(await answers(target)).toBe(false);
  });

  it('does not close an inspector that was open before, and sends no signal to it', async () => {
    const target = await startTarget({ nodeArgs: ['--inspect'], args: ['--own-handler'] });
    const opened = await openInspector(target.pid);
    expect(opened.isOurs).toBe(false);
    const live = await AttachedProcess.connect({ place: opened.place, name, windowMs: 200 });
    expect(topSite(await live.capture({ gc: false }))[0]).toBe('leakOnPurpose');
    await live.close();
    expect(await opened.close()).toBe(true);
    await sleep(300);
    expect(await answers(target)).toBe(true);
    expect(target.stdout()).not.toContain('SIGUSR1');
  });

  it('is let go of when it wants to end, which it does not wait with', async () => {
    const target = await startTarget({ args: ['--exit-on-term'] });
    const opened = await openInspector(target.pid);
    const live = await AttachedProcess.connect({ place: opened.place, name });
    await live.capture({ gc: false });
    const ended = once(target.child, 'exit', { signal: AbortSignal.timeout(3000) });
    target.child.kill('SIGTERM');
    expect((await ended)[0]).toBe(3);
    await expect(live.capture({ gc: false })).rejects.toMatchObject({ code: 'HT_E_INSPECTOR' });
    await live.close();
    expect(await opened.close()).toBe(true);
  });

  it('answers and is left also while its main thread is busy, and closes when it is free', async () => {
    const target = await startTarget({ nodeArgs: ['--no-opt'], args: ['--block', '2000'] });
    await sleep(500);
    const opened = await openInspector(target.pid);
    const live = await AttachedProcess.connect({ place: opened.place, name, windowMs: 500 });
    expect(topSite(await live.capture({ gc: false }))[0]).toBe('leakOnPurpose');
    await live.close();
    await opened.close();
    await sleep(2000);
    expect(await answers(target)).toBe(false);
    expect(target.child.exitCode).toBeNull();
  });

  it('ends a wait when it is told to, and can be asked again', async () => {
    const opened = await openInspector((await startTarget()).pid);
    const live = await AttachedProcess.connect({ place: opened.place, name, windowMs: 60_000 });
    await expect(live.capture({ gc: false, signal: AbortSignal.timeout(100) })).rejects.toThrow();
    await live.close();
    await opened.close();
  });

  it('leaves nothing behind in the process', async () => {
    const target = await startTarget({ nodeArgs: ['--inspect'] });
    const place = { host: '127.0.0.1', port: target.port };
    const live = await AttachedProcess.connect({ place, name });
    await live.capture({ gc: true });
    await live.close();
    const cdp = await CdpConnection.open(place, { name });
    const left = `Object.getOwnPropertySymbols(globalThis).map(String).filter((one) => one.includes('heaptide'))`;
    expect(await evaluate(cdp, left)).toEqual([]);
    await cdp.close();
  });
});

describe('a heap snapshot of an attached process', () => {
  it('is saved whole, for its owner only', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'heaptide-'));
    const opened = await openInspector((await startTarget()).pid);
    const live = await AttachedProcess.connect({ place: opened.place, name });
    const path = join(directory, 'one.heapsnapshot');
    await live.saveHeapSnapshot(path);
    const { snapshot, strings } = JSON.parse(await readFile(path, 'utf8')) as {
      snapshot: { node_count: number };
      strings: string[];
    };
    expect(snapshot.node_count).toBeGreaterThan(10_000);
    expect(strings).toContain('leakOnPurpose');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await expect(live.saveHeapSnapshot(join(directory, 'no', 'two'))).rejects.toMatchObject({
      code: 'HT_E_UNWRITABLE',
    });
    expect(await readdir(directory)).toEqual(['one.heapsnapshot']);
    await live.capture({ gc: false });
    await live.close();
    await opened.close();
    await rm(directory, { recursive: true });
  });
});

function topSite({ profile }: Capture): [name: string, samples: number] {
  const sites = new Map<string, { bytes: number; samples: number }>();
  for (let sample = 0; sample < profile.samples.length; sample++) {
    const [leaf] = stackFrames(profile, sample);
    if (leaf === undefined) continue;
    const { bytes, samples } = sites.get(leaf.name) ?? { bytes: 0, samples: 0 };
    sites.set(leaf.name, {
      bytes: bytes + profile.samples.values[2 * sample + 1]!,
      samples: samples + 1,
    });
  }
  const [top] = [...sites].sort(([, a], [, b]) => b.bytes - a.bytes);
  return [top?.[0] ?? '', top?.[1].samples ?? 0];
}

function functions({ profile }: Capture, sample: number): string[] {
  return stackFrames(profile, sample).map((frame) => frame.name);
}

function births({ profile }: Capture): number[] {
  return Array.from({ length: profile.samples.length }, (_, sample) =>
    sampleLabelNumber(profile, sample, BORN_LABEL)!,
  );
}
