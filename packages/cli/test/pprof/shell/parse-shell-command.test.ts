import { DEFAULT_PPROF_OPTIONS, type PprofOptions } from '@heaptide/report/pprof';
import { expect, it } from 'vitest';
import { parseShellCommand } from '../../../src/pprof/shell/parse-shell-command.js';

const parse = (line: string, options: Partial<PprofOptions> = {}) =>
  parseShellCommand(line.split(' '), { ...DEFAULT_PPROF_OPTIONS, ...options });

it.each([
  ['top', 'top', { nodecount: 10 }],
  ['top5', 'top', { nodecount: 5 }],
  ['tree', 'tree', { nodecount: -1 }],
  ['text 3 -cum', 'text', { nodecount: 3, sort: 'cum' }],
  ['top a b -c -d --cum', 'top', { focus: 'a|b', ignore: 'c|d', sort: 'cum' }],
  ['top -5 +7', 'top', { nodecount: 7, ignore: '' }],
  ['top 99999999999', 'top', { focus: '99999999999' }],
  ['top - x', 'top', { ignore: '', focus: 'x' }],
  ['top >file', 'top', { output: 'file' }],
  ['svg > file 4', 'svg', { output: 'file', nodecount: 4 }],
  ['tags key:x -y', 'tags', { tagfocus: 'key:x', tagignore: 'y', focus: '', ignore: '' }],
])('%s', (line, name, options) => {
  const parsed = parse(line);
  expect(parsed.report.command.name).toBe(name);
  expect(parsed.options).toMatchObject(options);
});

it('leaves what the shell has set where the command does not say otherwise', () => {
  expect(parse('top', { nodecount: 3, focus: 'x', output: 'f' }).options).toMatchObject({
    nodecount: 3,
    focus: 'x',
    output: 'f',
  });
  expect(parse('top y', { focus: 'x' }).options.focus).toBe('y');
});

it('takes the first argument for the functions to show where a report shows some', () => {
  expect(parse('peek a b')).toMatchObject({ report: { symbol: 'a' }, options: { focus: 'b' } });
});

it.each([
  ['zork', 'unrecognized command: "zork"'],
  ['zork7', 'unrecognized command: "zork"'],
  ['7', 'unrecognized command: "7"'],
  ['focus x', 'did you mean: focus=x'],
  ['focus', 'did you mean: focus=<val>'],
  ['nodecount7', 'did you mean: nodecount=7'],
  ['peek', 'command peek requires an argument'],
  ['top >', 'unexpected end of line after >'],
  ['constructor', 'unrecognized command: "constructor"'],
])('%s is refused', (line, reason) => {
  expect(() => parse(line)).toThrow(reason);
});
