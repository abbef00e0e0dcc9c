import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heapFlags } from '../../packages/proxy/dist/process-memory/heap-flags.js';
import { CHART, CLI_PACKAGE, deployPath } from './deploy-files.js';
import { helm, kubectl, kustomized, templated } from './deploy-programs.js';
import { type Manifest, ofKind, readManifests } from './manifest.js';
import { manifestProblems } from './manifest-problems.js';
import { complaint, output } from './program-output.js';
import { schemaProblems } from './schema/schema-problems.js';

const MIB = 2 ** 20;
const OUTSIDE_HEAP_MIB = 48;

/** Labels that tell of the chart, and which kustomize has no use for. */
const OF_HELM = ['app.kubernetes.io/managed-by', 'app.kubernetes.io/version', 'helm.sh/chart'];

/** Objects without what may differ: the labels of helm, and the order of objects, ports and variables. */
function comparable(objects: readonly unknown[]): unknown {
  const plain = JSON.parse(
    JSON.stringify(objects, (key, value: unknown) =>
      OF_HELM.includes(key)
        ? undefined
        : (key === 'env' || key === 'ports') && Array.isArray(value)
          ? byName(value)
          : value,
    ),
  ) as { kind: string; metadata: { name: string } }[];
  return Object.fromEntries(plain.map((object) => [`${object.kind} ${object.metadata.name}`, object]));
}

/** Ports of a NetworkPolicy have no name. */
function byName(entries: readonly unknown[]): unknown[] {
  const nameOf = (entry: unknown) => String((entry as { name?: string }).name);
  return [...entries].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}

it('is described without a mistake, in the version of the package', () => {
  const [chart] = readManifests(join(CHART, 'Chart.yaml')) as [{ appVersion: string }];
  const { version } = JSON.parse(readFileSync(CLI_PACKAGE, 'utf8')) as { version: string };
  expect(schemaProblems(chart, 'Chart')).toEqual([]);
  expect(chart.appVersion).toBe(version);
});

describe.skipIf(helm === undefined)('with helm', () => {
  it('passes its strict lint', async () => {
    expect(await output(helm!, ['lint', '--strict', CHART])).toContain('0 chart(s) failed');
  });

  it.each([
    { folder: 'base', values: [] },
    { folder: 'overlays/debug-on', values: ['debug.enabled=true'] },
    { folder: 'overlays/scrape-on', values: ['scrape.enabled=true'] },
  ])('$values is the same as $folder of kustomize', async ({ folder, values }) => {
    const objects = await templated(CHART, values);
    expect(manifestProblems(objects)).toEqual([]);
    if (kubectl === undefined) return;
    expect(comparable(objects)).toEqual(comparable(await kustomized(deployPath(`kustomize/${folder}`))));
  });

  it('takes what its values offer', async () => {
    const objects = (await templated(CHART, [
      'fullnameOverride=front',
      'ring.enabled=false',
      'networkPolicy.enabled=false',
      'podDisruptionBudget.enabled=false',
      'priorityClassName=high',
      'nodeSelector.disk=ssd',
      'podLabels.team=tools',
      'drainSeconds=120',
      'settings.HEAPTIDE_IDLE_TIMEOUT=1h',
      'settings.HEAPTIDE_LOG_FORMAT=pretty',
      'extraEnv[0].name=HEAPTIDE_MAX_BODY',
      'extraEnv[0].value=1MiB',
      'image.tag=1.2.3',
    ])) as Manifest[];
    expect(manifestProblems(objects)).toEqual([]);
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort()).toEqual([
      'Deployment front',
      'Service front',
      'ServiceAccount front',
    ]);
    const { template } = ofKind(objects, 'Deployment')[0]!.spec;
    expect(template.metadata.labels.team).toBe('tools');
    expect(template.spec).toMatchObject({
      terminationGracePeriodSeconds: 135,
      priorityClassName: 'high',
      nodeSelector: { disk: 'ssd' },
    });
    const { image, env } = template.spec.containers[0]!;
    expect(image).toBe('heaptide-proxy:1.2.3');
    expect(env).toContainEqual({ name: 'HEAPTIDE_DRAIN_TIMEOUT', value: '120s' });
    expect(env).toContainEqual({ name: 'HEAPTIDE_IDLE_TIMEOUT', value: '1h' });
    expect(env).toContainEqual({ name: 'HEAPTIDE_LOG_FORMAT', value: 'pretty' });
    expect(env).toContainEqual({ name: 'HEAPTIDE_MAX_BODY', value: '1MiB' });
  });

  it.each([
    ['64Mi', 32],
    ['128Mi', 80],
    ['176Mi', 128],
    ['512Mi', 464],
    ['2Gi', 2000],
  ])('%s of memory has the heap that the proxy would choose', async (memory, heapMib) => {
    const objects = (await templated(CHART, [`resources.limits.memory=${memory}`])) as Manifest[];
    const [container] = ofKind(objects, 'Deployment')[0]!.spec.template.spec.containers;
    const wanted = heapFlags(heapMib * MIB).join(' ');
    expect(container!.env).toContainEqual({ name: 'NODE_OPTIONS', value: wanted });
    const mebibytes = Number.parseInt(memory) * (memory.endsWith('Gi') ? 1024 : 1);
    expect(heapMib).toBe(Math.max(32, mebibytes - OUTSIDE_HEAP_MIB));
  });

  it.each([
    ['debug.enable=true', 'enable'],
    ['replica=3', 'replica'],
    ['resources.limits.memroy=1Gi', 'memroy'],
    ['image.pullPolicy=always', 'pullPolicy'],
    ['upstream=mcp-server:3001', 'upstream'],
    ['settings.HEAPTIDE_PORT=1', 'HEAPTIDE_PORT'],
    ['debug.port=x', 'port'],
    ['resources.limits.memory=100M', 'set nodeOptions'],
    ['serviceAccount.create=false', 'serviceAccount.name'],
  ])('refuses %s and says why', async (value, reason) => {
    expect(await complaint(helm!, ['template', 'x', CHART, '--set', value])).toContain(reason);
  });
});
