import { closed, count, exactly, listOf, oneOf, type Schema, text, yesNo } from './closed.js';
import { objectName } from './metadata.js';
import { portName, portNumber, portReference, protocol } from './port.js';
import { cpu, memory } from './quantity.js';

const variableName: Schema = { type: 'string', pattern: '^[A-Za-z_][A-Za-z0-9_]*$' };

const valueFrom = closed({ secretKeyRef: closed({ name: objectName, key: text }) });

/** With both a value and where it comes from, the API server refuses it. */
const variable: Schema = {
  if: { type: 'object', required: ['valueFrom'] },
  then: closed({ name: variableName, valueFrom }),
  else: closed({ name: variableName, value: { type: 'string' } }),
};

const probe = closed(
  { httpGet: closed({ path: { type: 'string', pattern: '^/' }, port: portReference }) },
  {
    initialDelaySeconds: count(),
    periodSeconds: count(1),
    timeoutSeconds: count(1),
    failureThreshold: count(1),
  },
);

const resources = closed({ memory }, { cpu });

/** A container as we ship it, which is stricter than the API: whatever keeps it in its place has to be there. */
export const container = closed(
  {
    name: portName,
    image: { type: 'string', pattern: '^[a-z0-9][a-z0-9._/:-]*:[A-Za-z0-9_][A-Za-z0-9._-]*$' },
    env: listOf(variable),
    ports: listOf(closed({ name: portName, containerPort: portNumber, protocol })),
    readinessProbe: probe,
    livenessProbe: probe,
    lifecycle: closed({ preStop: closed({ sleep: closed({ seconds: count(1) }) }) }),
    resources: closed({ limits: resources, requests: resources }),
    securityContext: closed({
      allowPrivilegeEscalation: { const: false },
      readOnlyRootFilesystem: { const: true },
      capabilities: closed({ drop: { const: ['ALL'] } }),
    }),
    terminationMessagePolicy: exactly('FallbackToLogsOnError'),
  },
  {
    imagePullPolicy: oneOf('Always', 'IfNotPresent', 'Never'),
    volumeMounts: listOf(
      closed({ name: objectName, mountPath: { type: 'string', pattern: '^/' } }, { readOnly: yesNo }),
    ),
  },
);
