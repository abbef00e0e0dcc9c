import { closed, exactly, listOf, oneOf, text } from './closed.js';
import { metadata, objectName } from './metadata.js';

const apiGroup = exactly('rbac.authorization.k8s.io');

export const roleBinding = closed({
  apiVersion: exactly('rbac.authorization.k8s.io/v1'),
  kind: exactly('RoleBinding'),
  metadata,
  roleRef: closed({ apiGroup, kind: exactly('Role'), name: objectName }),
  subjects: listOf(closed({ apiGroup, kind: oneOf('Group', 'User'), name: text })),
});
