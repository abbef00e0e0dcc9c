import { closed, exactly, listOf, text } from './closed.js';

export const kustomization = closed(
  {
    apiVersion: exactly('kustomize.config.k8s.io/v1beta1'),
    kind: exactly('Kustomization'),
    resources: listOf(text),
  },
  { patches: listOf(closed({ path: text })) },
);
