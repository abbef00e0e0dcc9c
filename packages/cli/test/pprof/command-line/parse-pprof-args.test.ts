import { DEFAULT_PPROF_OPTIONS } from '@heaptide/report/pprof';
import { describe, expect, it } from 'vitest';
import { parsePprofArgs } from '../../../src/pprof/command-line/parse-pprof-args.js';

function parse(...args: string[]) {
  const said: string[] = [];
  const line = parsePprofArgs(args, (text) => said.push(text));
  if (typeof line === 'string') throw new Error(line);
  return { ...line, said };
}

const refusal = (...args: string[]) => {
  try {
    parse(...args);
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    return `${code}: ${message}`;
  }
  return undefined;
};

describe('flags', () => {
  it('have values after = or as the next argument, with one dash or two', () => {
    const { options, report, sources } = parse(
      '-top',
      '--nodecount=0x3',
      '-focus',
      'a=b',
      '--unit',
      '-',
      'f',
      'g',
    );
    expect(report?.command.name).toBe('top');
    expect(options).toEqual({ ...DEFAULT_PPROF_OPTIONS, nodecount: 3, focus: 'a=b', unit: '-' });
    expect(sources).toEqual(['f', 'g']);
  });

  it('end at the first source, at - and at --', () => {
    expect(parse('f', '-top')).toMatchObject({ sources: ['f', '-top'] });
    expect(parse('-top', '-', '-cum')).toMatchObject({ sources: ['-', '-cum'] });
    expect(parse('-top', '--', '-cum')).toMatchObject({ sources: ['-cum'] });
    expect(parse('', '-top').report).toBeUndefined();
  });

  it('booleans take a value after = only', () => {
    expect(parse('-trim=0', '-mean=T', 'f').options).toMatchObject({ trim: false, mean: true });
    expect(parse('-mean', 'false').sources).toEqual(['false']);
    expect(parse('-top=false', '-tree', 'f').report?.command.name).toBe('tree');
  });

  it('the last of several counts, but bases add up', () => {
    const { options, bases, isDiff } = parse(
      '-nodecount=1',
      '-nodecount=2',
      '-base=a',
      '-base',
      'b',
      '-base=',
      'f',
    );
    expect(options.nodecount).toBe(2);
    expect({ bases, isDiff }).toEqual({ bases: ['a', 'b'], isDiff: false });
    expect(parse('-diff_base=a', 'f')).toMatchObject({ bases: ['a'], isDiff: true });
  });

  it('groups are set by their values', () => {
    expect(parse('-cum', '-lines=1', 'f').options).toMatchObject({ sort: 'cum', granularity: 'lines' });
    expect(parse('-cum=false', '-flat', 'f').options.sort).toBe('flat');
  });

  it('a report with an empty pattern is none', () => {
    expect(parse('-peek=', 'f').report).toBeUndefined();
    expect(parse('-peek', '-top', 'f').report).toMatchObject({ symbol: '-top' });
  });

  it('-h is help unless an error comes first', () => {
    expect(parsePprofArgs(['-top', '-h', '-zork'], () => undefined)).toBe('help');
    expect(parsePprofArgs(['--help'], () => undefined)).toBe('help');
    expect(parsePprofArgs(['-top'], () => undefined)).toBe('no source');
    expect(refusal('-zork', '-h')).toBe('HT_E_USAGE: flag provided but not defined: -zork');
  });
});

it.each([
  [['-zork', 'f'], 'HT_E_USAGE: flag provided but not defined: -zork'],
  [['-nodecount'], 'HT_E_USAGE: flag needs an argument: -nodecount'],
  [['-nodecount=x', 'f'], 'HT_E_USAGE: invalid value "x" for flag -nodecount: parse error'],
  [['-seconds=1.5', 'f'], 'HT_E_USAGE: invalid value "1.5" for flag -seconds: parse error'],
  [['-divide_by=1e999', 'f'], 'HT_E_USAGE: invalid value "1e999" for flag -divide_by: value out of range'],
  [['-top=maybe', 'f'], 'HT_E_USAGE: invalid boolean value "maybe" for -top: parse error'],
  [['---x'], 'HT_E_USAGE: bad flag syntax: ---x'],
  [['-=x'], 'HT_E_USAGE: bad flag syntax: -=x'],
  [['-top', '-tree', 'f'], 'HT_E_PPROF: must set at most one output format'],
  [['-files', '-lines', 'f'], 'HT_E_PPROF: conflicting options set: [files lines]'],
  [
    ['-http=:0', '-top', 'f'],
    'HT_E_PPROF: -http is not compatible with an output format on the command line',
  ],
  [['-no_browser', 'f'], 'HT_E_PPROF: -no_browser only makes sense with -http'],
  [['-base=a', '-diff_base=b', 'f'], 'HT_E_PPROF: -base and -diff_base flags cannot both be specified'],
  [['-normalize', 'f'], 'HT_E_PPROF: must have base profile to normalize by'],
])('%j is refused', (args, reason) => {
  expect(refusal(...args)).toBe(reason);
});

it('flags for sample types yield to what was chosen before them', () => {
  expect(parse('-alloc_space', 'f')).toMatchObject({ options: { sample_index: 'alloc_space' }, said: [] });
  expect(parse('-alloc_space', '-inuse_space', '-sample_index=0', 'f')).toMatchObject({
    options: { sample_index: '0' },
    said: [
      'Multiple value selections, ignoring -inuse_space',
      'Multiple value selections, ignoring -alloc_space',
    ],
  });
  expect(parse('-mean_delay', 'f').options).toMatchObject({ sample_index: 'delay', mean: true });
});
