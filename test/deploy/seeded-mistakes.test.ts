import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deployPath } from './deploy-files.js';
import { parseManifests } from './manifest.js';
import { manifestProblems } from './manifest-problems.js';

const BASE = deployPath('kustomize/base');
const FILES = ['service-account', 'deployment', 'service', 'pod-disruption-budget', 'network-policy'];
const MANIFESTS = FILES.map((name) => readFileSync(join(BASE, `${name}.yaml`), 'utf8')).join('---\n');
const ROLES = readFileSync(deployPath('rbac/profile.yaml'), 'utf8');
/** The same with the endpoint of the overlay debug-on, by hand. */
const WITH_ENDPOINT = MANIFESTS.replace(
  /( +)ports:\n +- name: http\n +containerPort/,
  `$1  - { name: HEAPTIDE_DEBUG_ADDR, value: 127.0.0.1:6060 }
$1ports:
$1  - { name: debug, containerPort: 6060, protocol: TCP }
$1  - name: http
$1    containerPort`,
);

const CONTAINER = 'Deployment heaptide-proxy: /spec/template/spec/containers/0';

interface Mistake {
  readonly mistake: string;
  /** What stands in the manifests, and what a person might have written. */
  readonly edit: readonly [right: string, wrong: string];
  readonly problems: readonly string[];
  readonly manifests?: string;
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: 'a field in the singular, which the API server would drop',
    edit: ['          resources:\n', '          resource:\n'],
    problems: [
      `${CONTAINER} must have required property 'resources'`,
      `${CONTAINER} has an unknown field "resource"`,
    ],
  },
  {
    mistake: 'a port in quotes',
    edit: ['containerPort: 8080', "containerPort: '8080'"],
    problems: [`${CONTAINER}/ports/0/containerPort must be integer`],
  },
  {
    mistake: 'a limit with a unit that there is not',
    edit: ['limits:\n              memory: 128Mi', 'limits:\n              memory: 128MB'],
    problems: [`${CONTAINER}/resources/limits/memory must match pattern "^[1-9][0-9]*(Ki|Mi|Gi|k|M|G)?$"`],
  },
  {
    mistake: 'a limit that is misspelt',
    edit: ['limits:\n              memory: 128Mi', 'limits:\n              memroy: 128Mi'],
    problems: [
      `${CONTAINER}/resources/limits must have required property 'memory'`,
      `${CONTAINER}/resources/limits has an unknown field "memroy"`,
    ],
  },
  {
    mistake: 'a capital letter too many',
    edit: ['readOnlyRootFilesystem', 'readOnlyRootFileSystem'],
    problems: [
      `${CONTAINER}/securityContext must have required property 'readOnlyRootFilesystem'`,
      `${CONTAINER}/securityContext has an unknown field "readOnlyRootFileSystem"`,
    ],
  },
  {
    mistake: 'a number without quotes in the environment',
    edit: ["value: '8080'", 'value: 8080'],
    problems: [`${CONTAINER}/env/2/value must be string`],
  },
  {
    mistake: 'an API that is gone',
    edit: ['apiVersion: policy/v1\n', 'apiVersion: policy/v1beta1\n'],
    problems: ['PodDisruptionBudget heaptide-proxy: /apiVersion must be "policy/v1"'],
  },
  {
    mistake: 'a rule without peers, which lets in everybody',
    edit: ['    - from:\n        - podSelector: {}\n      ports:\n', '    - ports:\n'],
    problems: ["NetworkPolicy heaptide-proxy: /spec/ingress/0 must have required property 'from'"],
  },
  {
    mistake: 'a probe of a port that has another name',
    edit: ['path: /health\n              port: http', 'path: /health\n              port: web'],
    problems: ['Deployment heaptide-proxy: readinessProbe asks port web, which the container does not have'],
  },
  {
    mistake: 'a selector that does not match the template',
    edit: [
      'selector:\n    matchLabels:\n      app.kubernetes.io/name: heaptide-proxy\n      app.kubernetes.io/instance: heaptide-proxy\n  strategy',
      'selector:\n    matchLabels:\n      app: heaptide-proxy\n  strategy',
    ],
    problems: ['Deployment heaptide-proxy: its selector does not match the labels of its pods'],
  },
  {
    mistake: 'a Service that finds nobody',
    edit: [
      '  selector:\n    app.kubernetes.io/name: heaptide-proxy',
      '  selector:\n    app.kubernetes.io/name: heaptide',
    ],
    problems: ['Service heaptide-proxy: its selector finds no pods'],
  },
  {
    mistake: 'a mount of a volume with another name',
    edit: ['- name: ring\n              mountPath', '- name: profiles\n              mountPath'],
    problems: [
      'Deployment heaptide-proxy: the volume profiles is mounted, but not there',
      'Deployment heaptide-proxy: the volume ring is mounted nowhere',
    ],
  },
  {
    mistake: 'a ring on the read-only root',
    edit: ['value: /var/lib/heaptide/ring', 'value: /tmp/ring'],
    problems: ['Deployment heaptide-proxy: HEAPTIDE_RING is /tmp/ring, which is on no volume'],
  },
  {
    mistake: 'a Secret that nobody is told to make',
    edit: [
      'value: http://mcp-server:3001/mcp',
      'valueFrom: { secretKeyRef: { name: mcp-proxy, key: upstream } }',
    ],
    problems: ['Deployment heaptide-proxy: nobody is told to make a Secret mcp-proxy with the key upstream'],
  },
  {
    mistake: 'a service account that is not there',
    edit: ['serviceAccountName: heaptide-proxy', 'serviceAccountName: heaptide'],
    problems: ['Deployment heaptide-proxy: no service account heaptide'],
  },
  {
    mistake: 'a drain time that outlasts the grace period',
    edit: ['value: 30s', 'value: 60s'],
    problems: ['Deployment heaptide-proxy: terminationGracePeriodSeconds is 45, which must be more than 67'],
  },
  {
    mistake: 'a heap limit that the container has no room for',
    edit: ['--max-old-space-size=77', '--max-old-space-size=128'],
    problems: ['Deployment heaptide-proxy: a heap of 131 MiB does not fit into 128Mi'],
  },
  {
    mistake: 'a variable that nobody reads',
    edit: ['HEAPTIDE_UPSTREAM', 'HEAPTIDE_UPSTEAM'],
    problems: ['Deployment heaptide-proxy: nobody reads the variable HEAPTIDE_UPSTEAM'],
  },
  {
    mistake: 'a port that the proxy does not listen on',
    edit: ['containerPort: 8080', 'containerPort: 3000'],
    problems: ['Deployment heaptide-proxy: port http is 3000, but HEAPTIDE_PORT is 8080'],
  },
  {
    mistake: 'the variable of a program with the agent preloaded, which the proxy does not read',
    edit: [
      '            - name: HEAPTIDE_RING\n',
      '            - name: HEAPTIDE_ADDR\n              value: 127.0.0.1:6060\n            - name: HEAPTIDE_RING\n',
    ],
    problems: ['Deployment heaptide-proxy: nobody reads the variable HEAPTIDE_ADDR'],
  },
  {
    mistake: 'heap profiles beyond loopback without a token',
    edit: ['127.0.0.1:6060', '0.0.0.0:6060'],
    problems: ['Deployment heaptide-proxy: heap profiles beyond loopback, without a token'],
    manifests: WITH_ENDPOINT,
  },
  {
    mistake: 'heap profiles in the Service',
    edit: ['targetPort: http', 'targetPort: debug'],
    problems: ['Service heaptide-proxy: leads to the port debug, which is for nobody else'],
    manifests: WITH_ENDPOINT,
  },
  {
    mistake: 'a binding to a role of another name',
    edit: ['kind: Role\n  name: heaptide-profile', 'kind: Role\n  name: heaptide-profiler'],
    problems: ['RoleBinding heaptide-profile: no role heaptide-profiler'],
    manifests: ROLES,
  },
  {
    mistake: 'a resource instead of the resources of a rule',
    edit: ['resources: [pods/log]', 'resource: [pods/log]'],
    problems: [
      "Role heaptide-profile: /rules/1 must have required property 'resources'",
      'Role heaptide-profile: /rules/1 has an unknown field "resource"',
    ],
    manifests: ROLES,
  },
];

it.each(MISTAKES)('catches $mistake', ({ edit, problems, manifests = MANIFESTS }) => {
  const [right, wrong] = edit;
  expect(manifestProblems(parseManifests(manifests))).toEqual([]);
  expect(manifests.split(right)).toHaveLength(2);
  expect(manifestProblems(parseManifests(manifests.replace(right, wrong)))).toEqual(problems);
});

it('catches a key that stands there twice', () => {
  const twice = MANIFESTS.replace('  replicas: 2\n', '  replicas: 2\n  replicas: 3\n');
  expect(() => parseManifests(twice)).toThrow(/unique/);
});
