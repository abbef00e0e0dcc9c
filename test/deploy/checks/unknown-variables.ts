import { PROXY_FLAGS } from '../../../packages/cli/dist/proxy/proxy-flags.js';
import { type Manifest, ofKind } from '../manifest.js';

/** Of the agent's settings, docs/agent.md, those that the proxy leaves to the environment. */
const OF_AGENT = [
  'RING',
  'RING_CAPTURES',
  'RING_BYTES',
  'INTERVAL',
  'DEPTH',
  'EXTERNAL',
  'TOKEN',
  'TOKEN_FILE',
  'SNAPSHOT',
  'SERVICE',
].map((name) => `HEAPTIDE_${name}`);
const OF_PROXY = Object.keys(PROXY_FLAGS).map(
  (flag) => `HEAPTIDE_${flag.toUpperCase().replaceAll('-', '_')}`,
);
const KNOWN = new Set(['NODE_OPTIONS', ...OF_AGENT, ...OF_PROXY]);

/** Variables that nobody reads, as a mistyped one is, and those that stand there twice. */
export function unknownVariables(manifests: readonly Manifest[]): string[] {
  return ofKind(manifests, 'Deployment').flatMap(({ metadata, spec }) =>
    spec.template.spec.containers.flatMap(({ env }) => {
      const names = env.map(({ name }) => name);
      const problems = [
        ...names.filter((name) => !KNOWN.has(name)).map((name) => `nobody reads the variable ${name}`),
        ...names.filter((name, index) => names.indexOf(name) < index).map((name) => `${name} is set twice`),
      ];
      return problems.map((problem) => `Deployment ${metadata.name}: ${problem}`);
    }),
  );
}
