import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startProgram } from '../../support/child-program.js';
import { findNginx, startNginx } from './nginx.js';
import { withoutSettings } from './without-settings.js';

/** A way to the MCP server of the benchmark. */
export interface Contender {
  readonly name: ContenderName;
  /** Where its MCP endpoint is. */
  readonly url: URL;
  /** The proxy's process; absent where there is no proxy. */
  readonly pid?: number;
  stop(): Promise<void>;
}

/** `direct` is no proxy. */
export const CONTENDER_NAMES = [
  'heaptide',
  'http-proxy',
  'httpxy',
  '@fastify/http-proxy',
  'nginx',
  'direct',
] as const;
export type ContenderName = (typeof CONTENDER_NAMES)[number];

const ROOT = '../../..';

const NODE_PROGRAMS = {
  heaptide: 'fixtures/apps/fixed-proxy.mjs',
  'http-proxy': 'test/bench/programs/http-proxy.mjs',
  httpxy: 'test/bench/programs/httpxy.mjs',
  '@fastify/http-proxy': 'test/bench/programs/fastify-http-proxy.mjs',
} as const satisfies Partial<Record<ContenderName, string>>;

/** Starts one in front of an MCP endpoint. */
export async function startContender(name: ContenderName, upstream: URL): Promise<Contender> {
  if (name === 'direct') return { name, url: upstream, stop: () => Promise.resolve() };
  if (name === 'nginx') {
    const nginx = findNginx();
    if (nginx === undefined) throw new Error('there is no nginx');
    return { name, ...(await startNginx(nginx, upstream)) };
  }
  const program = await startProgram({
    args: [programPath(NODE_PROGRAMS[name])],
    env: { ...withoutSettings(), UPSTREAM: upstream.href, PORT: '0' },
  });
  return { name, url: new URL(program.url), pid: program.pid, stop: () => program.stop() };
}

/** Starts the MCP server that all of them lead to. */
export async function startUpstream(): Promise<{ url: URL; stop: () => Promise<void> }> {
  const program = await startProgram({
    args: [programPath('test/bench/programs/mcp-upstream.mjs')],
    env: withoutSettings(),
  });
  return { url: new URL(program.url), stop: () => program.stop() };
}

/** Which version of a contender is measured; `undefined` where that goes without saying. */
export function versionOf(name: ContenderName): string | undefined {
  if (name === 'nginx') return findNginx()?.version;
  const manifest = readFileSync(programPath('package.json'), 'utf8');
  const { devDependencies } = JSON.parse(manifest) as { devDependencies: Record<string, string> };
  return devDependencies[name];
}

function programPath(path: string): string {
  return fileURLToPath(import.meta.resolve(`${ROOT}/${path}`));
}
