import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CLI_PACKAGE, deployPath } from './deploy-files.js';
import { dockerfileProblems } from './dockerfile-problems.js';
import { dockerfileSteps, environmentOf, execForm, lastStage } from './dockerfile-steps.js';
import { ofKind, readManifests, type Manifest } from './manifest.js';

const DOCKERFILE = readFileSync(deployPath('Dockerfile'), 'utf8');
const STEPS = dockerfileSteps(DOCKERFILE);
const [DEPLOYMENT] = ofKind(
  readManifests(deployPath('kustomize/base/deployment.yaml')) as Manifest[],
  'Deployment',
);

it('has no mistake', () => {
  expect(dockerfileProblems(DOCKERFILE)).toEqual([]);
});

it.each<[right: string | RegExp, wrong: string, problem: string]>([
  ['ENTRYPOINT ["/nodejs/bin/node", ', 'ENTRYPOINT ["npm", "start", ', 'not node is the first process'],
  [/ENTRYPOINT .*/, 'ENTRYPOINT /nodejs/bin/node heaptide.js proxy', 'a shell is the first process'],
  ['USER 65532:65532', 'USER nonroot', 'USER is no number above 0: nonroot'],
  ['USER 65532:65532\n', '', 'USER is no number above 0: '],
  ['USER 65532:65532', 'USER 0', 'USER is no number above 0: 0'],
  [/ENV NODE_OPTIONS.*\n/, '', 'no limit of the heap'],
  ['node:24-bookworm-slim', 'node', 'no tag: node'],
  ['node:24-bookworm-slim', 'node:latest', 'no tag: node:latest'],
  ['WORKDIR /app\n# By', 'RUN mkdir /data\n# By', 'RUN in the last stage, which has no shell'],
])('%s for %s is a mistake', (right, wrong, problem) => {
  const changed = DOCKERFILE.replace(right, wrong);
  expect(changed).not.toBe(DOCKERFILE);
  expect(dockerfileProblems(changed)).toEqual([problem]);
});

describe('is in step with', () => {
  const { version, bin } = JSON.parse(readFileSync(CLI_PACKAGE, 'utf8')) as {
    version: string;
    bin: Record<string, string>;
  };

  it('the package', () => {
    expect(STEPS).toContainEqual({ instruction: 'ARG', text: `HEAPTIDE_VERSION=${version}` });
    const entry = execForm(STEPS.find(({ instruction }) => instruction === 'ENTRYPOINT')!.text)!;
    expect(entry[1]).toBe(`/app/node_modules/heaptide/${bin.heaptide!}`);
    expect(existsSync(fileURLToPath(new URL(`../../packages/cli/${bin.heaptide!}`, import.meta.url)))).toBe(
      true,
    );
  });

  it('the Deployment', () => {
    const { env, image } = DEPLOYMENT!.spec.template.spec.containers[0]!;
    expect(image).toBe(`heaptide-proxy:${version}`);
    const { NODE_OPTIONS } = environmentOf(lastStage(STEPS));
    expect(env).toContainEqual({ name: 'NODE_OPTIONS', value: NODE_OPTIONS });
    const user = STEPS.findLast(({ instruction }) => instruction === 'USER')!.text;
    expect(DEPLOYMENT!.spec.template.spec).toMatchObject({
      securityContext: { runAsUser: Number(user.split(':')[0]), runAsGroup: Number(user.split(':')[1]) },
    });
  });
});
