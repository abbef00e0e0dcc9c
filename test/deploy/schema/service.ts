import { closed, exactly, listOf, oneOf } from './closed.js';
import { labels, metadata } from './metadata.js';
import { portName, portNumber, portReference, protocol } from './port.js';

export const service = closed({
  apiVersion: exactly('v1'),
  kind: exactly('Service'),
  metadata,
  spec: closed({
    type: oneOf('ClusterIP', 'NodePort', 'LoadBalancer'),
    selector: labels,
    ports: listOf(closed({ name: portName, port: portNumber, targetPort: portReference, protocol })),
  }),
});
