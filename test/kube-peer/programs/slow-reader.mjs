// Run with --expose-gc. Reads /BYTES of port 6060 of a pod slowly, over TRANSPORT, and prints by how much its memory grew: `slow-reader.mjs URL TRANSPORT BYTES`.
import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { PodDialer } from '@heaptide/kube';

const [url, transport, bytes] = process.argv.slice(2);
const upgrade = {
  request: ({ method, path, headers }) =>
    new Promise((resolve, reject) => {
      const request = http.request(new URL(path, url), { method, headers, agent: false });
      request.on('upgrade', (response, socket, head) =>
        resolve({ socket, head, status: 101, headers: response.headers }),
      );
      request.on('error', reject);
      request.end();
    }),
};
const dialer = new PodDialer({ upgrade, namespace: 'default', pod: 'web', transport });
const agent = dialer.agent(6060);
const get = (path) =>
  new Promise((resolve, reject) => http.get({ agent, host: 'localhost', path }, resolve).on('error', reject));

// Node lets some 30 MB of read buffers lie around before it collects them, with or without a tunnel. What is held counts here, so that it is made to.
let peak = 0;
const look = () => {
  globalThis.gc();
  peak = Math.max(peak, process.memoryUsage.rss());
};
const timer = setInterval(look, 50);
for await (const chunk of await get(`/${bytes}`)) void chunk;
look();
const before = peak;

let read = 0;
let pauseAt = 0;
const response = await get(`/${bytes}`);
await wait(1_500);
for await (const chunk of response) {
  read += chunk.length;
  if (read < pauseAt) continue;
  pauseAt += 1024 * 1024;
  await wait(20);
}
clearInterval(timer);
dialer.close();
console.log(JSON.stringify({ read, transport: dialer.transport, grown: peak - before }));
