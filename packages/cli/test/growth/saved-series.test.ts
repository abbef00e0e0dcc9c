import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeProfile } from '@heaptide/profile';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runGrowth } from './run-growth.js';
import { type SampleOptions, sampleSeries } from './sample-captures.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'heaptide-growth-'));
});
afterEach(() => rm(directory, { recursive: true }));

async function save(from: number, to: number, options: SampleOptions = {}, prefix = ''): Promise<string[]> {
  const files: string[] = [];
  for (const { name, capture } of sampleSeries(from, to, options, prefix)) {
    const file = join(directory, name.padStart(16, '0'));
    await writeFile(file, await writeProfile(capture.profile));
    files.push(file);
  }
  return files;
}

describe('saved captures', () => {
  it('are a series; a confirmed leak is exit status 1', async () => {
    await save(0, 15);
    const { exit, stdout, stderr } = await runGrowth([directory]);
    expect(stdout).toMatch(/^leak: newSession keeps \d+(\.\d+)? B \(.*\) per session; confirmed/);
    expect(stderr).toBe('');
    expect(exit).toBe(1);
  });

  it('are judged without what is foreign or broken, which is told once each', async () => {
    await save(0, 15);
    await save(1, 2, { foreign: true }, 'foreign');
    await writeFile(join(directory, 'page.pb.gz'), '<!DOCTYPE html><html></html>');
    await writeFile(join(directory, 'short.pb.gz'), 'x');
    const { exit, stderr } = await runGrowth([directory]);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(
        /^heaptide: 2 captures are left out, such as .*page\.pb\.gz: .*HTML.* \(HT_E_NOT_A_PROFILE\)$/,
      ),
      expect.stringMatching(
        /^heaptide: 2 captures are left out, such as .*foreign1\.pb\.gz: no metadata of heaptide$/,
      ),
      '',
    ]);
    expect(exit).toBe(1);
  });

  it('end in a coded error where nothing is left', async () => {
    await writeFile(join(directory, 'a.pb.gz'), '<!DOCTYPE html><html></html>');
    expect((await runGrowth([directory])).error).toMatchObject({ code: 'HT_E_NOT_A_PROFILE' });
    await writeFile(join(directory, 'b.pb.gz'), '<!DOCTYPE html><html></html>');
    const { error } = await runGrowth([directory]);
    expect(error).toMatchObject({
      code: 'HT_E_NOT_A_PROFILE',
      message: expect.stringMatching(/^none of 2 files/) as string,
    });
    await rm(join(directory, 'a.pb.gz'));
    await rm(join(directory, 'b.pb.gz'));
    expect((await runGrowth([directory])).error).toMatchObject({ code: 'HT_E_NO_CAPTURES' });
    expect((await runGrowth([join(directory, 'none')])).error).toMatchObject({ code: 'HT_E_NO_SUCH_FILE' });
  });

  it('without metadata are judged by totals and in order, and by nothing per minute', async () => {
    const files = await save(0, 13, { foreign: true });
    const { exit, stdout, stderr } = await runGrowth(files);
    expect(stdout).toMatch(/^growing +newSession/m);
    expect(stdout).toMatch(/PER PROFILE \(95%\)$/m);
    expect(stdout).not.toContain('rss');
    expect(stderr).toContain('in the order in which they were named; only totals can be judged');
    expect(exit).toBe(0);
    expect((await runGrowth([directory])).error).toMatchObject({ code: 'HT_E_NO_METADATA' });
  });

  it('of two processes take --pid', async () => {
    await save(0, 15);
    await save(0, 15, { metadata: { pid: 14, service: 'worker' } }, 'w');
    expect((await runGrowth([directory])).error).toMatchObject({ code: 'HT_E_MIXED_SERIES' });
    expect((await runGrowth([directory, '--pid', '14'])).exit).toBe(1);
  });

  it('are held against what is expected of a site', async () => {
    await save(0, 15);
    const held = await runGrowth([directory, '--expect', 'newSession@session.js:41:ttl=1h']);
    expect(held.stdout).toContain('growing, as expected: newSession\n');
    expect(held.exit).toBe(0);
    const broken = await runGrowth([directory, '--expect', 'newSession:capacity=100']);
    expect(broken.stdout).toContain('leak, confirmed, not as expected: newSession\n');
    expect(broken.exit).toBe(1);
    const mistyped = await runGrowth([directory, '--expect', 'newSesion:ttl=1h']);
    expect(mistyped.stderr).toBe('heaptide: --expect names no site here: newSesion\n');
    expect(mistyped.exit).toBe(1);
  });

  it('refuse what makes no sense for them', async () => {
    await save(0, 1);
    const usage = { code: 'HT_E_USAGE' };
    expect((await runGrowth([directory, '--exact'])).error).toMatchObject(usage);
    expect((await runGrowth([directory, '--save', 'x'])).error).toMatchObject(usage);
    expect((await runGrowth([directory, 'http://127.0.0.1:1'])).error).toMatchObject(usage);
    expect((await runGrowth([directory, '--expect', 'x'])).error).toMatchObject(usage);
    expect((await runGrowth([directory, '--unit', 'sesions'])).error).toMatchObject({
      ...usage,
      message: 'the captures have no work counter "sesions" for --unit; there are: sessions',
    });
    await expect(runGrowth([directory, '--group-by', 'colour'])).rejects.toThrow(/one of site, function/);
  });

  it('take --expect several times', async () => {
    await save(0, 15);
    const { stdout, stderr } = await runGrowth([
      directory,
      '--expect',
      'none:ttl=1h',
      '--expect',
      'newSession:ttl=1h',
    ]);
    expect(stdout).toContain('growing, as expected: newSession\n');
    expect(stderr).toBe('heaptide: --expect names no site here: none\n');
  });

  it('are told in Markdown', async () => {
    await save(0, 15);
    const { exit, stdout } = await runGrowth([directory, '--markdown']);
    expect(stdout).toMatch(/^### heaptide growth: leak\n\n\*\*leak: `newSession` keeps/);
    expect(exit).toBe(1);
    expect((await runGrowth([directory, '--markdown', '--json'])).error).toMatchObject({
      code: 'HT_E_USAGE',
    });
  });

  it('add sites up by --group-by, in the JSON beside them', async () => {
    await save(0, 15);
    const { stdout } = await runGrowth([directory, '--group-by', 'package', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      schema: 'heaptide.growth/1',
      sites: [{ function: 'newSession' }],
      groups: [{ name: '(application)', sites: 1, verdict: 'leak' }],
    });
  });
});
