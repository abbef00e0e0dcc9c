import { singular } from '@heaptide/growth';
import { type SafeText, safeText } from '@heaptide/report';

const LONGEST = 24;

/** One unit of a work counter: `sessions` is counted, growth is per `session`. */
export function unitName(counter: string, { ascii = false }: { readonly ascii?: boolean } = {}): SafeText {
  return safeText(singular(counter), { ascii, limit: LONGEST });
}
