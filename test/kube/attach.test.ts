import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { podObject } from '../support/fake-kube/index.js';
import { allKubectls } from '../support/kubectl-releases.js';
import { type ContainerProgram, hasContainers, startContainerProgram } from './support/container-program.js';
import { KubePlace } from './support/kube-place.js';

if (!hasContainers) console.log('skipped: attaching to pods, which takes the right to make namespaces');

const kubectls = await allKubectls();

/** Where distroless images have it. */
const NODE = '/nodejs/bin/node';
const ATTACHED = ['--attach', '--window', '1s'];

describe.skipIf(!hasContainers).each([kubectls[0]!, kubectls.at(-1)!])('kubectl $version', (kubectl) => {
  let place: KubePlace;
  let program: ContainerProgram;
  beforeAll(async () => {
    place = await KubePlace.open(kubectl);
    program = await startContainerProgram(NODE);
    place.server.put('pods', podObject({ name: 'plain-0' }), program.runtime);
  });
  afterAll(async () => {
    await program.stop();
    await place.close();
  });

  it('attaches to a pod with no shell and no agent, and leaves it as it was', async () => {
    const began = performance.now();
    const { exit, stdout, stderr } = await place.run([
      'top',
      'pod/plain-0',
      ...ATTACHED,
      '--node-count',
      '3',
    ]);
    console.log(
      `kubectl ${kubectl.version}: a profile of 1 s after ${Math.round(performance.now() - began)} ms`,
    );
    expect({ exit, stderr }).toEqual({
      exit: 0,
      stderr: expect.stringMatching(/^heaptide: no agent in the process: sampling began now/) as string,
    });
    expect(stdout).toMatch(/leakOnPurpose/);
    expect(await isOpen(program.port)).toBe(false);
    await place.nothingIsLeft();
  });

  it('names the leak of one, and closes the inspector on Ctrl-C', async () => {
    const watch = place.launch(['watch', 'pod/plain-0', ...ATTACHED, '--every', '300ms']);
    try {
      await expect.poll(() => watch.stdout(), { timeout: 40_000 }).toMatch(/^LEAK {2}leakOnPurpose /m);
      expect(await isOpen(program.port)).toBe(true);
      process.kill(watch.pid, 'SIGINT');
      expect(await watch.exited).toBe(130);
    } finally {
      await watch.stop();
    }
    expect(await isOpen(program.port)).toBe(false);
    await place.nothingIsLeft();
  });

  it('says what is missing where nothing in the pod can find the process', async () => {
    place.server.put('pods', podObject({ name: 'bare-0' }), { exec: () => undefined });
    const { exit, stderr } = await place.run(['top', 'pod/bare-0', ...ATTACHED]);
    expect(exit).toBe(2);
    expect(stderr).toMatch(/^heaptide: .*--allow-debug-container.*\(HT_E_ATTACH_REFUSED\)\n$/);
  });
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
