import { describe, expect, it } from 'vitest';
import {
  checkedEndpointPrefix,
  type EndpointRewrite,
  endpointRewrite,
  rewriteEndpoint,
} from '../../src/rules/endpoint-rewrite.js';
import { fieldsOf } from './fields-of.js';

const PATH = '/sse?sessionId=abc123';
const URL_TEXT = `http://backend:8080${PATH}`;
const PUBLIC = { scheme: 'https', host: 'public.example.com' };

describe('H8: the endpoint URL', () => {
  it.each([
    ['stays as it is', PATH, {}, PATH],
    ['gets a prefix', PATH, { prefix: '/playwright' }, `/playwright${PATH}`],
    ['gets a prefix behind its host', URL_TEXT, { prefix: '/app' }, `http://backend:8080/app${PATH}`],
    ['gets all', URL_TEXT, { prefix: '/app', ...PUBLIC }, `https://public.example.com/app${PATH}`],
    ['gets scheme and host', URL_TEXT, PUBLIC, `https://public.example.com${PATH}`],
    ['becomes absolute', PATH, PUBLIC, `https://public.example.com${PATH}`],
    ['gets no scheme without a host', PATH, { scheme: 'http' }, PATH],
    ['gets a prefix, but no scheme without a host', PATH, { prefix: '/app', scheme: 'http' }, `/app${PATH}`],
    ['keeps its query', `${PATH}&foo=b,r&b=%7E`, { prefix: '/api/v1' }, `/api/v1${PATH}&foo=b,r&b=%7E`],
    ['keeps its fragment', `${PATH}#part`, { prefix: '/app' }, `/app${PATH}#part`],
    ['keeps its scheme under another host', URL_TEXT, { host: 'h:81' }, `http://h:81${PATH}`],
    ['keeps having no scheme under a host', PATH, { host: 'h:81' }, `//h:81${PATH}`],
    ['has a host, but no scheme', `//backend${PATH}`, { prefix: '/app' }, `//backend/app${PATH}`],
    ['has no path', 'http://backend?sessionId=x', { prefix: '/app' }, 'http://backend/app?sessionId=x'],
    [
      'is relative to the stream',
      'messages?sessionId=x',
      { prefix: '/app', ...PUBLIC },
      'messages?sessionId=x',
    ],
    ['is a query alone', '?sessionId=x', { prefix: '/app', ...PUBLIC }, '?sessionId=x'],
    ['is no http URL', 'ws://backend/x', { prefix: '/app', ...PUBLIC }, 'ws://backend/x'],
    ['is no URL', '', { prefix: '/app', ...PUBLIC }, ''],
  ])('%s', (_, url, rewrite: Partial<EndpointRewrite>, expected) => {
    expect(rewriteEndpoint(url, { prefix: '', scheme: undefined, host: undefined, ...rewrite })).toBe(
      expected,
    );
  });
});

describe('H8: what the endpoint is rewritten by', () => {
  const PREFIX = 'X-Forwarded-Prefix: /from-header';
  const ALL = [PREFIX, 'X-Forwarded-Proto: https', 'X-Forwarded-Host: public.example.com'];

  it.each([
    ['nothing', undefined, false, [], undefined],
    ['nothing of a peer that is not trusted', undefined, false, ALL, undefined],
    ['the option’s prefix alone, where it is not', '/explicit', false, ALL, { prefix: '/explicit' }],
    ['the option’s prefix before the field', '/explicit', true, [PREFIX], { prefix: '/explicit' }],
    ['the field where there is no option', undefined, true, [PREFIX], { prefix: '/from-header' }],
    ['all fields', undefined, true, ALL, { prefix: '/from-header', ...PUBLIC }],
    ['scheme and host', undefined, true, ALL.slice(1), { prefix: '', ...PUBLIC }],
    ['the option’s prefix, scheme and host', '/explicit', true, ALL, { prefix: '/explicit', ...PUBLIC }],
    ['nothing by a scheme alone', undefined, true, ALL.slice(1, 2), undefined],
    ['an empty option', '', true, [PREFIX], { prefix: '/from-header' }],
    ['an empty option, of a peer that is not trusted', '', false, [PREFIX], undefined],
    ['the prefix in its plainest form', undefined, true, ['X-Forwarded-Prefix: a/b/'], { prefix: '/a/b' }],
    [
      'the outermost of several proxies',
      undefined,
      true,
      ['X-Forwarded-Host: outer.example, inner.example', 'X-Forwarded-Proto: HTTPS, http'],
      { prefix: '', scheme: 'https', host: 'outer.example' },
    ],
  ])('%s', (_, prefix, isTrusted, lines, expected) => {
    const rewrite = endpointRewrite(fieldsOf(...lines), { prefix, isTrusted });
    expect(rewrite).toEqual(expected && { scheme: undefined, host: undefined, ...expected });
  });

  it.each([
    'X-Forwarded-Prefix: //evil.example',
    'X-Forwarded-Prefix: /a?b',
    'X-Forwarded-Prefix: /a#b',
    'X-Forwarded-Prefix: /a b',
    'X-Forwarded-Prefix: /\\evil.example',
    'X-Forwarded-Prefix: /\u00e9',
    'X-Forwarded-Prefix: /',
    'X-Forwarded-Host: evil.example/x',
    'X-Forwarded-Host: user@evil.example',
    'X-Forwarded-Host:',
  ])('nothing by %s', (line) => {
    expect(endpointRewrite(fieldsOf(line), { prefix: undefined, isTrusted: true })).toBeUndefined();
  });

  it('no scheme that is none of the web', () => {
    const fields = fieldsOf('X-Forwarded-Host: h', 'X-Forwarded-Proto: javascript');
    expect(endpointRewrite(fields, { prefix: undefined, isTrusted: true })).toEqual({
      prefix: '',
      scheme: undefined,
      host: 'h',
    });
  });

  it.each([
    ['/playwright', '/playwright'],
    ['playwright', '/playwright'],
    ['/playwright/', '/playwright'],
    ['/', ''],
    ['', ''],
    ['/a/b;c=1,2', '/a/b;c=1,2'],
  ])('the option %j as %j', (option, prefix) => {
    expect(checkedEndpointPrefix(option)).toBe(prefix);
  });

  it.each(['//evil.example', '/a?b', '/a b', 'http://h/x?y', '/\u00e9', '///'])(
    'refuses the option %j',
    (option) => {
      expect(() => checkedEndpointPrefix(option)).toThrow(
        expect.objectContaining({ code: 'HT_E_BAD_OPTION' }),
      );
    },
  );
});
