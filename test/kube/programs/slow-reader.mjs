// Reads BYTES at port 6060 of a pod slowly, some times over, and prints what it went by and by how much its memory grew each time:
// slow-reader.mjs POD TRANSPORT BYTES.
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Cluster, connectPod, kubectlOptions } from '@heaptide/kube';

const TIMES = 3;
const PIECE = 1 << 20;
const [pod, transport, bytes] = process.argv.slice(2);

const cluster = await Cluster.open({ kubectl: kubectlOptions({ env: process.env }), transport });
const connector = connectPod(cluster.address(pod));
const agent = connector.agent(6060);

async function read(pauseMs) {
  let length = 0;
  let pauseAt = 0;
  const response = await new Promise((resolve, reject) => {
    get({ agent, path: `/0/${bytes}` }, resolve).on('error', reject);
  });
  // All that may be held anywhere on the way is, by then.
  await sleep(25 * pauseMs);
  for await (const chunk of response) {
    length += chunk.length;
    if (length < pauseAt) continue;
    pauseAt += PIECE;
    await sleep(pauseMs);
  }
  return length;
}

// Node lets some 30 MB of buffers lie around before it collects them, whoever reads: that is no growth.
await read(0);
const grown = [];
const lengths = [];
for (let time = 0; time < TIMES; time++) {
  const before = process.memoryUsage.rss();
  let peak = before;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 10);
  lengths.push(await read(20));
  clearInterval(timer);
  grown.push(peak - before);
}
console.log(JSON.stringify({ lengths, grown, transport: connector.transport }));
await connector.close();
await cluster.close();
