import { callsPane } from './calls-pane.js';
import type { DetailModel } from './detail-model.js';
import type { DetailPane } from './detail-stops.js';
import type { DetailView } from './detail-view.js';
import { growthNotes } from './growth-notes.js';
import { nextSteps } from './next-steps.js';
import { notesPane } from './notes-pane.js';
import type { Pane, PaneSize } from './pane.js';
import { sourcePane } from './source-pane.js';
import { whyNotes } from './why-notes.js';

const LABELS = { growth: 8, why: 9 };

/** One part of the page. */
export function detailPane(
  which: DetailPane,
  { model, view }: { readonly model: DetailModel; readonly view: DetailView },
  size: PaneSize,
): Pane {
  const cursor = view.pane === which ? view.index : undefined;
  switch (which) {
    case 'source':
      return sourcePane(model, view, size);
    case 'callers':
    case 'callees':
      return callsPane(model, view, which, size);
    case 'growth': {
      const notes = growthNotes(model, size.style);
      const otherwise = 'reading the newest capture ...';
      return notesPane(
        { title: 'GROWTH', name: '95 % intervals', notes, labelWidth: LABELS.growth, cursor, otherwise },
        size,
      );
    }
    case 'why': {
      const title = model.site === undefined ? 'WHY NO VERDICT' : 'WHY THIS VERDICT';
      const notes = whyNotes(model);
      return notesPane({ title, notes, labelWidth: LABELS.why, cursor, otherwise: 'nothing to say' }, size);
    }
    case 'next': {
      const notes = nextSteps(model).map(({ key = '-', text }) => ({ label: key, text }));
      const labelWidth = Math.max(...notes.map(({ label }) => label.length)) + 1;
      return notesPane(
        { title: 'NEXT STEPS', notes, labelWidth, cursor, otherwise: 'nothing to do here' },
        size,
      );
    }
  }
}
