import { type Manifest, ofKind } from '../manifest.js';

type Labels = Readonly<Record<string, string>>;

/** Selectors that find no pod of ours. */
export function strayedSelectors(manifests: readonly Manifest[]): string[] {
  const deployments = ofKind(manifests, 'Deployment');
  const pods = deployments.map(({ spec }) => spec.template.metadata.labels);
  const ofPods = ({ metadata, spec }: (typeof deployments)[number]) => {
    const { labels } = spec.template.metadata;
    const selectors = [
      ['its selector', spec.selector.matchLabels] as const,
      ...spec.template.spec.topologySpreadConstraints.map(
        ({ labelSelector }) => ['a topology spread', labelSelector.matchLabels ?? {}] as const,
      ),
    ];
    return selectors
      .filter(([, selector]) => !matches(selector, labels))
      .map(([what]) => `Deployment ${metadata.name}: ${what} does not match the labels of its pods`);
  };
  const selecting = [
    ...ofKind(manifests, 'Service').map(
      ({ kind, metadata, spec }) => [kind, metadata, spec.selector] as const,
    ),
    ...ofKind(manifests, 'PodDisruptionBudget').map(
      ({ kind, metadata, spec }) => [kind, metadata, spec.selector.matchLabels] as const,
    ),
    ...ofKind(manifests, 'NetworkPolicy').map(
      ({ kind, metadata, spec }) => [kind, metadata, spec.podSelector.matchLabels] as const,
    ),
  ];
  return [
    ...deployments.flatMap(ofPods),
    ...selecting
      .filter(([, , selector]) => !pods.some((labels) => matches(selector, labels)))
      .map(([kind, { name }]) => `${kind} ${name}: its selector finds no pods`),
  ];
}

function matches(selector: Labels, labels: Labels): boolean {
  const wanted = Object.entries(selector);
  return wanted.length > 0 && wanted.every(([name, value]) => labels[name] === value);
}
