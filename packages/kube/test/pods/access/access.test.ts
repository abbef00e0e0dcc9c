import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ACCESS_NEEDS, needWords } from '../../../src/pods/access/access-needs.js';
import { minimalRole } from '../../../src/pods/access/minimal-role.js';
import { missingAccess } from '../../../src/pods/access/missing-access.js';
import { MemoryApi } from '../memory-api.js';

describe('missingAccess', () => {
  it('asks one review a need, and gives those that are refused', async () => {
    const api = new MemoryApi();
    api.answerPost = (body) => {
      const { resourceAttributes } = (body as { spec: { resourceAttributes: { subresource?: string } } })
        .spec;
      return { status: { allowed: resourceAttributes.subresource !== 'portforward' } };
    };
    const needs = [...ACCESS_NEEDS.pods, ...ACCESS_NEEDS.forward, ...ACCESS_NEEDS.metrics];
    const missing = await missingAccess(api, 'shop', needs);
    expect(missing.map(needWords)).toEqual(['create pods/portforward']);
    expect(api.posted.map((body) => (body as { spec: unknown }).spec)).toEqual([
      { resourceAttributes: { namespace: 'shop', verb: 'get', group: '', resource: 'pods' } },
      { resourceAttributes: { namespace: 'shop', verb: 'list', group: '', resource: 'pods' } },
      {
        resourceAttributes: {
          namespace: 'shop',
          verb: 'create',
          group: '',
          resource: 'pods',
          subresource: 'portforward',
        },
      },
      { resourceAttributes: { namespace: 'shop', verb: 'list', group: 'metrics.k8s.io', resource: 'pods' } },
    ]);
  });

  it('takes no answer for neither yes nor no', async () => {
    await expect(missingAccess(new MemoryApi(), 'shop', ACCESS_NEEDS.pods)).rejects.toMatchObject({
      kind: 'bad-answer',
    });
  });
});

describe('minimalRole', () => {
  it('allows each need, and no more', () => {
    const needs = Object.values(ACCESS_NEEDS).flat();
    const role = parse(minimalRole(needs, 'shop')) as {
      rules: { apiGroups: string[]; resources: string[]; verbs: string[] }[];
    };
    const allowed = role.rules.flatMap(({ apiGroups, resources, verbs }) =>
      apiGroups.flatMap((group) =>
        resources.flatMap((resource) => verbs.map((verb) => ({ verb, group, resource }))),
      ),
    );
    const inOrder = (some: readonly { verb: string; group: string; resource: string }[]) =>
      some.map((one) => JSON.stringify([one.group, one.resource, one.verb])).sort();
    expect(inOrder(allowed)).toEqual(inOrder(needs));
  });

  it('reads well', () => {
    expect(minimalRole([...ACCESS_NEEDS.pods, ...ACCESS_NEEDS.watch, ...ACCESS_NEEDS.forward], 'shop')).toBe(
      `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: heaptide
  namespace: shop
rules:
  - apiGroups: [""]
    resources: [pods]
    verbs: [get, list, watch]
  - apiGroups: [""]
    resources: ["pods/portforward"]
    verbs: [create]
`,
    );
  });

  it('holds for namespaces that YAML would take for something else', () => {
    for (const namespace of ['1e3', 'null', 'on', '007', 'a: b\nrules: []'])
      expect(parse(minimalRole([], namespace))).toMatchObject({ metadata: { namespace }, rules: [] });
  });
});
