import { describe, expect, it } from 'vitest';
import { ForwardedFields, type ForwardedHop } from '../../src/rules/forwarded-fields.js';
import { fieldsOf } from './fields-of.js';

const HOP: ForwardedHop = { remoteAddress: '10.0.0.7', isTrusted: false, scheme: 'http' };
const CLAIMING = fieldsOf(
  'Host: proxy.example',
  'X-Forwarded-For: 1.2.3.4',
  'x-forwarded-for: 5.6.7.8, 9.9.9.9',
  'X-Forwarded-Host: public.example',
  'x-forwarded-proto:  https',
  'Forwarded: for=1.2.3.4;host=public.example',
  'X-Forwarded-Prefix: /app',
  'X-Real-IP: 1.2.3.4',
  'Accept: */*',
);

const linesOf = (hop: Partial<ForwardedHop>, fields = CLAIMING) =>
  new ForwardedFields({ ...HOP, ...hop }).lines(fields);
const droppedOf = (hop: Partial<ForwardedHop>) => {
  const forwarded = new ForwardedFields({ ...HOP, ...hop });
  return [...new Set(CLAIMING.names)].filter((name) => forwarded.drops(name));
};

describe('H1: which upstream is told what', () => {
  it.each([
    ['an own one', undefined, ['X-Forwarded-Host: proxy.example', 'X-Forwarded-Proto: http']],
    ['a remote one over https', 'https', ['X-Forwarded-Proto: https']],
    ['a remote one over http', 'http', ['X-Forwarded-Proto: http']],
  ] as const)('%s', (_, remoteScheme, lines) => {
    const fields = fieldsOf('Host: proxy.example', 'Accept: */*');
    expect(linesOf({ remoteScheme }, fields)).toEqual(['X-Forwarded-For: 10.0.0.7', ...lines]);
  });

  it('an own one, when clients come over https', () => {
    expect(linesOf({ scheme: 'https' })).toContain('X-Forwarded-Proto: https');
  });
});

describe('H1: the claims of a peer that is not trusted', () => {
  it('are not passed on, but what the proxy sees itself', () => {
    expect(linesOf({})).toEqual([
      'X-Forwarded-For: 10.0.0.7',
      'X-Forwarded-Host: proxy.example',
      'X-Forwarded-Proto: http',
    ]);
    expect(droppedOf({})).toEqual([
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'forwarded',
      'x-forwarded-prefix',
      'x-real-ip',
    ]);
  });

  it('are not passed on to a remote upstream either', () => {
    expect(linesOf({ remoteScheme: 'https' })).toEqual([
      'X-Forwarded-For: 10.0.0.7',
      'X-Forwarded-Proto: https',
    ]);
  });

  it('do without a Host and without an address', () => {
    expect(linesOf({ remoteAddress: undefined }, fieldsOf('Accept: */*'))).toEqual([
      'X-Forwarded-Proto: http',
    ]);
  });

  it('are of an IPv4 address in its own form', () => {
    expect(linesOf({ remoteAddress: '::ffff:10.0.0.7' })[0]).toBe('X-Forwarded-For: 10.0.0.7');
  });
});

describe('H1: the claims of a trusted peer', () => {
  it('are appended to, or kept as they came', () => {
    expect(linesOf({ isTrusted: true })).toEqual([
      'X-Forwarded-For: 1.2.3.4, 5.6.7.8, 9.9.9.9, 10.0.0.7',
      'X-Forwarded-Host: public.example',
      'x-forwarded-proto:  https',
    ]);
    expect(droppedOf({ isTrusted: true })).toEqual([
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
    ]);
  });

  it('are made where it has none', () => {
    expect(linesOf({ isTrusted: true }, fieldsOf('Host: proxy.example', 'X-Forwarded-For:'))).toEqual([
      'X-Forwarded-For: 10.0.0.7',
      'X-Forwarded-Host: proxy.example',
      'X-Forwarded-Proto: http',
    ]);
  });

  it('do not tell a remote upstream the name of the proxy', () => {
    const hop = { isTrusted: true, remoteScheme: 'https' } as const;
    expect(linesOf(hop)).toEqual([
      'X-Forwarded-For: 1.2.3.4, 5.6.7.8, 9.9.9.9, 10.0.0.7',
      'X-Forwarded-Proto: https',
    ]);
    expect(droppedOf(hop)).toEqual([
      'x-forwarded-for',
      'x-forwarded-host',
      'x-forwarded-proto',
      'forwarded',
      'x-forwarded-prefix',
    ]);
  });
});
