import { ACCESS_NEEDS, type AccessFeature, needWords } from '@heaptide/kube';
import { expect, it } from 'vitest';
import { deployPath } from './deploy-files.js';
import { type Manifest, ofKind, readManifests } from './manifest.js';
import { manifestProblems } from './manifest-problems.js';

interface RoleFile {
  readonly file: string;
  /** What heaptide does with it. */
  readonly features: readonly AccessFeature[];
  /** What kubectl may ask for beside that: a WebSocket is a GET. */
  readonly besides: readonly string[];
}

const FILES: readonly RoleFile[] = [
  {
    file: 'profile.yaml',
    features: ['pods', 'workloads', 'watch', 'forward', 'logs', 'events', 'metrics'],
    besides: ['get pods/portforward'],
  },
  { file: 'attach.yaml', features: ['attach'], besides: ['get pods/exec'] },
  { file: 'debug-container.yaml', features: ['debug-container'], besides: [] },
];

it.each(FILES)('the role of $file allows what heaptide needs, and no more', ({ file, features, besides }) => {
  const manifests = readManifests(deployPath(`rbac/${file}`));
  expect(manifestProblems(manifests)).toEqual([]);
  const allowed = ofKind(manifests as Manifest[], 'Role')[0]!.rules.flatMap(
    ({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => needWords({ group, resource, verb }))),
      ),
  );
  const needed = features.flatMap((feature) => ACCESS_NEEDS[feature].map(needWords));
  expect(allowed.sort()).toEqual([...needed, ...besides].sort());
});

it('every feature has its role', () => {
  expect(FILES.flatMap(({ features }) => features).sort()).toEqual(Object.keys(ACCESS_NEEDS).sort());
});
