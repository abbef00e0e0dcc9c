import { safeText } from '@heaptide/report';

/** Where a command talks to people; data go elsewhere. */
export interface Talk {
  readonly stderr: { write(text: string): unknown };
}

/** Tells a person something beside the report; names in it are made safe. */
export function talkTo({ stderr }: Talk): (line: string) => void {
  return (line) => stderr.write(`${safeText(line)}\n`);
}
