import { closed, exactly } from './closed.js';
import { metadata } from './metadata.js';

export const serviceAccount = closed({
  apiVersion: exactly('v1'),
  kind: exactly('ServiceAccount'),
  metadata,
  automountServiceAccountToken: { const: false },
});
