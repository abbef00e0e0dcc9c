import { DEFAULT_PPROF_OPTIONS } from '@heaptide/report/pprof';
import type { WebConfig } from '@heaptide/report/web';
import type { SavedConfig } from './settings-file.js';
import { queryForOptions } from './url-options.js';

/** The defaults and all saved configurations, each with the address of the present view under it. */
export function configMenu(saved: readonly SavedConfig[], query: URLSearchParams): readonly WebConfig[] {
  const all = [{ name: 'Default', options: DEFAULT_PPROF_OPTIONS }, ...saved];
  const entries = all.map(({ name, options }, i) => {
    const { query: next, changed } = queryForOptions(options, query);
    return { name, href: `?${next.toString()}`, changed, own: i > 0 };
  });
  const shown = entries.findLastIndex(({ changed }) => !changed);
  return entries.map(({ name, href, own }, i) => ({ name, href, own, current: i === shown }));
}
