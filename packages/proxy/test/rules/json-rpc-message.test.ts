import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Beginning,
  methodOf,
  readBeginning,
  requestIdOf,
  SNIFF_LIMIT_BYTES,
} from '../../src/rules/json-rpc-message.js';

const whole = (text: string) => readBeginning(Buffer.from(text), true);
const begun = (text: string) => readBeginning(Buffer.from(text), false);

describe('H5: readBeginning of a batch', () => {
  it.each([
    ['one that holds an initialize', '[{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}]'],
    ['one of tool calls', '[{"jsonrpc":"2.0","id":1,"method":"tools/call"},{"jsonrpc":"2.0","method":"x"}]'],
    ['white space before it', ' \r\n\t[ {"id":1}]'],
    ['a byte order mark before it, which servers take off', '\ufeff[{"id":1}]'],
    ['an empty one', '[]'],
    ['what only begins like one', '[not JSON'],
  ])('tells %s from its first byte', (_, text) => {
    expect(whole(text)).toBe('batch');
    expect(begun(text)).toBe('batch');
  });

  it('waits for the first byte that counts', () => {
    expect(begun('')).toBe('undecided');
    expect(begun(' \n')).toBe('undecided');
    expect(readBeginning(Buffer.from([0xef, 0xbb]), false)).toBe('undecided');
    expect(readBeginning(Buffer.from([0xef, 0xbb]), true)).toBe('other');
    expect(whole(' \n')).toBe('other');
  });

  it('takes no other bytes off than a whole byte order mark', () => {
    expect(readBeginning(Buffer.from([0xef, 0x5b]), true)).toBe('other');
    expect(readBeginning(Buffer.from([0xef, 0xbb, 0x5b]), false)).toBe('other');
  });

  it.each(['"["', '{"params":[1]}', '1', 'x[', '\u00ef['])('takes %s for none', (text) => {
    expect(whole(text)).toBe('other');
  });
});

describe('R6: readBeginning of an initialize request', () => {
  it.each([
    ['the method first', '{"method":"initialize","jsonrpc":"2.0","id":1}'],
    ['the method last', '{"jsonrpc":"2.0","id":1,"params":{"a":[{"b":"}"}]},"method":"initialize"}'],
    ['white space everywhere', ' \r\n{ "jsonrpc" : "2.0" ,\n\t"method" :\n "initialize" }'],
    ['escapes in the key and in the value', '{"m\\u0065thod":"initial\\u0069ze"}'],
    ['quotes and braces in strings before it', '{"id":"\\"}{\\\\","method":"initialize"}'],
    ['a byte order mark', '\ufeff{"method":"initialize"}'],
    ['the method twice, alike', '{"method":"initialize","method":"initi\\u0061lize"}'],
    ['a method in another case, alike', '{"Method":"initialize","method":"initialize"}'],
    [
      '_meta of the stateless era, which is the server’s to judge',
      '{"method":"initialize","params":{"_meta":{}}}',
    ],
  ])('recognises %s', (_, text) => {
    expect(whole(text)).toBe('initialize');
    expect(begun(text)).toBe('initialize');
  });

  it.each([
    ['another method', '{"jsonrpc":"2.0","method":"tools/list","id":1}'],
    ['a method that begins alike', '{"method":"initialized"}'],
    ['another case of the value', '{"method":"Initialize"}'],
    ['initialize inside the params only', '{"params":{"method":"initialize"},"method":"tools/call"}'],
    ['initialize as the value of another key', '{"id":"method","name":"initialize"}'],
    ['a string that reads like the member', '{"id":"\\"method\\":\\"initialize\\"","method":"ping"}'],
    ['a second value after the message', '{"id":1}{"method":"initialize"}'],
    ['a method that is no string', '{"method":["initialize"]}'],
    ['a method that is a number', '{"method":1}'],
    ['no method', '{"jsonrpc":"2.0","id":1,"result":{}}'],
    ['an answer', '{"jsonrpc":"2.0","id":1,"result":{"method":"initialize"}}'],
    ['what is no JSON', 'method=initialize'],
    ['an escape that is none', '{"\\x":1,"method":"tools/list"}'],
    [
      'methods that differ, the last of which counts for most',
      '{"method":"initialize","method":"tools/call"}',
    ],
    [
      'methods that differ, the first of which counts for some',
      '{"method":"tools/call","method":"initialize"}',
    ],
    ['methods that differ by an escape', '{"method":"initialize","m\\u0065thod":"tools/call"}'],
    ['a method for readers that ignore case', '{"method":"initialize","METHOD":"tools/call"}'],
    ['one for those that ignore case and see escapes', '{"method":"initialize","M\\u0045thod":"tools/call"}'],
    ['the method in another case only', '{"Method":"initialize"}'],
  ])('does not take for one %s', (_, text) => {
    expect(whole(text)).toBe('other');
  });

  it('is undecided while a second method may follow', () => {
    expect(begun('{"jsonrpc":"2.0","method":"initialize","params":{"cli')).toBe('undecided');
    expect(begun('{"jsonrpc":"2.0","method":"initi')).toBe('undecided');
    expect(begun('{"jsonrpc":"2.0","method":')).toBe('undecided');
    expect(begun('{"jsonrpc":"2.0","method"')).toBe('undecided');
    expect(begun('{"jsonrpc":"2.0"')).toBe('undecided');
  });

  it('needs no more of another request than its method', () => {
    expect(begun('{"jsonrpc":"2.0","method":"tools/call","params":{"a')).toBe('other');
    expect(begun('{"jsonrpc":"2.0","method":1')).toBe('other');
  });

  it('looks at the first 64 KiB only', () => {
    const filled = (bytes: number) => `{"id":"${'x'.repeat(bytes)}","method":"initialize"}`;
    expect(whole(filled(60_000))).toBe('initialize');
    expect(whole(filled(66_000))).toBe('other');
    expect(begun(filled(66_000))).toBe('other');
    const long = `{"method":"initialize","params":{"x":"${'x'.repeat(66_000)}"}}`;
    expect(begun(long)).toBe('initialize');
    expect(begun(long.slice(0, SNIFF_LIMIT_BYTES - 1))).toBe('undecided');
    expect(begun(' '.repeat(SNIFF_LIMIT_BYTES))).toBe('other');
  });

  const request = fc.record(
    {
      jsonrpc: fc.constant('2.0'),
      id: fc.oneof(fc.integer(), fc.string()),
      method: fc.oneof(fc.constant('initialize'), fc.string()),
      params: fc.oneof(fc.jsonValue(), fc.constant({ method: 'initialize' })),
    },
    { requiredKeys: [] },
  );

  it('agrees with a full parse on every request', () => {
    fc.assert(
      fc.property(request, fc.nat({ max: 3 }), (value, indent) => {
        const body = Buffer.from(JSON.stringify(value, null, indent));
        expect(readBeginning(body, true)).toBe(value.method === 'initialize' ? 'initialize' : 'other');
        expect(methodOf(body)).toBe(value.method);
        expect(requestIdOf(body)).toBe(value.id === undefined ? undefined : JSON.stringify(value.id));
      }),
    );
  });

  it('never takes back what it has decided, whatever follows', () => {
    const text = fc.oneof(
      request.map((value) => JSON.stringify(value)),
      fc
        .array(
          fc.constantFrom(
            '{',
            '}',
            '[',
            '"',
            ':',
            ',',
            '\\',
            ' ',
            '"method"',
            '"Method"',
            '"initialize"',
            '1',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        const body = Buffer.from(value);
        let decided: Beginning = 'undecided';
        for (let length = 0; length <= body.length; length += 1) {
          const now = readBeginning(body.subarray(0, length), false);
          if (decided !== 'undecided') expect(now).toBe(decided);
          decided = now;
        }
        const end = readBeginning(body, true);
        expect(end).not.toBe('undecided');
        if (decided !== 'undecided') expect(end).toBe(decided);
      }),
    );
  });

  it('never says initialize where a full parse would not', () => {
    const members = fc.array(
      fc.tuple(
        fc.constantFrom('method', 'm\\u0065thod', 'Method', 'id', 'params'),
        fc.constantFrom('"initialize"', '"tools/call"', '"initi\\u0061lize"', '{"method":"initialize"}', '1'),
      ),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(members, (list) => {
        const text = `{${list.map(([key, value]) => `"${key}":${value}`).join(',')}}`;
        const parsed = JSON.parse(text) as { method?: unknown };
        if (whole(text) === 'initialize') expect(parsed.method).toBe('initialize');
        const method = methodOf(Buffer.from(text));
        if (method !== undefined) expect(parsed.method).toBe(method);
      }),
    );
  });
});

describe('P2: methodOf', () => {
  it.each([
    ['{"id":1,"method":"tools/call","params":{"method":"x"}}', 'tools/call'],
    ['{"method":"caf\u00e9"}', 'caf\u00e9'],
    ['{"method":"a\\nb"}', 'a\nb'],
    ['{"method":""}', ''],
    ['{"method":"a","method":"a"}', 'a'],
    ['{"method":"a","params":{"b', 'a'],
    ['{"method":"a","method":"b"}', undefined],
    ['{"method":"a","Method":"b"}', undefined],
    ['{"Method":"a"}', undefined],
    ['{"method":null}', undefined],
    ['{"method":"a', undefined],
    ['{"method":', undefined],
    ['{"id":1,"result":{}}', undefined],
    ['[{"method":"a"}]', undefined],
    ['"method"', undefined],
    ['', undefined],
  ])('of %j is %j', (text, method) => {
    expect(methodOf(Buffer.from(text))).toBe(method);
  });
});

describe('S8: requestIdOf', () => {
  it.each([
    ['a number', '{"jsonrpc":"2.0","id":7,"method":"tools/list"}', '7'],
    ['zero', '{"id":0}', '0'],
    ['a big integer, verbatim', '{"id":12345678901234567890123,"method":"x"}', '12345678901234567890123'],
    ['a number with an exponent', '{"id":-1.50e+3 }', '-1.50e+3'],
    ['a string', '{"method":"x","id":"abc"}', '"abc"'],
    ['a string with escapes, as they stand', '{"id":"\\u00e9\\"\\/"}', '"\\u00e9\\"\\/"'],
    ['a string beyond ASCII', '{"id":"\u00e9\u{1f30a}"}', '"\u00e9\u{1f30a}"'],
    ['an empty string', '{"id":""}', '""'],
    ['a key with an escape', '{"\\u0069d":3}', '3'],
    ['ids that agree', '{"id":3,"id":3}', '3'],
    ['a body that is cut off after it', '{"id":3,"params":{"x":"y', '3'],
  ])('echoes %s', (_, text, id) => {
    expect(requestIdOf(Buffer.from(text))).toBe(id);
  });

  it.each([
    ['a notification', '{"jsonrpc":"2.0","method":"notifications/initialized"}'],
    ['null', '{"id":null,"method":"x"}'],
    ['an object', '{"id":{"id":1}}'],
    ['a list', '{"id":[1]}'],
    ['true', '{"id":true}'],
    ['an id inside the params only', '{"params":{"id":5}}'],
    ['a batch', '[{"id":1}]'],
    ['no body', ''],
    ['a number that may go on', '{"id":12'],
    ['a string that goes on', '{"id":"12'],
    ['a number that is none', '{"id":012}'],
    ['what is not written as JSON does', '{"id":0x1f}'],
    ['a string with a raw control character', '{"id":"a\nb"}'],
    ['an escape that is none', '{"id":"\\x"}'],
    ['ids that differ', '{"id":1,"id":2}'],
    ['an id and a null', '{"id":1,"id":null}'],
    ['a very long string', `{"id":"${'x'.repeat(5_000)}"}`],
    ['a very long number', `{"id":${'1'.repeat(5_000)}}`],
  ])('has none to echo for %s', (_, text) => {
    expect(requestIdOf(Buffer.from(text))).toBeUndefined();
  });
});
