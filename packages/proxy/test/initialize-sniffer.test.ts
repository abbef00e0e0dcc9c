import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInitialize } from '../src/initialize-sniffer.js';

const sniff = (text: string) => isInitialize(Buffer.from(text));

describe('isInitialize', () => {
  it.each([
    ['the method first', '{"method":"initialize","jsonrpc":"2.0","id":1}'],
    ['the method last', '{"jsonrpc":"2.0","id":1,"params":{"a":[{"b":"}"}]},"method":"initialize"}'],
    ['white space everywhere', ' \r\n{ "jsonrpc" : "2.0" ,\n\t"method" :\n "initialize" }'],
    ['escapes in the key and in the value', '{"m\\u0065thod":"initial\\u0069ze"}'],
    ['a text cut off after the method', '{"jsonrpc":"2.0","method":"initialize","params":{"cli'],
    ['quotes and braces in strings before it', '{"id":"\\"}{\\\\","method":"initialize"}'],
  ])('recognises %s', (_, text) => {
    expect(sniff(text)).toBe(true);
  });

  it.each([
    ['another method', '{"jsonrpc":"2.0","method":"tools/list","id":1}'],
    ['a method that begins alike', '{"method":"initialized"}'],
    ['initialize inside the params only', '{"params":{"method":"initialize"},"method":"tools/call"}'],
    ['initialize as the value of another key', '{"id":"method","name":"initialize"}'],
    ['a string that reads like the member', '{"id":"\\"method\\":\\"initialize\\"","method":"ping"}'],
    ['a batch', '[{"method":"initialize"}]'],
    ['a second value after the message', '{"id":1}{"method":"initialize"}'],
    ['a method that is no string', '{"method":["initialize"]}'],
    ['a text cut off within the method', '{"method":"initia'],
    ['an empty body', ''],
    ['what is no JSON', 'method=initialize'],
    ['an escape that is none', '{"\\x":1,"method":"tools/list"}'],
  ])('does not take for one %s', (_, text) => {
    expect(sniff(text)).toBe(false);
  });

  it('looks at the first 64 KiB only', () => {
    const filled = (bytes: number) => `{"id":"${'x'.repeat(bytes)}","method":"initialize"}`;
    expect(sniff(filled(60_000))).toBe(true);
    expect(sniff(filled(66_000))).toBe(false);
  });

  it('agrees with a full parse on every request', () => {
    const request = fc.record(
      {
        jsonrpc: fc.constant('2.0'),
        id: fc.oneof(fc.integer(), fc.string()),
        method: fc.oneof(fc.constant('initialize'), fc.string()),
        params: fc.oneof(fc.jsonValue(), fc.constant({ method: 'initialize' })),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(request, fc.nat({ max: 3 }), (value, indent) => {
        expect(sniff(JSON.stringify(value, null, indent))).toBe(value.method === 'initialize');
      }),
    );
  });
});
