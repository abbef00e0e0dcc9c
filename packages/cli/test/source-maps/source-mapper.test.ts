import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { HeaptideError, type Profile, ProfileBuilder, stackFrames } from '@heaptide/profile';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SourceMapper } from '../../src/source-maps/source-mapper.js';
import { buildMap } from './build-map.js';

interface TestFunction {
  readonly name?: string;
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
  readonly startLine?: number;
}

/** A profile of one sample in each function. */
function profileOf(functions: readonly TestFunction[]): Profile {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }] });
  for (const { name = 'f', file, line = 1, column = 3, startLine = line } of functions) {
    const func = builder.func({ name, filename: file, startLine });
    builder.sample({ stack: [builder.location({ lines: [{ function: func, line, column }] })], values: [1] });
  }
  return builder.build();
}

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'heaptide-maps-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, contents: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, contents);
  return file;
}

/** All of the first line is from line 5, column 3 of `src/a.ts`, seen from `dist`. */
const MAP = buildMap({ sources: ['../src/a.ts'], lines: [[[0, 0, 4, 2]]] });
const TEXT = JSON.stringify(MAP);
const PROGRAM = 'f();\n';

function mapped(file: string, directories: readonly string[] = []) {
  const mapper = new SourceMapper(directories);
  const [frame] = stackFrames(mapper.map(profileOf([{ file }])), 0);
  return { frame: frame!, notes: mapper.notes(false) };
}

const original = (file: string) => ({ name: 'f', file, line: 5, column: 3, startLine: 5 });
const inline = (url: string) => `${PROGRAM}//# sourceMappingURL=data:application/json${url}\n`;

describe('the map of a program', () => {
  it.each<[how: string, lay: () => string]>([
    [
      'in the file that its last comment names',
      () => {
        write('dist/maps/other.json', JSON.stringify({ ...MAP, sources: ['../../src/a.ts'] }));
        return write('dist/a.js', `${PROGRAM}//# sourceMappingURL=maps/other.json?v=1`);
      },
    ],
    [
      'by a percent-encoded URL',
      () => {
        write('dist/my map.json', TEXT);
        return write('dist/a.js', `${PROGRAM}//# sourceMappingURL=my%20map.json`);
      },
    ],
    [
      'beside it',
      () => {
        write('dist/a.js.map', TEXT);
        return write('dist/a.js', PROGRAM);
      },
    ],
    [
      'beside it where its comment names a file that is not there, or one of the web',
      () => {
        write('dist/a.js.map', TEXT);
        return write('dist/a.js', `${PROGRAM}//# sourceMappingURL=http://127.0.0.1:1/a.js.map`);
      },
    ],
    ['beside a program that is not there', () => write('dist/a.js.map', TEXT).slice(0, -'.map'.length)],
    [
      'inline as base64',
      () => write('dist/a.js', inline(`;charset=utf-8;base64,${Buffer.from(TEXT).toString('base64')}`)),
    ],
    ['inline as percent-encoded text', () => write('dist/a.js', inline(`,${encodeURIComponent(TEXT)}`))],
    [
      'of a program that is named by a file: URL',
      () => {
        write('dist/a b.js.map', TEXT);
        return pathToFileURL(write('dist/a b.js', PROGRAM)).href;
      },
    ],
    ['behind a byte order mark', () => write('dist/a.js.map', `\ufeff${TEXT}`).slice(0, -'.map'.length)],
  ])('is found %s', (_, lay) => {
    expect(mapped(lay())).toEqual({ frame: original(join(root, 'src/a.ts')), notes: [] });
  });

  it.each(['', 'node:fs', 'https://cdn.example/a.js', 'webpack-internal:///a.js'])(
    'is not looked for: %j',
    (file) => {
      const { frame, notes } = mapped(file);
      expect(frame).toMatchObject({ name: 'f', file, line: 1 });
      expect(notes).toEqual(['--source-maps: the profile names no file that may have a map']);
    },
  );

  it('is not there', () => {
    const files = ['a.js', 'b.js'].map((name) => write(name, PROGRAM));
    const mapper = new SourceMapper([]);
    const profile = profileOf(files.map((file) => ({ file })));
    expect(mapper.map(profile)).toBe(profile);
    expect(mapper.notes(false)).toEqual([`--source-maps: no map found for 2 files, first: ${files[0]!}`]);
  });

  it('is told in one line where it does not hold, and quoted nowhere', () => {
    const files = ['a', 'b', 'c', 'd', 'e'].map((name) =>
      write(`${name}.js.map`, 'password=hunter2').slice(0, -4),
    );
    const mapper = new SourceMapper([]);
    const profile = profileOf([...files, ...files].map((file) => ({ file })));
    expect(mapper.map(profile)).toBe(profile);
    const notes = mapper.notes(true);
    expect(notes).toHaveLength(4);
    expect(notes[0]).toBe(
      `--source-maps: the source map of ${files[0]!} is passed over: it is no JSON (HT_E_BAD_SOURCE_MAP)`,
    );
    expect(notes[3]).toBe('--source-maps: and 2 more such files');
    expect(notes.join()).not.toContain('hunter2');
  });

  it('is told where it is of another build', () => {
    const file = write('a.js.map', JSON.stringify({ ...MAP, mappings: '' })).slice(0, -4);
    expect(mapped(file).notes.join()).toMatch(/1 file with maps, but these know no place/);
  });

  it('may be a directory or a pipe that nobody writes to', () => {
    mkdirSync(join(root, 'a.js.map'));
    expect(mapped(join(root, 'a.js')).notes.join()).toMatch(/no map found/);
  });
});

describe('directories', () => {
  const ran = '/app/dist/a.js';

  it('stand for where the program ran', () => {
    write('project/dist/a.js.map', TEXT);
    write('project/other/a.js.map', '{}');
    for (const directory of ['project', 'project/dist']) {
      expect(mapped(ran, [join(root, directory)])).toEqual({
        frame: original(join(root, 'project/src/a.ts')),
        notes: [],
      });
    }
  });

  it('may hold programs with inline maps', () => {
    write('dist/a.js', inline(`,${encodeURIComponent(TEXT)}`));
    expect(mapped(ran, [root]).frame.file).toBe(join(root, 'src/a.ts'));
  });

  it('are asked in vain where several programs fit; that is said once', () => {
    write('one/dist/a.js.map', TEXT);
    write('two/dist/a.js.map', TEXT);
    const mapper = new SourceMapper([root]);
    const profile = profileOf([{ file: ran }, { file: ran, line: 2 }]);
    expect(mapper.map(profile)).toBe(profile);
    mapper.map(profile);
    expect(mapper.notes(false)).toEqual([
      expect.stringMatching(/^--source-maps: \/app\/dist\/a\.js may be .*one.* or .*two.*: none is taken$/),
      '--source-maps: no map found for 1 file, first: /app/dist/a.js',
    ]);
  });

  it('are not left, neither by a URL nor by a link', () => {
    const outside = write('outside/secret.map', TEXT);
    write('in/dist/a.js', `${PROGRAM}//# sourceMappingURL=../../outside/secret.map`);
    expect(mapped(ran, [join(root, 'in')]).notes.join()).toMatch(/no map found/);
    symlinkSync(outside, join(root, 'in/dist/a.js.map'));
    expect(mapped(ran, [join(root, 'in')]).notes.join()).toMatch(/no map found/);
    expect(mapped(ran, [root]).frame.line).toBe(5);
  });

  it('must be directories', () => {
    const code = (directory: string): string => {
      try {
        new SourceMapper([directory]);
      } catch (error) {
        if (error instanceof HeaptideError) return error.code;
      }
      return 'none';
    };
    expect(code(join(root, 'none'))).toBe('HT_E_NO_SUCH_FILE');
    expect(code(write('file', ''))).toBe('HT_E_USAGE');
    expect(code(root)).toBe('none');
  });
});

describe('frames', () => {
  const lines = [
    [[0, 0, 10, 0] as const, [8, 0, 20, 4] as const],
    [[0, 0, 30, 0] as const, [5, 0, 30, 6] as const],
  ];
  const frameOf = (func: Omit<TestFunction, 'file'>, sources = ['a.ts']) => {
    const file = write('x.js.map', JSON.stringify(buildMap({ sources, lines }))).slice(0, -4);
    const [frame] = stackFrames(new SourceMapper([]).map(profileOf([{ ...func, file }])), 0);
    return { ...frame!, file: frame!.file === file ? 'raw' : frame!.file.slice(root.length + 1) };
  };

  it('of one line are told apart by their columns', () => {
    expect(frameOf({ line: 1, column: 3 })).toMatchObject({
      file: 'a.ts',
      line: 11,
      column: 1,
      startLine: 11,
    });
    expect(frameOf({ line: 1, column: 9 })).toMatchObject({
      file: 'a.ts',
      line: 21,
      column: 5,
      startLine: 21,
    });
  });

  it('without a column are told where all of the line is from one line', () => {
    expect(frameOf({ line: 1, column: 0 })).toMatchObject({ file: 'raw', line: 1 });
    expect(frameOf({ line: 2, column: 0 })).toMatchObject({
      file: 'a.ts',
      line: 31,
      column: 0,
      startLine: 31,
    });
  });

  it('within a function keep where that begins', () => {
    expect(frameOf({ line: 1, column: 9, startLine: 2 })).toMatchObject({ line: 21, startLine: 31 });
    expect(frameOf({ line: 2, column: 1, startLine: 1 })).toMatchObject({ line: 31, startLine: 0 });
    expect(frameOf({ line: 1, column: 9, startLine: 0 })).toMatchObject({ line: 21, startLine: 0 });
  });

  it('at the top of a bundle of several sources stay there', () => {
    expect(frameOf({ line: 1, column: 1 })).toMatchObject({ file: 'a.ts', line: 11 });
    expect(frameOf({ line: 1, column: 1 }, ['a.ts', 'b.ts'])).toMatchObject({ file: 'raw', line: 1 });
    expect(frameOf({ line: 1, column: 2 }, ['a.ts', 'b.ts'])).toMatchObject({ file: 'a.ts', line: 11 });
  });
});

it('an identity map changes nothing', () => {
  const width = 12;
  const lines = Array.from({ length: 6 }, (_, line) =>
    Array.from({ length: width }, (_, column) => [column, 0, line, column] as const),
  );
  const file = write('same.js', 'x'.repeat(width).concat('\n').repeat(6));
  write('same.js.map', JSON.stringify(buildMap({ sources: ['same.js'], names: ['other'], lines })));
  const func = fc.record({
    name: fc.constantFrom('', 'x', 'a', '(anonymous)', 'constructor'),
    file: fc.constantFrom(file, 'node:fs', ''),
    line: fc.integer({ min: 0, max: 9 }),
    column: fc.integer({ min: 0, max: 20 }),
  });
  fc.assert(
    fc.property(fc.array(func, { maxLength: 12 }), (functions) => {
      const mapper = new SourceMapper([]);
      const within = functions.map(({ column, ...rest }) => ({ ...rest, column: Math.min(column, width) }));
      const profile = profileOf(within);
      expect(mapper.map(profile)).toBe(profile);
    }),
  );
});
