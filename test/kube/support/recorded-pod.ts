import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const CAPTURES = fileURLToPath(new URL('../../../fixtures/profiles/fixed-proxy/', import.meta.url));

/** What answers in a pod as an agent would whose process stands still: always with the same recorded capture. */
export interface RecordedPod {
  readonly port: number;
  close(): Promise<void>;
}

export async function startRecordedPod(): Promise<RecordedPod> {
  const capture = readFileSync(`${CAPTURES}${readdirSync(CAPTURES).toSorted()[0]!}`);
  const server = createServer((_, response) => response.end(capture));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
