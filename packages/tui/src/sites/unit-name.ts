import { singular } from '@heaptide/growth';
import { type SafeText, safeText } from '@heaptide/report';

/** One unit of a work counter: `sessions` is counted, growth is per `session`. */
export function unitName(counter: string): SafeText {
  return safeText(singular(counter));
}
