import type { SiteFunction } from '@heaptide/report/browse';

/** The last `segments` of the path, with the line where the function begins, as far as they are known. Raw text. */
export function sitePlace({ file, line }: SiteFunction, { segments }: { readonly segments: number }): string {
  if (file === '') return '(native)';
  const tail = file.split(/[/\\]/).slice(-segments).join('/');
  return line > 0 ? `${tail}:${line}` : tail;
}

/** The whole path. Raw text. */
export function fullSitePlace(site: SiteFunction): string {
  return sitePlace(site, { segments: Infinity });
}
