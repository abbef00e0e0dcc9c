import { expect, it } from 'vitest';
import { originalName } from '../../src/source-maps/original-name.js';
import { parseSourceMap } from '../../src/source-maps/parse-source-map.js';
import { ProgramText } from '../../src/source-maps/program-text.js';
import { SourceMap } from '../../src/source-maps/source-map.js';
import { buildMap } from './build-map.js';

/**
 * `^` stands before where V8 has the function begin, `<original>` before what the map has a name for, `<>` before what it
 * has a place for.
 */
function read(marked: string) {
  const names: string[] = [];
  const segments: [number, number, number, number, number?][] = [];
  let program = '';
  let begin = -1;
  for (const [, mark, name, text] of marked.matchAll(/(?:(\^)|<(\w*)>)|([^])/g)) {
    if (mark !== undefined) begin = program.length;
    else if (text !== undefined) program += text;
    else if (name === '') segments.push([program.length, 0, 0, program.length]);
    else segments.push([program.length, 0, 0, program.length, names.push(name!) - 1]);
  }
  const line = program.slice(0, begin).split('\n').length - 1;
  const map = buildMap({ sources: ['a.ts'], names, lines: [segments] });
  return {
    program,
    map: new SourceMap(parseSourceMap(JSON.stringify(map)), '/a.js'),
    place: { line, column: begin },
  };
}

function nameOf(marked: string, name: string, withProgram = true): string {
  const { program, map, place } = read(marked);
  const segment = map.at(place)!;
  return originalName({ name, place, segment }, map, withProgram ? new ProgramText(program) : undefined);
}

it.each([
  ['a declaration', '<>function <keepSession>a^(<id>b){}', 'a', 'keepSession'],
  ['a method', '<>class x{<keepSession>a^(<id>b){}}', 'a', 'keepSession'],
  ['a method that has its name', '<>class x{<>keep^(<id>b){}}', 'keep', 'keep'],
  ['an arrow function that is assigned', '<>const <keepSession>a=<>^(<id>b)=>b', 'a', 'keepSession'],
  ['one with a single parameter', '<>const <keepSession>a=^<id>b=>b', 'a', 'keepSession'],
  ['a function that is assigned', '<>let <keepSession>a=<>async function^(<id>b){}', 'a', 'keepSession'],
  ['a property', '<>x={<keepSession>a:function*^(<id>b){}}', 'a', 'keepSession'],
  ['a name that V8 inferred', '<>exports.<keepSession>a=^(<id>b)=>b', 'exports.a', 'keepSession'],
  ['a private method', '<>class x{<keepSession>#a^(<id>b){}}', '#a', 'keepSession'],
  ['a constructor', '<>class <Session>a extends b{<>constructor^(<id>b){}}', 'a', 'Session'],
  [
    'that of a class expression',
    '<>var <Session>a=<>class extends b{<>constructor^(<id>b){}}',
    'a',
    'Session',
  ],
  ['a class without one', '<>^class <Session>a{<id>b=1}', 'a', 'Session'],
  ['a callback of one parameter', '<>list.map(<entry>^b=>b)', '(anonymous)', '(anonymous)'],
  ['a callback without a name', '<>list.map(<entry>^b=>b)', '', ''],
  ['a callback in parentheses', '<>list.map(<>^(<entry>b)=>b)', '(anonymous)', '(anonymous)'],
  ['a parenthesis that has the name', '<>list.map(<onEntry>^(<entry>b)=>b)', '(anonymous)', 'onEntry'],
  ['another name than V8 has', '<>function <other>ab^(<id>c){}', 'b', 'b'],
])('%s', (_, marked, name, original) => expect(nameOf(marked, name)).toBe(original));

it('is told without the program only where the name ends where the function begins', () => {
  expect(nameOf('<>function <keepSession>a^(<id>b){}', 'a', false)).toBe('keepSession');
  expect(nameOf('<>const <keepSession>a=<>^(<id>b)=>b', 'a', false)).toBe('a');
  expect(nameOf('<>list.map(<entry>^b=>b)', '', false)).toBe('');
});
