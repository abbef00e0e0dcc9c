import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FrameDecoder } from '../../src/websocket/frame-decoder.js';
import { OPCODE } from '../../src/websocket/frame.js';
import { arbitraryCuts, cut } from '../bytes/cut.js';
import { serverFrame } from './server-frame.js';

/** A message in fragments, with pings between them. */
const arbitraryMessage = fc.record({
  isText: fc.boolean(),
  fragments: fc.array(fc.uint8Array({ maxLength: 400 }), { minLength: 1, maxLength: 5 }),
  pings: fc.array(fc.uint8Array({ maxLength: 125 }), { maxLength: 3 }),
});

it('reads the same messages and control frames, however the bytes are cut', () => {
  fc.assert(
    fc.property(fc.array(arbitraryMessage, { maxLength: 6 }), arbitraryCuts, (messages, lengths) => {
      const frames: Buffer[] = [];
      for (const { isText, fragments, pings } of messages) {
        fragments.forEach((payload, index) => {
          const opcode = index > 0 ? OPCODE.continuation : isText ? OPCODE.text : OPCODE.binary;
          frames.push(serverFrame({ opcode, payload, isLast: index === fragments.length - 1 }));
          const ping = pings[index];
          if (ping !== undefined) frames.push(serverFrame({ opcode: OPCODE.ping, payload: ping }));
        });
      }
      const read: { isText: boolean; hex: string }[] = [];
      const controls: string[] = [];
      const decoder = new FrameDecoder(2_000, {
        onMessage: (data, isText) => read.push({ isText, hex: data.toString('hex') }),
        onControl: (opcode, payload) => controls.push(`${opcode} ${payload.toString('hex')}`),
      });
      for (const piece of cut(Buffer.concat(frames), lengths)) decoder.feed(piece);
      expect(read).toEqual(
        messages.map(({ isText, fragments }) => ({ isText, hex: Buffer.concat(fragments).toString('hex') })),
      );
      expect(controls).toEqual(
        messages.flatMap(({ fragments, pings }) =>
          pings.slice(0, fragments.length).map((ping) => `9 ${Buffer.from(ping).toString('hex')}`),
        ),
      );
    }),
  );
});

it('survives any bytes: reads them, or says what is wrong', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
      let longest = 0;
      const decoder = new FrameDecoder(100, {
        onMessage: (data) => (longest = Math.max(longest, data.length)),
        onControl: (_opcode, payload) => (longest = Math.max(longest, payload.length)),
      });
      try {
        decoder.feed(Buffer.from(bytes));
      } catch (error) {
        expect((error as Error).name).toBe('WebSocketProblem');
      }
      expect(longest).toBeLessThanOrEqual(125);
    }),
  );
});

it('takes time in proportion to the bytes when a message comes byte by byte', () => {
  const milliseconds = (bytes: number): number => {
    const message = serverFrame({ opcode: OPCODE.binary, payload: Buffer.alloc(bytes) });
    let length = 0;
    const decoder = new FrameDecoder(bytes, {
      onMessage: (data) => (length = data.length),
      onControl: () => undefined,
    });
    const start = performance.now();
    for (let at = 0; at < message.length; at++) decoder.feed(message.subarray(at, at + 1));
    expect(length).toBe(bytes);
    return performance.now() - start;
  };
  milliseconds(100_000);
  // Joined anew with every byte, it would be 2.5 TB to copy.
  expect(milliseconds(2_000_000)).toBeLessThan(10_000);
});
