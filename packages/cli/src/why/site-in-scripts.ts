import type { ProcessAddress } from '@heaptide/targets';
import type { SourceMapping } from '../views/source-mapping.js';
import { findSite, type NamedSite, partsOf } from './find-site.js';
import type { SitePlace } from './site-places.js';

export interface ScriptOptions {
  readonly mapping: Pick<SourceMapping, 'frame'>;
  readonly signal: AbortSignal;
}

/** The function that a person names, by the text of the scripts of a process, where no profile has it. */
export async function siteInScripts(
  address: Extract<ProcessAddress, { readonly kind: 'inspector' }>,
  text: string,
  { mapping, signal }: ScriptOptions,
): Promise<NamedSite | undefined> {
  const { findFunctions } = await import('@heaptide/targets/attach');
  const sites = await findFunctions(address, partsOf(text), signal);
  const places = sites.map((asked): SitePlace => {
    const { function: name, file, line, column } = asked;
    const mapped = mapping.frame({ name, file, line, column, startLine: line });
    const shown =
      mapped === undefined
        ? asked
        : { function: mapped.name, file: mapped.file, line: mapped.line, column: mapped.column };
    return { asked, shown, bytes: 0 };
  });
  return findSite(places, text);
}
