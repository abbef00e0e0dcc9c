import { chmodSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runKubectl } from '../support/fake-kube/index.js';
import { kubectlReleases } from '../support/kubectl-releases.js';
import { type AgentProgram, startAgentProgram } from './support/agent-program.js';
import { KubePlace } from './support/kube-place.js';
import { DEBUG_PORT, putWebWorkload } from './support/web-workload.js';

const bin = (name: string) => fileURLToPath(new URL(`../../packages/cli/bin/${name}`, import.meta.url));
const NAMES = {
  'kubectl-heaptide': 'kubectl-heaptide.js',
  'kubectl_complete-heaptide': 'kubectl_complete-heaptide.js',
};
const releases = (await kubectlReleases()).filter((release) => 'path' in release);
/** From then on it tells and takes what is tested here. */
const oldest = releases.find(({ minor }) => minor >= 30);
const newest = releases.at(-1);
if (oldest === undefined)
  console.log('skipped: heaptide as a plugin, because there is no kubectl from 1.30 on');

describe.skipIf(oldest === undefined).each([...new Set([oldest!, newest!])])(
  'heaptide as a plugin of kubectl $version',
  ({ path }) => {
    let program: AgentProgram;
    let place: KubePlace;
    let env: NodeJS.ProcessEnv;
    beforeAll(async () => {
      program = await startAgentProgram();
      place = await KubePlace.open({ path });
      putWebWorkload(place.server, { ports: { [DEBUG_PORT]: { port: program.port } } });
      const plugins = place.directory('plugins');
      for (const [name, file] of Object.entries(NAMES)) {
        // As npm does with a package's programs.
        chmodSync(bin(file), 0o755);
        symlinkSync(bin(file), join(plugins, name));
      }
      symlinkSync(path, join(plugins, 'kubectl'));
      env = { ...place.cluster.env, PATH: [plugins, process.env.PATH].join(delimiter) };
    });
    afterAll(async () => {
      await place.close();
      await program.stop();
    });
    const kubectl = (...args: readonly string[]) => runKubectl(path, args, { env });

    it('is on the list of plugins', async () => {
      expect((await kubectl('plugin', 'list')).stdout).toMatch(/\/kubectl-heaptide$/m);
    });

    it('reads a pod by the kubectl that called it', async () => {
      const { code, stdout, stderr } = await kubectl('heaptide', 'top', 'pod/web-alone', '-n', 'default');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^inuse_space: .* functions\n/);
      expect(place.server.usage.upgrades).toEqual({ spdy: 1, websocket: 0 });
      expect(place.server.usage.latest.at(-1)?.url).toBe(
        '/api/v1/namespaces/default/pods/web-alone/portforward',
      );
    });

    it('hands on the exit status of a refusal', async () => {
      const { code, stderr } = await kubectl('heaptide', 'top', 'pod/nobody');
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: 'heaptide: pods "nobody" not found (HT_E_NO_SUCH_POD)\n',
      });
    });

    it('calls itself as it is called', async () => {
      const { stdout } = await kubectl('heaptide', 'watch', '--help');
      expect(stdout).toMatch(/^kubectl heaptide watch \[target\]/);
      const examples = stdout.slice(stdout.indexOf('Examples:'));
      expect(examples).toMatch(/^ +kubectl heaptide watch/m);
      expect(examples).not.toMatch(/(?<!kubectl )heaptide watch/);
    });

    it('completes what kubectl asks it to', async () => {
      const { stdout } = await kubectl('__complete', 'heaptide', 'wa');
      const lines = stdout.trimEnd().split('\n');
      expect(lines.at(-1)).toBe(':0');
      expect(lines.map((line) => line.split('\t', 1)[0])).toContain('watch');
    });
  },
);
