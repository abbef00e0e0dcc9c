import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Program, startProgram } from '../support/child-program.js';
import { requireTwoReleases } from '../support/kubectl-releases.js';
import type { CliRun } from '../support/run-cli.js';
import { until } from '../support/until.js';
import { KubePlace } from './support/kube-place.js';
import { putWebWorkload } from './support/web-workload.js';

const newest = (await requireTwoReleases()).at(-1)!;
const SERVER = fileURLToPath(new URL('../../fixtures/apps/mcp-echo-server.mjs', import.meta.url));
const SESSIONS = 300;

/** Whether the pods were looked at, and the kubectl that it took has ended. */
function knowsPods(place: KubePlace): boolean {
  return (
    place.server.usage.latest.some(({ url }) => /\/pods(?:\/web-alone)?(?:\?|$)/.test(url)) &&
    !place.processes().some(({ argv }) => argv.includes('proxy'))
  );
}

describe('heaptide churn with pods that have to hold', () => {
  let server: Program;
  beforeAll(async () => {
    server = await startProgram({ args: [SERVER] });
  });
  afterAll(() => server.stop());

  /** Churns, and does `meanwhile` once the pods of before are known. */
  async function churn(
    pods: string,
    meanwhile: (place: KubePlace) => void,
    more: readonly string[] = [],
  ): Promise<CliRun> {
    const place = await KubePlace.open(newest);
    try {
      putWebWorkload(place.server, {}, { memoryLimit: '128Mi' });
      const url = new URL('/mcp', server.url).href;
      const run = place.run([
        'churn',
        url,
        '--sessions',
        String(SESSIONS),
        '--workers',
        '4',
        '--pods',
        pods,
        ...more,
      ]);
      await until(() => knowsPods(place), 20_000);
      meanwhile(place);
      const result = await run;
      await place.nothingIsLeft();
      return result;
    } finally {
      await place.close();
    }
  }
  const restart = (exitCode: number, reason: string) => (place: KubePlace) =>
    place.server.restartContainer('web-5d4f8-1', { exitCode, reason });

  it.concurrent.for(['deploy/web', 'svc/web', 'pod/web-alone'])(
    'is exit 0 when the pods of %s do',
    async (pods, { expect }) => {
      const { exit, stdout, stderr } = await churn(pods, () => undefined);
      expect(exit, stderr).toBe(0);
      expect(stderr).not.toContain('pods:');
      expect(stdout).toMatch(/^300 lifecycles in .* 0 errors\n$/);
    },
  );

  it.concurrent('is exit 1 when a container was OOMKilled meanwhile', async ({ expect }) => {
    const { exit, stdout, stderr } = await churn('deploy/web', restart(137, 'OOMKilled'), ['--json']);
    expect(exit).toBe(1);
    const words = /^container app of pod web-5d4f8-1 restarted; OOMKilled: .* limit of 128 MiB/;
    const { errors, pods } = JSON.parse(stdout) as { errors: number; pods: { broken: string[] } };
    expect({ errors, pods }).toEqual({ errors: 0, pods: { broken: [expect.stringMatching(words)] } });
    expect(stderr).toContain(`pods: ${pods.broken[0]!}\n`);
  });

  it.concurrent('is exit 1 when a container was killed otherwise', async ({ expect }) => {
    const { exit, stderr } = await churn('deploy/web', restart(137, 'Error'));
    expect(exit).toBe(1);
    expect(stderr).toMatch(
      /^pods: container app of pod web-5d4f8-1 restarted; exit 137, not marked OOMKilled/m,
    );
  });

  it.concurrent('is exit 1 when a pod is gone', async ({ expect }) => {
    const { exit, stderr } = await churn('deploy/web', (place) => {
      place.server.delete('pods', 'web-5d4f8-0');
    });
    expect(exit).toBe(1);
    expect(stderr).toMatch(/^pods: pod web-5d4f8-0 is gone$/m);
  });

  it.concurrent('is exit 2 before any load where there are no such pods', async ({ expect }) => {
    const place = await KubePlace.open(newest);
    try {
      const args = ['churn', new URL('/mcp', server.url).href, '--pods', 'deploy/nobody'];
      const { exit, stdout, stderr } = await place.run(args);
      expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
      expect(stderr).toBe('heaptide: deployments "nobody" not found (HT_E_NO_SUCH_POD)\n');
    } finally {
      await place.close();
    }
  });
});
