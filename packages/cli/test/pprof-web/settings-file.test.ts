import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_PPROF_OPTIONS } from '@heaptide/report/pprof';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configMenu } from '../../src/pprof/web/config-menu.js';
import { SettingsFile } from '../../src/pprof/web/settings-file.js';
import { settingsPath } from '../../src/pprof/web/settings-path.js';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'heaptide-settings-'));
  path = join(folder, 'config', 'pprof', 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const OPTIONS = { ...DEFAULT_PPROF_OPTIONS, focus: 'a<b>', nodecount: 20, sample_index: 'inuse_objects' };

describe('SettingsFile', () => {
  it('keeps options by name, and forgets them', async () => {
    const file = new SettingsFile(path);
    expect(await file.configs(DEFAULT_PPROF_OPTIONS)).toEqual([]);
    await file.save('one', OPTIONS);
    await file.save('two', DEFAULT_PPROF_OPTIONS);
    await file.save('one', { ...OPTIONS, hide: 'x' });
    const current = { ...DEFAULT_PPROF_OPTIONS, source_path: '/src' };
    expect(await new SettingsFile(path).configs(current)).toEqual([
      { name: 'one', options: { ...OPTIONS, hide: 'x', sample_index: '', source_path: '/src' } },
      { name: 'two', options: current },
    ]);
    await file.remove('one');
    expect((await file.configs(current)).map(({ name }) => name)).toEqual(['two']);
    await expect(file.remove('one')).rejects.toThrow('config one not found');
  });

  it('writes what google/pprof writes', async () => {
    await new SettingsFile(path).save('one', OPTIONS);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({
      configs: [
        {
          name: 'one',
          unit: 'minimum',
          sort: 'flat',
          nodecount: 20,
          nodefraction: 0.005,
          edgefraction: 0.001,
          trim: true,
          focus: 'a<b>',
        },
      ],
    });
    expect(readdirSync(join(path, '..'))).toEqual(['settings.json']);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
  });

  it('takes what is left out for zero, as google/pprof does, and keeps what it does not know', async () => {
    const file = new SettingsFile(path);
    await file.save('mine', OPTIONS);
    const theirs = { name: 'theirs', hide: 'x', mean: true, nodecount: 'many', sort: 'name', later: [1] };
    writeFileSync(path, JSON.stringify({ configs: [theirs] }));
    const [read] = await file.configs(DEFAULT_PPROF_OPTIONS);
    expect(read!.options).toMatchObject({
      hide: 'x',
      mean: true,
      trim: false,
      nodecount: 0,
      sort: '',
      unit: '',
    });
    await file.save('mine', OPTIONS);
    const { configs } = JSON.parse(readFileSync(path, 'utf8')) as { configs: unknown[] };
    expect(configs[0]).toEqual(theirs);
  });

  it('loses nothing when several pages save at once', async () => {
    const file = new SettingsFile(path);
    const names = Array.from({ length: 20 }, (_, i) => `config ${i}`);
    await Promise.all(names.map((name) => file.save(name, OPTIONS)));
    expect((await file.configs(OPTIONS)).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['{', /^could not parse settings: /],
    ['[]', /^could not parse settings: no list of configs/],
    ['{"configs": [{"focus": "x"}]}', /^could not parse settings: no list of configs/],
    [' '.repeat(2 ** 20 + 1), /^could not read settings: more than/],
  ])('touches no file that it does not understand (%#)', async (text, message) => {
    const file = new SettingsFile(path);
    await file.save('one', OPTIONS);
    writeFileSync(path, text);
    await expect(file.save('two', OPTIONS)).rejects.toThrow(message);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it.each(['', 'x'.repeat(101)])('takes no name that is empty or long', async (name) => {
    await expect(new SettingsFile(path).save(name, OPTIONS)).rejects.toThrow('invalid config name');
  });
});

it('knows where google/pprof keeps its settings', () => {
  expect(settingsPath({ XDG_CONFIG_HOME: '/x', HOME: '/h' }, 'linux')).toBe('/x/pprof/settings.json');
  expect(settingsPath({ HOME: '/h' }, 'linux')).toBe('/h/.config/pprof/settings.json');
  expect(settingsPath({ HOME: '/h' }, 'darwin')).toBe('/h/Library/Application Support/pprof/settings.json');
  expect(settingsPath({ XDG_CONFIG_HOME: 'relative', HOME: '/h' }, 'linux')).toBeUndefined();
  expect(settingsPath({}, 'linux')).toBeUndefined();
});

it('offers each configuration for the present view, and marks the one that is shown', () => {
  const saved = [
    { name: 'focused', options: { ...DEFAULT_PPROF_OPTIONS, focus: 'x' } },
    { name: 'few', options: { ...DEFAULT_PPROF_OPTIONS, nodecount: 5 } },
  ];
  expect(configMenu(saved, new URLSearchParams('f=x&si=inuse_space'))).toEqual([
    { name: 'Default', href: '?si=inuse_space', own: false, current: false },
    { name: 'focused', href: '?f=x&si=inuse_space', own: true, current: true },
    { name: 'few', href: '?n=5&si=inuse_space', own: true, current: false },
  ]);
});
