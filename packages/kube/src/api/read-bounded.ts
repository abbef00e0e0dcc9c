import type { Readable } from 'node:stream';
import { ByteCollector } from '../bytes/byte-collector.js';
import { KubeError } from '../kube-error.js';

/**
 * All that `stream` brings.
 * @throws {KubeError} `bad-answer` where that is more than `maxBytes`; whatever ends the stream is thrown as it comes.
 */
export async function readBounded(stream: Readable, maxBytes: number): Promise<Buffer> {
  const bytes = new ByteCollector();
  for await (const piece of stream as AsyncIterable<Buffer>) {
    if (bytes.length + piece.length > maxBytes)
      throw new KubeError('bad-answer', `the cluster answered with more than ${maxBytes} bytes`);
    bytes.append(piece);
  }
  return bytes.take();
}
