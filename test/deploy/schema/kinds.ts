import { chart } from './chart.js';
import type { Schema } from './closed.js';
import { deployment } from './deployment.js';
import { krewPlugin } from './krew-plugin.js';
import { kustomization } from './kustomization.js';
import { networkPolicy } from './network-policy.js';
import { podDisruptionBudget } from './pod-disruption-budget.js';
import { role } from './role.js';
import { roleBinding } from './role-binding.js';
import { service } from './service.js';
import { serviceAccount } from './service-account.js';

/** Of every kind of document that we ship; the chart's description has no kind of its own. */
export const SCHEMAS: Readonly<Record<string, Schema>> = {
  Chart: chart,
  Deployment: deployment,
  Kustomization: kustomization,
  NetworkPolicy: networkPolicy,
  Plugin: krewPlugin,
  PodDisruptionBudget: podDisruptionBudget,
  Role: role,
  RoleBinding: roleBinding,
  Service: service,
  ServiceAccount: serviceAccount,
};
