import type { Frame } from '@heaptide/growth';

/** Identity of a site from report to report. */
export type SiteKey = string & { readonly __key: 'site' };

/** Memory on the heap and external memory of one function are two sites. */
export function siteKey({
  function: name,
  file,
  line,
  column,
  kind,
}: Frame & { readonly kind?: string }): SiteKey {
  return `${name}\n${file}\n${line}:${column}\n${kind ?? ''}` as SiteKey;
}
