import { expect, it } from 'vitest';
import { runNode } from './run-node.js';

const AGENT = new URL('../../packages/agent/dist/index.js', import.meta.url).href;

/** Runs a module that has `startAgent`, `count`, `metadataAt(url)` and `say(value)`, which prints JSON. */
async function run(body: string): Promise<{ code: number | null; said: unknown[]; stderr: string }> {
  const script = `
    import { count, startAgent } from ${JSON.stringify(AGENT)};
    import { readCapture } from ${JSON.stringify(import.meta.resolve('@heaptide/profile'))};
    const address = '127.0.0.1:0';
    const say = (value) => console.log(JSON.stringify(value));
    const metadataAt = async (url) => {
      const answer = await fetch(url, { headers: { connection: 'close' } });
      return (await readCapture(new Uint8Array(await answer.arrayBuffer()))).metadata;
    };
    const kept = [];
    const keep = (n) => { for (let i = 0; i < n; i++) kept.push({ i, list: [i] }); };
    ${body}
  `;
  const { code, stdout, stderr } = await runNode(['--input-type=module', '-e', script]);
  const said = stdout.split('\n').filter((line) => line !== '');
  return { code, said: said.map((line) => JSON.parse(line) as unknown), stderr };
}

it('tells where it listens, and leaves nothing behind when it is stopped', async () => {
  const { code, said } = await run(`
    const { heap } = (await import('@datadog/pprof')).default;
    const listeners = process.listenerCount('exit');
    const agent = await startAgent({ address });
    say(agent);
    await agent.stop();
    await agent.stop();
    say(await fetch(agent.url).then(() => 'open', () => 'closed'));
    say([process.listenerCount('exit') - listeners, Symbol.for('heaptide.reader') in globalThis]);
    try { heap.v8Profile(); } catch (error) { say(error.message); }
    const again = await startAgent({ address });
    say((await metadataAt(again.url)).gc);
    await again.stop();
  `);
  expect(code).toBe(0);
  const [agent, ...rest] = said as [{ url: string; address: string }, ...unknown[]];
  expect(agent.url).toBe(`http://${agent.address}/debug/heap`);
  expect(agent.address).toMatch(/^127\.0\.0\.1:[1-9]\d*$/);
  expect(rest).toEqual(['closed', [0, false], 'Heap profiler is not enabled.', 'none']);
});

it('refuses a second agent, and more frames than the inspector can tell', async () => {
  const { said } = await run(`
    const agent = await startAgent({ address });
    await startAgent({ address }).catch(({ name, code }) => say([name, code]));
    await startAgent({ address, depth: 200 }).catch(({ name, code }) => say([name, code]));
    say((await metadataAt(agent.url)).gc);
  `);
  expect(said).toEqual([
    ['HeaptideError', 'HT_E_AGENT_RUNNING'],
    ['HeaptideError', 'HT_E_BAD_DEPTH'],
    'none',
  ]);
});

it('reports the units of work that the program counts', async () => {
  const { said } = await run(`
    count('sessions', 2);
    const agent = await startAgent({ address });
    count('sessions');
    say((await metadataAt(agent.url)).work);
  `);
  expect(said).toEqual([{ sessions: 3, requests: 0 }]);
});

it('reads the sampler of another tool, says so, and leaves it running', async () => {
  const { said, stderr } = await run(`
    const { Session } = await import('node:inspector');
    const session = new Session();
    session.connect();
    session.post('HeapProfiler.startSampling', { samplingInterval: 8192 });
    const agent = await startAgent({ address });
    keep(100000);
    const { interval, depth, gc } = await metadataAt(agent.url);
    say({ interval, depth, gc });
    say(await (await fetch(agent.url + '/stats', { headers: { connection: 'close' } })).json().then((stats) => stats.sampler));
    await agent.stop();
    session.post('HeapProfiler.getSamplingProfile', (error, { profile }) => say(profile.samples.length > 100));
  `);
  const [metadata, sampler, alive] = said;
  expect(metadata).toEqual({ interval: 8192, depth: 128, gc: 'forced' });
  expect(sampler).toMatchObject({ owner: 'foreign', interval: 8192, collects: true });
  expect(alive).toBe(true);
  expect(stderr).toMatch(/\nheaptide: another tool runs the heap sampler already/);
});

it('shares a sampler that the program started through @datadog/pprof', async () => {
  const { said } = await run(`
    const { heap } = (await import('@datadog/pprof')).default;
    heap.start(16384, 32);
    const agent = await startAgent({ address });
    keep(100000);
    const { interval } = await metadataAt(agent.url);
    await agent.stop();
    say({ interval, alive: heap.v8Profile().children.length > 0 });
  `);
  expect(said).toEqual([{ interval: 16_384, alive: true }]);
});

it('starts its thread again on the same port when it dies, and says so', async () => {
  const { code, said, stderr } = await run(`
    // The agent keeps no process alive, and its thread dies here.
    const alive = setInterval(() => undefined, 1000);
    const { Session } = await import('node:inspector');
    const agent = await startAgent({ address });
    say((await metadataAt(agent.url)).gc);
    const session = new Session();
    session.connect();
    const attached = new Promise((resolve) => session.once('NodeWorker.attachedToWorker', resolve));
    const detached = new Promise((resolve) => session.once('NodeWorker.detachedFromWorker', resolve));
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    const { sessionId } = (await attached).params;
    const params = { expression: 'process.exit(3)' };
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params });
    session.post('NodeWorker.sendMessageToWorker', { sessionId, message });
    await detached;
    session.disconnect();
    say(await fetch(agent.url).then(() => 'served', () => 'gone'));
    await new Promise((resolve) => setTimeout(resolve, 2500));
    say((await metadataAt(agent.url)).gc);
    await agent.stop();
    say(await fetch(agent.url).then(() => 'served', () => 'gone'));
    clearInterval(alive);
  `);
  expect({ code, said }).toEqual({ code: 0, said: ['none', 'gone', 'none', 'gone'] });
  expect(stderr).toMatch(
    /^heaptide: heap profiles at .+\nheaptide: the thread that serves heap profiles is started again: its thread ended\n$/,
  );
});

it('goes on, with a gap on record, after DevTools has stopped the sampler', async () => {
  const { said } = await run(`
    const { Session } = await import('node:inspector');
    const agent = await startAgent({ address, interval: 8192 });
    keep(100000);
    const before = await metadataAt(agent.url);
    const devTools = new Session();
    devTools.connect();
    devTools.post('HeapProfiler.startSampling');
    devTools.post('HeapProfiler.stopSampling');
    devTools.disconnect();
    const first = await metadataAt(agent.url);
    keep(100000);
    const second = await metadataAt(agent.url);
    say(first.gaps.map(({ reason }) => reason));
    say([before.gaps.length, second.gaps.length]);
    say([first.clock >= before.clock, second.clock > first.clock + 100 * 8192]);
  `);
  expect(said).toEqual([['somebody else stopped the sampler'], [0, 1], [true, true]]);
});
