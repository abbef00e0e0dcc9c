import { describe, expect, it } from 'vitest';
import { type BodyReader, readerOf } from '../../src/http/body-reader.js';

function read(body: BodyReader, bytes: Buffer, start = 0) {
  const pieces: Buffer[] = [];
  const end = body.take(bytes, start, (piece) => pieces.push(piece));
  return { end, pieces };
}

describe('the reader of a body of known length', () => {
  it('takes so many bytes and no more', () => {
    const body = readerOf({ by: 'length', length: 5 }, 'frames');
    expect(read(body, Buffer.from('xhel'), 1)).toEqual({ end: 4, pieces: [Buffer.from('hel')] });
    expect(body).toMatchObject({
      isWhole: false,
      dataBytes: 3,
      endsWithConnection: false,
      isBetweenChunks: false,
    });
    expect(read(body, Buffer.from('loGET'))).toEqual({ end: 2, pieces: [Buffer.from('lo')] });
    expect(body).toMatchObject({ isWhole: true, dataBytes: 5 });
    expect(read(body, Buffer.from('GET'))).toEqual({ end: 0, pieces: [] });
  });

  it('hands on a piece that is all body as it is', () => {
    const bytes = Buffer.from('hello');
    expect(read(readerOf({ by: 'length', length: 9 }, 'data'), bytes).pieces[0]).toBe(bytes);
  });
});

describe('the reader of no body', () => {
  it('is whole from the beginning and takes nothing', () => {
    const body = readerOf({ by: 'none' }, 'frames');
    expect(body.isWhole).toBe(true);
    expect(read(body, Buffer.from('HTTP/1.1'))).toEqual({ end: 0, pieces: [] });
  });
});

describe('the reader of a body that ends with its connection', () => {
  it('takes everything and is never whole by itself', () => {
    const body = readerOf({ by: 'close' }, 'frames');
    const bytes = Buffer.from('hello');
    expect(read(body, bytes).pieces[0]).toBe(bytes);
    expect(read(body, bytes, 3)).toEqual({ end: 5, pieces: [Buffer.from('lo')] });
    expect(read(body, bytes, 5)).toEqual({ end: 5, pieces: [] });
    expect(body).toMatchObject({ isWhole: false, dataBytes: 7, endsWithConnection: true });
  });
});

describe('the reader of a chunked body', () => {
  it('knows the two forms', () => {
    const text = Buffer.from('2\r\nhi\r\n0\r\n\r\n');
    expect(read(readerOf({ by: 'chunks' }, 'data'), text).pieces).toEqual([Buffer.from('hi')]);
    expect(read(readerOf({ by: 'chunks' }, 'frames'), text).pieces).toEqual([text]);
  });
});
