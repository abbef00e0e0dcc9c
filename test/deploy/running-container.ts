import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterTest, anUpstream } from '../proxy-cli/proxy-program.js';
import type { FakeUpstream } from '../proxy/proxy-under-test.js';
import { launchProgram, type LaunchedProgram, type Program, startProgram } from '../support/child-program.js';
import { deployPath } from './deploy-files.js';
import { dockerfileSteps, environmentOf, execForm, lastStage } from './dockerfile-steps.js';
import type { Container, Variable } from './manifest.js';

export const TOKEN = 'a-token-of-more-than-16-characters';

const IN_IMAGE = '/app/node_modules/heaptide/';
const OUR_PACKAGE = fileURLToPath(new URL('../../packages/cli/', import.meta.url));

export interface ContainerRun {
  readonly container: Container;
  /** Options of node itself, before those of the image. */
  readonly nodeArgs?: readonly string[];
  /** Where heap profiles are served stays as the manifest says, which is beyond loopback in some. */
  readonly keepsDebugAddress?: boolean;
}

export interface RunningContainer {
  readonly program: Program;
  readonly upstream: FakeUpstream;
}

/**
 * Runs what a container of our image would: its entrypoint with its environment, to which that of the manifest is added.
 * Only addresses differ, which become free ports of loopback, the folder of the ring, and what a Secret holds. It ends
 * with the test.
 */
export async function startContainer(run: ContainerRun): Promise<RunningContainer> {
  const upstream = await anUpstream();
  const program = await startProgram(programOf(run, upstream.origin));
  afterTest(() => program.stop());
  return { program, upstream };
}

/** The same without waiting for it to listen. */
export async function launchContainer(run: ContainerRun): Promise<LaunchedProgram> {
  const upstream = await anUpstream();
  const program = launchProgram(programOf(run, upstream.origin));
  afterTest(() => program.stop());
  return program;
}

function programOf({ container, nodeArgs = [], keepsDebugAddress = false }: ContainerRun, upstream: string) {
  const stage = lastStage(dockerfileSteps(readFileSync(deployPath('Dockerfile'), 'utf8')));
  const entrypoint = execForm(stage.find(({ instruction }) => instruction === 'ENTRYPOINT')!.text)!;
  const ring = mkdtempSync(join(tmpdir(), 'heaptide-deploy-'));
  afterTest(() => rmSync(ring, { recursive: true, force: true }));
  const kept = container.env.filter(({ name }) => keepsDebugAddress && name === 'HEAPTIDE_DEBUG_ADDR');
  const outside = Object.keys(process.env).filter((name) => name.startsWith('HEAPTIDE_'));
  return {
    args: entrypoint.slice(1).map((word) => word.replace(IN_IMAGE, OUR_PACKAGE)),
    nodeArgs,
    env: {
      ...Object.fromEntries(outside.map((name) => [name, undefined])),
      ...environmentOf(stage),
      ...Object.fromEntries(
        container.env.map((variable) => [variable.name, valueOf(variable, upstream, ring)]),
      ),
      ...Object.fromEntries(kept.map(({ name, value }) => [name, value])),
    },
  };
}

function valueOf({ name, value, valueFrom }: Variable, upstream: string, ring: string): string {
  if (valueFrom !== undefined) return TOKEN;
  switch (name) {
    case 'HEAPTIDE_UPSTREAM':
      return `${upstream}${new URL(value!).pathname}`;
    case 'HEAPTIDE_HOST':
      return '127.0.0.1';
    case 'HEAPTIDE_PORT':
      return '0';
    case 'HEAPTIDE_DEBUG_ADDR':
    case 'HEAPTIDE_METRICS_ADDR':
      return '127.0.0.1:0';
    case 'HEAPTIDE_RING':
      return join(ring, 'ring');
    default:
      return value!;
  }
}
