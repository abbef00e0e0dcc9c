import { describe, expect, it } from 'vitest';
import { formatRecord } from '../../src/proxy/log/format-record.js';
import { Logger, type LogStream } from '../../src/proxy/log/logger.js';
import type { LogFields } from '../../src/proxy/log/log-record.js';
import { requestLog } from '../../src/proxy/log/request-log.js';
import { shortId } from '../../src/proxy/log/short-id.js';

const time = new Date('2026-03-04T05:06:07.089Z');
const record = (fields: LogFields) => ({ time, level: 'warn' as const, message: 'upstream failing', fields });

describe('formatRecord', () => {
  it('writes an object of JSON', () => {
    expect(JSON.parse(formatRecord(record({ requests: 3, reason: 'no', gone: undefined }), 'json'))).toEqual({
      time: '2026-03-04T05:06:07.089Z',
      level: 'warn',
      message: 'upstream failing',
      requests: 3,
      reason: 'no',
    });
  });

  it('writes for people', () => {
    const line = formatRecord(
      record({ requests: 3, reason: 'timed out', path: '/mcp', set: 'A="x"' }),
      'pretty',
    );
    expect(line).toBe(
      '05:06:07.089 WARN  upstream failing  requests=3  reason="timed out"  path=/mcp  set="A=\\"x\\""',
    );
  });

  it.each(['json', 'pretty'] as const)('in %s nothing acts on a terminal or forges a line', (format) => {
    const hostile = '\u001b[2Ja\r\nlevel=error\u009b31m\u202egnp\u0000\u2028';
    const line = formatRecord({ ...record({ reason: hostile }), message: hostile }, format);
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    expect(formatRecord(record({ reason: 'x'.repeat(100_000) }), format).length).toBeLessThan(1_000);
  });
});

describe('Logger', () => {
  const stream = () => {
    const lines: string[] = [];
    const fake = { lines, writableLength: 0, write: (line: string) => lines.push(line) > 0, on: () => fake };
    return fake as typeof fake & LogStream;
  };

  it('writes from its level up', () => {
    const out = stream();
    const logger = new Logger({ format: 'json', level: 'warn', stream: out });
    for (const level of ['debug', 'info', 'warn', 'error'] as const) logger.log(level, level);
    expect(out.lines.map((line) => (JSON.parse(line) as { level: string }).level)).toEqual(['warn', 'error']);
  });

  it('leaves lines out for a reader that has fallen behind, and says how many', () => {
    const out = stream();
    const logger = new Logger({ format: 'pretty', level: 'info', stream: out, now: () => time });
    out.writableLength = 2 ** 20 + 1;
    logger.log('info', 'a');
    logger.log('info', 'b');
    out.writableLength = 0;
    logger.log('info', 'c');
    expect(out.lines).toEqual(['05:06:07.089 WARN  lines left out  lines=2\n', '05:06:07.089 INFO  c\n']);
  });

  it('tells of a request its path and the beginning of its session, and no more', () => {
    const out = stream();
    const { onExchange } = requestLog(
      new Logger({ format: 'json', level: 'info', stream: out, now: () => time }),
    );
    const sessionId = 'dd313593-1d30-4276-a223-7c31285957d7';
    const target = `/messages?sessionId=${sessionId}`;
    onExchange({ method: 'POST', target, status: 202, milliseconds: 1.234, sessionId });
    expect(JSON.parse(out.lines[0]!)).toEqual({
      time: time.toISOString(),
      level: 'info',
      message: 'request',
      method: 'POST',
      path: '/messages',
      status: 202,
      ms: 1.2,
      session: 'dd313593…',
    });
  });
});

it.each([
  ['dd313593-1d30-4276-a223-7c31285957d7', 'dd313593…'],
  ['abcdefgh', 'abcd…'],
  ['x', '…'],
])('of %s only %s is shown', (id, shown) => {
  expect(shortId(id)).toBe(shown);
});
