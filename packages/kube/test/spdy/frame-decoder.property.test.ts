import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dataHead, ping, rstStream, synStream } from '../../src/spdy/frame.js';
import { FrameDecoder } from '../../src/spdy/frame-decoder.js';
import { arbitraryCuts, cut } from '../bytes/cut.js';

/** What a decoder tells, data joined. */
function reader(): { decoder: FrameDecoder; told: string[] } {
  const told: string[] = [];
  let data = '';
  const flush = () => {
    if (data !== '') told.push(data);
    data = '';
  };
  const decoder = new FrameDecoder({
    onData: (streamId, bytes) => {
      const name = `data ${streamId} `;
      if (!data.startsWith(name)) flush();
      if (bytes.length > 0) data = (data === '' ? name : data) + bytes.toString('hex');
    },
    onFin: (streamId) => {
      flush();
      told.push(`fin ${streamId}`);
    },
    onControl: ({ kind, flags, body }) => {
      flush();
      told.push(`control ${kind} ${flags} ${body.toString('hex')}`);
    },
  });
  return { decoder, told };
}

const streamId = fc.integer({ min: 1, max: 0x7fff_ffff });
const data = fc
  .tuple(streamId, fc.uint8Array({ maxLength: 200 }))
  .map(([id, bytes]) => [dataHead(id, 0, bytes.length), Buffer.from(bytes)]);
const fin = streamId.map((id) => [dataHead(id, 1, 0)]);
const control = fc.oneof(
  fc.tuple(streamId, fc.integer({ min: 1, max: 11 })).map(([id, status]) => [rstStream(id, status)]),
  fc
    .tuple(streamId, fc.uint8Array({ maxLength: 300 }))
    .map(([id, block]) => [synStream(id, Buffer.from(block))]),
  fc.nat().map((id) => [ping(id)]),
);

it('tells the same, however the bytes are cut', () => {
  const frames = fc.array(fc.oneof(data, fin, control), { maxLength: 20 });
  fc.assert(
    fc.property(frames, arbitraryCuts, (parts, lengths) => {
      // The end of each makes what was told comparable.
      const bytes = Buffer.concat([...parts.flat(), ping(1)]);
      const whole = reader();
      whole.decoder.feed(bytes);
      const pieces = reader();
      for (const piece of cut(bytes, lengths)) pieces.decoder.feed(piece);
      expect(pieces.told).toEqual(whole.told);
      const count = parts.filter((frame) => frame.length === 1).length;
      expect(whole.told.filter((line) => !line.startsWith('data'))).toHaveLength(count + 1);
    }),
  );
});

it('survives any bytes: reads them, or says what is wrong', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      try {
        reader().decoder.feed(Buffer.from(bytes));
      } catch (error) {
        expect((error as Error).name).toBe('SpdyProblem');
      }
    }),
  );
});

it('hands on data as it comes, and refuses a control frame that is too long before it is there', () => {
  const { decoder } = reader();
  const pieces: number[] = [];
  const counting = new FrameDecoder({
    onData: (_id, bytes) => pieces.push(bytes.length),
    onFin: () => undefined,
    onControl: () => undefined,
  });
  counting.feed(dataHead(1, 0, 0xff_ffff));
  counting.feed(Buffer.alloc(5));
  counting.feed(Buffer.alloc(7));
  expect(pieces).toEqual([5, 7]);
  expect(() => decoder.feed(Buffer.from([0x80, 3, 0, 2, 0, 0x01, 0, 1]))).toThrow(
    'a control frame of 65537 bytes',
  );
});
