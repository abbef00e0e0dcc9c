import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeadBuffer, type HeadOutcome } from '../../src/http/head-buffer.js';

const LIMIT = 64;
const HEAD = 'GET / HTTP/1.1\r\nHost: a';

/** What comes of `pieces`, up to the first outcome that is not partial. */
function pushAll(buffer: HeadBuffer, pieces: readonly string[]): HeadOutcome {
  for (const [index, piece] of pieces.entries()) {
    const outcome = buffer.push(Buffer.from(piece, 'latin1'));
    if (outcome.is === 'whole') {
      const rest = Buffer.concat([outcome.rest, Buffer.from(pieces.slice(index + 1).join(''), 'latin1')]);
      return { ...outcome, rest };
    }
    if (outcome.is !== 'partial') return outcome;
  }
  return { is: 'partial' };
}

const taken = (...pieces: string[]) => pushAll(new HeadBuffer(LIMIT), pieces);
const whole = (text: string, rest = '') => ({ is: 'whole', text, rest: Buffer.from(rest, 'latin1') });

describe('a HeadBuffer', () => {
  it('ends a head at the first empty line and leaves the rest', () => {
    expect(taken(`${HEAD}\r\n\r\nbody\r\n\r\n`)).toEqual(whole(HEAD, 'body\r\n\r\n'));
  });

  it.each(['', '\r\n', '\r\n\r\n\r\n\r\n'])(
    'gathers it from two pieces, wherever they part, behind %j',
    (before) => {
      const text = `${before}${HEAD}\r\n\r\nrest`;
      for (let at = 0; at <= text.length; at += 1) {
        expect(taken(text.slice(0, at), text.slice(at))).toEqual(whole(HEAD, 'rest'));
      }
    },
  );

  it('gathers it from single bytes', () => {
    expect(taken(...`\r\n${HEAD}\r\n\r\nrest`.split(''))).toEqual(whole(HEAD, 'rest'));
  });

  it('keeps the bytes above ASCII', () => {
    expect(taken('caf\xe9\xff\r\n\r\n')).toEqual(whole('caf\xe9\xff'));
  });

  it('is partial between the first byte of a head and its end', () => {
    const buffer = new HeadBuffer(LIMIT);
    expect(buffer.isPartial).toBe(false);
    buffer.push(Buffer.from('\r\n'));
    expect(buffer.isPartial).toBe(false);
    buffer.push(Buffer.from('G'));
    expect(buffer.isPartial).toBe(true);
    buffer.push(Buffer.from('ET\r\n\r\n'));
    expect(buffer.isPartial).toBe(false);
  });

  it('takes one head after the other', () => {
    const buffer = new HeadBuffer(LIMIT);
    expect(pushAll(buffer, ['\r\n\r\n\r\n\r\na', '\r\n\r\n'])).toEqual(whole('a'));
    expect(pushAll(buffer, ['\r\n\r\n\r\n\r\nb\r\n', '\r\n'])).toEqual(whole('b'));
  });

  it.each([
    ['a bare LF after the request line', 'GET / HTTP/1.1\n'],
    ['an LF at the very beginning', '\nGET'],
    ['a bare LF for the empty line', 'GET / HTTP/1.1\r\n\n'],
  ])('refuses %s at once', (_, text) => {
    expect(taken(text)).toEqual({ is: 'malformed' });
    expect(taken(...text.split(''))).toEqual({ is: 'malformed' });
  });

  it('leaves a bare LF in a whole head to the parser of its lines', () => {
    expect(taken('a\nb\n\nc\r\n\r\n')).toEqual(whole('a\nb\n\nc'));
  });

  it.each(['a\rb', 'a\r', '\r', 'a\r\r'])('cannot tell yet what a CR alone becomes: %j', (text) => {
    expect(taken(text)).toEqual({ is: 'partial' });
  });

  it('refuses more empty lines before a head than any client sends', () => {
    const lines = '\r\n'.repeat(5);
    expect(taken(`${lines}${HEAD}\r\n\r\n`)).toEqual({ is: 'malformed' });
    expect(taken(...lines.split(''), `${HEAD}\r\n\r\n`)).toEqual({ is: 'malformed' });
  });

  it('takes a head of the limit and refuses a longer one, whole or not', () => {
    const most = 'x'.repeat(LIMIT);
    expect(taken(`${most}\r\n\r\n`)).toEqual(whole(most));
    expect(taken(`${most}x\r\n\r\n`)).toEqual({ is: 'too large' });
    expect(taken(most)).toEqual({ is: 'partial' });
    expect(taken(`${most}x`)).toEqual({ is: 'too large' });
    expect(taken(...most.split(''), 'x')).toEqual({ is: 'too large' });
  });

  it('says the same of any bytes that hold no bare LF, however they are split', () => {
    const text = fc
      .array(fc.constantFrom('\r\n', '\r', 'a', 'Host: b', '\r\n\r\n', '\xff'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(60), { maxLength: 5 }), (bytes, cuts) => {
        expect(taken(...split(bytes, cuts))).toEqual(taken(bytes));
      }),
    );
  });
});

function split(text: string, cuts: readonly number[]): string[] {
  const at = [0, ...cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b), text.length];
  return at.slice(1).map((end, index) => text.slice(at[index], end));
}
