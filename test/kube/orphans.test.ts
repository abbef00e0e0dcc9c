import { afterAll, beforeAll, describe, it } from 'vitest';
import type { LaunchedProgram } from '../support/child-program.js';
import { requireTwoReleases } from '../support/kubectl-releases.js';
import { until } from '../support/until.js';
import { KubePlace } from './support/kube-place.js';
import { type RecordedPod, startRecordedPod } from './support/recorded-pod.js';
import { DEBUG_PORT, putWebWorkload } from './support/web-workload.js';

const releases = await requireTwoReleases();
const newest = releases.at(-1)!;

/** Each with what it prints once it is at work. */
const COMMANDS: readonly (readonly [line: string, isAtWork: RegExp])[] = [
  ['watch pod/web-alone --every 500ms', /capture 1 /],
  ['watch deploy/web --every 500ms', /capture 1 /],
  ['watch pod/web-alone --every 500ms --transport port-forward', /capture 1 /],
  ['forward deploy/web --port 0', /^http:/],
];

describe('what is left of', () => {
  let pod: RecordedPod;
  beforeAll(async () => {
    pod = await startRecordedPod();
  });
  afterAll(() => pod.close());

  describe.concurrent.each(COMMANDS)('heaptide %s', (line, isAtWork) => {
    const start = async (place: KubePlace): Promise<LaunchedProgram> => {
      putWebWorkload(place.server, { ports: { [DEBUG_PORT]: { port: pod.port } } });
      const program = place.launch(line.split(' '));
      await until(() => isAtWork.test(program.stdout()), 20_000).catch((error: unknown) => {
        throw new Error(`${program.stdout()}\n${program.stderr()}`, { cause: error });
      });
      return program;
    };

    it.concurrent.for(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
      'is nothing after %s',
      async (signal, { expect }) => {
        const place = await KubePlace.open(newest);
        try {
          const program = await start(place);
          // A port-forward that is not used any more makes room for the next at any time.
          const words = () => place.processes().flatMap(({ argv }) => argv);
          await until(() => [newest.path, '/bin/sh'].every((word) => words().includes(word)), 10_000);
          process.kill(program.pid, signal);
          const exit = await program.exited;
          expect(exit).toBe(signal === 'SIGKILL' ? null : 130);
          await place.nothingIsLeft();
        } finally {
          await place.close();
        }
      },
    );
  });

  it.concurrent.for(['watch pod/web-alone', 'watch deploy/web'])(
    'heaptide %s is nothing once it has come to its end',
    async (line, { expect }) => {
      const place = await KubePlace.open(newest);
      try {
        putWebWorkload(place.server, { ports: { [DEBUG_PORT]: { port: pod.port } } });
        const { exit } = await place.run([...line.split(' '), '--every', '500ms', '--duration', '1s']);
        expect(exit).toBe(0);
        await place.nothingIsLeft();
      } finally {
        await place.close();
      }
    },
  );
});
