import type { DrawingStyle } from './drawing-style.js';

/** Our own sentences with the signs of this terminal: before they are made safe, which would spell a sign out. */
export function ownSigns(text: string, { plusMinus }: Pick<DrawingStyle, 'plusMinus'>): string {
  return text.replaceAll('±', plusMinus);
}
