/** Where the native add-on cannot be loaded, here because Node was told to load none, V8's inspector does all. */
import { sampleLabelNumber } from '@heaptide/profile';
import { it } from 'vitest';
import { describeEachNode } from '../support/describe-each-node.js';
import { until } from '../support/until.js';
import { runNode } from './run-node.js';
import { bytesUnder, startWorkbench } from './workbench.js';

const AGENT = new URL('../../packages/agent/dist/index.js', import.meta.url).href;
const NO_ADDONS = '--no-addons';
const NOTICE =
  'heaptide: @datadog/pprof has no build for this platform: V8 collects all garbage at every capture\n';
const LIMIT_MS = 10_000;
const INTERVAL = 16 * 1024;
const OBJECTS = 100_000;
/** 40 bytes each: three words of header and two properties. */
const KEPT_BYTES = 40 * OBJECTS;

await describeEachNode(({ execPath: node }) => {
  it('serves captures of the same worth, which collect garbage and say so', async ({ expect }) => {
    const bench = await startWorkbench({
      node,
      nodeArgs: [NO_ADDONS],
      env: { HEAPTIDE_INTERVAL: String(INTERVAL) },
    });
    try {
      await until(() => bench.program.stderr().includes(NOTICE), LIMIT_MS);
      expect(bench.program.stderr().trimEnd().split('\n')).toHaveLength(2);
      const stats = (await (await bench.get('/debug/heap/stats')).json()) as Record<string, unknown>;
      const sampler = { owner: 'heaptide', native: false, collects: true, interval: INTERVAL };
      expect(stats.sampler).toMatchObject(sampler);

      await bench.tell(`/keep?n=${OBJECTS}`);
      await bench.tell('/garbage?n=300000');
      const capture = await bench.capture();
      expect(capture.metadata).toMatchObject({ gc: 'forced', interval: INTERVAL, gaps: [] });
      // Uncollected it would be more than 20 times the interval.
      expect(bytesUnder(capture, 'makeGarbage')).toBeLessThan(5 * INTERVAL);
      // Four standard deviations; what V8 adds to literals and arrays is less than another 32 bytes each.
      const error = 4 * Math.sqrt(INTERVAL * KEPT_BYTES);
      expect(bytesUnder(capture, 'keepSessions')).toBeGreaterThan(KEPT_BYTES - error);
      expect(bytesUnder(capture, 'keepSessions')).toBeLessThan(KEPT_BYTES + 32 * OBJECTS + error);

      const births = async (): Promise<number[]> => {
        const { profile, metadata } = await bench.capture('births=1');
        expect(metadata).toMatchObject({ births: true, gc: 'forced' });
        return Array.from({ length: profile.samples.length }, (_, sample) =>
          sampleLabelNumber(profile, sample, 'born')!,
        );
      };
      const first = await births();
      await bench.tell(`/keep?n=${OBJECTS}`);
      const second = new Set(await births());
      expect(first.length).toBeGreaterThan(100);
      expect(first.filter((born) => second.has(born)).length).toBeGreaterThan(0.9 * first.length);
    } finally {
      await bench.program.stop();
    }
  });

  it('stops its sampler when it is stopped, and starts another', async ({ expect }) => {
    const script = `
        import { Session } from 'node:inspector';
        import { startAgent } from ${JSON.stringify(AGENT)};
        const session = new Session();
        session.connect();
        const runs = () => {
          let running;
          session.post('HeapProfiler.getSamplingProfile', (error) => (running = error === null));
          return running;
        };
        const said = [runs()];
        for (let life = 0; life < 2; life++) {
          const agent = await startAgent({ address: '127.0.0.1:0' });
          said.push(runs());
          await agent.stop();
          said.push(runs());
        }
        console.log(JSON.stringify(said));
      `;
    const { code, stdout } = await runNode([NO_ADDONS, '--input-type=module', '-e', script], {}, { node });
    expect([code, stdout]).toEqual([0, '[false,true,false,true,false]\n']);
  });
});
