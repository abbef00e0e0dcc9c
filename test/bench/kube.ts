import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { startFakeCluster, workloadObjects } from '../support/fake-kube/index.js';
import { requireTwoReleases } from '../support/kubectl-releases.js';
import { cliPath, startSessionStory } from '../support/session-story.js';
import { type CommandLine, compareWith } from './compare.js';

/**
 * How long `heaptide top pod/NAME` takes beyond a kubectl that asks the same cluster for its version, and beyond the same
 * report by a URL: by the oldest and the newest kubectl that are there, in turn.
 *
 * `npm run bench:kube -- --quick` takes fewer rounds.
 */
const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;

const ROUNDS = quick ? 3 : 9;
const MOST_BEYOND_MS = 600;

const releases = await requireTwoReleases();
const story = await startSessionStory('fixed');
const cluster = await startFakeCluster();
try {
  Object.assign(process.env, cluster.env);
  const { deployment, replicaSet, pods } = workloadObjects({ name: 'web', replicas: 2 });
  cluster.server.put('deployments', deployment);
  cluster.server.put('replicasets', replicaSet);
  for (const pod of pods) {
    cluster.server.put('pods', pod, { ports: { 6060: { port: Number(new URL(story.heapUrl).port) } } });
  }
  const rows = [];
  for (const { path, version } of [releases[0], releases.at(-1)!]) {
    process.env.HEAPTIDE_KUBECTL = path;
    const heaptide = (target: string): CommandLine => [process.execPath, cliPath, 'top', target];
    const found = await compareWith(
      [path, 'get', '--raw', '/version'],
      {
        'top pod/NAME': heaptide(`pod/${pods[0]!.metadata.name}`),
        'top deploy/NAME': heaptide('deploy/web'),
        'top http://…': heaptide(story.heapUrl),
      },
      ROUNDS,
    );
    const { wallMs, cpuMs } = found.peer;
    rows.push(row([`kubectl ${version} get --raw /version`, wallMs, cpuMs]));
    for (const [name, { cost }] of Object.entries(found.others)) {
      const beyond = cost.wallMs - wallMs;
      const isHeld = name.includes('http') ? '' : beyond <= MOST_BEYOND_MS ? 'yes' : 'no';
      rows.push(row([`heaptide ${name}`, cost.wallMs, cost.cpuMs, beyond, isHeld]));
    }
  }
  console.log(
    [
      `Node ${process.version}, ${availableParallelism()} cores, medians of ${ROUNDS} rounds.`,
      '',
      `| program | wall ms | CPU ms, with its children | beyond kubectl, ms | at most ${MOST_BEYOND_MS} |`,
      '| --- | --: | --: | --: | --- |',
      ...rows,
    ].join('\n'),
  );
} finally {
  await cluster.close();
  await story.stop();
}

function row([name, ...figures]: readonly [string, ...(number | string)[]]): string {
  const cells = figures.map((figure) => (typeof figure === 'number' ? figure.toFixed(0) : figure));
  while (cells.length < 4) cells.push('');
  return `| ${[name, ...cells].join(' | ')} |`;
}
