import { closed, count, exactly, listOf, oneOf, text } from './closed.js';
import { container } from './container.js';
import { labels, labelSelector, metadata, objectName, templateMetadata } from './metadata.js';
import { memory } from './quantity.js';

const spread = closed({
  maxSkew: count(1),
  topologyKey: text,
  whenUnsatisfiable: oneOf('ScheduleAnyway', 'DoNotSchedule'),
  labelSelector,
});

const podSpec = closed(
  {
    serviceAccountName: objectName,
    automountServiceAccountToken: { const: false },
    enableServiceLinks: { const: false },
    securityContext: closed({
      runAsNonRoot: { const: true },
      runAsUser: count(1),
      runAsGroup: count(1),
      fsGroup: count(1),
      seccompProfile: closed({ type: exactly('RuntimeDefault') }),
    }),
    terminationGracePeriodSeconds: count(1),
    topologySpreadConstraints: listOf(spread),
    containers: listOf(container),
  },
  {
    volumes: listOf(closed({ name: objectName, emptyDir: closed({ sizeLimit: memory }) })),
    priorityClassName: objectName,
    nodeSelector: labels,
  },
);

export const deployment = closed({
  apiVersion: exactly('apps/v1'),
  kind: exactly('Deployment'),
  metadata,
  spec: closed({
    replicas: count(),
    selector: closed({ matchLabels: labels }),
    strategy: closed({
      type: exactly('RollingUpdate'),
      rollingUpdate: closed({ maxUnavailable: count(), maxSurge: count() }),
    }),
    template: closed({ metadata: templateMetadata, spec: podSpec }),
  }),
});
