import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { deployPath } from './deploy-files.js';
import { type Manifest, ofKind, readManifests } from './manifest.js';

interface ScrapeJob {
  readonly scrape_interval: string;
  readonly scrape_timeout?: string;
  readonly authorization?: { readonly credentials_file: string };
  readonly kubernetes_sd_configs: readonly { readonly selectors: readonly { readonly label: string }[] }[];
  readonly relabel_configs: readonly { readonly action?: string; readonly regex?: string }[];
  readonly profiling_config?: {
    readonly pprof_config: Readonly<Record<string, { readonly enabled: boolean }>>;
  };
}

/** Of Go's, what Alloy and Parca ask for unless they are told not to. */
const GO_ONLY = ['block', 'goroutine', 'mutex', 'process_cpu'];
const OVERLAY = deployPath('kustomize/overlays/scrape-on/scraped-endpoints.yaml');
const [PATCH] = readManifests(OVERLAY) as [Extract<Manifest, { kind: 'Deployment' }>];
const [DEPLOYMENT] = ofKind(
  readManifests(deployPath('kustomize/base/deployment.yaml')) as Manifest[],
  'Deployment',
);
const NAME = 'app.kubernetes.io/name';
const LABEL = `${NAME}=${DEPLOYMENT!.spec.template.metadata.labels[NAME]!}`;
const PORTS = PATCH.spec.template.spec.containers[0]!.ports.map(({ name }) => name);

const textOf = (name: string): string => readFileSync(deployPath(`scrapers/${name}`), 'utf8');

function jobOf(name: string): ScrapeJob {
  const { scrape_configs: jobs } = parse(textOf(name)) as { scrape_configs: [ScrapeJob] };
  return jobs[0];
}

describe.each([
  ['parca.yaml', 'debug'],
  ['prometheus.yaml', 'metrics'],
])('%s', (name, port) => {
  it(`finds the port ${port} of our pods`, () => {
    const job = jobOf(name);
    expect(job.kubernetes_sd_configs[0]!.selectors).toEqual([{ role: 'pod', label: LABEL }]);
    expect(job.relabel_configs.find(({ action }) => action === 'keep')!.regex).toBe(port);
    expect(PORTS).toContain(port);
  });
});

it('parca.yaml brings the token, waits longer than its interval, and asks for nothing that there is not', () => {
  const job = jobOf('parca.yaml');
  expect(job.authorization!.credentials_file).toBe('/etc/heaptide/token');
  expect(Number.parseInt(job.scrape_timeout!)).toBeGreaterThan(Number.parseInt(job.scrape_interval));
  const { memory, ...others } = job.profiling_config!.pprof_config;
  expect(memory!.enabled).toBe(true);
  expect(others).toEqual(Object.fromEntries(GO_ONLY.map((kind) => [kind, { enabled: false }])));
});

describe.each(['alloy.alloy', 'pyroscope.alloy'])('%s', (name) => {
  const recipe = textOf(name).replace(/^ *\/\/.*$/gm, '');

  it('brings the token and asks for nothing that there is not', () => {
    expect(recipe).toMatch(/bearer_token_file += "\/etc\/heaptide\/token"/);
    const kinds = [...recipe.matchAll(/profile\.(\w+) \{\s+enabled = (\w+)/g)].map(([, kind, on]) => [
      kind,
      on,
    ]);
    expect(Object.fromEntries(kinds)).toEqual({
      memory: 'true',
      ...Object.fromEntries(GO_ONLY.map((kind) => [kind, 'false'])),
    });
  });

  it('closes what it opens, and names only components that it has', () => {
    expect(recipe.split('{')).toHaveLength(recipe.split('}').length);
    const declared = [...recipe.matchAll(/^([a-z.]+) "(\w+)" \{$/gm)].map(
      ([, kind, label]) => `${kind!}.${label!}`,
    );
    const used = [
      ...recipe.matchAll(/\b(discovery|pyroscope)\.[a-z.]*\.(\w+)\.(targets|output|receiver)\b/g),
    ];
    expect(used).toHaveLength(3);
    for (const [reference] of used) expect(declared).toContain(reference.replace(/\.\w+$/, ''));
  });
});

it('alloy.alloy finds the port of the profiles by the label of our pods', () => {
  expect(textOf('alloy.alloy')).toContain(`label = "${LABEL}"`);
  expect(textOf('alloy.alloy')).toMatch(/container_port_name"\]\s+regex += "debug"/);
});

it('pyroscope.alloy goes by the annotations that the overlay sets', () => {
  const { annotations = {} } = PATCH.spec.template.metadata;
  const asked = [...textOf('pyroscope.alloy').matchAll(/pod_annotation_(\w+)"/g)].map(([, name]) => name);
  const set = Object.keys(annotations).map((name) => name.replace(/\W/g, '_'));
  expect(asked.length).toBeGreaterThan(1);
  expect(set).toEqual(expect.arrayContaining(asked));
  expect(annotations['profiles.grafana.com/memory.port_name']).toBe('debug');
});
