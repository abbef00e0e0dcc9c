import type { SiteReport } from '@heaptide/growth';
import { plainPhrase, reasonNotes } from '@heaptide/report';

/** Why the verdict is what it is, under one word each, as every other report has it. */
export function reasonLines(site: SiteReport): readonly { readonly label: string; readonly text: string }[] {
  const notes = reasonNotes(site, { doubt: true }).map(({ label, text }) => ({
    label,
    text: plainPhrase(text),
  }));
  if (site.group === undefined) return notes;
  return [
    ...notes,
    { label: 'group', text: `grows in lock-step with the others of group ${site.group}: one leak` },
  ];
}
