import type { AccessNeed } from './access-needs.js';

const PLAIN = /^[a-z]([a-z0-9-]*[a-z0-9])?$/;
const NAME = 'heaptide';

/** The Role that allows `needs` in a namespace and nothing else, as YAML for `kubectl apply -f -`. */
export function minimalRole(needs: readonly AccessNeed[], namespace: string): string {
  const rules = [...rulesOf(needs)].flatMap(([, { group, resources, verbs }]) => [
    `  - apiGroups: [${yaml(group)}]`,
    `    resources: [${[...resources].map(yaml).join(', ')}]`,
    `    verbs: [${[...verbs].map(yaml).join(', ')}]`,
  ]);
  return [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: Role',
    'metadata:',
    `  name: ${NAME}`,
    `  namespace: ${yaml(namespace)}`,
    ...(rules.length === 0 ? ['rules: []'] : ['rules:', ...rules]),
    '',
  ].join('\n');
}

interface Rule {
  readonly group: string;
  readonly resources: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
}

/** Resources of a group that take the same verbs share a rule. */
function rulesOf(needs: readonly AccessNeed[]): ReadonlyMap<string, Rule> {
  const verbs = new Map<string, { need: AccessNeed; verbs: Set<string> }>();
  for (const need of needs) {
    const key = JSON.stringify([need.group, need.resource]);
    const found = verbs.get(key);
    if (found === undefined) verbs.set(key, { need, verbs: new Set([need.verb]) });
    else found.verbs.add(need.verb);
  }
  const rules = new Map<string, { group: string; resources: Set<string>; verbs: Set<string> }>();
  for (const { need, verbs: own } of verbs.values()) {
    const key = JSON.stringify([need.group, [...own].sort()]);
    const found = rules.get(key);
    if (found === undefined)
      rules.set(key, { group: need.group, resources: new Set([need.resource]), verbs: own });
    else found.resources.add(need.resource);
  }
  return rules;
}

/** JSON is YAML; what is plain reads better without quotes. */
function yaml(text: string): string {
  return PLAIN.test(text) && !RESERVED.has(text) ? text : JSON.stringify(text);
}

const RESERVED: ReadonlySet<string> = new Set(['null', 'true', 'false', 'yes', 'no', 'on', 'off', 'y', 'n']);
