import { shortBytesLike } from '@heaptide/report';

/** An error in the unit of the figure that it belongs to, unless that is the smaller one. */
export function errorLike(error: number, figure: number): string {
  return shortBytesLike(error, Math.max(error, Math.abs(figure)));
}
