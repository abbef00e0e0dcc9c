import { safeText } from '@heaptide/report';
import { functionName, fullPlace } from '../../sites/site-names.js';
import { createRowFilter } from '../../sites/row-filter.js';
import type { MergedSite } from '../model/merge-sites.js';
import type { PodRow } from '../model/workload-state.js';

/** Pods by their name, or by what grows in them. */
export function choosePods(pods: readonly PodRow[], filter: string): readonly PodRow[] {
  if (filter === '') return pods;
  const matches = createRowFilter(filter);
  return pods.filter(({ pod, growth }) => {
    const [top] = growth?.sites ?? [];
    return matches({
      nameKey: key(`${pod.name} ${top === undefined ? '' : functionName(top.function)}`),
      fileKey: key(top === undefined ? '' : fullPlace(top)),
    });
  });
}

/** Sites by function or file. */
export function chooseSites(sites: readonly MergedSite[], filter: string): readonly MergedSite[] {
  if (filter === '') return sites;
  const matches = createRowFilter(filter);
  return sites.filter((site) =>
    matches({ nameKey: key(functionName(site.function)), fileKey: key(fullPlace(site)) }),
  );
}

function key(text: string): string {
  return safeText(text).toLowerCase();
}
