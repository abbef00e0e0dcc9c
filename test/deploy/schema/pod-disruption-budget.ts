import { closed, count, exactly } from './closed.js';
import { labels, metadata } from './metadata.js';

export const podDisruptionBudget = closed({
  apiVersion: exactly('policy/v1'),
  kind: exactly('PodDisruptionBudget'),
  metadata,
  spec: closed({ maxUnavailable: count(1), selector: closed({ matchLabels: labels }) }),
});
