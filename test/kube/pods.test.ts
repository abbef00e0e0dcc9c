import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { findGoPprof } from '../pprof/find-go-pprof.js';
import { type LaunchedProgram, launchProgram } from '../support/child-program.js';
import { podObject, type SeenRequest } from '../support/fake-kube/index.js';
import { requireTwoReleases } from '../support/kubectl-releases.js';
import { cliPath, type SessionStory, startSessionStory } from '../support/session-story.js';
import { until } from '../support/until.js';
import { startAgentProgram } from './support/agent-program.js';
import { KubePlace } from './support/kube-place.js';
import { DEBUG_PORT, putWebWorkload } from './support/web-workload.js';

const newest = (await requireTwoReleases()).at(-1)!;
const goPprof = await findGoPprof();
if (goPprof === undefined)
  console.log('skipped: go tool pprof by a forward, because there is no Go that is new enough');

/** What names a pod, and what is said of the choice. */
const TOPS: readonly (readonly [words: string, note: string])[] = [
  ['pod/web-alone', ''],
  ['po/web-alone:debug', ''],
  ['pod/web-alone:6060 -n default --context exec-plugin', ''],
  ['-l app=web', 'heaptide: pod/web-5d4f8-0, one of 2 of -l app=web\n'],
  ['deploy/web -c app', 'heaptide: pod/web-5d4f8-0, one of 2 of deploy/web\n'],
  ['svc/web:80', 'heaptide: pod/web-5d4f8-0, one of 2 of svc/web\n'],
  ['pod/web-alone --transport websocket', ''],
  ['pod/web-alone --transport port-forward', ''],
];

describe('a leaky program in pods', () => {
  let story: SessionStory;
  let load: LaunchedProgram;
  let place: KubePlace;
  let captured: string;
  beforeAll(async () => {
    story = await startSessionStory('leaky');
    load = launchProgram({
      args: [cliPath, 'churn', story.mcpUrl, '--sessions', '300000', '--workers', '4'],
    });
    place = await KubePlace.open(newest);
    const port = Number(new URL(story.heapUrl).port);
    const runtime = { ports: { [DEBUG_PORT]: { port } } };
    putWebWorkload(place.server, runtime);
    place.server.put('pods', podObject({ name: 'watched' }), runtime);
  });
  afterAll(async () => {
    await load.stop();
    await story.stop();
    await place.nothingIsLeft();
    await place.close();
  });

  it('heaptide capture saves what a pod of a service holds', async () => {
    const directory = place.directory('captures');
    const { exit, stdout, stderr } = await place.run(['capture', 'svc/web', '-o', directory]);
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr: 'heaptide: pod/web-5d4f8-0, one of 2 of svc/web\n',
    });
    captured = stdout.trim();
    expect(readdirSync(directory).map((name) => `${directory}/${name}`)).toEqual([captured]);
  });

  it('heaptide watch names what leaks, through one tunnel', async () => {
    const watch = place.launch(['watch', 'pod/watched', '--every', '500ms']);
    try {
      await until(() => /^LEAK {2}newSession /m.test(watch.stdout()));
      const isTunnel = ({ method, url }: SeenRequest) =>
        method === 'POST' && url.endsWith('/pods/watched/portforward');
      expect(place.server.usage.latest.filter(isTunnel)).toHaveLength(1);
      expect(place.server.usage.refusedUpgrades).toEqual({ spdy: 0, websocket: 0 });
      process.kill(watch.pid, 'SIGINT');
      expect(await watch.exited).toBe(130);
      expect(watch.stderr()).toBe('');
    } finally {
      await watch.stop();
    }
  });

  it.concurrent('heaptide growth finds the leak, which is exit 1', async ({ expect }) => {
    const args = ['growth', 'pod/web-alone', '--every', '300ms', '--count', '24', '--json'];
    const { exit, stdout, stderr } = await place.run(args);
    const { verdict, sites } = JSON.parse(stdout) as { verdict: string; sites: { function: string }[] };
    expect({ exit, verdict }, stderr).toEqual({ exit: 1, verdict: 'leak' });
    expect(sites.map((site) => site.function)).toContain('newSession');
  });

  it.concurrent(
    'heaptide top reads a pod, whatever it is called and whatever leads there',
    async ({ expect }) => {
      // One by one: an agent has no more than a few captures wait.
      for (const [words, note] of TOPS) {
        const { exit, stdout, stderr } = await place.run(['top', ...words.split(' ')]);
        expect({ exit, stderr }, words).toEqual({ exit: 0, stderr: note });
        expect(stdout).toMatch(/^inuse_space: .* functions\n +FLAT /);
      }
    },
  );

  it.concurrent('heaptide forward leads every connection in', async ({ expect, onTestFinished }) => {
    const forward = place.launch(['forward', 'deploy/web', '--port', '0']);
    onTestFinished(() => forward.stop());
    await until(() => forward.stdout().includes('\n'));
    const url = forward.stdout().trim();
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const response = await fetch(`${url}/debug/pprof/`, { signal: AbortSignal.timeout(10_000) });
        return (await response.text()).includes('/debug/');
      }),
    );
    expect(answers).toEqual(Array(10).fill(true));
    process.kill(forward.pid, 'SIGTERM');
    expect(await forward.exited).toBe(130);
  });

  it.skipIf(goPprof === undefined).concurrent(
    'heaptide forward serves go tool pprof',
    async ({ expect, onTestFinished }) => {
      const forward = place.launch(['forward', 'pod/web-alone', '--port', '0']);
      onTestFinished(() => forward.stop());
      await until(() => forward.stdout().includes('\n'));
      const args = ['-top', '-nodefraction=0', `${forward.stdout().trim()}/debug/pprof/heap`];
      const env = { PATH: process.env.PATH, HOME: place.cluster.home };
      const { stdout } = await promisify(execFile)(goPprof!, args, { env, timeout: 60_000 });
      expect(stdout).toContain('File: leaky-proxy');
      expect(stdout).toContain('Type: inuse_space');
    },
  );

  it('heaptide diff tells what came since', async () => {
    const args = ['diff', captured, 'pod/web-alone', '--text', '--node-count', '0'];
    const { exit, stdout, stderr } = await place.run(args);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toMatch(/ (?:new|x[\d.]+) +newSession +/);
  });
});

describe('an agent that asks for a token', () => {
  const TOKEN = 'a token of 16 characters & more';

  it('gets it from the environment, in a pod as elsewhere', async () => {
    const place = await KubePlace.open(newest);
    onTestFinished(() => place.close());
    const program = await startAgentProgram({ env: { HEAPTIDE_TOKEN: TOKEN } });
    onTestFinished(() => program.stop());
    place.server.put('pods', podObject({ name: 'web-0' }), {
      ports: { [DEBUG_PORT]: { port: program.port } },
    });
    const right = await place.run(['top', 'pod/web-0'], { HEAPTIDE_TOKEN: TOKEN });
    expect(right).toMatchObject({ exit: 0, stderr: '' });
    for (const env of [{}, { HEAPTIDE_TOKEN: 'another one of 16 letters' }]) {
      const { exit, stdout, stderr } = await place.run(['top', 'pod/web-0'], env);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toMatch(/^heaptide: pod\/web-0 .*401.*\n$/);
    }
  });
});
