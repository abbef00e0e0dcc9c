import { closed, exactly, listOf, oneOf, type Schema } from './closed.js';
import { metadata } from './metadata.js';

/** No wildcards. */
const resource: Schema = { type: 'string', pattern: '^[a-z]+(/[a-z]+)?$' };

export const role = closed({
  apiVersion: exactly('rbac.authorization.k8s.io/v1'),
  kind: exactly('Role'),
  metadata,
  rules: listOf(
    closed({
      apiGroups: listOf(oneOf('', 'apps', 'metrics.k8s.io')),
      resources: listOf(resource),
      verbs: listOf(oneOf('get', 'list', 'watch', 'create', 'patch')),
    }),
  ),
});
