/** What runs in a cluster and comes as one pod or several, as a person names it. */
export type WorkloadRef =
  | { readonly kind: 'pod' | 'svc' | 'deploy' | 'sts' | 'ds'; readonly name: string }
  | { readonly kind: 'selector'; readonly selector: string };

/** As a person writes it: `deploy/web`, `-l app=web`. */
export function workloadName(workload: WorkloadRef): string {
  return workload.kind === 'selector' ? `-l ${workload.selector}` : `${workload.kind}/${workload.name}`;
}
