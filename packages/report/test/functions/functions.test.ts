import { compareProfiles, type Profile, ProfileBuilder } from '@heaptide/profile';
import { describe, expect, it } from 'vitest';
import { renderDiffJson, renderDiffText } from '../../src/functions/diff.js';
import { viewFunctions, type ViewOptions } from '../../src/functions/function-view.js';
import { renderTopJson, renderTopText } from '../../src/functions/top.js';
import { renderTreeJson, renderTreeText } from '../../src/functions/tree.js';

/** `main` calls `handle`, which calls two anonymous functions of one file and itself. */
function profile(scale = 1): Profile {
  const builder = new ProfileBuilder({
    sampleTypes: [{ type: 'inuse_space', unit: 'bytes' }],
    periodType: { type: 'space', unit: 'bytes' },
    period: 1024,
  });
  const at = (name: string, startLine: number) =>
    builder.location({
      lines: [
        { function: builder.func({ name, filename: 'app.js', startLine }), line: startLine, column: 0 },
      ],
    });
  const [main, handle, first, second] = [
    at('main', 1),
    at('handle', 5),
    at('(anonymous)', 9),
    at('(anonymous)', 12),
  ];
  builder.sample({ stack: [first, handle, main], values: [65_536 * scale] });
  builder.sample({ stack: [second, handle, handle, main], values: [32_768] });
  builder.sample({ stack: [main], values: [1024] });
  return builder.build();
}

const view = (options: ViewOptions, format: 'top' | 'tree' = 'top') =>
  viewFunctions(profile(), options, format, () => undefined);

describe('top', () => {
  it('lists functions with what they hold and what they call, told apart by start line', () => {
    expect(renderTopText(view({}))).toBe(
      [
        'inuse_space: 97kB in 4 functions',
        'FLAT  FLAT%   CUM    CUM%  FUNCTION     FILE',
        '64kB  66.0%  64kB   66.0%  (anonymous)  app.js:9',
        '32kB  33.0%  32kB   33.0%  (anonymous)  app.js:12',
        ' 1kB   1.0%  97kB  100.0%  main         app.js:1',
        '   0   0.0%  96kB   99.0%  handle       app.js:5',
        '',
      ].join('\n'),
    );
  });

  it('sorts by cum, filters, and limits rows', () => {
    expect(renderTopText(view({ cum: true }), 1)).toContain('main');
    const focused = view({ focus: 'handle' });
    expect(focused.functions.map(({ info }) => info.startLine)).toEqual([9, 12, 5, 1]);
    expect(focused.total).toBe(99_328);
  });

  it('JSON has a schema and whole numbers', () => {
    const { schema, total, functions } = JSON.parse(renderTopJson(view({}), 1)) as Record<string, unknown>;
    expect({ schema, total, functions }).toEqual({
      schema: 'heaptide.top/1',
      total: 99_328,
      functions: [{ function: '(anonymous)', file: 'app.js', line: 9, flat: 65_536, cum: 65_536 }],
    });
  });
});

describe('tree and peek', () => {
  it('shows a function between callers and callees', () => {
    expect(renderTreeText(view({ symbol: 'handle' }, 'tree'))).toBe(
      [
        'inuse_space: 97kB in 1 functions',
        '',
        '        96kB  from main app.js:1',
        'handle app.js:5  flat 0 0.0%, cum 96kB 99.0%',
        '        64kB  to (anonymous) app.js:9',
        '        32kB  to (anonymous) app.js:12',
        '',
      ].join('\n'),
    );
  });

  it('counts the callees that there is no room for', () => {
    expect(renderTreeText(view({ symbol: 'handle' }, 'tree'), { edges: 1 })).toContain('1 more callees');
  });

  it('JSON names both sides', () => {
    const { functions } = JSON.parse(renderTreeJson(view({ symbol: 'handle' }, 'tree'))) as {
      functions: { callers: unknown[]; callees: unknown[] }[];
    };
    expect(functions[0]!.callers).toEqual([{ function: 'main', file: 'app.js', line: 1, value: 98_304 }]);
    expect(functions[0]!.callees).toHaveLength(2);
  });
});

describe('diff', () => {
  it('shows what changed and counts what may be noise', () => {
    const text = renderDiffText(compareProfiles(profile(), profile(4)));
    expect(text).toBe(
      [
        'inuse_space: 97kB before, 289kB after, +192kB ±19.65kB',
        'BEFORE  AFTER   DELTA     ERROR  TIMES  FUNCTION     FILE',
        '  64kB  256kB  +192kB  ±17.89kB  x4.00  (anonymous)  app.js:9',
        '',
      ].join('\n'),
    );
  });

  it('hides noise unless all is asked for', () => {
    const small = compareProfiles(profile(), profile(1.125));
    expect(renderDiffText(small)).toContain('1 more within the sampling error of 3 deviations, +8kB in all');
    expect(renderDiffText(small, { all: true })).toContain('x1.13');
  });

  it('JSON has every function with its error', () => {
    const { schema, functions } = JSON.parse(renderDiffJson(compareProfiles(profile(), profile(4)))) as {
      schema: string;
      functions: { delta: number; error: number; change: string }[];
    };
    expect(schema).toBe('heaptide.diff/1');
    expect(functions[0]).toMatchObject({ function: '(anonymous)', line: 9, delta: 196_608, change: 'grown' });
    expect(functions[0]!.error).toBeGreaterThan(0);
  });
});

it('names cannot move a terminal', () => {
  const builder = new ProfileBuilder({ sampleTypes: [{ type: 'a\x1b[2J', unit: 'bytes' }] });
  const func = builder.func({ name: 'x\x1b]0;owned\x07', filename: 'f\n.js' });
  const location = builder.location({ lines: [{ function: func, line: 1, column: 0 }] });
  builder.sample({ stack: [location, location], values: [1] });
  const hostile = builder.build();
  const shown = viewFunctions(hostile, {}, 'tree', () => undefined);
  const texts = [
    renderTopText(shown),
    renderTreeText(shown),
    renderDiffText(compareProfiles(hostile, hostile), { all: true }),
  ];
  // eslint-disable-next-line no-control-regex -- what must not be there
  for (const text of texts) expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f]/);
});
