import { describe, expect, it } from 'vitest';
import { renderCheckJunit } from '../../src/check/index.js';
import { failedBy, findingOf, growthOf, leakAt, resultOf } from './check-fixtures.js';
import { parseXml, type XmlElement } from './strict-xml.js';

function suiteOf(xml: string): XmlElement {
  const root = parseXml(xml);
  expect(root.name).toBe('testsuites');
  expect(root.children).toHaveLength(1);
  return root.children[0]!;
}

function count(suite: XmlElement, name: string): number {
  return suite.children.filter(({ children }) => children.some((child) => child.name === name)).length;
}

/** The totals of a suite must be those of its cases: CI systems show the first and count the second. */
function expectTotals(suite: XmlElement): void {
  const { tests, failures, errors, skipped } = suite.attributes;
  expect(Number(tests)).toBe(suite.children.length);
  expect(Number(failures)).toBe(count(suite, 'failure'));
  expect(Number(errors)).toBe(count(suite, 'error'));
  expect(Number(skipped)).toBe(count(suite, 'skipped'));
}

describe('JUnit XML', () => {
  it('of a check that passed is one case', () => {
    const suite = suiteOf(renderCheckJunit(resultOf()));
    expectTotals(suite);
    expect(suite.attributes.name).toBe('node server.js');
    expect(suite.children.map(({ attributes }) => attributes.name)).toEqual(['the process does not grow']);
    expect(suite.children[0]!.children).toEqual([]);
  });

  it('has a failure for the process and for each finding, and skips what is allowed', () => {
    const allowedBy = { site: 'fillCache', reason: 'known <&> "quoted"' };
    const suite = suiteOf(
      renderCheckJunit(
        failedBy(findingOf(leakAt()), findingOf(leakAt({ function: 'fillCache' }), { allowedBy })),
      ),
    );
    expectTotals(suite);
    const [whole, leak, allowed] = suite.children;
    expect(whole!.children[0]).toMatchObject({ name: 'failure', attributes: { type: 'leak' } });
    expect(leak!.attributes).toMatchObject({
      name: 'newSession@src/session.js',
      file: 'src/session.js',
      line: '12',
    });
    expect(leak!.children[0]!.attributes.message).toContain('+120 B per session');
    expect(leak!.children[0]!.text).toContain('onRequest /app/src/session.js:3:20\nnewSession');
    expect(allowed!.children[0]).toMatchObject({
      name: 'skipped',
      attributes: { message: 'allowed: known <&> "quoted"' },
    });
  });

  it.each([
    [false, 'error'],
    [true, 'skipped'],
  ])('tells of an inconclusive check: allowed %s, %s', (inconclusiveAllowed, name) => {
    const growth = growthOf({ verdict: 'inconclusive', reason: 'needs 3 more captures' });
    const suite = suiteOf(
      renderCheckJunit(resultOf({ outcome: 'inconclusive', inconclusiveAllowed, growth })),
    );
    expectTotals(suite);
    expect(suite.children[0]!.children[0]!.name).toBe(name);
  });

  it('is well-formed whatever things are called', () => {
    const names = [
      '<![CDATA[x]]>',
      '"><failure/>',
      '&lt;&bad;',
      '\u0000\u0001\u001b',
      '\ud800',
      '\ufffe\uffff',
      '--> ]]>',
    ];
    for (const name of names) {
      const site = leakAt({
        function: name,
        reason: name,
        path: [{ function: name, file: name, line: 1, column: 1 }],
      });
      const result = failedBy(findingOf(site, { key: name }));
      const suite = suiteOf(renderCheckJunit({ ...result, program: ['node', name] }));
      expectTotals(suite);
      expect(suite.children).toHaveLength(2);
    }
  });

  it('is checked by a parser that refuses what is not XML', () => {
    const declared = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
    for (const bad of [
      '<a>',
      '<a></b>',
      '<a/><b/>',
      '<a x="1" x="2"/>',
      '<a>&</a>',
      '<a>&x;</a>',
      '<a>\u0001</a>',
    ]) {
      expect(() => parseXml(declared(bad))).toThrow();
    }
    expect(parseXml(declared('<a b="&quot;">x<c/>&amp;</a>'))).toMatchObject({
      attributes: { b: '"' },
      text: 'x&',
    });
  });
});
