import { describe, expect, it } from 'vitest';
import { NumberTokenizer } from '../../src/reader/number-tokenizer.js';
import { SectionScanner } from '../../src/reader/section-scanner.js';
import { StringsReader } from '../../src/reader/strings-reader.js';
import { TextCollector } from '../../src/reader/text-collector.js';

function scan(text: string, pieceSize = text.length) {
  const header = new TextCollector('snapshot', '{', 1000);
  const strings = new StringsReader();
  const nodes: number[] = [];
  const seen: string[] = [];
  const scanner = new SectionScanner((section) => {
    seen.push(section);
    if (section === 'snapshot') return header;
    if (section === 'strings') return strings;
    return section === 'nodes'
      ? new NumberTokenizer(1, (values, records) => nodes.push(...values.subarray(0, records)))
      : undefined;
  });
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += pieceSize)
    scanner.push(bytes.slice(start, start + pieceSize));
  scanner.end();
  const texts = Array.from({ length: strings.strings.count }, (_, index) => strings.strings.text(index));
  return { header: header.text, nodes, texts, seen };
}

const FILE = `{"snapshot":{"meta":{"a":["}","\\"]"]}},
"unknown":{"deep":[[1,{"]":"[{"}],"\\\\"]},
"nodes":[1,2
,3],
"format":5,"none":null,
"strings":["a","quote \\" and ] end","back\\\\","\\u00e9t\\u00e9 \\ud83d\\ude00","été",""]
}
`;

describe('SectionScanner', () => {
  it.each([1, 2, 3, 7, 64, 1000])('finds every section in pieces of %i bytes', (pieceSize) => {
    expect(scan(FILE, pieceSize)).toEqual({
      header: '{"meta":{"a":["}","\\"]"]}}',
      nodes: [1, 2, 3],
      texts: ['a', 'quote " and ] end', 'back\\', 'été 😀', 'été', ''],
      seen: ['snapshot', 'unknown', 'nodes', 'format', 'none', 'strings'],
    });
  });

  it('does not mind the order of the sections', () => {
    expect(scan('{"strings":["x"],"nodes":[7],"snapshot":{}}')).toMatchObject({
      nodes: [7],
      texts: ['x'],
      header: '{}',
    });
  });

  it('tells in which section a file ends', () => {
    expect(() => scan(FILE.slice(0, FILE.indexOf('deep')))).toThrow('ends within its section unknown');
    expect(() => scan(FILE.slice(0, FILE.indexOf('2')))).toThrow('ends within its section nodes');
    expect(() => scan(FILE.slice(0, FILE.indexOf('back')))).toThrow('ends within its section strings');
    expect(() => scan('{')).toThrow('ends within its beginning');
    expect(() => scan('')).toThrow('is empty');
    expect(() => scan(' \n')).toThrow('holds blanks only');
  });

  it('tells what is no snapshot', () => {
    expect(() => scan('<html>')).toThrow('this is no heap snapshot: it begins with "<"');
    expect(() => scan('[1]')).toThrow('begins with "["');
    expect(() => scan('{nodes:[1]}')).toThrow('"n" stands where a key should');
    expect(() => scan('{"nodes"[1]}')).toThrow('"[" stands behind a key');
    expect(() => scan('{"nodes":[1] "x"')).toThrow('""" stands behind its section nodes');
    expect(() => scan('{"nodes":[1]}x')).toThrow('"x" stands behind its end');
    expect(() => scan('{"nodes":17}')).toThrow('its section nodes is no list');
    expect(() => scan('{"nodes":[1,x]}')).toThrow('its section nodes holds "x"');
    expect(() => scan(`{"${'k'.repeat(300)}":[1]}`)).toThrow('a key is over 256 bytes long');
    expect(() => scan(`{"snapshot":{"x":"${'y'.repeat(2000)}"}}`)).toThrow(
      'its section snapshot is over 1000 bytes',
    );
  });
});
