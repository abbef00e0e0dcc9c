/** `2026-11-27 13:30:29 UTC`: what logs and pods have is in UTC as a rule. */
export function dayAndTime(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : `${date.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** `13:30:29`, of a moment whose day stands elsewhere. */
export function timeOnly(time: string): string {
  return dayAndTime(time).slice(11, 19);
}
