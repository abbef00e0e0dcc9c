import { closed, exactly, listOf } from './closed.js';
import { labels, labelSelector, metadata } from './metadata.js';
import { portReference, protocol } from './port.js';

const peer = {
  ...closed({}, { podSelector: labelSelector, namespaceSelector: labelSelector }),
  minProperties: 1,
};

/** Both lists of a rule are demanded: without one of them, it lets in everybody, or to everything. */
const rule = closed({ from: listOf(peer), ports: listOf(closed({ protocol, port: portReference })) });

export const networkPolicy = closed({
  apiVersion: exactly('networking.k8s.io/v1'),
  kind: exactly('NetworkPolicy'),
  metadata,
  spec: closed({
    podSelector: closed({ matchLabels: labels }),
    policyTypes: { const: ['Ingress'] },
    ingress: listOf(rule),
  }),
});
